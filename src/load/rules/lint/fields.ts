import type { Kind } from '../../../engine/keywords/keyword';
import { formatSuggestion } from '../../../engine/values/suggestions';

/** What the schema of a document says of the values at one place; references are put in. */
export interface Field {
  type?: string | readonly string[];
  enum?: readonly unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  properties?: Readonly<Record<string, Field>>;
  items?: Field;
  required?: readonly string[];
}

/** A place of which nobody but the author of the rule knows what stands there, such as a field `x-…`. */
export const ANY: Field = {};

/** A schema with what its references stand for in their places. */
export function withoutReferences(schema: unknown, root: unknown = schema): Field {
  if (typeof schema !== 'object' || schema === null) return schema as Field;
  if (Array.isArray(schema)) return schema.map((one) => withoutReferences(one, root)) as Field;
  const { $ref, ...own } = schema as { $ref?: string };
  const { $defs } = root as { $defs?: Record<string, unknown> };
  const all = { ...($defs?.[$ref?.split('/').at(-1) ?? ''] as object | undefined), ...own };
  const entries = Object.entries(all).filter(([name]) => name !== '$defs');
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutReferences(inner, root)]));
}

const KINDS: Record<string, Kind> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'flag',
  array: 'list',
  object: 'object',
};

/** What may stand at a place; empty where nobody knows. */
export function kindsOf({ type, enum: values, const: one, format }: Field): readonly Kind[] {
  const types =
    type === undefined
      ? [...(values ?? []), one].map((value) => value !== null && typeof value)
      : [type].flat();
  const kinds = types.flatMap((name) => KINDS[String(name)] ?? []);
  return [...new Set(format === 'date-time' ? [...kinds, 'time' as const] : kinds)];
}

const WORDS: Record<Kind, string> = {
  text: 'a text',
  time: 'a time',
  number: 'a number',
  flag: 'true or false',
  list: 'a list',
  object: 'an object',
};

/** "a text", "a number or a text". */
export function formatKinds(kinds: readonly Kind[]): string {
  return kinds.map((kind) => WORDS[kind]).join(' or ');
}

/** Whether a value of the one kind may be there where the other is. */
export function areAlike(kinds: readonly Kind[], others: readonly Kind[]): boolean {
  return kinds.length === 0 || others.length === 0 || kinds.some((kind) => others.includes(kind));
}

/** What a place leads to, or why it leads nowhere. */
export type Found = { field: Field; fault?: undefined } | { field?: undefined; fault: string };

/** One step down; `*` is every element of a list. */
export function step(field: Field, token: string): Found {
  const kinds = kindsOf(field);
  if (token.startsWith('x-') || kinds.length === 0) return { field: ANY };
  if (token === '*') {
    if (kinds.includes('list')) return { field: field.items ?? ANY };
    return { fault: `"*" stands for the elements of a list, and here is ${formatKinds(kinds)}` };
  }
  if (kinds.includes('list'))
    return { fault: `"${token}" is asked of a list; for that of each of its elements write "*" before it` };
  const known = Object.keys(field.properties ?? {});
  const next = Object.hasOwn(field.properties ?? {}, token) ? field.properties?.[token] : undefined;
  if (next) return { field: next };
  if (known.length === 0) return { fault: `"${token}" is asked of ${formatKinds(kinds)}` };
  return {
    fault: `there is no "${token}" here${formatSuggestion(token, known) || `; allowed: ${known.filter(isEvidence).join(', ')}`}`,
  };
}

/** What is written for people alone is not worth naming. */
function isEvidence(name: string): boolean {
  return !['$schema', 'notes', 'conflicts'].includes(name);
}

/** Several steps down. `throughLists`: a list stands for each of its elements, as for the pointers of keywords. */
export function find(start: Field, tokens: readonly string[], throughLists = false): Found {
  let field = start;
  for (const token of tokens) {
    const isThrough = throughLists && token !== '*' && kindsOf(field).includes('list');
    const found = step(isThrough ? (field.items ?? ANY) : field, token);
    if (!found.field) return found;
    field = found.field;
  }
  return { field };
}
