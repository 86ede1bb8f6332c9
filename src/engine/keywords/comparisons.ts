import { tokensOf, valueAt } from '../values/pointers';
import { orData, reader, type Data, type Judge, type Keyword } from './keyword';

interface Share {
  value: Data<number>;
  percent: Data<number>;
}

/** At most so many percent of another number (fact E5). */
export const atMostShareOf: Keyword = {
  valueSchema: {
    type: 'object',
    properties: { value: orData({ type: 'number' }), percent: orData({ type: 'number' }) },
    required: ['value', 'percent'],
    additionalProperties: false,
  },
  compile: ({ value, percent }: Share): Judge => {
    const [whole, share] = [reader(value), reader(percent)];
    return (part, envelope) => {
      const [of, percents] = [whole(envelope), share(envelope)];
      if (of == null || percents == null || Number(part) * 100 <= of * percents) return undefined;
      return { expected: `<=${Math.floor((of * percents) / 100)} (${percents} %)` };
    };
  },
};

/** On a partner: what was true of the subject is not false of it. */
export const keptTrue: Keyword = {
  valueSchema: { type: 'string', pattern: '^/' },
  compile: (pointer: string): Judge => {
    const tokens = tokensOf(pointer);
    return (partner, { subject }) => {
      const isLost = valueAt(subject, tokens) === true && valueAt(partner, tokens) === false;
      return isLost ? { actual: false, expected: 'true' } : undefined;
    };
  },
};

interface Kept {
  from: string;
  to: string;
  of: string;
  by: string;
  value: string;
}

const pointer = { type: 'string', pattern: '^/' };

/**
 * The elements of `from` whose `by` is the subject's `of` have partners in `to` with the same `by` and `value`.
 * Elements without a value, or a list that was not gathered, prove nothing.
 */
export const valuesKept: Keyword = {
  valueSchema: {
    type: 'object',
    properties: { from: pointer, to: pointer, of: pointer, by: pointer, value: pointer },
    required: ['from', 'to', 'of', 'by', 'value'],
    additionalProperties: false,
  },
  compile: (kept: Kept): Judge => {
    const [of, by, value] = [kept.of, kept.by, kept.value].map(tokensOf) as [string[], string[], string[]];
    const keyOf = (element: unknown) => lowerText(valueAt(element, by));
    const valuesOf = (elements: unknown[] | undefined) =>
      (elements ?? []).map((one) => lowerText(valueAt(one, value)));
    return (subject, { indexes }) => {
      const key = lowerText(valueAt(subject, of)) ?? '';
      const after = indexes.elementsBy(kept.to, kept.by, keyOf);
      const now = new Set(valuesOf(after?.groups.get(key)));
      if (!after?.complete || now.has(undefined)) return undefined;
      const before = valuesOf(indexes.elementsBy(kept.from, kept.by, keyOf)?.groups.get(key));
      const lost = before.find((one) => one !== undefined && !now.has(one));
      return lost === undefined ? undefined : { actual: [...now], expected: lost };
    };
  },
};

function lowerText(value: unknown): string | undefined {
  return typeof value === 'string' ? value.toLowerCase().replaceAll(':', '') : undefined;
}
