import { uniqueFingerprints } from '../../../src/report/view/fingerprint';

test('a fingerprint that comes again is another one, and always the same other one', () => {
  const [one, two] = [uniqueFingerprints(), uniqueFingerprints()];
  const prints = ['a', 'b', 'a', 'a'].map(one);
  expect(new Set(prints).size).toBe(4);
  expect(prints.slice(0, 2)).toEqual(['a', 'b']);
  expect(['a', 'b', 'a', 'a'].map(two)).toEqual(prints);
});
