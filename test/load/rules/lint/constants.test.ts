import { findMismatch, kindOf } from '../../../../src/load/rules/lint/constants';
import type { Field } from '../../../../src/load/rules/lint/fields';

const text: Field = { type: ['string', 'null'] };
const version: Field = { type: 'string', pattern: '^[0-9.]+$' };
const mode: Field = { enum: ['Normal', 'Safe', null] };
const time: Field = { type: 'string', format: 'date-time' };
const count: Field = { type: 'integer', minimum: 0, maximum: 9 };

test.each<[unknown, Field, string]>([
  [null, text, 'null never stands here: it is no evidence, as what is absent'],
  [7, text, '7 never stands here; it is a text'],
  ['7', count, '"7" never stands here; it is a number'],
  [-1, count, '-1 never stands here; it is 0 to 9'],
  [10, count, '10 never stands here; it is 0 to 9'],
  [1.5, count, '1.5 never stands here; it is a whole number'],
  [-1, { type: 'number', minimum: 0 }, '-1 never stands here; it is 0 to Infinity'],
  ['Nromal', mode, '"Nromal" never stands here; allowed: Normal, Safe; did you mean "Normal"?'],
  ['7.x', version, '"7.x" never stands here; it is a text such as ^[0-9.]+$'],
  ['noon', time, '"noon" never stands here; it is a time such as 2026-11-20T21:04:11Z'],
  ['N/A', text, '"N/A" never stands here: it says nothing, so it is no evidence'],
  [['a'], text, '["a"] never stands here; it is a text'],
])('%j never stands where %j', (value, field, words) => {
  expect(findMismatch(value, field, 'status')).toBe(words);
});

test.each<[unknown, Field]>([
  [null, {}],
  [0, count],
  [9, count],
  [1.5, { type: ['number', 'null'] }],
  ['normal', mode],
  ['7.4', version],
  ['2026-11-20T21:04:11Z', time],
  ['noon', { type: 'string', format: 'date' }],
  [true, { type: 'boolean' }],
  [{}, { type: 'object' }],
])('%j may stand where %j', (value, field) => {
  expect(findMismatch(value, field, 'status')).toBeUndefined();
});

test('a value is of a kind', () => {
  const values = ['a', 1, false, [], {}];
  expect(values.map(kindOf)).toEqual(['text', 'number', 'flag', 'list', 'object']);
});
