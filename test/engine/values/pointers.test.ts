import fc from 'fast-check';
import {
  escapeToken,
  formatPath,
  isAtOrBelow,
  joinPath,
  listPathOf,
  parseInventoryPointer,
  parseScopePointer,
  parseSubjectPointer,
  parseTokens,
  patternOf,
  placesBelow,
  valueAt,
  valueIn,
} from '../../../src/engine/values/pointers';

const places = (value: unknown, pointer: string) =>
  [...placesBelow(value, parseTokens(pointer), 'inventory', '')].map((place) => [place.path, place.value]);

test('a pointer is read as RFC 6901 writes it', () => {
  const document = { 'a/b': 1, 'm~n': 2, '': 3, 'c%d': 4, '~1': 5 };
  expect(['/a~1b', '/m~0n', '/', '/c%d', '/~01'].map((one) => valueAt(document, parseTokens(one)))).toEqual([
    1, 2, 3, 4, 5,
  ]);
  expect(valueAt(document, parseTokens(''))).toBe(document);
});

test('whatever a key is, its pointer leads to it', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (keys) => {
      const document = keys.reduceRight<unknown>((inner, key) => Object.fromEntries([[key, inner]]), 'here');
      const pointer = keys.map((key) => `/${escapeToken(key)}`).join('');
      expect(pointer).toBe(joinPath('', keys));
      expect(valueAt(document, parseTokens(pointer))).toBe('here');
    }),
  );
});

test('only own properties are data', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'length'])
    expect(valueAt({}, [name])).toBeUndefined();
  expect(valueAt(JSON.parse('{"__proto__":7}'), ['__proto__'])).toBe(7);
  expect(valueAt('text', ['length'])).toBeUndefined();
  expect(valueAt(null, ['a'])).toBeUndefined();
});

describe('a pattern with *', () => {
  test('stands for every element, at every depth', () => {
    expect(places({ a: [{ b: [1] }, { b: [2, 3] }] }, '/a/*/b/*')).toEqual([
      ['/a/0/b/0', 1],
      ['/a/1/b/0', 2],
      ['/a/1/b/1', 3],
    ]);
    expect(places({ a: [{ b: 1 }, {}] }, '/a/*/b')).toEqual([
      ['/a/0/b', 1],
      ['/a/1/b', undefined],
    ]);
  });

  test('a missing list is one place without a value, an empty one is none', () => {
    expect(places({}, '/a/*')).toEqual([['/a', undefined]]);
    expect(places({ a: {} }, '/a/*')).toEqual([['/a', undefined]]);
    expect(places({ a: [] }, '/a/*')).toEqual([]);
    const inner = [...placesBelow({ a: [{ name: 'x' }] }, ['a', '*', 'b', '*'], 'inventory', '')];
    expect(inner.map(({ path, owner }) => ({ path, owner }))).toEqual([
      { path: '/a/0/b', owner: { name: 'x' } },
    ]);
  });
});

test('a position is not part of a pattern', () => {
  expect(patternOf('/agents/12/hosts/0')).toBe('/agents/*/hosts/*');
  expect(patternOf('/7zip/x1')).toBe('/7zip/x1');
});

test('a pointer of a rule starts at its subject, at the inventory, or, with #, at a part of the scope', () => {
  expect(parseSubjectPointer('/version')).toEqual({ root: 'subject', tokens: ['version'] });
  expect(parseSubjectPointer('#/before/agents/*')).toEqual({ root: 'before', tokens: ['agents', '*'] });
  expect(parseInventoryPointer('')).toEqual({ root: 'inventory', tokens: [] });
  expect(parseInventoryPointer('/agents/*')).toEqual({ root: 'inventory', tokens: ['agents', '*'] });
  expect(parseInventoryPointer('#/inventory/policies')).toEqual({ root: 'inventory', tokens: ['policies'] });
  expect(parseScopePointer('/params/maximumAge')).toEqual({ root: 'params', tokens: ['maximumAge'] });
});

test('only own parts of a scope are data', () => {
  const scope = { subject: { version: '7.4' }, params: undefined };
  expect(valueIn(scope, parseScopePointer('/subject/version'))).toBe('7.4');
  expect(valueIn(scope, parseScopePointer('/params/x'))).toBeUndefined();
  expect(valueIn(scope, parseScopePointer('/constructor/name'))).toBeUndefined();
});

test.each([
  ['/agents/0/version', '/agents/*', true],
  ['/agents/0', '/agents/*', true],
  ['/agents', '/agents/*', false],
  ['/agents/0', '/agents/0/version', false],
  ['/databases/0', '/agents/*', false],
  ['/agents', '', true],
])('%s is at or below %s: %s', (path, pattern, answer) => {
  expect(isAtOrBelow(path, pattern)).toBe(answer);
});

test('people know a path of an inventory as it is, another with the part of the scope before it', () => {
  expect(['inventory', 'before', 'params'].map((root) => formatPath(root, '/a'))).toEqual([
    '/a',
    '/a',
    '/params/a',
  ]);
  expect(listPathOf(parseInventoryPointer('/activityMonitor/agents/*/hosts/*'))).toBe(
    '/activityMonitor/agents/hosts',
  );
});
