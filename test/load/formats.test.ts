import { isDate, isTime } from '../../src/load/formats';

test.each(['2026-01-31', '2026-04-30', '2026-02-28', '2024-02-29', '2000-02-29', '2026-10-10', '2026-12-09'])(
  '%s is a day, and its midnight a time',
  (text) => {
    expect([isDate(text), isTime(`${text}T00:00:00Z`)]).toEqual([true, true]);
  },
);

test.each([
  '2026-02-29',
  '1900-02-29',
  '2026-02-30',
  '2026-04-31',
  '2026-00-10',
  '2026-13-10',
  '2026-01-00',
  '2026-01-32',
  '2026-1-01',
  '26-01-01',
  ' 2026-01-01',
  '2026-01-01 ',
  '2026-01-0a',
  '',
])('"%s" is no day', (text) => {
  expect([isDate(text), isTime(`${text}T00:00:00Z`)]).toEqual([false, false]);
});

test.each<[string, boolean]>([
  ['23:59:59Z', true],
  ['00:00:00.5z', true],
  ['12:00:00.123456789+01:30', true],
  ['12:00:00-23:59', true],
  ['24:00:00Z', false],
  ['12:60:00Z', false],
  ['12:00:60Z', false],
  ['12:00:00', false],
  ['12:00:00.Z', false],
  ['12:00:00.1234567890Z', false],
  ['12:00:00+24:00', false],
  ['12:00:00+01:60', false],
  ['12:00:00ZZ', false],
])('the time of day %s is read: %s', (time, answer) => {
  expect(isTime(`2026-01-31T${time}`)).toBe(answer);
  expect(isTime(`2026-01-30T${time}`)).toBe(answer);
});
