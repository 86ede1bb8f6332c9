import { findDifference } from '../../../src/engine/compare/estates';

const manager = (host: string | null, fqdn?: string | null) => ({ enterpriseManager: { host, fqdn } });
const server = (text: string | null) => ({ database: { server: text } });

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
])('%j and %j may be one', (a, b) => {
  expect(findDifference(a, b)).toBeUndefined();
  expect(findDifference(b, a)).toBeUndefined();
});

test.each([
  [manager('TPEM01'), manager('TPEM02'), 'host'],
  [manager('TPEM01', 'tpem01.contoso.com'), manager('TPEM01', 'tpem01.fabrikam.com'), 'fqdn'],
  [manager('TPEM01'), manager(null, 'tpem02.contoso.com'), 'fqdn'],
  [server('SQL01'), server('SQL02'), 'server'],
  [server('sql.contoso.com'), server('sql.fabrikam.com'), 'server'],
  [server('SQL01\\PROD'), server('SQL01\\TEST'), 'server'],
])('%j and %j are two', (a, b, field) => {
  expect(findDifference(a, b)).toMatchObject({ field });
  expect(findDifference(b, a)).toMatchObject({ field });
});
