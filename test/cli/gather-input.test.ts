import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../support/cli/run';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tp-doctor-input-'));
  writeFileSync(join(folder, 'agents.csv'), 'Machine\nDC01\n');
  writeFileSync(join(folder, 'nameless.csv'), 'Colour,Size\nred,1\n');
  mkdirSync(join(folder, 'exports'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const SQL = ['--sql-server', 'SQL01', '--sql-user', 'sa'];
const AM = ['--activity-monitor-client-id', 'c', '--activity-monitor'];
const AGENTS = ['--agents', 'agents.csv'];

/** What a person may well type, and the one line that answers it. */
const REFUSED: [string[], RegExp][] = [
  [[], /no source is named, and nothing was found/],
  [['--sql-servr', 'X'], /--sql-servr: there is no such option; did you mean "--sql-server"/],
  [['--sql-server'], /Not enough arguments following: sql-server; see "tp-doctor gather --help"/],
  [[...AGENTS, '--output'], /Not enough arguments following: output/],
  [['--agents', ''], /--agents: is empty; give a value or leave it out/],
  [['--merge', 'a.json', '--merge', ''], /--merge: is empty/],
  [['--sql-server', 'SQL01'], /--sql-auth sql needs --sql-user/],
  [
    ['--sql-server', 'SQL01,99999', '--sql-user', 'sa'],
    /port after the comma must be a number from 1 to 65535/,
  ],
  [SQL, /Password for SQL Server is needed: set TP_DOCTOR_SQL_PASSWORD, or run on a terminal/],
  [[...SQL, '--sql-auth', 'kerberos'], /--sql-auth: is "kerberos"; allowed: sql, ntlm, azure-default/],
  [[...SQL, '--sql-auth', 'ntlm'], /--sql-auth ntlm needs --sql-domain/],
  [[...SQL, '--sql-encrypt', 'maybe'], /--sql-encrypt: is "maybe"; allowed: strict, on, off/],
  [[...AM, 'am01'], /--activity-monitor: must be a URL with https:\/\//],
  [[...AM, 'am01:4494'], /--activity-monitor: must be a URL with https:\/\//],
  [['--activity-monitor', 'https://am01'], /needs --activity-monitor-client-id/],
  [
    [...AM, 'https://am01'],
    /Client secret for the Activity Monitor is needed: set TP_DOCTOR_AM_CLIENT_SECRET/,
  ],
  [
    [...AM, 'https://am01', '--activity-monitor-fingerprint', 'zz'],
    /must be a SHA-256, 64 hexadecimal digits/,
  ],
  [[...AGENTS, '--map', 'foo'], /--map foo: is not of the form column=field/],
  [[...AGENTS, '--map', 'Colour=nme'], /there is no field "nme"; did you mean "name"/],
  [[...AGENTS, '--utc-offset', '99'], /--utc-offset "99": is not of the form \+01:00/],
  [[...AGENTS, '--timeout', 'abc'], /--timeout: must be a number of seconds/],
  [[...AGENTS, '--timeout', '-5'], /--timeout -5: must be a number of seconds/],
  [[...AGENTS, '--output', 'nowhere/x.json'], /--output .*nowhere.x\.json: the folder does not exist/],
  [[...AGENTS, '--output', 'exports'], /--output .*exports: is a folder; name a file/],
  [[...AGENTS, '--config', 'none.json'], /none\.json: no such file/],
  [['agents.csv'], /agents\.csv: has no columns of an agent list/],
];

test.each(REFUSED)('%j is one line and exit code 2', (flags, line) => {
  const ran = run(['gather', ...flags, '--environment', 'e'], { cwd: folder });
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toMatch(line);
  expect(ran.stderr).toMatch(/^tp-doctor: [^\n]+\n$/);
  expect(readdirSync(folder)).not.toContain('inventory.json');
});

/** A source that cannot be had is no fault of the command line: exit 1, and the others are written. */
const FAILED: [string, string[], RegExp][] = [
  ['agents', ['--agents', 'none.csv'], /none\.csv: there is no such file; check the path/],
  [
    'agents',
    ['--agents', 'nameless.csv'],
    /Columns found: "Colour", "Size"\. Say which one it is with --map/,
  ],
  ['agents', ['--agents', 'exports'], /exports: is not a file; name the export itself/],
  ['policies', ['--policies', 'exports'], /exports: is not a file/],
  ['policy-export', ['--policy-export', 'none'], /none: cannot be opened \(ENOENT\)/],
  ['enterprise-manager', ['--em-root', 'exports'], /must be the SIEnterpriseManager folder/],
  ['enterprise-manager', ['--em-root', 'none'], /none does not exist/],
  ['facts', ['--facts', 'none.json'], /none\.json does not exist/],
  ['inventory-1', ['--merge', 'none.json'], /none\.json does not exist/],
];

test.each(FAILED)('%s from %j fails with one line', (source, flags, reason) => {
  const ran = run(['gather', ...flags, '--environment', 'e', '--output', '-'], { cwd: folder });
  expect(ran.code).toBe(1);
  const row = ran.stderr.split('\n').find((line) => line.startsWith(source));
  expect(row).toMatch(/ failed /);
  expect(row).toMatch(reason);
});
