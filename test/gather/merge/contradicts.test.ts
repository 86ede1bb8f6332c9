import { contradicts } from '../../../src/gather/merge/contradicts';

const compared = new Set(['/v', '/memoryBytes', '/memoryBytesMore', '/list', '/rows', '/rows/*/v']);

describe('two values of one field contradict each other where both cannot be true', () => {
  test.each<[string, unknown, unknown, boolean]>([
    ['/v', 1, 2, true],
    ['/v', 'A', 'a', false],
    ['/v', 1, '1', false],
    ['/v', null, 1, false],
    ['/v', 1, undefined, false],
    ['/v', { a: 1 }, 'a', true],
    ['/v', [1], 'a', true],
    ['/other', 1, 2, false],
    ['', { v: 1, other: 1 }, { v: 2, other: 1 }, true],
    ['', { v: 1, other: 1 }, { v: 1, other: 2 }, false],
    ['', { v: 1 }, {}, false],
    // Sizes are rounded, by a tenth of the larger one.
    ['/memoryBytes', 100, 91, false],
    ['/memoryBytes', 100, 90, false],
    ['/memoryBytes', 89, 100, true],
    ['/memoryBytes', 100, '91', true],
    ['/memoryBytes', '100', 91, true],
    ['/memoryBytesMore', 100, 99, true],
    ['/v', 100, 99, true],
  ])('%s: %j and %j: %s', (path, a, b, answer) => {
    expect(contradicts(a, b, path, compared)).toBe(answer);
  });
});

describe('lists contradict each other by what is in them, in any order', () => {
  test.each<[string, unknown, unknown, boolean]>([
    ['/list', ['a', 'b'], ['B', 'A'], false],
    ['/list', ['b', 'a', 'c'], ['c', 'b', 'a'], false],
    ['/list', ['a', 'a', 'b'], ['b', 'a'], false],
    ['/list', ['a'], ['a', 'b'], true],
    ['/list', ['a'], ['b'], true],
    ['/other', ['a'], ['b'], false],
    [
      '/rows',
      [
        { name: 'a', v: 1 },
        { name: 'b', v: 2 },
      ],
      [
        { name: 'B', v: 2 },
        { name: 'A', v: 1 },
      ],
      false,
    ],
    [
      '/rows',
      [
        { name: 'a', v: 1 },
        { name: 'b', v: 2 },
      ],
      [
        { name: 'b', v: 1 },
        { name: 'a', v: 2 },
      ],
      true,
    ],
    ['/rows', [{ name: 'a', v: 1 }], [{ name: 'a' }], false],
    // Rows that are twice there count twice.
    ['/rows', [{ name: 'a' }, { name: 'a' }], [{ name: 'a' }], true],
    ['/rows', [{ id: '1' }], [{ id: '2' }], true],
    ['/rows', [{ host: 'a' }], [{ host: 'b' }], true],
    ['/rows', [{ file: 'a' }], [{ file: 'b' }], true],
    ['/rows', [{ file: 'a', position: 1 }], [{ file: 'a', position: 2 }], true],
    ['/rows', [{ section: 'a', key: 'k' }], [{ section: 'b', key: 'k' }], true],
    ['/rows', [{ section: 'a', key: 'k' }], [{ section: 'a', key: 'l' }], true],
    ['/rows', [{ other: 'a' }], [{ other: 'b' }], false],
    ['/rows', [{ id: 'a', name: 'b' }], [{ id: 'ab' }], true],
  ])('%s: %j and %j: %s', (path, a, b, answer) => {
    expect(contradicts(a, b, path, compared)).toBe(answer);
    expect(contradicts(b, a, path, compared)).toBe(answer);
  });
});
