import { inventoryAfter as planAfter } from '../../../src/engine/plan/after-hop';
import type { Agent, Inventory } from '../../../src/model/inventory';
import compatibility from '../../../rules/compatibility.json';
import type { RouteHop } from '../../../src/model/plan';

const hop = (from: string, to: string) => ({ from, to, facts: [], reference: '' });
const [MOVING, OLD, LATER] = [hop('7.3.9', '7.4'), hop('7.3.7.249', '7.3.9'), hop('7.4', '7.5.0.9')];

const estate: Inventory = {
  schemaVersion: 1,
  environment: 'contoso',
  collectedAt: '2026-11-20T21:00:00Z',
  sources: [{ id: 'sql', kind: 'sql-server', missing: [{ path: '/certsInfo/path', reason: 'no right' }] }],
  enterpriseManager: { host: 'TPEM01', version: '7.3.9.42', installPath: 'C:\\TP' },
  certsInfo: { path: 'C:\\TP\\CertsInfo', files: [{ name: 'ca.crt', sizeBytes: 1 }] },
  database: {
    server: 'SQL01',
    databases: [{ name: 'D', lastFullBackupAt: '2026-11-20T20:00:00Z', fullBackupFound: true }],
  },
  reportingModule: { installed: true, version: '2.8' },
  activityMonitor: { version: '7.1', agents: [{ host: 'DC01', siVersion: '7.3.9.42' }, { host: 'DC02' }] },
};
const agents: Agent[] = [{ name: 'DC01', version: '7.4' }];

function inventoryAfter(inventory: Inventory, to: RouteHop, known: Agent[] | undefined): Inventory {
  return planAfter(inventory, to, known, compatibility.activityMonitor);
}

test('only what the documentation says is another after a hop to 7.4', () => {
  const { sources, ...after } = inventoryAfter(estate, MOVING, agents);
  expect(sources.map(({ id, kind, status }) => [id, kind, status])).toEqual([
    ['hop to 7.4', 'plan', 'ok'],
    ['sql', 'sql-server', undefined],
  ]);
  expect(after).toEqual({
    schemaVersion: 1,
    environment: 'contoso',
    collectedAt: '2026-11-20T21:00:00Z',
    enterpriseManager: { host: 'TPEM01', version: '7.4' },
    certsInfo: { files: [{ name: 'ca.crt', sizeBytes: 1 }, { name: 'Secret.dpapi' }] },
    database: { server: 'SQL01', databases: [{ name: 'D' }] },
    reportingModule: { installed: true, version: '3.0', postgresVersion: '14.13' },
    agents,
    activityMonitor: { version: '7.1', agents: [{ host: 'DC01' }, { host: 'DC02' }] },
  });
});

test.each([
  ['before 7.4', OLD, '7.3.9', '2.8'],
  ['from 7.4', LATER, '7.5.0.9', '3.0'],
])('after a hop %s the installation is where it was', (_what, to, version, reporting) => {
  const after = inventoryAfter(estate, to, agents);
  expect(after.enterpriseManager).toEqual({ ...estate.enterpriseManager, version });
  expect(after.certsInfo).toEqual(estate.certsInfo);
  expect(after.reportingModule?.version).toBe(reporting);
});

test('a Reporting Module of 3.0 keeps its version', () => {
  const newer = { ...estate, reportingModule: { version: '3.1' } };
  expect(inventoryAfter(newer, MOVING, agents).reportingModule).toEqual({ version: '3.1' });
});

test('what is not known before a hop is not known after it', () => {
  const { schemaVersion, environment, collectedAt } = estate;
  const after = inventoryAfter({ schemaVersion, environment, collectedAt, sources: [] }, MOVING, undefined);
  const { enterpriseManager, certsInfo, database, reportingModule, activityMonitor } = after;
  expect(enterpriseManager).toEqual({ version: '7.4' });
  expect([certsInfo, database, reportingModule, activityMonitor]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  const bare = inventoryAfter(
    { ...estate, database: {}, activityMonitor: {}, reportingModule: {} },
    MOVING,
    undefined,
  );
  expect([bare.database, bare.activityMonitor, bare.reportingModule]).toEqual([{}, {}, {}]);
});

test.each<[string, Inventory['certsInfo'], (string | undefined)[] | undefined]>([
  ['that are there', { files: [{ name: 'ca.crt' }, {}] }, ['ca.crt', undefined, 'Secret.dpapi']],
  ['with Secret.dpapi', { files: [{ name: 'SECRET.DPAPI' }] }, ['SECRET.DPAPI']],
  [
    'with Secret.dpapi and more',
    { files: [{ name: 'Secret.dpapi' }, { name: 'ca.crt' }] },
    ['Secret.dpapi', 'ca.crt'],
  ],
  ['that nobody has seen', {}, undefined],
  ['of a folder that is missing', { found: false, files: [] }, []],
])('the files of CertsInfo %s, after a hop to 7.4', (_what, certsInfo, names) => {
  const after = inventoryAfter({ ...estate, certsInfo }, MOVING, agents);
  expect(after.certsInfo?.files?.map(({ name }) => name)).toEqual(names);
});

const lossesOf = (...given: Parameters<typeof inventoryAfter>) =>
  Object.fromEntries(
    (inventoryAfter(...given).sources[0]?.missing ?? []).map(({ path, reason }) => [path, reason]),
  );
const ALWAYS = {
  '/database/databases/*/lastFullBackupAt': 'it upgrades the schema, so a backup has to be taken after it',
  '/activityMonitor/agents/*/siVersion': 'it upgrades the Agents; ask Activity Monitor again after it',
};
const BUILD = {
  '/agents/*/version': 'the build that it installs is not known in advance; name it with --via',
};

test('a hop says what it takes away, and why', () => {
  expect(lossesOf(estate, LATER, agents)).toEqual(ALWAYS);
  expect(lossesOf(estate, OLD, undefined)).toEqual(ALWAYS);
  expect(lossesOf(estate, OLD, [{ name: 'DC02', version: '7.1' }])).toEqual(ALWAYS);
  expect(
    lossesOf(estate, OLD, [
      { name: 'DC02', version: '7.1' },
      { name: 'DC01', version: '7.3.9' },
    ]),
  ).toEqual({ ...ALWAYS, ...BUILD });
  expect(lossesOf(estate, LATER, [{ name: 'DC01', version: '7.5.0.9' }])).toEqual(ALWAYS);
  expect(lossesOf(estate, MOVING, agents)).toEqual({
    ...ALWAYS,
    ...BUILD,
    '/enterpriseManager/installPath': 'it moves the installation; gather again after it',
    '/certsInfo/path': 'it moves the installation; gather again after it',
    '/certsInfo/files/*/sizeBytes': 'it adds Secret.dpapi; back CertsInfo up after it',
    '/certsInfo/backup/secretExported': 'it adds Secret.dpapi; export it after it',
  });
});

test('the last hop that takes something away says so; what sources said before stays', () => {
  const twice = inventoryAfter(inventoryAfter(estate, MOVING, agents), LATER, agents);
  expect(twice.sources.map(({ id, missing }) => [id, missing?.map(({ path }) => path)])).toEqual([
    ['hop to 7.5.0.9', Object.keys(ALWAYS)],
    [
      'hop to 7.4',
      [
        '/enterpriseManager/installPath',
        '/certsInfo/path',
        '/certsInfo/files/*/sizeBytes',
        '/certsInfo/backup/secretExported',
        '/agents/*/version',
      ],
    ],
    ['sql', ['/certsInfo/path']],
  ]);
});

test.each([
  ['7.1.164', '7.5', '9.0'],
  ['8.0.1', '7.5', '8.0.1'],
  ['9.0.2', '8.0', '10.0'],
  ['10.0.1', '8.0', '10.0.1'],
  // No pair is documented.
  ['7.1.164', '8.1', '7.1.164'],
  // What cannot be read stays what it is.
  ['?', '7.5', '?'],
  [undefined, '7.5', undefined],
])('Activity Monitor %s is at a documented pair after a hop to %s: %s', (version, to, expected) => {
  const product = version === undefined ? {} : { version };
  const after = inventoryAfter(
    { ...estate, activityMonitor: { ...product, agents: [{ host: 'P', ...product }] } },
    hop('7.3.9', to),
    agents,
  );
  expect(after.activityMonitor?.agents?.[0]?.version).toBe(expected);
  expect(after.activityMonitor?.version).toBe(expected);
});

test('an export of Secret.dpapi from before the hop that adds it is none of what is there after it', () => {
  const backup = { files: [], secretExported: true };
  const of = (to: RouteHop) =>
    inventoryAfter({ ...estate, certsInfo: { backup } }, to, agents).certsInfo?.backup?.secretExported;
  expect([of(MOVING), of(LATER)]).toEqual([undefined, true]);
});
