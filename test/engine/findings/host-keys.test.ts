import { domainsOf, formerHostKey, hostKey, namesOf } from '../../../src/engine/findings/host-keys';
import { nameMissing, nameSubject } from '../../../src/engine/findings/subjects';
import type { Inventory } from '../../../src/model/inventory';

const none = () => undefined;
const keyOf = (row: unknown, dnsOf: (netBios: string) => string | undefined = none) => {
  const names = namesOf(row);
  return names && hostKey(names, dnsOf);
};
const NAME = 'abcdefghijklmno';

test.each<[object, string | undefined]>([
  [{ name: 'DC01' }, 'dc01'],
  [{ name: ' ', host: 'AM01' }, 'am01'],
  [{ name: 7, host: 'AM01' }, 'am01'],
  [{ name: 'DC01', domain: ' Contoso.com. ' }, 'dc01.contoso.com'],
  [{ name: 'DC01', domain: 'CONTOSO' }, 'contoso\\dc01'],
  [{ name: 'DC01', domain: ' ' }, 'dc01'],
  [{ name: 'CONTOSO\\DC01' }, 'contoso\\dc01'],
  [{ name: 'DC01', fqdn: 'dc01.contoso.com', domain: 'fabrikam.com' }, 'dc01.contoso.com'],
  // An FQDN of another host tells the domain at most.
  [{ name: 'DC01', fqdn: 'web.contoso.com' }, 'dc01.contoso.com'],
  [{ name: 'DC01', fqdn: 'web.contoso.com', domain: 'fabrikam.com' }, 'dc01.fabrikam.com'],
  [{ name: 'DC01', fqdn: 'dc01' }, 'dc01'],
  // A NetBIOS name is cut after 15 characters.
  [{ name: NAME, fqdn: `${NAME}pq.contoso.com` }, `${NAME}pq.contoso.com`],
  [{ name: NAME, fqdn: `pq${NAME}.contoso.com` }, `${NAME}.contoso.com`],
  [{ name: 'abc', fqdn: 'abcd.contoso.com' }, 'abc.contoso.com'],
  [{ name: '10.0.0.1', fqdn: 'dc01.contoso.com' }, 'dc01.contoso.com'],
  [{ name: '10.0.0.1', fqdn: 'dc01' }, 'dc01'],
  [{ name: '10.0.0.1', domain: 'contoso.com' }, 'contoso.com\\10.0.0.1'],
  [{ name: '2001:DB8:0::1' }, '[2001:db8::1]'],
  [{ name: '127.0.0.1' }, '127.0.0.1'],
  [{ address: '127.0.0.1, ;10.0.0.1' }, '10.0.0.1'],
  [{ address: 'nowhere' }, undefined],
  [{}, undefined],
])('%j is known as %s', (row, key) => {
  expect(keyOf(row)).toBe(key);
});

test('no row has no name', () => {
  expect([null, undefined, 'DC01'].map(namesOf)).toEqual([undefined, undefined, undefined]);
});

test('reports of 1.0 knew a host by the first label of its domain', () => {
  expect(formerHostKey({ name: 'dc01', domain: 'corp.contoso.com' })).toBe('corp\\dc01');
  expect(formerHostKey({ name: 'dc01', domain: undefined })).toBe('dc01');
});

test('rows prove which domain of DNS a NetBIOS name is, where they say one thing', () => {
  const inventoryOf = (...agents: unknown[]) => ({ agents }) as Inventory;
  const proof = { name: 'DC01', domain: 'CONTOSO', fqdn: 'dc01.contoso.com' };
  const dns = (...inventories: (Inventory | undefined)[]) => domainsOf(inventories)('contoso');
  expect(dns(inventoryOf(proof))).toBe('contoso.com');
  expect(dns(inventoryOf({ name: 'CONTOSO\\DC01.contoso.com' }))).toBe('contoso.com');
  expect(dns(undefined, inventoryOf(proof), inventoryOf(proof, {}))).toBe('contoso.com');
  expect(dns(inventoryOf(proof, { ...proof, fqdn: 'dc01.contoso.local' }))).toBeUndefined();
  expect(dns(inventoryOf({ ...proof, fqdn: 'web.contoso.com' }))).toBeUndefined();
  expect(dns(inventoryOf({ ...proof, domain: undefined }))).toBeUndefined();
  expect(dns(inventoryOf({ name: 'DC01' }))).toBeUndefined();
  expect(dns({} as Inventory)).toBeUndefined();
  expect(
    dns({
      enterpriseManager: { host: 'EM01', domain: 'CONTOSO', fqdn: 'em01.contoso.com' },
    } as unknown as Inventory),
  ).toBe('contoso.com');
  expect(keyOf({ name: 'DC02', domain: 'CONTOSO' }, domainsOf([inventoryOf(proof)]))).toBe(
    'dc02.contoso.com',
  );
});

test.each<[string, object, string, string, string]>([
  ['{host}', { name: 'DC01', domain: 'CONTOSO' }, 'CONTOSO\\DC01', 'contoso\\dc01', 'contoso\\dc01'],
  ['{host}', { name: 'CONTOSO\\DC01' }, 'CONTOSO\\DC01', 'contoso\\dc01', 'contoso\\dc01'],
  ['{host}', { name: 'DC01.a.com', domain: 'A' }, 'DC01.a.com', 'dc01.a.com', 'a\\dc01'],
  ['{host}', { fqdn: 'DC01.a.com' }, 'DC01.a.com', 'dc01.a.com', 'dc01.a.com'],
  ['{host}', { name: ' ', host: 'AM01' }, 'AM01', 'am01', 'am01'],
  ['{host}', { domain: 'A' }, '(unnamed)', '(unnamed)', '(unnamed)'],
  ['{host}: {v}', { name: 'DC01', v: 'X' }, 'DC01: X', 'dc01: x', 'dc01: x'],
  ['{domain}\\{name}', { name: 'DC01' }, 'DC01', 'dc01', 'dc01'],
  ['\\\\{name} ', { name: 'FS01' }, 'FS01', 'fs01', 'fs01'],
  ['{title}', {}, 'T', 't', 't'],
  ['{none}', {}, '(unnamed)', '(unnamed)', '(unnamed)'],
])('%s of %j', (template, subject, label, key, former) => {
  expect(nameSubject(template, subject, [{ title: 'T' }], none)).toEqual({ label, key, former });
});

test('what is missing is named by its list, and by the host that it is missing at', () => {
  expect(nameMissing('/agents/3/hosts', { name: 'DC01', domain: 'a.com' }, none)).toEqual({
    label: 'hosts of a.com\\DC01',
    key: '/agents/*/hosts dc01.a.com',
    former: '/agents/*/hosts a\\dc01',
  });
  expect(nameMissing('/agents', undefined, none)).toEqual({
    label: 'agents',
    key: '/agents',
    former: '/agents',
  });
  expect(nameMissing('', {}, none).label).toBe('inventory');
});
