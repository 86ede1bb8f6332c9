import { configKeys, gatherOptions } from '../src/commands/gather/options';
import type { ConfigKey, ConfigKeys, SourceDescriptor } from '../src/gather/descriptor';
import { SOURCES } from '../src/gather/sources';
import { SECTIONS } from '../src/model/inventory';
import type { CommandOption, OptionTable } from '../src/model/option';

const OPTIONS: OptionTable = gatherOptions;

/** `sources` of rules/config.schema.json, as the sources declare their keys. */
export function sourcesSchema(): object {
  return objectSchema(configKeys, 'What gather asks, as its flags do.');
}

function objectSchema(keys: ConfigKeys, description: string): object {
  const entries = Object.entries(keys);
  return {
    type: 'object',
    description,
    properties: Object.fromEntries(entries.map(([name, key]) => [name, keySchema(key)])),
    required: entries.filter(([, key]) => 'required' in key).map(([name]) => name),
    additionalProperties: false,
  };
}

function keySchema(key: ConfigKey): object {
  const { description } = key;
  if ('keys' in key) return objectSchema(key.keys, description);
  if ('secret' in key) {
    return { type: 'string', minLength: 1, description, pattern: '^[A-Za-z_][A-Za-z0-9_]*$' };
  }
  const option = optionNamed(key.option);
  if (key.pairs) return { type: 'object', description, additionalProperties: { type: 'string' } };
  if (option.repeatable) return { type: 'array', description, items: valueSchema(option, 'One of them.') };
  return valueSchema(option, description);
}

function valueSchema({ takes, values }: CommandOption, description: string): object {
  if (values) return { enum: values, description };
  if (takes === 'nothing') return { type: 'boolean', description };
  if (takes === 'number') return { type: 'number', exclusiveMinimum: 0, description };
  return { type: 'string', minLength: 1, description };
}

/** The table of docs/gather.md: a row for each option that names a source. */
export function sourceTable(): string {
  const head = ['source', 'option', 'key in `sources`', 'sections', 'secret', 'needs'];
  const rows = [head, ...SOURCES.flatMap(sourceRows)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const [first = '', ...others] = rows.map(line);
  return [first, rule, ...others].join('\n');
}

function sourceRows({ evidence, config, secrets }: SourceDescriptor): string[][] {
  const variables = Object.values(secrets).map(({ variable }) => `\`${variable}\``);
  return Object.entries(evidence).flatMap(([option, one]) => {
    if (!one) return [];
    const value = one.value ?? PLACEHOLDERS[optionNamed(option).takes];
    const sections = one.sections.map((name) => `\`${name}\``).join(', ');
    return [
      [
        one.title,
        `\`--${option} ${value}\``.replaceAll('|', '\\|'),
        `\`${keyOf(option, config) ?? ''}\``,
        one.sections.length === SECTIONS.length ? 'any' : sections,
        variables.join(', '),
        one.needs,
      ],
    ];
  });
}

const PLACEHOLDERS: Record<CommandOption['takes'], string> = {
  nothing: '',
  text: 'TEXT',
  number: 'NUMBER',
  file: 'FILE',
  folder: 'DIR',
  path: 'FILE|DIR',
};

/** The key that sets an option, `sqlServer.server`. */
function keyOf(option: string, keys: ConfigKeys): string | undefined {
  for (const [name, key] of Object.entries(keys)) {
    if ('option' in key && key.option === option) return name;
    const inner = 'keys' in key ? keyOf(option, key.keys) : undefined;
    if (inner !== undefined) return `${name}.${inner}`;
  }
  return undefined;
}

function optionNamed(name: string): CommandOption {
  const option = OPTIONS[name];
  if (!option) throw new Error(`there is no option --${name}`);
  return option;
}

const MARKED = /(?<=<!-- sources: npm run generate -->\n\n)[^]*?(?=\n\n<!-- \/sources -->)/;

/** A page with the table of sources between its marks. */
export function withSourceTable(page: string): string {
  if (!MARKED.test(page)) throw new Error('the page has no marks for the table of sources');
  return page.replace(MARKED, () => sourceTable());
}
