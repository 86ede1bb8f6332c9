import fc from 'fast-check';
import { lintRule } from '../../../src/load/rules/lint/lint';
import { partsOf } from '../../../src/load/rules/lint/estates/parts';
import type { JsonSchema, Rule } from '../../../src/model/rule';
import { judgeOne, smallRule } from '../../support/judge/small-rule';

/** Values of a few fields between all the limits that the rules below name: what none of them violates, nothing does. */
const VALUES = {
  version: [undefined, '0.0.0.1', '7.3.8.9', '7.3.9', '7.3.9.1', '7.4', '7.4.0.5', '8.0.0.0', '100.0'],
  status: [undefined, 'Active', 'Stopped'],
  cpuCores: [undefined, 1, 2, 3, 5],
  isSigned: [undefined, true, false],
};
type Field = keyof typeof VALUES;
const FIELDS = Object.keys(VALUES) as Field[];

const ROWS = FIELDS.reduce<object[]>(
  (rows, field) => rows.flatMap((row) => VALUES[field].map((value) => ({ ...row, [field]: value }))),
  [{}],
).map((row, at) => ({ name: `DC${at}`, ...row }));

const LEAVES: Record<Field, fc.Arbitrary<JsonSchema>> = {
  version: fc
    .constantFrom('>=7.3.9', '<7.4', '7.3.9 7.4', '>=0', '7.4 || 8.0', '<=99', '>=7.3.9.1 <8')
    .map((versionRange) => ({ versionRange })),
  status: fc.constantFrom<JsonSchema>(
    { isAnyOf: ['Active'] },
    { const: 'Stopped' },
    { minLength: 1 },
    { type: 'string' },
  ),
  cpuCores: fc.constantFrom<JsonSchema>(
    { minimum: 0 },
    { minimum: 2 },
    { maximum: 4 },
    { minimum: 4, maximum: 2 },
    { const: 3 },
  ),
  isSigned: fc.constantFrom<JsonSchema>(
    { const: true },
    { const: false },
    { enum: [true, false] },
    { type: 'boolean' },
  ),
};

const field = fc.constantFrom(...FIELDS).chain((name) => {
  const one = LEAVES[name].map((schema): JsonSchema => ({ properties: { [name]: schema } }));
  const none = LEAVES[name].map((schema): JsonSchema => ({ properties: { [name]: { not: schema } } }));
  return fc.oneof(one, none);
});
const schema = fc.oneof(
  { weight: 3, arbitrary: field },
  fc.array(field, { minLength: 2, maxLength: 3 }).map((anyOf): JsonSchema => ({ anyOf })),
  fc.array(field, { minLength: 2, maxLength: 3 }).map((allOf): JsonSchema => ({ allOf })),
  fc.tuple(field, field).map(([one, then]): JsonSchema => ({ if: one, then })),
  field.map((one): JsonSchema => ({ not: { allOf: [one, { required: FIELDS }] } })),
);
const needs = FIELDS.map((name) => `/${name}`);
const rules = fc
  .record({ assert: schema, where: fc.option(field, { nil: undefined }) })
  .map(({ assert, where }) => smallRule({ needs, assert, ...(where === undefined ? {} : { where }) }));

function violations(rule: Rule): number {
  return judgeOne(rule, { agents: ROWS }).findings.filter(({ kind }) => kind === 'violation').length;
}

test('a rule that is let through can fail, and no part of one that can is refused', async () => {
  await fc.assert(
    fc.asyncProperty(rules, async (rule) => {
      const { faults } = await lintRule(rule, 'a');
      if (faults.length === 0) expect(violations(rule)).toBeGreaterThan(0);
      const able = partsOf(rule.assert, '/assert').filter(
        (part) => violations({ ...rule, assert: part.schema }) > 0,
      );
      for (const { at } of able) expect(faults.filter((line) => line.startsWith(`a: ${at}: `))).toEqual([]);
      if (faults.some((line) => line.startsWith('a: /where'))) {
        const own = Object.keys((rule.where as { properties: object }).properties)[0] ?? '';
        const rows = ROWS.filter((row) => row[own as keyof typeof row] !== undefined);
        expect(judgeOne({ ...rule, assert: false }, { agents: rows }).checked).toBe(0);
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 15) },
  );
});
