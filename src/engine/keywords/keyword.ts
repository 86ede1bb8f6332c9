import type { Problem } from '../../model/rule';
import type { Envelope } from '../judge/scope';
import { tokensOf, valueAt } from '../values/pointers';

/** Judges one value; undefined when it holds. The envelope is the root of the validated data. */
export type Judge = (value: unknown, envelope: Envelope) => Problem | undefined;

/** A domain keyword: what its value in a rule looks like, and how to make a judge of that value. */
export interface Keyword {
  /** JSON Schema of the keyword's own value in a rule. */
  valueSchema: Record<string, unknown>;
  compile: (value: never) => Judge;
}

/** A value of a rule, or a pointer to one in the envelope. */
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

/** Reads a value of a rule, from the envelope where it is `$data`; undefined where nothing is there. */
export function reader<T>(value: Data<T>): (envelope: Envelope) => T | undefined {
  if (typeof value !== 'object' || value === null || !('$data' in value)) return () => value;
  const tokens = tokensOf(value.$data);
  return (envelope) => valueAt(envelope, tokens) as T | undefined;
}
