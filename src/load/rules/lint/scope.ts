import { parseInventoryPointer, parseScopePointer } from '../../../engine/values/pointers';
import type { Rule } from '../../../model/rule';
import { builtInSchema } from '../built-in';
import { ANY, find, withoutReferences, type Field } from './fields';

const inventory = once(() => withoutReferences(builtInSchema('inventory')));
const compatibility = once(() => withoutReferences(builtInSchema('compatibility')));
const target = once(() => {
  const line = withoutReferences(builtInSchema('targets')).properties?.lines?.items ?? ANY;
  return { ...line, properties: { ...line.properties, version: { type: 'string' } } };
});

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** What a rule may look at, by the schemas of the documents that it comes from. */
export function scopeOf(rule: Rule): Field {
  const properties: Record<string, Field> = {
    inventory: inventory(),
    ...(rule.phase === 'post-upgrade' ? { before: inventory() } : {}),
    target: target(),
    compatibility: compatibility(),
    source: { type: 'string' },
    params: { type: 'object', properties: fieldsOf(rule.params ?? {}) },
  };
  const envelope: Field = { type: 'object', properties };
  const { root, tokens } = parseInventoryPointer(rule.each);
  properties.subject = find(envelope, [root, ...tokens]).field ?? ANY;
  if (rule.partner) {
    const other = parseScopePointer(rule.partner.list);
    properties.partner = find(envelope, [other.root, ...other.tokens, '*']).field ?? ANY;
  }
  return envelope;
}

function fieldsOf(values: object): Record<string, Field> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fieldOf(value)]));
}

/** What a value shows of its own kind: that of a param, by its default. */
function fieldOf(value: unknown): Field {
  if (Array.isArray(value))
    return { type: 'array', items: value.length > 0 ? fieldOf(value[0]) : ANY, const: value };
  if (typeof value === 'object' && value !== null)
    return { type: 'object', properties: fieldsOf(value), const: value };
  return { type: typeof value, const: value };
}
