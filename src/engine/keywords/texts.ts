import { foldText } from '../values/format';
import { isFailure, isPlaceholder } from '../values/placeholders';
import { namesProduct, parseProduct } from '../values/products';
import {
  cannotRead,
  createReader,
  lacks,
  orData,
  textOf,
  type Data,
  type Judge,
  type Keyword,
} from './keyword';

/** The lower-case words of a text: runs of letters and digits. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether `phrase` stands in `words` as consecutive whole words. */
export function mentions(words: readonly string[], phrase: readonly string[]): boolean {
  return words.some((_word, at) => phrase.every((one, offset) => words[at + offset] === one));
}

/** How many distinct texts are remembered before starting afresh; untrusted lists may hold any number. */
const MOST_REMEMBERED = 10_000;
const SLOTS = 64;

/**
 * A judgement on one text that is made once for each distinct text: estates repeat themselves. The last text of
 * each length is compared first, as comparing is cheaper than the hash that a map needs.
 */
export function remember<T>(judge: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  const lastTexts = new Array<string | undefined>(SLOTS);
  const lastResults = new Array<T | undefined>(SLOTS);
  return (text) => {
    const slot = text.length % SLOTS;
    if (lastTexts[slot] === text) return lastResults[slot] as T;
    let result = known.get(text);
    if (result === undefined) {
      result = judge(text);
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(text, result);
    }
    lastTexts[slot] = text;
    lastResults[slot] = result;
    return result;
  };
}

/** The value of a keyword that takes texts. */
export const texts = { type: 'array', items: { type: 'string' }, minItems: 1 };

/** The text is one of these, without regard to case and spaces. */
export const isAnyOf: Keyword = {
  judges: ['text', 'number'],
  valueSchema: orData(texts),
  compile: (values: Data<string[]>): Judge => {
    const read = createReader(values);
    const finderOf = rememberLast((given: string[]) => {
      const folded = new Set(given.map(foldText));
      return remember((text) => folded.has(foldText(text)));
    });
    return (value, scope) => {
      const given = read(scope);
      const text = textOf(value);
      if (!Array.isArray(given)) return lacks(values);
      if (text === undefined) return cannotRead(value, 'is no text');
      return finderOf(given)(text) ? undefined : { expected: given.join(' or ') };
    };
  },
};

/** Whether a text in a list of names is none, such as "N/A", "Access denied" or a number. */
const isNoName = remember((text) => isPlaceholder(text) || isFailure(text) || !/\p{L}/u.test(text));

/** No text of the list names one of these products, however it is spelled; the detail names the ones that do (B6, B7). */
export const mentionsNone: Keyword = {
  judges: ['list'],
  valueSchema: orData(texts),
  compile: (phrases: Data<string[]>): Judge => {
    const read = createReader(phrases);
    const finderOf = rememberLast(createFinder);
    return (list, scope) => {
      const unwanted = read(scope);
      if (!unwanted) return lacks(phrases);
      if (!Array.isArray(list)) return cannotRead(list, 'is no list');
      const isNamed = finderOf(unwanted);
      const items = list as unknown[];
      const named = items.filter((text) => typeof text === 'string' && isNamed(text)).sort();
      if (named.length > 0) return { actual: named, expected: 'none of them', detail: named.join(', ') };
      const open = items.find((text) => typeof text !== 'string' || isNoName(text));
      return open === undefined ? undefined : cannotRead(open, 'names no product');
    };
  },
};

/** Whether a text names one of these products. */
function createFinder(phrases: readonly string[]): (text: string) => boolean {
  const unwanted = phrases.map((phrase) => wordsOf(phrase).join(''));
  return remember((text) => {
    const product = parseProduct(text);
    return unwanted.some((name) => namesProduct(product, name));
  });
}

/** Makes the same thing of the same object once, while it is asked for no other. */
function rememberLast<T extends object, R>(make: (of: T) => R): (of: T) => R {
  let last: { of: T; made: R } | undefined;
  return (of) => {
    if (last?.of !== of) last = { of, made: make(of) };
    return last.made;
  };
}
