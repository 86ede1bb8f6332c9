import { findNearest, formatSuggestion } from '../../../src/engine/values/suggestions';

test.each([
  ['agnets', ['databases', 'agents', 'policies'], 'agents'],
  ['AGENTS', ['agents'], 'agents'],
  ['agents', ['AGENTS'], 'AGENTS'],
  // The first of those that are as near.
  ['ab', ['ac', 'ad'], 'ac'],
  // Two letters may be wrong in a short name, half of a long one.
  ['abc', ['xyc'], 'xyc'],
  ['abc', ['xyz'], undefined],
  ['abcdef', ['abcxyz'], 'abcxyz'],
  ['abcdef', ['abxyzw'], undefined],
  ['a', [], undefined],
])('%s among %j', (name, known, nearest) => {
  expect(findNearest(name, known)).toBe(nearest);
  expect(formatSuggestion(name, known)).toBe(nearest === undefined ? '' : `; did you mean "${nearest}"?`);
});

test('only the beginning of an endless name is compared', () => {
  expect(findNearest('a'.repeat(1000), ['a'.repeat(200)])).toBe('a'.repeat(200));
  expect(findNearest('a'.repeat(1000), ['a'.repeat(301)])).toBeUndefined();
});
