import { builtInSchema } from '../src/load/rules/built-in';

/** What of a JSON Schema the types are made from. */
interface Schema {
  /** Name of the TypeScript type of an object or enum; without it, it is written where it stands. */
  title?: string;
  description?: string;
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

/** Not evidence, but what every inventory begins or ends with. */
const FRAME = ['$schema', 'schemaVersion', 'environment', 'collectedAt', 'sources', 'notes'];

/** src/model/inventory.ts: the types that belong to rules/inventory.schema.json. */
export function inventoryTypes(): string {
  const schema = builtInSchema('inventory') as Schema;
  const writer = new TypeWriter(schema.$defs ?? {});
  writer.write({ ...schema, title: 'Inventory' });
  const sections = Object.keys(schema.properties ?? {}).filter((name) => !FRAME.includes(name));
  return [
    '// Made from rules/inventory.schema.json by "npm run generate".\n/** What was not gathered is absent, null or undefined: all three mean "no evidence". */',
    'export type Opt<T> = T | null | undefined;',
    ...writer.declarations,
    '/** The sections in the order in which they are written; agents come last (contracts, section 2). */\n' +
      `export const SECTIONS = ${JSON.stringify(sections)} as const;`,
    'export type SectionName = (typeof SECTIONS)[number];',
    '',
  ].join('\n\n');
}

/** Writes a type for every schema with a name, those that others need first. */
class TypeWriter {
  readonly declarations: string[] = [];
  private readonly written = new Map<string, string>();

  constructor(private readonly definitions: Record<string, Schema>) {}

  /** The type of a schema as it is written in another one; a name where it has one. */
  write(given: Schema): string {
    const { $ref, ...own } = given;
    const schema = $ref === undefined ? given : { ...this.definitions[$ref.split('/').at(-1) ?? ''], ...own };
    const text = schema.enum ? formatEnum(schema.enum) : this.formatType(schema);
    return schema.title === undefined ? text : this.declare(schema.title, schema, text);
  }

  /** @throws Error where two different types have one name */
  private declare(name: string, { description, properties }: Schema, text: string): string {
    const known = this.written.get(name);
    if (known !== undefined && known !== text) throw new Error(`two types are called ${name}`);
    const head = description === undefined ? '' : `/** ${description} */\n`;
    const declaration = properties ? `export interface ${name} ${text}` : `export type ${name} = ${text};`;
    if (known === undefined) this.declarations.push(head + declaration);
    this.written.set(name, text);
    return name;
  }

  private formatType(schema: Schema): string {
    const [type] = typesOf(schema);
    if (schema.const !== undefined) return JSON.stringify(schema.const);
    if (type === 'object') return this.formatObject(schema);
    if (type === 'array') return `(${this.write(schema.items ?? {})})[]`;
    return type === 'integer' ? 'number' : (type ?? 'unknown');
  }

  private formatObject({ properties = {}, required = [] }: Schema): string {
    const fields = Object.entries(properties).map(([name, schema]) => {
      const { description, type } = { ...schema, ...this.definitionOf(schema) };
      const text = this.write(schema);
      const isOptional = !required.includes(name);
      const isNullable = [type].flat().includes('null') || schema.enum?.includes(null) === true;
      const head = (schema.description ?? description) ? `/** ${schema.description ?? description} */\n` : '';
      return `${head}${JSON.stringify(name)}${isOptional ? '?' : ''}: ${isNullable ? `Opt<${text}>` : text};`;
    });
    return `{\n${fields.join('\n')}\n}`;
  }

  private definitionOf({ $ref }: Schema): Schema | undefined {
    return $ref === undefined ? undefined : this.definitions[$ref.split('/').at(-1) ?? ''];
  }
}

function typesOf({ type = [] }: Schema): string[] {
  return [type].flat().filter((one) => one !== 'null');
}

function formatEnum(values: readonly unknown[]): string {
  return values
    .filter((value) => value !== null)
    .map((value) => `'${String(value)}'`)
    .join(' | ');
}
