import { findOwnAddress, isLocal, isMachine } from '../../../src/engine/values/machines';

test.each([
  '',
  '.',
  '(local)',
  'localhost',
  '(localdb)',
  'loopback',
  'ip6-localhost',
  '127.0.0.1',
  '127.1.2.3',
  '127.1',
  '0x7f.0.0.1',
  '2130706433',
  '0.0.0.0',
  '0',
  '::1',
  '0:0:0:0:0:0:0:1',
  '::',
  '::1%12',
  '::ffff:127.0.0.1',
])('"%s" is the machine itself', (host) => {
  expect(isLocal(host)).toBe(true);
});

test.each([
  'sql01',
  '10.127.0.1',
  '128.0.0.1',
  '0.0.0.1',
  '10.0.0.0',
  '::2',
  '::11',
  '2001:db8::1',
  'fe80::1',
  '::ffff:10.0.0.1',
  'x127.0.0.1',
  '127',
  'dead.beef',
  '1.2.3.4.5',
])('"%s" is another one', (host) => {
  expect(isLocal(host)).toBe(false);
});

test.each([
  ['10.20.0.5', '10.20.0.5'],
  ['192.168.100.250', '192.168.100.250'],
  ['8.0.0.8', '8.0.0.8'],
  ['[2001:DB8::1]', '[2001:db8::1]'],
  ['2001:db8:0:0:0:0:0:1', '[2001:db8::1]'],
  ['2001:db8::1%eth0', '[2001:db8::1]'],
  ['010.20.0.5', '8.20.0.5'],
  ['10.20.5', undefined],
  ['x10.20.0.5', undefined],
  ['10.20.0.5x', undefined],
  ['sql01', undefined],
  // Of no machine alone.
  ['127.0.0.1', undefined],
  ['0.0.0.0', undefined],
  ['169.254.1.2', undefined],
  ['255.255.255.255', undefined],
  ['255.255.255.25', '255.255.255.25'],
  ['::1', undefined],
  ['::', undefined],
  ['fe80::1', undefined],
  ['::ffff:127.0.0.1', undefined],
])('the address that "%s" is', (text, address) => {
  expect(findOwnAddress(text)).toBe(address);
});

describe('whether a host is the machine', () => {
  const machine = { host: 'EM01', fqdn: 'em01.contoso.com', address: '10.20.0.5' };
  test.each([
    ['localhost', true],
    ['em01', true],
    ['10.20.0.5', true],
    ['0x0a.20.0.5', true],
    ['sql01', false],
    // A machine may have any number of addresses.
    ['10.20.0.6', undefined],
    ['2001:db8::1', undefined],
  ])('%s', (host, answer) => {
    expect(isMachine(host, machine)).toBe(answer);
  });

  test('a name cannot be compared with an address, nor with names that every machine has', () => {
    expect(isMachine('sql01', { address: '10.20.0.5' })).toBeUndefined();
    expect(isMachine('sql01', { address: '2001:db8::1' })).toBeUndefined();
    expect(isMachine('sql01', { host: 'localhost', fqdn: '', address: null })).toBeUndefined();
    expect(isMachine('sql01', { host: 'localhost', fqdn: 'em01.contoso.com' })).toBe(false);
    expect(isMachine('sql01', {})).toBeUndefined();
  });
});
