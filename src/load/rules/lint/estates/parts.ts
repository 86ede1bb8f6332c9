import { KEYWORDS } from '../../../../engine/keywords';
import type { JsonSchema } from '../../../../model/rule';
import { below } from '../faults';

/** A part of an assertion, with its pointer: the assertion holds where all of its parts do. */
export interface Part {
  at: string;
  schema: JsonSchema;
  /** It can leave a question open and no more. */
  neverViolated?: true;
}

/** Keywords that mean something only together. */
const TOGETHER = [
  ['if', 'then', 'else'],
  ['contains', 'minContains', 'maxContains'],
];
const SILENT = ['title', 'description', '$comment'];

/** The parts that each have to be able to fail; none where nothing is asked. */
export function partsOf(schema: JsonSchema, at: string): Part[] {
  if (schema === true) return [];
  if (schema === false) return [{ at, schema }];
  const grouped = TOGETHER.filter(([first = '']) => first in schema).map((names) => ({
    at: below(at, names[0] ?? ''),
    schema: pick(schema, names),
  }));
  const others = Object.entries(schema).flatMap(([name, value]) => partsOfKeyword(name, value, at));
  return [...grouped, ...others];
}

function partsOfKeyword(name: string, value: unknown, around: string): Part[] {
  const at = below(around, name);
  if (name === 'allOf')
    return (value as JsonSchema[]).flatMap((one, index) => partsOf(one, below(at, index)));
  if (name === 'properties')
    return Object.entries(value as Record<string, JsonSchema>).flatMap(([field, inner]) =>
      partsOf(inner, below(at, field)).map((part) => ({
        ...part,
        schema: { properties: { [field]: part.schema } },
      })),
    );
  if (name === 'required')
    return (value as string[]).map((field, index) => ({
      at: below(at, index),
      schema: { required: [field] },
    }));
  if (TOGETHER.flat().includes(name) || SILENT.includes(name)) return [];
  const { neverViolated } = KEYWORDS[name] ?? {};
  return [{ at, schema: { [name]: value }, ...(neverViolated ? { neverViolated } : {}) }];
}

function pick(schema: object, names: readonly string[]): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => names.includes(name)));
}
