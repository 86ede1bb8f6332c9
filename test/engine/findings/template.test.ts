import { formatValue } from '../../../src/engine/values/format';
import { fillTemplate } from '../../../src/engine/findings/template';

test('a placeholder is looked for in the layers in their order', () => {
  expect(fillTemplate('{a} {b} {c}', [{ a: 1 }, { a: 2, b: 'two' }])).toBe('1 two (unknown)');
  expect(fillTemplate('{a.b}', [{ a: { b: ['x', 'y'] } }])).toBe('x, y');
  expect(fillTemplate('{a}', [{ a: null }, { a: false }])).toBe('false');
  expect(fillTemplate('{a}', [undefined], '')).toBe('');
});

test('values are not filled again, and no property of JavaScript is one', () => {
  expect(fillTemplate('{a}', [{ a: '{b}', b: 'secret' }])).toBe('{b}');
  expect(fillTemplate('{a}', [{ a: '$&$1' }])).toBe('$&$1');
  expect(fillTemplate('{constructor} {__proto__} {toString}', [{}])).toBe('(unknown) (unknown) (unknown)');
  expect(fillTemplate('{ a } {}', [{ a: 1 }])).toBe('{ a } {}');
});

test.each([
  [null, '(none)'],
  [undefined, '(none)'],
  [[], '(none)'],
  [['a', null, ['b']], 'a, (none), b'],
  [{ a: 1 }, '{"a":1}'],
  [0, '0'],
  [false, 'false'],
  ['', ''],
])('%j is shown as %s', (value, shown) => {
  expect(formatValue(value)).toBe(shown);
});

test('a number of bytes is shown in GB, in fields that say so', () => {
  const layers = [{ freeBytes: 12_340_000_000, Bytesfree: 7, count: 12_340_000_000, otherBytes: 'many' }];
  expect(fillTemplate('{freeBytes} {Bytesfree} {count} {otherBytes}', layers)).toBe(
    '12.3 GB 7 12340000000 many',
  );
});
