import {
  hostOf,
  isAddress,
  parseHost,
  parseServer,
  sameDomain,
  sameHost,
} from '../../../src/engine/values/hosts';

describe('reading a host', () => {
  test.each([
    ['DC01', 'dc01', undefined],
    [' DC01 ', 'dc01', undefined],
    ['CONTOSO\\DC01', 'dc01', 'contoso'],
    ['\\DC01', 'dc01', undefined],
    ['dc01.contoso.com', 'dc01', 'contoso.com'],
    ['CONTOSO\\dc01.contoso.com', 'dc01', 'contoso'],
    ['tcp:SQL01,1433', 'sql01', undefined],
    ['am01.contoso.com:4494', 'am01', 'contoso.com'],
    ['AM01:4494', 'am01', undefined],
    ['10.20.0.5', '10.20.0.5', undefined],
    ['10.20.0.5:1433', '10.20.0.5', undefined],
    ['tcp: SQL01 ,1433', 'sql01', undefined],
    ['SQL01 :1433', 'sql01', undefined],
    ['nottcp:1433', 'nottcp', undefined],
    ['[ ::1 ]:1433', '::1', undefined],
    ['sql01[::1]', 'sql01[::1]', undefined],
    ['dc01.contoso.com.', 'dc01', 'contoso.com'],
    ['dc01.', 'dc01', undefined],
    ['.contoso.com', '.contoso.com', undefined],
    ['x1.2.3.4', 'x1', '2.3.4'],
    ['[', '[', undefined],
    ['', '', undefined],
  ])('%s', (text, name, domain) => {
    expect(parseHost(text)).toEqual({ name, domain });
  });

  test('a separate domain, then an FQDN, fills in what the name lacks', () => {
    expect(parseHost('DC01', 'CONTOSO', 'dc01.fabrikam.com').domain).toBe('contoso');
    expect(parseHost('DC01', '', 'DC01.Fabrikam.com').domain).toBe('fabrikam.com');
    expect(parseHost('DC01', null, null).domain).toBeUndefined();
    expect(parseHost('CONTOSO\\DC01', 'FABRIKAM').domain).toBe('contoso');
    expect(parseHost('dc01.contoso.com', 'FABRIKAM')).toEqual({ name: 'dc01', domain: 'fabrikam' });
    expect(parseHost('DC01', ' Contoso.com ')).toEqual({ name: 'dc01', domain: 'contoso.com' });
    expect(parseHost(' DC01', ' CONTOSO ')).toEqual({ name: 'dc01', domain: 'contoso' });
    expect(parseHost('AM01:4494', 'CONTOSO')).toEqual({ name: 'am01', domain: 'contoso' });
    expect(parseHost('DC01', '', 'Fabrikam').domain).toBeUndefined();
  });

  test('what follows a backslash in a connection string is the instance', () => {
    expect(parseServer('SQL01\\TP').name).toBe('sql01');
    expect(parseServer('tcp:sql01.contoso.com\\TP,1433')).toEqual({ name: 'sql01', domain: 'contoso.com' });
  });

  test.each([
    ['lpc:SQL01', '(local)'],
    ['ADMIN:SQL01', 'sql01'],
    [' np : tcp: SQL01', 'sql01'],
    ['np:\\\\SQL01\\pipe\\sql\\query', 'sql01'],
    [' \\\\SQL01\\pipe\\MSSQL$TP\\sql\\query', 'sql01'],
    ['SQL01\\\\TP', 'sql01'],
    ['sqlnp:1433', 'sqlnp'],
    ['', ''],
    ['\\TP', ''],
  ])('the server of %s', (text, name) => {
    expect(parseServer(text)).toEqual({ name, domain: undefined });
  });
});

describe('an IPv6 address is one name, with or without a port', () => {
  test.each([
    ['2001:db8::1', '2001:db8::1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8:0:0:0:0:0:1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[::1]:1433', '::1'],
    ['::1', '::1'],
    ['tcp:[2001:db8::1],1433', '2001:db8::1'],
    ['tcp:2001:db8::1,1433', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
  ])('%s', (text, name) => {
    expect(parseHost(text)).toEqual({ name, domain: undefined });
    expect(parseServer(text).name).toBe(name);
    expect(isAddress(name)).toBe(true);
  });

  test('two of them are not the same host for sharing their first group', () => {
    expect(sameHost(parseHost('2001:db8::1'), parseHost('2001:db8::2'))).toBe(false);
  });
});

test('addresses are no names', () => {
  expect(['10.20.0.5', '::1', 'fe80::1'].map(isAddress)).toEqual([true, true, true]);
  expect(['sql01', 'sql01.contoso.com', '1.2.3', 'am01:4494'].map(isAddress)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test('a NetBIOS domain is the first label of a DNS domain', () => {
  expect(sameDomain('contoso', 'contoso')).toBe(true);
  expect(sameDomain('contoso', 'contoso.com')).toBe(true);
  expect(sameDomain('contoso.com', 'contoso.net')).toBe(false);
  expect(sameDomain('contoso', 'fabrikam')).toBe(false);
  expect(sameDomain('contoso', 'fabrikam.com')).toBe(false);
  expect(sameDomain('contoso.com', 'contoso')).toBe(true);
});

test('two hosts are one when the name is the same and no two domains differ', () => {
  const [bare, contoso, dns, fabrikam] = ['DC01', 'CONTOSO\\DC01', 'dc01.contoso.com', 'FABRIKAM\\DC01'].map(
    (one) => parseHost(one),
  ) as [ReturnType<typeof parseHost>, ...ReturnType<typeof parseHost>[]];
  expect([contoso, dns, fabrikam].map((one) => one && sameHost(bare, one))).toEqual([true, true, true]);
  expect(contoso && dns && sameHost(contoso, dns)).toBe(true);
  expect(contoso && fabrikam && sameHost(contoso, fabrikam)).toBe(false);
  expect(sameHost(bare, parseHost('DC02'))).toBe(false);
});

test.each([
  [
    { name: 'DC01', domain: 'CONTOSO' },
    { name: 'dc01', domain: 'contoso' },
  ],
  [
    { host: 'AM01', fqdn: 'am01.contoso.com' },
    { name: 'am01', domain: 'contoso.com' },
  ],
  [
    { name: 'DC01', domain: 7, fqdn: null },
    { name: 'dc01', domain: undefined },
  ],
  [
    { name: 7, host: 'AM01' },
    { name: 'am01', domain: undefined },
  ],
  [{ name: ' ' }, undefined],
  [{ domain: 'CONTOSO' }, undefined],
  [null, undefined],
  ['DC01', undefined],
])('the host of the row %j', (row, host) => {
  expect(hostOf(row)).toEqual(host);
});
