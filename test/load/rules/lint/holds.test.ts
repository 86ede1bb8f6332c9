import { Scope, type Run } from '../../../../src/engine/scope/scope';
import { holdsAlone } from '../../../../src/load/rules/lint/estates/holds';

const run = { target: { version: '7.4' } } as unknown as Run;
const scope = new Scope(run, { least: 3 });
const holds = (keyword: string, value: unknown, of: unknown) => holdsAlone(keyword, value, of, scope);

test.each<[string, unknown, unknown, unknown]>([
  ['const', 'a', 'a', 'b'],
  ['const', { a: 1 }, { a: 1 }, { a: 2 }],
  ['enum', ['a', 1], 1, '1'],
  ['minimum', 3, 3, 2],
  ['minimum', { $data: '/params/least' }, 3, 2],
  ['maximum', 3, 3, 4],
  ['exclusiveMinimum', 3, 4, 3],
  ['exclusiveMaximum', 3, 2, 3],
  ['multipleOf', 3, 6, 7],
  ['minLength', 2, 'ab', 'a'],
  ['maxLength', 2, 'ab', 'abc'],
  ['minItems', 2, [1, 2], [1]],
  ['maxItems', 2, [1, 2], [1, 2, 3]],
  ['versionRange', '>=7.4', '7.4', '7.3'],
  ['versionRange', { minimum: { $data: '/target/version' } }, '7.4', '7.3'],
  ['isAnyOf', ['a'], 'A', 'b'],
])('%s %j holds of %j, and not of %j', (keyword, value, good, bad) => {
  expect([holds(keyword, value, good), holds(keyword, value, bad)]).toEqual([true, false]);
});

test.each<[string, unknown, unknown]>([
  ['const', 'a', undefined],
  ['uniqueItems', true, [1, 1]],
  ['minimum', { $data: '/params/none' }, 3],
  ['minimum', { $data: '/subject/least' }, 3],
  ['versionRange', { minimum: { $data: '/inventory/enterpriseManager/version' } }, '7.4'],
  ['versionRange', '>=7.4', 'odd'],
  ['distinctBy', { list: '/inventory/agents', key: 'host' }, { name: 'a' }],
  ['fitsTable', { table: [], value: '/v', column: 'x' }, {}],
  ['sameVersion', { partner: '/version', subject: '/version' }, {}],
])('whether %s %j holds of %j depends on more', (keyword, value, of) => {
  expect(holds(keyword, value, of)).toBeUndefined();
});
