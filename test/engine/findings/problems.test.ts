import { problemOf } from '../../../src/engine/findings/problems';
import type { Fault } from '../../../src/model/rule';

const fault = (keyword: string, params: object, own: Partial<Fault> = {}): Fault =>
  ({ keyword, params, instancePath: '/subject/v', schemaPath: '', ...own }) as Fault;
const scope = { subject: { v: 7, list: [1], object: {}, nothing: null } };

test.each<[string, Fault[], object]>([
  ['const', [fault('const', { allowedValue: 'x' })], { actual: 7, expected: '"x"' }],
  ['enum', [fault('enum', { allowedValues: [1, 'a'] })], { actual: 7, expected: '1 or "a"' }],
  ['minimum', [fault('minimum', { comparison: '>=', limit: 8 })], { actual: 7, expected: '>=8' }],
  ['maximum', [fault('maximum', { comparison: '<=', limit: 6 })], { actual: 7, expected: '<=6' }],
  [
    'exclusiveMinimum',
    [fault('exclusiveMinimum', { comparison: '>', limit: 7 })],
    { actual: 7, expected: '>7' },
  ],
  [
    'exclusiveMaximum',
    [fault('exclusiveMaximum', { comparison: '<', limit: 7 })],
    { actual: 7, expected: '<7' },
  ],
  ['any other', [fault('pattern', {}, { message: 'must match' })], { actual: 7, expected: 'must match' }],
  ['one without a message', [fault('pattern', {})], { actual: 7, expected: 'pattern' }],
  ['a domain keyword', [fault('inRange', { problem: { expected: 'y' } })], { actual: 7, expected: 'y' }],
  ['one that names the value', [fault('inRange', { problem: { actual: 'x' } })], { actual: 'x' }],
  [
    'a domain keyword behind another',
    [fault('not', { problem: null }), fault('inRange', { problem: { expected: 'y' } })],
    { actual: 7, expected: 'y' },
  ],
  [
    'a list',
    [fault('const', { allowedValue: 1 }, { instancePath: '/subject/list' })],
    { actual: [1], expected: '1' },
  ],
  // A whole subject is no value that somebody could put right.
  [
    'an object',
    [fault('const', { allowedValue: 1 }, { instancePath: '/subject' })],
    { actual: null, expected: '1' },
  ],
  [
    'nothing',
    [fault('const', { allowedValue: 1 }, { instancePath: '/subject/x' })],
    { actual: null, expected: '1' },
  ],
  ['no fault', [], {}],
])('what is wrong: %s', (_name, faults, problem) => {
  expect(problemOf(faults, scope)).toEqual(problem);
});
