import { formatDuration, isAhead, parseDuration } from '../../../src/engine/values/durations';

const HOUR = 3_600_000;

test.each([
  ['PT0S', 0],
  ['P7D', 7 * 24 * HOUR],
  ['P1W', 7 * 24 * HOUR],
  ['PT24H', 24 * HOUR],
  ['P1DT2H3M4S', 24 * HOUR + 2 * HOUR + 184_000],
  ['PT90M', 1.5 * HOUR],
  ['P12W34D', (12 * 7 + 34) * 24 * HOUR],
  ['PT12H34M567S', 12 * HOUR + 34 * 60_000 + 567_000],
])('%s', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each(['', 'P', 'PT', 'P1DT', '7D', 'P1Y', 'P1M', 'P-1D', 'P1.5D', 'PT1234567H', 'p7d', 'P7D ', 'xP7D'])(
  '"%s" is none',
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);

test.each([
  [0, '0 hours'],
  [HOUR, '1 hour'],
  [24 * HOUR, '24 hours'],
  [47 * HOUR, '47 hours'],
  [48 * HOUR, '2 days'],
  [30 * 24 * HOUR, '30 days'],
])('%d ms is said as %s', (milliseconds, said) => {
  expect(formatDuration(milliseconds)).toBe(said);
});

test('a clock may be five minutes ahead', () => {
  expect([-1, 0, 300_000, 300_001].map((ahead) => isAhead(HOUR + ahead, HOUR))).toEqual([
    false,
    false,
    false,
    true,
  ]);
});
