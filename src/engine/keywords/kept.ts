import type { ValuesRequest } from '../../model/rule';
import { plainText } from '../scope/lookups';
import { parseTokens, valueAt } from '../values/pointers';
import { createReader, lacks, notKnown, orData, type Data, type Judge, type Keyword } from './keyword';

const pointer = { type: 'string', pattern: '^/' };
/** What is read of a partner and of its subject. */
const readBoth = (path: string) => ({ below: [path], scope: [`/subject${path}`] });

/** On a partner: what was true of the subject is not false of it. */
export const keptTrue: Keyword = {
  judges: ['object'],
  valueSchema: pointer,
  reads: readBoth,
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

interface Share {
  of: string;
  percent: Data<number>;
}

/** On a partner: a number is at least so many percent of the subject's. */
export const keptShare: Keyword = {
  judges: ['object'],
  valueSchema: {
    type: 'object',
    properties: { of: pointer, percent: orData({ type: 'number' }) },
    required: ['of', 'percent'],
    additionalProperties: false,
  },
  reads: ({ of }: Share) => readBoth(of),
  compile: ({ of, percent }: Share): Judge => {
    const [tokens, share] = [parseTokens(of), createReader(percent)];
    return (partner, scope) => {
      const [was, is, percents] = [valueAt(scope.subject, tokens), valueAt(partner, tokens), share(scope)];
      if (typeof was !== 'number') return notKnown(`/subject${of}`);
      if (typeof is !== 'number') return notKnown(`/partner${of}`);
      if (typeof percents !== 'number') return lacks(percent);
      if (is * 100 >= was * percents) return undefined;
      return { actual: is, expected: `at least ${percents} % of ${was}` };
    };
  },
};

/** Copying to another kind of file system rounds times. */
const ROUNDED_MS = 2000;

/** On a partner: a time is that of the subject, wherever each was written down. */
export const keptTime: Keyword = {
  judges: ['object'],
  valueSchema: pointer,
  reads: readBoth,
  compile: (path: string): Judge => {
    const tokens = parseTokens(path);
    return (partner, { subject }) => {
      const [was, is] = [valueAt(subject, tokens), valueAt(partner, tokens)];
      const [old, present] = [Date.parse(String(was)), Date.parse(String(is))];
      if (Number.isNaN(old)) return notKnown(`/subject${path}`);
      if (Number.isNaN(present)) return notKnown(`/partner${path}`);
      return Math.abs(present - old) <= ROUNDED_MS ? undefined : { actual: is, expected: String(was) };
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
  judges: ['object'],
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

function requestValues({ from, to, by, value }: Kept): Record<'before' | 'after', ValuesRequest> {
  return {
    before: { keep: 'values', list: from, by, value },
    after: { keep: 'values', list: to, by, value },
  };
}
