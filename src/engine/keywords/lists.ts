import type { KeysRequest, ValuesRequest } from '../../model/rule';
import { createKeyReader, textKey } from '../scope/lookups';
import { hostOf } from '../values/hosts';
import { parseTokens, valueAt } from '../values/pointers';
import { isFailure, isPlaceholder } from '../values/placeholders';
import { cannotRead, notKnown, type Judge, type Keyword } from './keyword';
import { mentions, remember, wordsOf } from './texts';

const list = { type: 'string', pattern: '^/' };

/** What tells which host a row stands for (fact B12). */
export const HOST_FIELDS = ['/name', '/host', '/domain', '/fqdn'];

interface Distinct {
  list: string;
  key: 'host' | 'fqdn' | 'address';
}

/** No other row of the list stands for the same host (fact B12), and none of another name has the same FQDN or address. */
export const distinctBy: Keyword = {
  judges: ['object'],
  valueSchema: {
    type: 'object',
    properties: { list, key: { enum: ['host', 'fqdn', 'address'] } },
    required: ['list', 'key'],
    additionalProperties: false,
  },
  reads: ({ list, key }: Distinct) => ({
    below: key === 'host' ? HOST_FIELDS : ['/name', `/${key}`],
    anyOfBelow: key === 'host',
    indexes: [requestCounts(list, key)],
  }),
  compile: ({ list, key }: Distinct): Judge => {
    const request = requestCounts(list, key);
    return (row, { indexes }) => {
      const counts = key === 'host' ? indexes.hostCounts(request) : indexes.aliasCounts(request);
      const others = counts?.others(row);
      if (others === undefined) return notKnown(hostOf(row) && !counts ? list : undefined);
      return others === 0 ? undefined : { actual: others + 1, expected: 'one row' };
    };
  },
};

function requestCounts(list: string, key: Distinct['key']): KeysRequest {
  return key === 'host'
    ? { keep: 'host-counts', list, by: [] }
    : { keep: 'alias-counts', list, by: [`/${key}`, '/name'] };
}

interface Partner {
  list: string;
  /** Pointers into both elements whose values must be equal; text without regard to case. */
  on: string[];
  /** Turns the subject's value into the partner's, for Em-crt.pem and Em-key.pem. */
  replace?: [string, string];
  from?: string;
  /** What to look for, where it is not a value of the subject. */
  value?: string;
}

/**
 * A partner with equal values exists in another list. On a list: for each of its elements, and the detail names
 * those without. A list that was not gathered, or lacks a key, leaves open what is not found in it.
 */
export const existsIn: Keyword = {
  valueSchema: {
    type: 'object',
    properties: {
      list,
      on: { type: 'array', items: { type: 'string', pattern: '^(/.*)?$' }, minItems: 1 },
      from: { type: 'string', pattern: '^(/.*)?$' },
      replace: { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 2 },
      value: { type: 'string' },
    },
    required: ['list', 'on'],
    additionalProperties: false,
  },
  reads: (partner: Partner) => ({
    below: partner.value === undefined ? keysOfSubject(partner) : [],
    indexes: [requestKeys(partner)],
  }),
  compile: (partner: Partner): Judge => {
    const request = requestKeys(partner);
    const keyOf = createKeyReader(keysOfSubject(partner));
    const keyOfPartner = partner.replace ? replaced(keyOf, partner.replace) : keyOf;
    return (subject, scope) => {
      const value = partner.value ?? subject;
      const keys = scope.indexes.keys(request);
      const elements = Array.isArray(value) ? (value as unknown[]) : [value];
      const found = elements.map((element) => {
        const key = keyOfPartner(element);
        return key === undefined ? undefined : keys?.find(key);
      });
      const missing = elements
        .filter((_element, at) => found[at] === false)
        .map(nameOf)
        .sort();
      if (missing.length > 0)
        return { actual: null, expected: missing.join(', '), detail: missing.join(', ') };
      if (!found.includes(undefined)) return undefined;
      return notKnown(keys?.complete ? undefined : partner.list);
    };
  },
};

function keysOfSubject({ value, from, on }: Partner): string[] {
  if (value !== undefined) return [''];
  return from === undefined ? on : [from];
}

function replaced(
  keyOf: (element: unknown) => string | undefined,
  [from, to]: [string, string],
): (element: unknown) => string | undefined {
  return (element) => keyOf(element)?.replace(from, to);
}

function requestKeys({ list, on }: { list: string; on: string[] }): KeysRequest {
  return { keep: 'keys', list, by: on };
}

interface Absent {
  list: string;
  on: string[];
  value: string;
}

/** No element of another list has the value. A list that was not gathered, or lacks a key, leaves it open. */
export const missingFrom: Keyword = {
  valueSchema: {
    type: 'object',
    properties: {
      list,
      on: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 1 },
      value: { type: 'string' },
    },
    required: ['list', 'on', 'value'],
    additionalProperties: false,
  },
  reads: (absent: Absent) => ({ indexes: [requestKeys(absent)] }),
  compile: (absent: Absent): Judge => {
    const request = requestKeys(absent);
    const { value } = absent;
    return (_subject, { indexes }) => {
      const isThere = indexes.keys(request)?.find(value.toLowerCase());
      if (isThere === undefined) return notKnown(absent.list);
      return isThere ? { actual: value, expected: `no ${value}`, detail: value } : undefined;
    };
  },
};

interface Gapless {
  list: string;
  /** Pointers into each element to what it is a part of, and to its place there, 0 for the first and where there is none. */
  group: string;
  place: string;
}

/** The one that comes before the subject is in the list too. One that is not was not read. */
export const gapless: Keyword = {
  judges: ['object'],
  neverViolated: true,
  valueSchema: {
    type: 'object',
    properties: { list, group: list, place: list },
    required: ['list', 'group', 'place'],
    additionalProperties: false,
  },
  reads: (given: Gapless) => ({ below: [given.group, given.place], indexes: [requestPlaces(given)] }),
  compile: (given: Gapless): Judge => {
    const request = requestPlaces(given);
    const [group, place] = [parseTokens(given.group), parseTokens(given.place)];
    return (subject, { indexes }) => {
      const own = valueAt(subject, place);
      if (typeof own !== 'number' || own === 0) return undefined;
      const whole = textKey(valueAt(subject, group));
      if (whole === undefined) return notKnown();
      const isThere = indexes
        .rawValues(request)
        ?.of(whole)
        .some((one) => (one ?? 0) === own - 1);
      if (!isThere) return { unreadable: `number ${own} of ${whole} was not read`, at: given.list };
      return undefined;
    };
  },
};

function requestPlaces({ list, group, place }: Gapless): ValuesRequest {
  return { keep: 'raw-values', list, by: group, value: place };
}

/** What an element is called in a message: its name, or itself when it is text. */
function nameOf(element: unknown): string {
  if (typeof element !== 'object' || element === null) return String(element);
  const named = element as { name?: unknown; file?: unknown; id?: unknown };
  return String(named.name ?? named.file ?? named.id ?? '(unnamed)');
}

interface Holds {
  /** Pointer into each element to the text that is compared. */
  key: string;
  values: string[];
  /** equal: the whole text, without regard to case; mention: as words within it. */
  match: 'equal' | 'mention';
}

/** The list holds an element for each of the values; the detail names the missing ones. */
export const holds: Keyword = {
  judges: ['list'],
  valueSchema: {
    type: 'object',
    properties: {
      key: { type: 'string', pattern: '^(/.*)?$' },
      values: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 30 },
      match: { enum: ['equal', 'mention'] },
    },
    required: ['key', 'values', 'match'],
    additionalProperties: false,
  },
  reads: ({ key }: Holds) => ({ below: [key] }),
  compile: ({ key, values, match }: Holds): Judge => {
    const tokens = parseTokens(key);
    const wanted = values.map((value) => ({ value, words: wordsOf(value), lower: value.toLowerCase() }));
    // One bit for each value, so that a list is judged without making another one.
    const bitsOf = remember((text) => {
      const [words, lower] = [wordsOf(text), text.toLowerCase()];
      const isIt = (one: (typeof wanted)[number]) =>
        match === 'equal' ? lower === one.lower : mentions(words, one.words);
      return wanted.reduce((bits, one, at) => (isIt(one) ? bits | (1 << at) : bits), 0);
    });
    const all = 2 ** wanted.length - 1;
    return (elements) => {
      if (!Array.isArray(elements)) return cannotRead(elements, 'is no list');
      let there = 0;
      // An element without its text may be any of those that are missing.
      let isOpen = false;
      for (const element of elements as unknown[]) {
        const text = valueAt(element, tokens);
        if (typeof text !== 'string' || isPlaceholder(text) || isFailure(text)) isOpen = true;
        else there |= bitsOf(text);
      }
      if (there === all) return undefined;
      if (isOpen) return notKnown();
      const missing = wanted.filter((_one, at) => (there & (1 << at)) === 0).map((one) => one.value);
      const actual = (elements as unknown[]).map((element) => valueAt(element, tokens)).sort();
      return { actual, expected: missing.join(', '), detail: missing.join(', ') };
    };
  },
};
