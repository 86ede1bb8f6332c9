import { KEYWORDS } from '../../../engine/keywords';
import type { Kind } from '../../../engine/keywords/keyword';
import { formatSuggestion } from '../../../engine/values/suggestions';
import type { JsonSchema } from '../../../model/rule';
import { REFUSED } from '../compiler';
import { findMismatch } from './constants';
import { below } from './faults';
import { ANY, areAlike, formatKinds, kindsOf, step, type Field } from './fields';
import { checkKeyword } from './keywords';
import { checkPointer, type Lint } from './pointers';

/** Where a schema stands in its rule, what it is asked of, and the name of that field. */
interface Place {
  at: string;
  field: Field;
  name: string;
}

/** Keywords of JSON Schema that ask something of the value itself, by the kind of value that they are about. */
const ABOUT: Record<string, Kind> = {
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'number',
  minLength: 'text',
  maxLength: 'text',
  minItems: 'list',
  maxItems: 'list',
  uniqueItems: 'list',
  minContains: 'list',
  maxContains: 'list',
  items: 'list',
  contains: 'list',
  minProperties: 'object',
  maxProperties: 'object',
  properties: 'object',
  required: 'object',
};
/** Those that hold schemas of the same value, or say nothing. */
const SAME = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'];
const SILENT = ['title', 'description', '$comment'];
const ALLOWED = [...Object.keys(ABOUT), ...SAME, 'const', 'enum', 'type', ...Object.keys(KEYWORDS)];
/** What says nothing without another keyword. */
const BESIDE: Record<string, string> = {
  then: 'if',
  else: 'if',
  if: 'then',
  minContains: 'contains',
  maxContains: 'contains',
};

/** Holds a schema of a rule against what the value is that it is asked of: all that could never apply is a fault. */
export function checkSchema(lint: Lint, schema: unknown, place: Place): void {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [name, value] of Object.entries(schema)) {
    const at = below(place.at, name);
    const beside = BESIDE[name];
    if (beside !== undefined && !(beside in schema) && !(name === 'if' && 'else' in schema))
      lint.faults.add(at, `means nothing without "${beside}"`);
    if (SILENT.includes(name) || REFUSED.includes(name)) continue;
    if (!ALLOWED.includes(name))
      lint.faults.add(at, `unknown keyword "${name}"${formatSuggestion(name, ALLOWED)}`);
    else if (Object.hasOwn(KEYWORDS, name)) checkKeyword(lint, name, value, { ...place, at });
    else if (SAME.includes(name)) checkSame(lint, value, { ...place, at });
    else checkStandard(lint, name, value, { ...place, at });
  }
}

function checkSame(lint: Lint, value: unknown, place: Place): void {
  if (!Array.isArray(value)) checkSchema(lint, value, place);
  else value.forEach((one, index) => checkSchema(lint, one, { ...place, at: below(place.at, index) }));
}

function checkStandard(lint: Lint, name: string, value: unknown, place: Place): void {
  const { at, field } = place;
  const about = ABOUT[name];
  const kinds = kindsOf(field);
  if (about !== undefined && !areAlike([about], kinds)) {
    lint.faults.add(at, `"${name}" is about ${formatKinds([about])}, and here is ${formatKinds(kinds)}`);
    return;
  }
  if (isData(value)) checkData(lint, name, value.$data, place);
  else if (name === 'const') checkConstants(lint, [value], place);
  else if (name === 'enum') checkConstants(lint, value, place);
  else if (name === 'type') checkType(lint, value, place);
  else if (name === 'properties') checkProperties(lint, value as Record<string, JsonSchema>, place);
  else if (name === 'required') checkRequired(lint, value as string[], place);
  else if (name === 'items' || name === 'contains')
    checkSchema(lint, value, { ...place, field: field.items ?? ANY });
}

function isData(value: unknown): value is { $data: string } {
  return (
    typeof value === 'object' && value !== null && typeof (value as { $data?: unknown }).$data === 'string'
  );
}

function checkData(lint: Lint, name: string, pointer: string, { at, field }: Place): void {
  const wanted =
    name === 'const' ? kindsOf(field) : name === 'enum' ? (['list'] as const) : (['number'] as const);
  const kinds = kindsOf(checkPointer(lint, pointer, at, 'scope'));
  if (!areAlike(wanted, kinds))
    lint.faults.add(at, `"${pointer}" is ${formatKinds(kinds)}, and ${formatKinds(wanted)} is needed`);
}

function checkConstants(lint: Lint, values: unknown, { at, field, name }: Place): void {
  if (!Array.isArray(values)) return;
  for (const value of values) {
    const mismatch = findMismatch(value, field, name);
    if (mismatch !== undefined) lint.faults.add(at, mismatch);
  }
}

function checkType(lint: Lint, value: unknown, { at, field }: Place): void {
  const kinds = kindsOf(field);
  const wanted = kindsOf({ type: value as string | string[] });
  if (wanted.length === 0 || !areAlike(wanted, kinds))
    lint.faults.add(at, `${JSON.stringify(value)} never stands here; it is ${formatKinds(kinds)}`);
}

function checkProperties(lint: Lint, properties: Record<string, JsonSchema>, place: Place): void {
  if (typeof properties !== 'object' || properties === null) return;
  for (const [name, schema] of Object.entries(properties)) {
    const at = below(place.at, name);
    const found = step(place.field, name);
    if (found.field) checkSchema(lint, schema, { at, field: found.field, name });
    else lint.faults.add(at, found.fault);
  }
}

function checkRequired(lint: Lint, names: string[], place: Place): void {
  if (!Array.isArray(names)) return;
  names.forEach((name, index) => {
    const { fault } = step(place.field, name);
    if (fault !== undefined) lint.faults.add(below(place.at, index), fault);
  });
}
