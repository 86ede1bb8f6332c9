import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkOptions, createOptions, type SqlServerOptions } from '../../../src/gather/sql-server/options';
import { WINDOWS_SCRIPT } from '../../../src/gather/sql-server/windows-script';
import { sqlServerSource } from '../../../src/gather/sql-server/sql-server';
import { testWith } from '../../support/jest/needs';
import { healthyAnswers, startEstate } from '../../support/servers/sql/estate';
import { failureOf, gatherWith, optionsFor } from '../../support/servers/sql/gathering';
import { makePowerShell } from '../../support/servers/sql/powershell';

const powershell = makePowerShell();
/** A login as the Windows user needs neither name nor password. */
function integrated(server: string, more: Partial<SqlServerOptions> = {}): SqlServerOptions {
  const options = optionsFor(server, { auth: 'integrated', powershell, ...more });
  if (more.user === undefined) delete options.user;
  delete options.password;
  return options;
}

/** A program that does only this, in place of powershell.exe. */
function program(script: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'powershell-')), 'powershell.exe');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

testWith('posix')('the Windows user is told the same as a login of SQL Server', async () => {
  const estate = await startEstate();
  const server = `127.0.0.1,${estate.port}`;
  const [own, windows] = [await gatherWith(optionsFor(server)), await gatherWith(integrated(server))];
  await estate.close();
  expect(windows.sections.database).toEqual({
    ...own.sections.database,
    login: { authentication: 'windows' },
  });
  expect(windows.sections.agents).toEqual(own.sections.agents);
  expect(windows.missing).toEqual(own.missing);
});

testWith('posix')('a query that is refused costs only its field, with its number', async () => {
  const denied = { when: /sys\.dm_os_sys_info/, error: { number: 300, message: 'VIEW SERVER STATE' } };
  const estate = await startEstate({ answers: [denied, ...healthyAnswers()] });
  const { missing, sections } = await gatherWith(integrated(`127.0.0.1,${estate.port}`));
  await estate.close();
  const ofServer = missing.filter(({ path }) => path?.startsWith('/database'));
  expect(ofServer.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
    expect.stringMatching(
      /^\/database\/physicalMemoryMb sys\.dm_os_sys_info: permission denied \(error 300\)/,
    ),
    expect.stringMatching(/^\/database\/cpuCores sys\.dm_os_sys_info: permission denied/),
  ]);
  expect(sections.agents?.length).toBeGreaterThan(0);
});

testWith('posix').each([
  [
    'the login is refused',
    "echo 'E login 18456'; read x",
    /the login was refused \(18456\); check that this Windows user has a login there/,
  ],
  [
    'the certificate is not trusted',
    "echo 'E login -2146893019'; read x",
    /could not be verified; import its authority into the Trusted Root/,
  ],
  ['the server knows no encryption', "echo 'E login 20'; read x", /does not support encryption/],
  ['there is no such instance', "echo 'E login 26'; read x", /no such instance/],
  ['the host is not there', "echo 'E login 53'; read x", /cannot be reached/],
  [
    'PowerShell is forbidden',
    "echo 'This program is blocked by group policy.' >&2; exit 5",
    /powershell\.exe: exit code 5, This program is blocked by group policy\.; use --sql-auth sql or ntlm/,
  ],
  ['PowerShell says nothing', 'exit 0', /powershell\.exe: exit code 0, without a word; use --sql-auth sql/],
])('%s: one line that says so', async (_name, script, line) => {
  const options = integrated('127.0.0.1,1', { powershell: program(`read line; ${script}`) });
  const { name, message } = await failureOf(gatherWith(options));
  expect([name, message]).toEqual(['SourceError', expect.stringMatching(line)]);
});

testWith('posix')('there is no powershell.exe', async () => {
  const options = integrated('127.0.0.1,1', { powershell: '/nowhere/powershell.exe' });
  expect((await failureOf(gatherWith(options))).message).toMatch(/ENOENT.*use --sql-auth sql or ntlm/);
});

testWith('posix')('a PowerShell that hangs ends with the time', async () => {
  const options = integrated('127.0.0.1,1', { powershell: program('exec sleep 60') });
  const { message } = await failureOf(gatherWith(options, 300));
  expect(message).toMatch(/no login within 0\.3 s/);
});

test.each<[string, Partial<SqlServerOptions>, RegExp]>([
  ['another login', { user: 'sa' }, /leave out --sql-user and --sql-domain/],
  ['an authority of one file', { caFile: 'ca.pem' }, /leave out --sql-ca/],
  ['TDS 8', { encrypt: 'strict' }, /knows no --sql-encrypt strict/],
  ['no Windows', { powershell: undefined } as unknown as Partial<SqlServerOptions>, /run it on Windows/],
])('%s is refused before anything runs', (_name, more, line) => {
  expect(() => checkOptions(integrated('SQL01', more))).toThrow(line);
  expect(() => sqlServerSource(integrated('SQL01', more))).toThrow(line);
});

test('nobody is asked for a password', async () => {
  const secret = jest.fn();
  const io = { secret, platform: 'win32', env: { SystemRoot: 'W:\\Windows' }, timeoutMs: undefined };
  const options = await createOptions({ sqlServer: 'SQL01', sqlAuth: 'integrated' }, io);
  expect(options.powershell).toMatch(/W:\\Windows.System32.WindowsPowerShell.v1\.0.powershell\.exe/);
  expect(options).not.toHaveProperty('password');
  expect(secret).not.toHaveBeenCalled();
  await expect(
    createOptions({ sqlServer: 'SQL01', sqlAuth: 'integrated' }, { ...io, platform: 'linux' }),
  ).rejects.toThrow(/run it on Windows/);
});

test('the script says only what it is asked, in single quotes, and writes nothing anywhere', () => {
  expect(WINDOWS_SCRIPT).not.toMatch(/["`]|Invoke-|Set-|Out-File|ExecuteNonQuery|-EncodedCommand/);
  expect(WINDOWS_SCRIPT.match(/'/g)?.length ?? 1).toBe((WINDOWS_SCRIPT.match(/'/g)?.length ?? 0) & ~1);
  const depth = { '(': 1, ')': -1, '{': 1, '}': -1, '[': 1, ']': -1 } as Record<string, number>;
  const code = WINDOWS_SCRIPT.replace(/'[^']*'/g, '');
  expect([...code].reduce((sum, sign) => sum + (depth[sign] ?? 0), 0)).toBe(0);
});
