import { findAbsences } from '../../../../src/load/rules/lint/absences';
import type { JsonSchema } from '../../../../src/model/rule';

const a: JsonSchema = { properties: { a: { const: 1 } } };
const b: JsonSchema = { properties: { b: { const: 1 } } };
const both: JsonSchema = { properties: { a: { const: 1 }, b: { const: 1 } } };

test.each<[string, JsonSchema | undefined, string[], string[]]>([
  ['nothing is asked', undefined, [], []],
  ['nothing is asked, and that is said', true, [], []],
  ['a field', a, ['s/a'], []],
  ['a field that must be there', { ...(a as object), required: ['a'] }, [], ['s/a']],
  ['a field that must be there, whatever it is', { required: ['a'] }, [], ['s/a']],
  ['a field within another', { properties: { x: a } }, ['s/x', 's/x/a'], []],
  ['each of all', { allOf: [a, b] }, ['s/a', 's/b'], []],
  ['any of two', { anyOf: [a, b] }, ['s/a', 's/b'], []],
  [
    'any of two, where all need one field',
    { anyOf: [{ required: ['a', 'b'] }, { required: ['a'] }] },
    [],
    ['s/a'],
  ],
  [
    'any of three, of which one needs another field',
    { anyOf: [{ required: ['a'] }, { required: ['a'] }, { required: ['b'] }] },
    [],
    [],
  ],
  ['one of two', { oneOf: [a, { required: ['b'] }] }, ['s/a', 's/b'], ['s/a', 's/b']],
  ['not', { not: a }, [], ['s/a']],
  ['not, of one that must be there', { not: { required: ['a'] } }, ['s/a'], []],
  ['if and then', { if: { required: ['a'] }, then: b }, ['s/a', 's/b'], []],
  ['if and else', { if: { required: ['a'] }, else: b }, ['s/b'], ['s/a']],
  ['if, then and else', { if: a, then: true, else: b }, ['s/a', 's/b'], ['s/a']],
  ['every row', { items: both }, ['s/*/a', 's/*/b'], []],
  ['some row', { contains: { required: ['a'] } }, [], ['s/*/a']],
  ['a keyword that reads a field', { fitsTable: { table: [], value: '/v/w', column: 'x' } }, ['s/v/w'], []],
  ['a keyword of that name of objects', { constructor: 1 } as unknown as JsonSchema, [], []],
])('the fields without which it holds, or does not: %s', (_what, schema, holds, fails) => {
  const found = (outcome: boolean) => findAbsences(schema, outcome, ['s']).map((path) => path.join('/'));
  expect([[...new Set(found(true))].sort(), [...new Set(found(false))].sort()]).toEqual([holds, fails]);
});
