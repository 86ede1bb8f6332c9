import { assembleRules } from '../../../src/load/rules/assembly';
import { builtInCatalogue, builtInStepCatalogue } from '../../../src/load/rules/built-in';
import { compileRule, compileSchemas, createRuleAjv, recompileRule } from '../../../src/load/rules/compiler';
import { schemasOf } from '../../../src/load/rules/schemas';
import type { JsonSchema } from '../../../src/model/rule';
import { smallRule } from '../../support/judge/small-rule';

const ajv = createRuleAjv();
const compile = (assert: JsonSchema) => compileRule(ajv, smallRule({ assert }), 'own.json');

test.each<[string, JsonSchema]>([
  [
    'own.json: assert: "pattern" is not allowed in a rule, as it runs on untrusted text; use a keyword such as isAnyOf or holds',
    { properties: { name: { pattern: 'a' } } },
  ],
  [
    'own.json: assert: "format" is not allowed in a rule',
    { anyOf: [true, { not: { items: { format: 'date' } } }] } as JsonSchema,
  ],
  ['own.json: assert: "patternProperties" is not allowed in a rule', { patternProperties: {} }],
  ['own.json: assert: unknown keyword "isAnyOff"; did you mean "isAnyOf"?', { isAnyOff: ['a'] }],
  ['own.json: assert: schema is invalid: data/properties/subject/minimum', { minimum: 'a' } as JsonSchema],
])('a schema is refused: %s', (message, schema) => {
  expect(() => compile(schema)).toThrow(
    expect.objectContaining({ code: 'rules', message: expect.stringContaining(message) as string }),
  );
});

test('every schema of a rule starts at its subject, and is found by its place in the rule', () => {
  const is = { const: true };
  const rule = smallRule({
    where: { required: ['name'] },
    needs: ['/name', { path: '/mode', is }, { path: '/status', unless: { const: 'No Agent' } }],
    appliesTo: {
      when: [
        { any: '/agents/*', needs: [], where: { required: ['a'] }, matches: true, otherwise: 'no' },
        { none: '/agents/*', needs: [], matches: is, otherwise: 'no' },
      ],
    },
  });
  const schemas = Object.fromEntries(schemasOf(rule));
  expect(schemas).toEqual({
    assert: { properties: { subject: true, partner: true } },
    where: { properties: { subject: { required: ['name'] } } },
    'needs/1/is': { properties: { subject: is } },
    'needs/2/unless': { properties: { subject: { const: 'No Agent' } } },
    'when/0/where': { properties: { subject: { required: ['a'] } } },
    'when/0/matches': { properties: { subject: true } },
    'when/1/matches': { properties: { subject: is } },
  });
  expect(Object.fromEntries(schemasOf(smallRule({ appliesTo: {} })))).toEqual({
    assert: { properties: { subject: true, partner: true } },
  });
});

test('a property may have the name of a keyword that is refused', () => {
  expect(compile({ properties: { pattern: { const: 'a' } }, required: ['format'] }).origin).toBe('own.json');
});

test('a rule is compiled anew for another assertion alone', () => {
  const where = { required: ['name'] };
  const rule = smallRule({ where, assert: { required: ['version'] } });
  const compiled = compileRule(ajv, rule, 'own.json');
  const assert = { distinctBy: { list: '/inventory/agents', key: 'host' } };
  const other = recompileRule(ajv, compiled, { ...rule, assert });
  expect(other.where).toBe(compiled.where);
  expect(other.assert).not.toBe(compiled.assert);
  expect(other).toMatchObject({
    origin: 'own.json',
    rule: { assert },
    lookUps: { lists: ['/inventory/agents'] },
  });
  expect(other.lookUps.indexes).toHaveLength(1);
  expect(recompileRule(ajv, compiled, { ...rule, where: true }).where).not.toBe(compiled.where);
});

test('rules share what is equal, unless it rests on their params', () => {
  const equal = { required: ['name'] };
  const own = { properties: { name: { const: { $data: '/params/name' } } } };
  const rules = [equal, equal, own, own].map((where, at) => smallRule({ id: `rule-${at}`, where }));
  const [a, b, c, d] = assembleRules(rules, { ...compileSchemas(rules), lookUps: [null] });
  expect(a?.where).toBe(b?.where);
  expect(c?.where).not.toBe(d?.where);
  expect(a).toMatchObject({
    origin: 'built-in',
    lookUps: { lists: [], indexes: [], conditions: [] },
    when: [],
  });
});

test('the rules and the steps that are built in are compiled', () => {
  const { rules } = builtInCatalogue();
  const { steps, rules: stepRules } = builtInStepCatalogue();
  expect(stepRules.map(({ rule }) => rule.id)).toEqual(steps.map(({ id }) => id));
  for (const { origin, assert, when } of [...rules, ...stepRules]) {
    expect([origin, typeof assert]).toEqual(['built-in', 'function']);
    for (const { condition, matches } of when)
      expect([condition.otherwise, typeof matches]).toEqual([expect.any(String), 'function']);
  }
});
