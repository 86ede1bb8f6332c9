import { sqlServerSource } from '../../../src/gather/sql-server/sql-server';
import type { SqlServerOptions } from '../../../src/gather/sql-server/options';
import { parseAddress } from '../../../src/gather/sql-server/address';
import { UserError } from '../../../src/model/errors';
import { PASSWORD } from '../../support/servers/sql/estate';
import { optionsFor } from '../../support/servers/sql/gathering';

it.each([
  ['sql01', { host: 'sql01', port: 1433 }],
  [' sql01.contoso.com,1533 ', { host: 'sql01.contoso.com', port: 1533 }],
  ['tcp:sql01, 1533', { host: 'sql01', port: 1533 }],
  ['sql01\\TP', { host: 'sql01', instance: 'TP' }],
  ['sql01\\mssqlserver', { host: 'sql01', port: 1433 }],
  ['sql01\\TP,1533', { host: 'sql01', port: 1533 }],
  ['.\\TP', { host: 'localhost', instance: 'TP' }],
  ['(local)', { host: 'localhost', port: 1433 }],
  ['fe80::1,1433', { host: 'fe80::1', port: 1433 }],
  ['fe80::1', { host: 'fe80::1', port: 1433 }],
  ['[fe80::1],14330', { host: 'fe80::1', port: 14330 }],
])('%s', (text, address) => {
  expect(parseAddress(text)).toEqual(address);
});

it.each([
  '',
  ',1433',
  'sql01\\',
  'sql01\\a\\b',
  'sql01,1,2',
  'sql01,0',
  'sql01,65536',
  'sql01,x',
  'sql 01',
  'http://sql01',
])('refuses %j', (text) => {
  expect(() => parseAddress(text)).toThrow(UserError);
  expect(() => parseAddress(text)).toThrow(/^--sql-server: /);
});

it.each([
  ['localhost:14330', 'localhost,14330'],
  ['tcp:sql01.contoso.com:1433', 'sql01.contoso.com,1433'],
  ['sql01\\TP:1433', 'sql01\\TP,1433'],
  ['[::1]:1433', '::1,1433'],
])('says of %s how a port is given', (text, meant) => {
  expect(() => parseAddress(text)).toThrow(`--sql-server: a port goes after a comma, not a colon: ${meant}`);
});

it.each(['sql01:', 'sql01:x', 'sql01:1433,1433', 'sql01:1433\\TP', 'sa:secret@sql01:1433'])(
  'does not guess what %s means',
  (text) => {
    expect(() => parseAddress(text)).toThrow(/^--sql-server: expected HOST/);
  },
);

it('says of another protocol that only TCP is spoken', () => {
  expect(() => parseAddress('np:sql01')).toThrow(/^--sql-server: only TCP is spoken; leave out np:/);
});

it('does not repeat a connection string that was given by mistake', () => {
  const text = `Server=sql01;User Id=sa;Password=${PASSWORD}`;
  expect(() => parseAddress(text)).toThrow(/^(?!.*Password).*expected HOST/);
});

it.each<[Partial<SqlServerOptions>, RegExp]>([
  [{ user: '' }, /--sql-auth sql needs --sql-user/],
  [{ auth: 'ntlm' }, /--sql-auth ntlm needs --sql-domain/],
  [{ auth: 'azure-default', encrypt: 'off' }, /needs a verified connection/],
  [{ auth: 'azure-default', encrypt: 'on', trustServerCertificate: true }, /needs a verified connection/],
  [{ encrypt: 'strict', trustServerCertificate: true }, /strict always verifies/],
])('refuses %j', (more, line) => {
  expect(() => sqlServerSource(optionsFor('sql01', more))).toThrow(UserError);
  expect(() => sqlServerSource(optionsFor('sql01', more))).toThrow(line);
});

it.each([
  [
    { auth: 'ntlm', domain: 'CONTOSO', encrypt: 'strict' } as const,
    /Windows account CONTOSO\\tp_read \(NTLM\); TDS 8 \(strict\)/,
  ],
  [
    { auth: 'azure-default', encrypt: 'on' } as const,
    /the Azure identity of this environment; TLS, certificate verified/,
  ],
  [{ encrypt: 'on', trustServerCertificate: true } as const, /TLS, certificate not verified/],
  [{ encrypt: 'off' } as const, /no encryption: the password travels in clear text/],
])('describes %j', (more, line) => {
  const lines = sqlServerSource(optionsFor('sql01', { ...more, withAgents: false })).formatSteps();
  expect(lines.join('\n')).toMatch(line);
  expect(lines.join('\n')).toContain('log in to sql01 on TCP 1433');
  expect(lines.join('\n')).not.toMatch(/dbo\.Server/);
});

it.each([
  ['sql01', 'sql01'],
  ['sql01,1433', 'sql01'],
  ['sql01,1533', 'sql01,1533'],
  ['sql01\\TP', 'sql01\\TP'],
])('names %s as %s', (server, target) => {
  expect(sqlServerSource(optionsFor(server)).target).toBe(target);
});
