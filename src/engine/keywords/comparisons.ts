import type { IndexRequest } from '../../model/rule';
import { plainText } from '../scope/lookups';
import { parseTokens, valueAt } from '../values/pointers';
import {
  cannotRead,
  createReader,
  lacks,
  notKnown,
  orData,
  type Data,
  type Judge,
  type Keyword,
} from './keyword';

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
    const [whole, share] = [createReader(value), createReader(percent)];
    return (part, scope) => {
      const [of, percents] = [whole(scope), share(scope)];
      if (typeof of !== 'number') return lacks(value);
      if (typeof percents !== 'number') return lacks(percent);
      if (typeof part !== 'number') return cannotRead(part, 'is no number');
      if (part * 100 <= of * percents) return undefined;
      return { expected: `<=${Math.floor((of * percents) / 100)} (${percents} %)` };
    };
  },
};

const pointer = { type: 'string', pattern: '^/' };

/** On a partner: what was true of the subject is not false of it. */
export const keptTrue: Keyword = {
  valueSchema: pointer,
  reads: (path: string) => ({ below: [path], scope: [`/subject${path}`] }),
  compile: (path: string): Judge => {
    const tokens = parseTokens(path);
    return (partner, { subject }) => {
      const [was, is] = [valueAt(subject, tokens), valueAt(partner, tokens)];
      if (was === false || is === true) return undefined;
      if (was === true && is === false) return { actual: false, expected: 'true' };
      return notKnown(was === true ? `/partner${path}` : `/subject${path}`);
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

/**
 * The elements of `from` whose `by` is the subject's `of` have partners in `to` with the same `by` and `value`.
 * Elements without a value, or a list that was not gathered, leave it open.
 */
export const valuesKept: Keyword = {
  valueSchema: {
    type: 'object',
    properties: { from: pointer, to: pointer, of: pointer, by: pointer, value: pointer },
    required: ['from', 'to', 'of', 'by', 'value'],
    additionalProperties: false,
  },
  reads: (kept: Kept) => {
    const { before, after } = requestValues(kept);
    return { below: [kept.of], indexes: [before, after] };
  },
  compile: (kept: Kept): Judge => {
    const tokens = parseTokens(kept.of);
    const { before, after } = requestValues(kept);
    return (subject, { indexes }) => {
      const key = plainText(valueAt(subject, tokens));
      const [old, present] = [indexes.values(before), indexes.values(after)];
      if (key === undefined) return notKnown(`/subject${kept.of}`);
      if (!old?.complete) return notKnown(kept.from);
      const values = [...old.of(key)];
      if (values.length === 0) return undefined;
      const now = present?.of(key);
      if (!present?.complete || !now || now.has(undefined)) return notKnown(kept.to);
      const lost = values.find((value) => value !== undefined && !now.has(value));
      if (lost !== undefined) return { actual: [...now], expected: lost };
      return values.includes(undefined) ? notKnown(kept.from) : undefined;
    };
  },
};

function requestValues({ from, to, by, value }: Kept): Record<'before' | 'after', IndexRequest> {
  return {
    before: { keep: 'values', list: from, by: [by], value },
    after: { keep: 'values', list: to, by: [by], value },
  };
}
