import { readSize } from '../../../../src/gather/exports/lists/sizes';
import { readTime, readUtcOffset } from '../../../../src/gather/exports/lists/times';
import { ABSENT, UNDECIDED, UNUSABLE, readValue } from '../../../../src/gather/exports/lists/values';
import { UserError } from '../../../../src/model/errors';

describe('sizes', () => {
  it.each([
    ['96.4 GB', 96_400_000_000],
    ['96,4 GB', 96_400_000_000],
    ['96,4 Go', 96_400_000_000],
    ['96\u00a0GB', 96_000_000_000],
    ['89.8 GiB', 96_422_015_795],
    ['1.024,5 MB', 1_024_500_000],
    ['1,024.5 MB', 1_024_500_000],
    ['1,024,000 KB', 1_024_000_000],
    ["1'024'000 KB", 1_024_000_000],
    ['96000000000', 96_000_000_000],
    ['96,000,000,000 bytes', 96_000_000_000],
    ['1,024', 1024],
    ['0 B', 0],
    ['0.001 KB', 1],
  ])('%s', (text, bytes) => expect(readSize(text, undefined).value).toBe(bytes));

  it.each(['lots', '-5 GB', '96.4', '12 %', '1.2.3 GB', '1e9', '9'.repeat(60), '99999 PB', 'GB', '1 XB'])(
    'refuses %s',
    (text) => expect(readSize(text, undefined).value).toBe(UNUSABLE),
  );

  it('takes N/A for no value', () => expect(readSize('N/A', undefined).value).toBe(ABSENT));

  it('waits for the decimal mark of the column where three digits follow a single mark', () => {
    expect(readSize('1,024 MB', undefined).value).toBe(UNDECIDED);
    expect(readSize('1,024 MB', undefined, '.').value).toBe(1_024_000_000);
    expect(readSize('1,024 MB', undefined, ',').value).toBe(1_024_000);
  });

  it('takes the unit of a bare number from the name of the column', () => {
    expect(readSize('96.5', 1e9).value).toBe(96_500_000_000);
    expect(readSize(96.5, 1e9).value).toBe(96_500_000_000);
    expect(readSize(96.5, undefined).value).toBe(UNUSABLE);
  });
});

describe('times', () => {
  it.each([
    ['2026-11-20T20:58:31Z', '2026-11-20T20:58:31Z'],
    ['2026-11-20T21:58:31.1234567+01:00', '2026-11-20T20:58:31.123Z'],
    ['2026-11-20 20:58:31', '2026-11-20T20:58:31Z'],
    ['2026/11/20 20:58', '2026-11-20T20:58:00Z'],
    ['2026-11-20', '2026-11-20T00:00:00Z'],
    ['11/20/2026 8:58:31 PM', '2026-11-20T20:58:31Z'],
    ['11/20/2026 8:58:31\u202fPM', '2026-11-20T20:58:31Z'],
    ['11/20/2026, 12:00:00 a.m.', '2026-11-20T00:00:00Z'],
    ['20/11/2026 20:58:31', '2026-11-20T20:58:31Z'],
    ['20.11.2026 20:58:31', '2026-11-20T20:58:31Z'],
    ['03.04.2026', '2026-04-03T00:00:00Z'],
    ['20-11-2026 20.58.31', '2026-11-20T20:58:31Z'],
    ['11/20/2026 8:58:31 PM +01:00', '2026-11-20T19:58:31Z'],
    ['4/4/2026', '2026-04-04T00:00:00Z'],
    ['Friday, November 20, 2026 8:58:31 PM', '2026-11-20T20:58:31Z'],
    ['Fri, 20 Nov 2026 20:58:31 GMT', '2026-11-20T20:58:31Z'],
    ['20-Nov-2026', '2026-11-20T00:00:00Z'],
    ['/Date(1795208311000)/', '2026-11-20T20:58:31Z'],
    ['/Date(1795208311000+0100)/', '2026-11-20T20:58:31Z'],
  ])('%s', (text, iso) => expect(readTime(text, 0).value).toBe(iso));

  it.each([
    '1/1/0001 12:00:00 AM',
    '0001-01-01T00:00:00',
    '1601-01-01T00:00:00Z',
    '/Date(-62135596800000)/',
    'Never',
    '-',
  ])('takes %s for never', (text) => expect(readTime(text, 0).value).toBe(ABSENT));

  it.each([
    '31/02/2026',
    '13/14/2026',
    '2026-11-20 25:00',
    '2026-11-20 13:00 PM',
    '3/4/26',
    'soon',
    '20.58',
    '/Date(9e99)/',
    '/Date(9999999999999999)/',
  ])('refuses %s', (text) => expect(readTime(text, 0).value).toBe(UNUSABLE));

  it('waits for the order of the column, and says what a date proves', () => {
    expect(readTime('03/04/2026', 0)).toEqual({ value: UNDECIDED });
    expect(readTime('03/04/2026', 0, 'day-first').value).toBe('2026-04-03T00:00:00Z');
    expect(readTime('03/04/2026', 0, 'month-first').value).toBe('2026-03-04T00:00:00Z');
    expect(readTime('25/04/2026', 0).vote).toBe('day-first');
    expect(readTime('04/25/2026', 0).vote).toBe('month-first');
    expect(readTime('25.04.2026', 0).vote).toBeUndefined();
  });

  it('reads a time without an offset at the given one, or as local time', () => {
    expect(readTime('2026-11-20 20:58:31', readUtcOffset('+05:30')).value).toBe('2026-11-20T15:28:31Z');
    const local = new Date(2026, 6, 1, 12, 30).toISOString().replace('.000Z', 'Z');
    expect(readTime('2026-07-01 12:30', undefined)).toEqual({ value: local, zoneless: true });
    expect(() => readUtcOffset('Berlin')).toThrow(UserError);
  });
});

describe('other values', () => {
  it.each([
    ['status', 'ACTIVE (modules  pending)', 'Active (Modules Pending)'],
    ['status', 'no agent', 'No Agent'],
    ['status', 'Quarantined', 'Quarantined'],
    ['status', 1, UNUSABLE],
    ['mode', 'safe mode', 'Safe Mode'],
    ['version', '7.3.9.42', '7.3.9.42'],
    ['version', '7.3.9.42-rc1', UNUSABLE],
    ['version', 'v7.3', UNUSABLE],
    ['version', 'N/A', ABSENT],
    ['flag', 'Yes', true],
    ['flag', 'FALSE', false],
    ['flag', 1, true],
    ['flag', 'perhaps', UNUSABLE],
    ['count', '1.024', 1024],
    ['count', '12', 12],
    ['count', '1.5', UNUSABLE],
    ['count', '-1', UNUSABLE],
    ['guid', '{5b1f6c0e-3f0a-4b5e-9f0b-0c7f2b0d1a01}', '5b1f6c0e-3f0a-4b5e-9f0b-0c7f2b0d1a01'],
    ['text', ' CONTOSO\\DC01 ', 'CONTOSO\\DC01'],
    ['text', 'x'.repeat(32768), UNUSABLE],
    ['list', 'A; B, C', ['A', 'B, C']],
    ['list', 'A, B', ['A', 'B']],
    ['list', 'A\r\nB', ['A', 'B']],
    ['list', 'None', []],
    ['list', ['A', ' B '], ['A', 'B']],
    ['list', ['A', null], UNUSABLE],
    ['list', ['A', ''], UNUSABLE],
    ['list', 'A; {B, C...}', UNUSABLE],
    ['version', '7.3.2008', UNUSABLE],
    ['version', '7.3.2008.1', '7.3.2008.1'],
    ['text', '#NAME?', UNUSABLE],
    ['text', 'DC01\nDC02', UNUSABLE],
    ['list', 'System.String[]', UNUSABLE],
    ['list', 'Netwrix.Module[]', UNUSABLE],
    ['list', 'SI.ActiveDirectoryMonitor', ['SI.ActiveDirectoryMonitor']],
  ] as const)('%s %j', (kind, raw, value) => {
    expect(readValue(kind, raw as string)).toEqual(value);
  });
});
