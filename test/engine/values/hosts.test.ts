import { isAddress, parseHost, parseServer, sameDomain, sameHost } from '../../../src/engine/values/hosts';

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
  });

  test('what follows a backslash in a connection string is the instance', () => {
    expect(parseServer('SQL01\\TP').name).toBe('sql01');
    expect(parseServer('tcp:sql01.contoso.com\\TP,1433')).toEqual({ name: 'sql01', domain: 'contoso.com' });
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
