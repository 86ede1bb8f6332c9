import { parseTokens, valueAt } from '../engine/values/pointers';
import type { Fault } from '../model/rule';
import { formatSuggestion } from '../engine/values/suggestions';

/** How many faults of one file are worth reading. */
const MOST = 50;
const LONGEST_VALUE = 80;

interface SchemaFault extends Fault {
  schemaPath: string;
}

/**
 * The faults of a document in words: pointer, what is wrong, what is allowed, the nearest known name. One line
 * each, the most telling ones only: where several forms are allowed, ajv complains of every one of them.
 */
export function formatFaults(faults: readonly Fault[], document: unknown, schema: unknown): string[] {
  const telling = (faults as readonly SchemaFault[]).filter(
    (fault) => !['anyOf', 'oneOf', 'if', '$ref'].includes(fault.keyword),
  );
  const lines = [...new Set(telling.map((fault) => explain(fault, document, schema)))];
  if (lines.length <= MOST) return lines;
  return [...lines.slice(0, MOST), `and ${lines.length - MOST} more`];
}

function explain(fault: SchemaFault, document: unknown, schema: unknown): string {
  const place = fault.instancePath === '' ? '/' : fault.instancePath;
  const around = schemaOf(fault, schema);
  return `${place}: ${formatFault(fault, valueAt(document, parseTokens(fault.instancePath)), around)}`;
}

/** The schema that has the fault; ajv counts the path of a `$ref` that it did not inline from that schema itself. */
function schemaOf({ schemaPath, instancePath }: SchemaFault, schema: unknown): unknown {
  const own = schemaAt(schema, parseTokens(instancePath), schema);
  if (valueAt(own, ['properties']) !== undefined) return own;
  return valueAt(schema, parseTokens(decodeURIComponent(schemaPath.slice(1))).slice(0, -1));
}

/** Follows a document's pointer through properties, items and references of its schema. */
function schemaAt(schema: unknown, tokens: readonly string[], root: unknown): unknown {
  const reference = valueAt(schema, ['$ref']);
  if (typeof reference === 'string')
    return schemaAt(valueAt(root, parseTokens(reference.slice(1))), tokens, root);
  const [token, ...rest] = tokens;
  if (token === undefined) return schema;
  const next = valueAt(schema, ['properties', token]) ?? valueAt(schema, ['items']);
  return next === undefined ? undefined : schemaAt(next, rest, root);
}

function formatFault({ keyword, params, message }: SchemaFault, actual: unknown, around: unknown): string {
  switch (keyword) {
    case 'additionalProperties':
      return formatUnknownProperty(String(params.additionalProperty), around);
    case 'required':
      return `"${String(params.missingProperty)}" is missing`;
    case 'enum':
      return `is ${show(actual)}; allowed: ${formatAllowed(params.allowedValues, actual)}`;
    case 'const':
      return `is ${show(actual)}; allowed: ${show(params.allowedValue)}`;
    case 'type':
      return `is ${show(actual)}; allowed: ${[params.type].flat().join(' or ')}`;
    case 'format':
    case 'pattern':
      return `is ${show(actual)}; allowed: ${describe(around, params)}`;
    default:
      return `is ${show(actual)}; it ${message ?? keyword}`;
  }
}

function formatUnknownProperty(name: string, around: unknown): string {
  const known = Object.keys((valueAt(around, ['properties']) ?? {}) as object);
  if (/password|secret|token|credential/i.test(name)) {
    return `"${name}" is not allowed: a secret is never in a file; name an environment variable instead`;
  }
  return `unknown property "${name}"${formatSuggestion(name, known) || `; allowed: ${known.join(', ')}`}`;
}

function formatAllowed(values: unknown, actual: unknown): string {
  const names = (values as unknown[]).filter((value) => value !== null).map(String);
  return names.join(', ') + (typeof actual === 'string' ? formatSuggestion(actual, names) : '');
}

const EXAMPLES: Record<string, string> = {
  'date-time': 'a time with an offset, such as 2026-11-20T21:04:11Z',
  date: 'a day, such as 2026-12-31',
  uri: 'an address, such as https://docs.netwrix.com/',
};

function describe(around: unknown, params: Record<string, unknown>): string {
  const example = EXAMPLES[String(params.format)];
  const description = valueAt(around, ['description']);
  return example ?? (typeof description === 'string' ? description : String(params.pattern ?? params.format));
}

/** Of a list or an object only that it is one: it may be as large and as deep as the file. */
function show(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
