import type { Forecast } from '../../../src/model/plan';
import type { Agent, Inventory, Source } from '../../../src/model/inventory';
import { formatForecast } from '../../../src/report/plan/view';
import { findGap, listKnownAgents } from '../../../src/engine/plan/agents';
import { planFor, readEstate } from '../../support/judge/plan-input';

const estate = readEstate('inventories/contoso-7.3.9.json');
const dc: Agent = { name: 'DC01', domain: 'CONTOSO', version: '7.3.9.42', status: 'Active' };

type Sighting = Record<string, unknown>;

/** The forecasts of the hops of an estate with one Agent, and what Activity Monitor says. */
function forecast(
  row: Agent | undefined,
  sightings: Sighting[] = [],
  to = '7.4',
  sources?: Source[],
): Forecast[] {
  const inventory: Inventory = {
    ...estate,
    ...(sources ? { sources } : {}),
    agents: row && [row],
    activityMonitor: { version: '7.1.164', agents: sightings },
  };
  return planFor(inventory, to).hops.map((hop) => hop.forecast);
}

/** In which place an Agent is, and why. */
function placeOf({
  orphaned,
  unknown,
  unreachable,
  toUpgrade,
  current,
  agents,
}: Forecast | undefined = empty) {
  const lists = { orphaned, unknown, unreachable };
  const named = Object.entries(lists).flatMap(([place, list]) =>
    list.map(({ reason }) => [place, reason] as const),
  );
  if (named.length > 0) return named.length === 1 && agents === 1 ? named[0] : ['in several places', ''];
  return [toUpgrade === 1 ? 'toUpgrade' : current === 1 ? 'current' : 'none', ''];
}
const empty: Forecast = {
  agents: 0,
  orphaned: [],
  alreadyOrphaned: 0,
  unknown: [],
  unreachable: [],
  toUpgrade: 0,
  current: 0,
};

const NEWER = 'which is newer than Enterprise Manager';

test.each<[string, Partial<Agent>, Sighting[], string, string, string]>([
  ['is accepted and connected', {}, [], '7.4', 'toUpgrade', ''],
  ['has a status in other letters', { status: ' ACTIVE  (Modules  Pending) ' }, [], '7.4', 'toUpgrade', ''],
  [
    'is not connected',
    { status: 'Stopped' },
    [],
    '7.4',
    'unreachable',
    'its status is Stopped, so it is not',
  ],
  ['has no status', { status: undefined }, [], '7.4', 'unreachable', 'its status is not known, so it is not'],
  ['is too old', { version: '7.3.8.1' }, [], '7.4', 'orphaned', 'runs 7.3.8.1; Enterprise Manager 7.4 is'],
  [
    'has no version',
    { version: undefined },
    [],
    '7.4',
    'unknown',
    'its version is not known; Enterprise Manager 7.4',
  ],
  ['is at the target', { version: '7.4.0.312' }, [], '7.4.0.312', 'current', ''],
  ['is of a line before', { version: '7.4.0.312' }, [], '7.4', 'toUpgrade', ''],
  [
    'is of a later build',
    { version: '7.4.0.400' },
    [],
    '7.4.0.312',
    'unknown',
    `runs 7.4.0.400, ${NEWER} 7.4.0.312`,
  ],
  ['is of a later line', { version: '8.0.0.1' }, [], '7.4', 'unknown', `runs 8.0.0.1, ${NEWER} 7.4`],
  ['is none', { status: 'No Agent', version: undefined }, [], '7.4', 'none', ''],
  ['is none in other letters', { status: 'no  agent', version: undefined }, [], '7.4', 'none', ''],
  [
    'is none and has a version',
    { status: 'No Agent' },
    [],
    '7.4',
    'unknown',
    'and yet it has a version (7.3.9.42)',
  ],
  [
    'is none and too old',
    { status: 'No Agent', version: '7.1' },
    [],
    '7.4',
    'unknown',
    'yet it has a version (7.1)',
  ],
  [
    'is none, and Activity Monitor knows one',
    { status: 'No Agent', version: undefined },
    [{ host: 'dc01.contoso.com', siVersion: '7.3.8.1' }],
    '7.4',
    'unknown',
    'its status is No Agent, and yet it has a version (7.3.8.1)',
  ],
  ['is the same by both', {}, [{ host: 'DC01', siVersion: '7.3.9.42' }], '7.4', 'toUpgrade', ''],
  ['is the same by the parts of both', {}, [{ host: 'DC01', siVersion: '7.3.9' }], '7.4', 'toUpgrade', ''],
  [
    'is another by Activity Monitor',
    {},
    [{ host: 'dc01', siVersion: '7.3.9.7' }],
    '7.4',
    'unknown',
    'runs 7.3.9.42 by',
  ],
  [
    'is older by Activity Monitor',
    {},
    [{ host: 'DC01', siVersion: '7.3.8.1' }],
    '7.4',
    'orphaned',
    'runs 7.3.9.42 by the agent list, and 7.3.8.1 by Activity Monitor; Enterprise Manager 7.4 is documented',
  ],
  [
    'is older by one of two that may be meant',
    { domain: undefined },
    [
      { host: 'DC01', domain: 'CONTOSO', siVersion: '7.3.9.42' },
      { host: 'DC01', domain: 'FABRIKAM', siVersion: '7.3.8.1' },
    ],
    '7.4',
    'orphaned',
    '7.3.8.1 by Activity Monitor',
  ],
  [
    'has a version by Activity Monitor only',
    { version: undefined },
    [{ host: 'DC01', siVersion: '7.3.9.1' }],
    '7.4',
    'unknown',
    'runs no version by the agent list, and 7.3.9.1 by Activity Monitor',
  ],
  ['is not installed by Activity Monitor', {}, [{ host: 'DC01', siVersion: '' }], '7.4', 'toUpgrade', ''],
])('an Agent that %s', (_what, change, sightings, to, place, reason) => {
  const [first] = forecast({ ...dc, ...change }, sightings, to);
  const [found, why] = placeOf(first) ?? [];
  expect(found).toBe(place);
  expect(why).toContain(reason);
});

const none: Agent = { name: 'OTHER', status: 'No Agent' };

test.each<[Sighting, string, string]>([
  [
    { host: 'DC09', siVersion: '7.3.9.42' },
    'unknown',
    'only Activity Monitor knows it (7.3.9.42), so nobody knows',
  ],
  [
    { host: 'DC09', siVersion: '7.3.8.1' },
    'orphaned',
    'only Activity Monitor knows it (7.3.8.1), so nobody knows',
  ],
  [{ host: 'DC09', siInstallState: 'ManagedBySI' }, 'unknown', 'only Activity Monitor knows it (no version)'],
  [{ fqdn: 'dc09.contoso.com', siVersion: '7.3.9.42' }, 'unknown', 'only Activity Monitor knows it'],
  [{ siVersion: '7.3.9.42' }, 'unknown', 'only Activity Monitor knows it'],
  [{ host: 'DC09', siVersion: '' }, 'none', ''],
  [{ host: 'DC09', siInstallState: 'NotInstalled' }, 'none', ''],
  [{ host: 'DC09', siInstallState: 'Unknown' }, 'none', ''],
  [{ host: 'DC09' }, 'none', ''],
])('what only Activity Monitor knows: %j', (sighting, place, reason) => {
  const [found, why] = placeOf(forecast(none, [sighting])[0]) ?? [];
  expect(found).toBe(place);
  expect(why).toContain(reason);
});

test('every hop has each Agent in one place, those too that only Activity Monitor knows', () => {
  const old = forecast(none, [{ host: 'DC09', siVersion: '7.3.8.1' }], '8.1');
  expect(
    old.map(({ agents, orphaned, alreadyOrphaned }) => [agents, orphaned.length, alreadyOrphaned]),
  ).toEqual([
    [1, 1, 0],
    [1, 0, 1],
  ]);
  const contested = forecast(dc, [{ host: 'DC01', siVersion: '7.3.9.7' }], '8.1');
  expect(contested.map(({ agents, orphaned, unknown }) => [agents, orphaned.length, unknown.length])).toEqual(
    [
      [1, 0, 1],
      [1, 1, 0],
    ],
  );
});

test('a later hop is not judged on a version that is contested', () => {
  const inventory = {
    ...estate,
    agents: [dc],
    activityMonitor: { agents: [{ host: 'DC01', siVersion: '7.3.9.7' }] },
  };
  const accepted = planFor(inventory, '8.1').hops.map(
    ({ results }) => results.find(({ ruleId }) => ruleId === 'agent-version-accepted')?.status,
  );
  expect(accepted).toEqual(['pass', 'unknown']);
});

const list = { id: 'agents', kind: 'agent-list', sections: ['agents'], reason: 'cut short' };
const GAP = 'source agents: cut short';

test.each<[string, Agent | undefined, Source[], string | null]>([
  ['whole', dc, [{ ...list, status: 'ok' }], null],
  ['of no source', dc, [], null],
  ['partial', dc, [{ ...list, status: 'partial' }], GAP],
  ['partial, and names the list', dc, [{ ...list, status: 'partial', missing: [{ path: '/agents' }] }], GAP],
  ['there, though its source failed', dc, [{ ...list, status: 'failed' }], GAP],
  [
    'there by another source',
    dc,
    [
      { ...list, status: 'failed' },
      { ...list, id: 'b', status: 'ok' },
    ],
    null,
  ],
  ['not there, as its source failed', undefined, [{ ...list, status: 'failed' }], GAP],
])('of a list that is %s the forecast says so', (_what, row, sources, gap) => {
  const [first] = forecast(row, [], '7.4', sources);
  expect(first?.incomplete).toBe(gap);
  const text = formatForecast(first ?? empty).join('\n');
  expect(text.includes('cut short')).toBe(gap !== null);
});

test('known are the rows of the list, with what is said of each, and the Agents that no row is about', () => {
  const rows: Agent[] = [dc, { ...dc, domain: 'FABRIKAM' }, { ...dc, name: '' }];
  const sightings = [
    { host: 'dc01', domain: 'CONTOSO', siVersion: '7.3.9.7' },
    { host: 'DC01', domain: 'contoso.com', siInstallState: 'Installed' },
    { host: 'DC01', domain: 'FABRIKAM', siVersion: '7.3.9' },
    { host: 'DC09', domain: 'CONTOSO', fqdn: 'dc09.contoso.com', siVersion: '7.1' },
    { fqdn: 'dc10.contoso.com', siInstallState: ' Installed ' },
    { host: 'DC11', siInstallState: ' notinstalled ' },
    { host: 'DC12', siInstallState: 'UnknownState' },
    { host: 'DC13', siInstallState: 'NotKnown or NotInstalled' },
  ];
  const known = listKnownAgents({ ...estate, agents: rows, activityMonitor: { agents: sightings } });
  const unlisted = { others: [], isUnlisted: true };
  expect(known).toEqual([
    { row: rows[0], others: ['7.3.9.7'], isUnlisted: false },
    { row: rows[1], others: [], isUnlisted: false },
    { row: rows[2], others: [], isUnlisted: false },
    { row: { name: 'DC09', domain: 'CONTOSO', fqdn: 'dc09.contoso.com', version: '7.1' }, ...unlisted },
    { row: { name: 'dc10.contoso.com', fqdn: 'dc10.contoso.com' }, ...unlisted },
    { row: { name: 'DC12' }, ...unlisted },
    { row: { name: 'DC13' }, ...unlisted },
  ]);
  expect(listKnownAgents({ ...estate, agents: [dc], activityMonitor: undefined })).toHaveLength(1);
  expect(listKnownAgents({ ...estate, agents: [dc], activityMonitor: {} })).toHaveLength(1);
  expect(listKnownAgents({ ...estate, agents: undefined })).toBeUndefined();
});

test.each([
  ['not a version', '7.3.9.42'],
  ['7.3.9.42', 'not a version'],
  ['7.3.9', '7.3.9.42'],
  ['7.3.9.42', '7.3.9'],
])('of %s by the list and %s by Activity Monitor, only what both give is compared', (version, siVersion) => {
  const known = listKnownAgents({
    ...estate,
    agents: [{ ...dc, version }],
    activityMonitor: { agents: [{ host: 'DC01', siVersion }] },
  });
  const isSame = !`${version} ${siVersion}`.includes('not');
  expect(known?.[0]?.others).toEqual(isSame ? [] : [siVersion]);
});

test('a list that is there without a source of its own is as incomplete as the sources say', () => {
  const failed: Source = { ...list, status: 'failed' };
  const policies: Source = { id: 'p', kind: 'policy-list', status: 'ok', sections: ['policies'] };
  expect(findGap({ ...estate, agents: [dc], sources: [failed, policies] })).toBe(GAP);
  expect(
    findGap({ ...estate, agents: undefined, sources: [{ id: 'x', kind: 'manual', status: 'ok' }, failed] }),
  ).toBe(GAP);
});
