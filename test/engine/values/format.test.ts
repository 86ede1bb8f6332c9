import { foldText, formatBytes } from '../../../src/engine/values/format';

test('bytes are shown in GB of 10^9, with one digit', () => {
  expect([0, 1e9, 12_340_000_000, 49_999_999].map(formatBytes)).toEqual(['0 GB', '1 GB', '12.3 GB', '0 GB']);
});

test('texts are compared without regard to case and to spaces, also those that nobody sees', () => {
  expect(foldText('  Contoso \t\u200b Prod\ufeff ')).toBe('contoso prod');
  expect(foldText('contosoprod')).not.toBe(foldText('contoso prod'));
});
