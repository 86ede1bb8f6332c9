import { tokensOf, valueAt } from '../values/pointers';
import type { Judge, Keyword } from './keyword';
import { mentions, remember, wordsOf } from './texts';

const list = { type: 'string', pattern: '^/' };

/** No other row of the list stands for the same host (fact B12). */
export const distinctBy: Keyword = {
  valueSchema: {
    type: 'object',
    properties: { list, key: { const: 'host' } },
    required: ['list', 'key'],
    additionalProperties: false,
  },
  compile: (value: { list: string }): Judge => {
    return (row, envelope) => {
      const others = envelope.indexes.hosts(value.list).others(row);
      return others === 0 ? undefined : { actual: others + 1, expected: 'one row' };
    };
  },
};

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
 * those without. A list that was not gathered, or lacks a key, proves nothing; `needs` must name both.
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
  compile: (partner: Partner): Judge => {
    const keyOfPartner = keyReader(partner.on.map(tokensOf));
    const from =
      partner.value === undefined ? (partner.from === undefined ? partner.on : [partner.from]) : [''];
    const keyOfSubject = keyReader(from.map(tokensOf), partner.replace);
    return (subject, envelope) => {
      const value = partner.value ?? subject;
      const index = envelope.indexes.elementsBy(partner.list, partner.on.join(), keyOfPartner);
      if (!index?.complete) return undefined;
      const lost = (element: unknown) => {
        const key = keyOfSubject(element);
        return key !== undefined && !index.groups.has(key);
      };
      const missing = (Array.isArray(value) ? value : [value]).filter(lost).map(nameOf).sort();
      if (missing.length === 0) return undefined;
      return { actual: null, expected: missing.join(', '), detail: missing.join(', ') };
    };
  },
};

interface Absent {
  list: string;
  on: string[];
  value: string;
}

/** No element of another list has the value. A list that was not gathered proves nothing; `needs` must name it. */
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
  compile: ({ list: pointer, on, value }: Absent): Judge => {
    const keyOf = keyReader(on.map(tokensOf));
    return (_subject, { indexes }) => {
      const found = indexes.elementsBy(pointer, on.join(), keyOf)?.groups.has(value.toLowerCase());
      return found === true ? { actual: value, expected: `no ${value}`, detail: value } : undefined;
    };
  },
};

function keyReader(pointers: string[][], replace?: [string, string]): (value: unknown) => string | undefined {
  return (value) => {
    const parts = pointers.map((tokens) => valueAt(value, tokens));
    if (parts.some((part) => part === undefined || part === null)) return undefined;
    const key = parts.map(String).join('\0').toLowerCase();
    return replace ? key.replace(replace[0], replace[1]) : key;
  };
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

/** The list holds an element for each of the values; the detail names the missing ones. `needs` must name the key. */
export const holds: Keyword = {
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
  compile: ({ key, values, match }: Holds): Judge => {
    const tokens = tokensOf(key);
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
      if (!Array.isArray(elements)) return undefined;
      let there = 0;
      for (const element of elements as unknown[]) {
        const text = tokens.length === 0 ? element : valueAt(element, tokens);
        // An element without its text proves nothing of what is missing.
        if (typeof text !== 'string') return undefined;
        there |= bitsOf(text);
      }
      if (there === all) return undefined;
      const missing = wanted.filter((_one, at) => (there & (1 << at)) === 0).map((one) => one.value);
      const actual = (elements as unknown[]).map((element) => valueAt(element, tokens)).sort();
      return { actual, expected: missing.join(', '), detail: missing.join(', ') };
    };
  },
};
