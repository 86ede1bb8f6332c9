import { findDifference, hasName, isSameManager, isSameServer } from '../../../src/engine/compare/estates';

const manager = (host: string | null, fqdn?: string | null) => ({ enterpriseManager: { host, fqdn } });
const server = (text: string | null) => ({ database: { server: text } });
const databases = (configDatabase: string | null, dataDatabase?: string) => ({
  database: { configDatabase, dataDatabase },
});

test.each([
  [manager('TPEM01'), manager('tpem01')],
  [manager('TPEM01'), manager(null, 'tpem01.contoso.com')],
  [manager('TPEM01.contoso.com.'), manager('CONTOSO\\TPEM01')],
  [manager('THREATPREVENTIO'), manager('threatprevention01')],
  [manager('TPEM01'), manager('10.20.0.5')],
  [manager('TPEM01'), manager('localhost')],
  [manager('TPEM01'), manager('N/A')],
  [manager('TPEM01'), {}],
  [server('SQL01'), server('tcp:sql01.contoso.com,1433')],
  [server('SQL01\\PROD'), server('SQL01,50123')],
  [server('SQL01\\PROD'), server('sql01\\prod,50123')],
  [server('np:\\\\SQL01\\pipe\\sql\\query'), server('SQL01')],
  [server('(local)'), server('SQL01')],
  [server(null), server('SQL01')],
  [server('SQL01'), {}],
  [databases('NVMonitorConfig', 'NVMonitorData'), databases(' nvmonitorconfig ')],
  [databases('NVMonitorConfig'), databases(null, 'NVMonitorData')],
  [databases('NVMonitorConfig'), databases('N/A')],
])('%j and %j may be one', (a, b) => {
  expect(findDifference(a, b)).toBeUndefined();
  expect(findDifference(b, a)).toBeUndefined();
});

const short = (domain: string) => ({ enterpriseManager: { host: 'THREATPREVENTIO', domain } });
const long = (domain: string) => ({ enterpriseManager: { host: 'threatprevention01', domain } });

test.each([
  [manager('TPEM01'), manager('TPEM02'), '/enterpriseManager/host', ['TPEM01', 'TPEM02']],
  [
    manager('TPEM01', 'tpem01.contoso.com'),
    manager('TPEM01', 'tpem01.fabrikam.com'),
    '/enterpriseManager/fqdn',
    ['tpem01.contoso.com', 'tpem01.fabrikam.com'],
  ],
  [
    manager('TPEM01'),
    manager(null, 'tpem02.contoso.com'),
    '/enterpriseManager/fqdn',
    ['TPEM01', 'tpem02.contoso.com'],
  ],
  [manager('THREATPREV'), manager('threatprevention01'), '/enterpriseManager/host', undefined],
  [manager('THREATPREVENTIN'), manager('threatprevention01'), '/enterpriseManager/host', undefined],
  [short('CONTOSO'), short('FABRIKAM'), '/enterpriseManager/fqdn', undefined],
  [short('CONTOSO'), long('FABRIKAM'), '/enterpriseManager/host', undefined],
  [server('SQL01'), server('SQL02'), '/database/server', ['SQL01', 'SQL02']],
  [server('sql.contoso.com'), server('sql.fabrikam.com'), '/database/server', undefined],
  [server('SQL01\\PROD'), server('SQL01\\TEST'), '/database/server', undefined],
  [databases('Config1'), databases('Config2'), '/database/configDatabase', ['Config1', 'Config2']],
  [databases('C', 'Data1'), databases('C', 'Data2'), '/database/dataDatabase', ['Data1', 'Data2']],
])('%j and %j are two', (a, b, path, values) => {
  const [found, turned] = [findDifference(a, b), findDifference(b, a)];
  expect([found, turned].map((one) => one && `/${one.section}/${one.field}`)).toEqual([path, path]);
  expect(found?.values).toEqual(turned?.values.toReversed());
  if (values) expect(found?.values).toEqual(values);
});

test.each([
  ['SQL01', 'tcp:sql01.contoso.com,1433', true],
  ['SQL01', 'SQL01\\MSSQLSERVER', true],
  ['SQL01\\PROD', 'sql01\\prod', true],
  ['SQL01\\PROD', 'SQL01\\PROD,50123', true],
  ['SQL01,50123', 'SQL01.contoso.com,50123', true],
  ['SQL01, 50123 ', 'SQL01,50123', true],
  ['SQL01\\PROD ', 'sql01\\prod', true],
  ['10.20.0.6', ' 10.20.0.6 ', true],
  ['SQL01', 'SQL02', false],
  ['SQL01\\PROD', 'SQL01\\TEST', false],
  ['10.20.0.6\\PROD', 'SQL01\\TEST', false],
  ['SQL01', 'SQL01\\PROD', undefined],
  ['SQL01,50123', 'SQL01\\PROD', undefined],
  ['SQL01,50123', 'SQL01', undefined],
  ['SQL01', '10.20.0.6', undefined],
  ['(local)', 'SQL01', undefined],
  [',1433', 'SQL01', undefined],
  // The pipe of an instance does not say its name.
  ['np:\\\\SQL01\\pipe\\sql\\query', 'SQL01\\PROD', undefined],
  ['10.20.0.6', '10.20.0.7', undefined],
])('whether %s and %s are one instance: %s', (a, b, isSame) => {
  expect(isSameServer(a, b)).toBe(isSame);
  expect(isSameServer(b, a)).toBe(isSame);
});

test.each([
  [{ host: 'TPEM01' }, { fqdn: 'tpem01.contoso.com' }, true],
  [{ host: '10.0.0.9' }, { address: ' 10.0.0.9 ' }, true],
  [{ host: 'TPEM01', address: '10.0.0.9' }, { address: '10.0.0.9' }, true],
  [{ host: 'TPEM01', address: '10.0.0.9' }, { host: 'TPEM02', address: '10.0.0.9' }, false],
  [{ host: 'TPEM01' }, { host: 'TPEM01', domain: 'FABRIKAM' }, true],
  // One of two names is enough: the other may be an alias.
  [{ host: 'TPEM01', fqdn: 'em.contoso.com' }, { host: 'TPEM01' }, true],
  [{ host: 'TPEM01', domain: 'CONTOSO' }, { host: 'TPEM01', domain: 'FABRIKAM' }, false],
  [{ host: '10.0.0.9' }, { host: '10.0.0.8' }, undefined],
  [{ host: 'localhost' }, { host: 'localhost' }, undefined],
  [{ host: '127.0.0.1' }, { host: '127.0.0.1' }, undefined],
  [{}, { host: 'TPEM01' }, undefined],
])('whether %j and %j are one Enterprise Manager: %s', (a, b, isSame) => {
  expect(isSameManager(a, b)).toBe(isSame);
  expect(isSameManager(b, a)).toBe(isSame);
});

test('an address is no name', () => {
  expect(
    [{ host: 'TPEM01' }, { fqdn: 'a.b' }, { host: '10.0.0.9' }, { host: 'N/A' }, {}].map(hasName),
  ).toEqual([true, true, false, false, false]);
});
