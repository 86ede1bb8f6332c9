import { escapeToken, parseTokens, valueAt } from '../../../src/engine/values/pointers';

/** A document and its pointers, for tests that take something away. */
export type Document = Record<string, unknown>;

export interface Pointers {
  /** Every property of every object. */
  fields: string[];
  /** Every element of every list. */
  elements: string[];
}

export function pointersOf(document: unknown): Pointers {
  const found: Pointers = { fields: [], elements: [] };
  const walk = (value: unknown, path: string) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const pointer = `${path}/${escapeToken(key)}`;
      (Array.isArray(value) ? found.elements : found.fields).push(pointer);
      walk(inner, pointer);
    }
  };
  walk(document, '');
  return found;
}

/** The document without the field or element; what is not on the way there is shared with it. */
export function without(document: unknown, pointer: string): Document {
  const { copy, parent, key } = copyPath(document, pointer);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
  return copy;
}

/** The document with another value in the place of what was there; what is not on the way there is shared with it. */
export function withValue(document: unknown, pointer: string, value: unknown): Document {
  const { copy, parent, key } = copyPath(document, pointer);
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

/** The document with every list put in another order by `order`, which is given a list's length. */
export function reordered(document: unknown, order: (length: number) => number[]): unknown {
  if (Array.isArray(document)) return order(document.length).map((at) => reordered(document[at], order));
  if (typeof document !== 'object' || document === null) return document;
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, reordered(value, order)]));
}

/** A copy of what a pointer leads through, and in it what holds the field or element. */
function copyPath(document: unknown, pointer: string): { copy: Document; parent: object; key: string } {
  const tokens = parseTokens(pointer);
  const copy = copyOf(document) as Document;
  let parent: object = copy;
  for (const token of tokens.slice(0, -1)) {
    const inner = copyOf(valueAt(parent, [token]));
    Object.defineProperty(parent, token, {
      value: inner,
      enumerable: true,
      configurable: true,
      writable: true,
    });
    parent = inner;
  }
  return { copy, parent, key: tokens.at(-1) ?? '' };
}

function copyOf(value: unknown): object {
  return Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
}

/** Whether one pointer is at, above or below the other. */
export function isRelated(a: string, b: string): boolean {
  return `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`);
}
