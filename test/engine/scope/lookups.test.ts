import {
  CONTESTED,
  KeySet,
  RawValuesByKey,
  RowsByHost,
  RowsByText,
  textKey,
  ValuesByKey,
} from '../../../src/engine/scope/lookups';
import { parseHost } from '../../../src/engine/values/hosts';

const list = '/inventory/agents';

/** Shows an index the elements of its list. */
function fill<I extends { see(element: unknown): void }>(index: I, elements: readonly unknown[]): I {
  for (const element of elements) index.see(element);
  return index;
}

test('an element without all of its key leaves open what is not found', () => {
  const by = ['/a', '/b'];
  const keysOf = (...elements: object[]) => fill(new KeySet({ keep: 'keys', list, by }), elements);
  expect(keysOf({ a: 'X', b: 1 }).find('x\0')).toBe(false);
  for (const lacking of [{ a: 'x' }, { a: 'x', b: null }, {}])
    expect(keysOf(lacking, { a: 'y', b: '1' }).find('z')).toBeUndefined();
});

test('parts of a key are told apart', () => {
  const keyed = (a: string, b: string) =>
    fill(new KeySet({ keep: 'keys', list, by: ['/a', '/b'] }), [{ a, b }]).find('1\x0023');
  expect([keyed('1', '23'), keyed('12', '3')]).toEqual([true, false]);
});

test.each([
  ['{0F8FAD5B-D9CB-469F-A165-70867728950E}', '0f8fad5b-d9cb-469f-a165-70867728950e'],
  ['0F8FAD5B-D9CB-469F-A165-70867728950E', '0f8fad5b-d9cb-469f-a165-70867728950e'],
  ['x{0f8fad5b-d9cb-469f-a165-70867728950e}', 'x{0f8fad5b-d9cb-469f-a165-70867728950e}'],
  ['{0f8fad5b-d9cb-469f-a165-70867728950e}x', '{0f8fad5b-d9cb-469f-a165-70867728950e}x'],
  ['{Policy}', '{policy}'],
  [7, undefined],
])('%s is compared as %s', (value, key) => {
  expect(textKey(value)).toBe(key);
});

test('values are found by their key, without regard to case and colons', () => {
  const values = fill(new ValuesByKey({ keep: 'values', list, by: '/k', value: '/v' }), [
    { k: 'A:B', v: 'X:1' },
    { k: 'ab', v: 'y' },
    { k: 'ab' },
  ]);
  expect([...values.of('ab')]).toEqual(['x1', 'y', undefined]);
  expect(values.of('other').size).toBe(0);
  expect(values.complete).toBe(true);
  values.see({ v: 'z' });
  expect(values.complete).toBe(false);
});

test('an element may have several keys, and its value is left as it is', () => {
  const values = fill(new RawValuesByKey({ keep: 'raw-values', list, by: '/names/*', value: '/v' }), [
    { names: ['A', 'b'], v: 1 },
    { names: ['a'], v: { x: 2 } },
    { names: [] },
  ]);
  expect([values.of('a'), values.of('b'), values.of('c')]).toEqual([[1, { x: 2 }], [1], []]);
  expect(values.complete).toBe(true);
  values.see({ names: ['d', 7] });
  expect([values.of('d'), values.complete]).toEqual([[undefined], false]);
});

test('a row is found by its text; where several differ, none is', () => {
  const rows = fill(new RowsByText({ keep: 'rows', list, by: '/id' }), [
    { id: 'A' },
    { id: 'b', x: 1 },
    { id: 'B', x: 1 },
    { id: 'c', x: 1 },
    { id: 'c', x: 2 },
    { id: 'c', x: 1 },
  ]);
  expect(rows.find('a')).toEqual({ id: 'A' });
  expect([rows.find('b'), rows.find('c'), rows.find('d')]).toEqual([CONTESTED, CONTESTED, undefined]);
  const same = fill(new RowsByText({ keep: 'rows', list, by: '/id' }), [{ id: 'a' }, { id: 'a' }]);
  expect([same.find('a'), same.complete]).toEqual([{ id: 'a' }, true]);
  same.see({});
  expect(same.complete).toBe(false);
});

const hosts = (...rows: unknown[]) => fill(new RowsByHost(), rows);

test('a row is found by its host; where several differ, none is', () => {
  const rows = hosts({ name: 'A', domain: 'x' }, { name: 'a', domain: 'y' }, { name: 'b' });
  expect(rows.find(parseHost('a', 'x'))).toEqual({ name: 'A', domain: 'x' });
  expect(rows.find(parseHost('b', 'x'))).toEqual({ name: 'b' });
  expect([rows.find(parseHost('a')), rows.find(parseHost('c'))]).toEqual([CONTESTED, undefined]);
  expect(rows.complete).toBe(true);
  expect(hosts({ domain: 'x' }).complete).toBe(false);
});

test.each<[string, object[], object, boolean]>([
  ['nobody', [], { name: 'a' }, false],
  ['one host', [{ name: 'a', domain: 'x' }], { name: 'a' }, false],
  [
    'one host twice',
    [
      { name: 'a', domain: 'x' },
      { name: 'A', domain: 'X' },
    ],
    { name: 'a' },
    false,
  ],
  [
    'two hosts of its name',
    [
      { name: 'a', domain: 'x' },
      { name: 'a', domain: 'y' },
    ],
    { name: 'a' },
    true,
  ],
  [
    'and one that may be either',
    [{ name: 'a', domain: 'x' }, { name: 'a', domain: 'y' }, { name: 'a' }],
    { name: 'a' },
    true,
  ],
  [
    'two of which one is of another domain',
    [
      { name: 'a', domain: 'x' },
      { name: 'a', domain: 'y' },
    ],
    { name: 'a', domain: 'x' },
    false,
  ],
  ['any, for a row without a name', [{ name: 'a' }], { domain: 'x' }, false],
])('whether several may have a row for their partner: %s', (_who, rows, row, wanted) => {
  expect(hosts(...rows).hasRivals(row)).toBe(wanted);
});
