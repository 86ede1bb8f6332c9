import { SECTIONS } from '../../model/inventory';
import { builtInSchema } from './built-in';

interface Schema {
  type?: string | readonly string[];
  $ref?: string;
  $defs?: Record<string, Schema>;
  description?: string;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  examples?: readonly unknown[];
}

/** What a field of a facts file takes, for people. */
export interface FieldFacts {
  /** "a whole number: Active Directory users". */
  answer: string;
  example?: unknown;
}

/** The JSON Schema of a facts file: the sections of an inventory, none of which has to be there. */
export function factsSchema(): Record<string, unknown> {
  const { properties = {}, ...inventory } = builtInSchema('inventory') as Schema;
  const kept = ['$schema', ...SECTIONS, 'notes'];
  return {
    ...inventory,
    required: [],
    $id: 'https://tp-doctor.dev/schema/facts.schema.json',
    title: 'Facts',
    description:
      'What only a person knows of an estate, for --facts of gather. A value that is null is a question that is not answered.',
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => kept.includes(name))),
  };
}

/** What the field at `pointer` takes, by the schema of an inventory. */
export function describeField(pointer: string): FieldFacts {
  const root = builtInSchema('inventory') as Schema;
  let field: Schema = root;
  for (const name of pointer.split('/').slice(1)) field = resolve(field.properties?.[name] ?? {}, root);
  const types = [field.type ?? []].flat().filter((type) => type !== 'null');
  const what = types.map((type) => TYPES[type] ?? type).join(' or ');
  // The facts in brackets are for those who write rules.
  const description = (field.description ?? '').replace(/ \((?:[A-Z]\d+(?:, )?)+\)/g, '');
  const [example] = field.examples ?? [];
  return {
    answer: [what, description].filter((text) => text !== '').join(': '),
    ...(example === undefined ? {} : { example }),
  };
}

const TYPES: Record<string, string> = {
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  string: 'a text in quotation marks',
  array: 'a list',
  object: 'an object',
};

function resolve(schema: Schema, { $defs = {} }: Schema): Schema {
  return { ...$defs[schema.$ref?.split('/').at(-1) ?? ''], ...schema };
}
