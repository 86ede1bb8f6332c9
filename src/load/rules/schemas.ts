import type { JsonSchema, Rule, Validate } from '../../model/rule';

/** The place that a schema has in its rule: "assert", "where", "needs/0/is", "when/0/matches". */
export type Slot = string;

/** The schemas of a set of rules by a name, and which of them each rule has in which slot. */
export interface NamedSchemas {
  schemas: Record<string, JsonSchema>;
  /** In the order of the rules. */
  slots: Record<Slot, string>[];
}

/** The compiled schemas of a set of rules: made when they are asked for, or by the build. */
export interface CompiledSchemas {
  validators: Record<string, Validate>;
  slots: Record<Slot, string>[];
}

/** Every schema of a rule, wrapped so that it starts at the scope, by the slot it has in the rule. */
export function schemasOf(rule: Rule): Map<Slot, JsonSchema> {
  const schemas = new Map<Slot, JsonSchema>();
  const add = (slot: Slot, schema: JsonSchema | undefined) => {
    if (schema !== undefined) schemas.set(slot, { properties: { subject: schema } });
  };
  const { assert, assertPartner = true } = rule;
  schemas.set('assert', { properties: { subject: assert, partner: assertPartner } });
  add('where', rule.where);
  rule.needs.forEach((need, at) => {
    if (typeof need === 'string') return;
    add(`needs/${at}/is`, need.is);
    add(`needs/${at}/unless`, need.unless);
  });
  rule.appliesTo?.when?.forEach((condition, at) => {
    add(`when/${at}/where`, condition.where);
    add(`when/${at}/matches`, condition.matches);
  });
  return schemas;
}

/**
 * Names every schema. Equal ones have one name and so become one function, by which the engine knows that it has asked
 * already; unless params make them differ.
 */
export function nameSchemas(rules: readonly Rule[]): NamedSchemas {
  const schemas: Record<string, JsonSchema> = {};
  const names = new Map<string, string>();
  const nameOf = (schema: JsonSchema) => {
    const text = JSON.stringify(schema);
    const known = text.includes('"/params/') ? undefined : names.get(text);
    if (known !== undefined) return known;
    const name = `s${Object.keys(schemas).length}`;
    names.set(text, name);
    schemas[name] = schema;
    return name;
  };
  const slots = rules.map((rule) =>
    Object.fromEntries([...schemasOf(rule)].map(([slot, schema]) => [slot, nameOf(schema)])),
  );
  return { schemas, slots };
}
