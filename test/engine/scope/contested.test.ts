import { findConflict, withoutContested } from '../../../src/engine/scope/contested';
import type { Inventory } from '../../../src/model/inventory';

const conflict = (field: string, own: object = {}) => ({
  field,
  kept: '1',
  keptSource: 'a',
  other: '2',
  source: 'b',
  ...own,
});
const conflicts = (...fields: string[]) => fields.map((field) => conflict(field));

/** What is left of a part of an inventory. */
const left = (part: object) => withoutContested(part as Inventory);

/** Without what says that something is contested. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, one: unknown) => (key === 'conflicts' ? undefined : one)));

test.each<[string, object, object]>([
  [
    'of an Agent',
    { agents: [{ name: 'DC01', version: '1', conflicts: conflicts('version') }] },
    { agents: [{ name: 'DC01' }] },
  ],
  [
    'of its settings',
    { agents: [{ loggingIni: { a: 1, b: 2, conflicts: conflicts('a') } }] },
    { agents: [{ loggingIni: { b: 2 } }] },
  ],
  [
    'of the Enterprise Manager',
    { enterpriseManager: { version: '1', os: 'x', conflicts: conflicts('version') } },
    { enterpriseManager: { os: 'x' } },
  ],
  [
    'of a database',
    { database: { databases: [{ name: 'a', state: 'x', conflicts: conflicts('state') }] } },
    { database: { databases: [{ name: 'a' }] } },
  ],
  ['of the login', { database: { login: { a: 1, conflicts: conflicts('a') } } }, { database: { login: {} } }],
  [
    'of a policy',
    { policies: [{ name: 'a', id: 1, conflicts: conflicts('id') }] },
    { policies: [{ name: 'a' }] },
  ],
  [
    'of an export',
    { policyExports: [{ path: 'a', x: 1, conflicts: conflicts('x') }] },
    { policyExports: [{ path: 'a' }] },
  ],
  [
    'of an agent of Activity Monitor',
    { activityMonitor: { agents: [{ id: 'a', x: 1, conflicts: conflicts('x') }] } },
    { activityMonitor: { agents: [{ id: 'a' }] } },
  ],
  [
    'of Activity Monitor',
    { activityMonitor: { version: '1', path: 'p', conflicts: conflicts('version') } },
    { activityMonitor: { path: 'p' } },
  ],
  [
    'of the reporting module, with its version',
    { reportingModule: { installed: true, version: '1', conflicts: conflicts('installed') } },
    { reportingModule: {} },
  ],
  [
    'of a backup, with its time',
    {
      database: {
        databases: [
          {
            name: 'a',
            fullBackupFound: true,
            lastFullBackupAt: 't',
            conflicts: conflicts('fullBackupFound'),
          },
        ],
      },
    },
    { database: { databases: [{ name: 'a' }] } },
  ],
  [
    'of the names of databases, with the list',
    { database: { dataDatabase: 'x', databases: [], server: 's', conflicts: conflicts('dataDatabase') } },
    { database: { server: 's' } },
  ],
  [
    'of the configuration database, with the list',
    { database: { configDatabase: 'x', databases: [], conflicts: conflicts('configDatabase') } },
    { database: {} },
  ],
  [
    'of whether CertsInfo was found, with what is in it',
    { certsInfo: { found: true, files: [], certificates: [], path: 'p', conflicts: conflicts('found') } },
    { certsInfo: { path: 'p' } },
  ],
  [
    'of who signed it, with its files',
    { certsInfo: { customSigned: true, files: [], certificates: [], conflicts: conflicts('customSigned') } },
    { certsInfo: { certificates: [] } },
  ],
])('a contested field is taken out: %s', (_where, given, wanted) => {
  expect(plain(left(given))).toEqual(wanted);
});

test.each(['host', 'fqdn'])(
  'where the %s of the Enterprise Manager is contested, nothing is known of it',
  (field) => {
    const given = { enterpriseManager: { host: 'a', version: '1', conflicts: conflicts(field) } };
    expect(left(given)).toEqual({ enterpriseManager: { conflicts: conflicts(field) } });
  },
);

test('where more than its identity is contested, nothing is known of it either', () => {
  const given = {
    enterpriseManager: { host: 'a', version: '1', os: 'x', conflicts: conflicts('version', 'host') },
  };
  expect(plain(left(given))).toEqual({ enterpriseManager: {} });
});

test('where the SQL Server is contested, nothing is known of it; a field of that name elsewhere is one field', () => {
  const database = { server: 's', databases: [{ name: 'a', server: 's', conflicts: conflicts('server') }] };
  expect(plain(left({ database }))).toEqual({ database: { server: 's', databases: [{ name: 'a' }] } });
  expect(left({ database: { ...database, conflicts: conflicts('server') } })).toEqual({
    database: { conflicts: conflicts('server') },
  });
  expect(plain(left({ agents: [{ name: 'a', host: 'b', conflicts: conflicts('host') }] }))).toEqual({
    agents: [{ name: 'a' }],
  });
});

test('what is not contested is shared', () => {
  const agents = [{ name: 'DC01' }, { name: 'DC02', version: '1', conflicts: conflicts('version') }];
  const given = {
    agents,
    policies: [{ conflicts: [] }, { conflicts: null }],
    database: null,
    certsInfo: 'x',
    policyExports: {},
  };
  const changed = left(given) as unknown as typeof given;
  expect(changed.agents[0]).toBe(agents[0]);
  expect(changed.policies).toBe(given.policies);
  expect(agents[1]).toHaveProperty('version');
  const uncontested = { agents: [{ name: 'DC01' }] };
  expect(left(uncontested)).toBe(uncontested);
});

describe('why a field is not known', () => {
  const inventory = {
    agents: [
      { conflicts: [conflict('version', { asOf: '2026-11-20' })] },
      { conflicts: [{ field: 'version' }] },
    ],
    database: { conflicts: conflicts('server'), databases: [{ conflicts: conflicts('fullBackupFound') }] },
    certsInfo: { conflicts: conflicts('found') },
    policies: [{}],
  } as unknown as Inventory;

  test.each([
    ['/agents/0/version', 'a: says version is 1, source b says 2 (2026-11-20)'],
    ['/agents/1/version', '(unknown): says version is (unknown), source (unknown) says (unknown)'],
    ['/agents/0/name', undefined],
    ['/agents/2/version', undefined],
    ['/database/databases/0/lastFullBackupAt', 'a: says server is 1, source b says 2'],
    ['/certsInfo/files/0', 'a: says found is 1, source b says 2'],
    ['/certsInfo/path', undefined],
    ['/policies/0/name', undefined],
    ['/nowhere', undefined],
  ])('%s', (path, said) => {
    const reason = findConflict(inventory, path);
    expect(reason && `${reason.source}: ${reason.reason}`).toBe(said);
  });
});
