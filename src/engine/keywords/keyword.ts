import type { IndexRequest, Problem } from '../../model/rule';
import type { Scope } from '../scope/scope';
import { quote } from '../values/format';
import { parseScopePointer, valueIn } from '../values/pointers';

/**
 * Judges one value; undefined when it holds. What cannot be read gives a problem with `unreadable`, which is neither yes nor
 * no. The scope is the root of the validated data.
 */
export type Judge = (value: unknown, scope: Scope) => Problem | undefined;

/** What a keyword looks at beside the value itself; `$data` within its own value need not be named. */
export interface Reads {
  /** Pointers into the value, or into each of its elements where it is a list. */
  below?: readonly string[];
  /** One of `below` is enough. */
  anyOfBelow?: boolean;
  /** Those of `below` without which it holds, so that the needs of a rule must name them. */
  needed?: readonly string[];
  /** Pointers into the scope; `*` stands for every element. */
  scope?: readonly string[];
  /** What it looks up in other lists. */
  indexes?: readonly IndexRequest[];
}

/** What a value of an inventory is; a time is a text too. */
export type Kind = 'text' | 'time' | 'number' | 'flag' | 'list' | 'object';

/** A domain keyword: what its value in a rule looks like, and how to make a judge of that value. */
export interface Keyword {
  /** The kinds of values that it can read; absent where it does not look at the value, or at any. */
  judges?: readonly Kind[];
  /** JSON Schema of the keyword's own value in a rule. */
  valueSchema: Record<string, unknown>;
  compile: (value: never) => Judge;
  /** It says yes or nothing: what does not hold is open, not violated. */
  neverViolated?: true;
  /** Absent where it looks at nothing but the value. */
  reads?: (value: never) => Reads;
}

/** A value of a rule, or a pointer to one in the scope. */
export type Data<T> = T | { $data: string };

/** The schema of a value that may also be given as `$data`. */
export function orData(schema: Record<string, unknown>): Record<string, unknown> {
  const pointer = { type: 'string', pattern: '^/' };
  return {
    anyOf: [
      schema,
      { type: 'object', properties: { $data: pointer }, required: ['$data'], additionalProperties: false },
    ],
  };
}

/** Reads a value of a rule, from the scope where it is `$data`; undefined where nothing is there. */
export function createReader<T>(value: Data<T>): (scope: Scope) => T | undefined {
  if (!isData(value)) return () => value;
  const pointer = parseScopePointer(value.$data);
  return (scope) => valueIn(scope, pointer) as T | undefined;
}

/** No answer, as the value cannot be read: `"OneFS" is no version`. */
export function cannotRead(value: unknown, why: string): Problem {
  return { unreadable: `${quote(value)} ${why}` };
}

/** No answer, as nothing is known at a pointer into the scope; or at the value itself. */
export function notKnown(at?: string): Problem {
  return { unreadable: '', at };
}

/** No answer, as what the value would be compared with is not known. */
export function lacks(value: Data<unknown>): Problem {
  return notKnown(isData(value) ? value.$data : undefined);
}

function isData(value: unknown): value is { $data: string } {
  return typeof value === 'object' && value !== null && '$data' in value;
}

/** The text of a value that is one, or a number; undefined for all else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
