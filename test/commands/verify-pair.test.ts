import type { Fields } from '../hunt/estate';
import { judgePair } from '../support/judge/judge-pair';
import { readPair, type SamplePair } from '../support/estates/pairs';

type Change = (pair: SamplePair) => void;

const first = (list: Fields[], change: Fields) => void Object.assign(list[0] ?? {}, change);

async function judge(change: Change, isUninstalled = false) {
  const pair = readPair();
  if (isUninstalled) {
    pair.after.certsInfo.path = pair.before.certsInfo.path;
    for (const section of ['enterpriseManager', 'agents', 'policies'])
      Reflect.deleteProperty(pair.after, section);
  }
  change(pair);
  return judgePair(pair.before, pair.after, { isUninstalled });
}

test('the sample pair is ready', async () => {
  expect((await judge(() => undefined)).verdict).toBe('ready');
  expect((await judge(() => undefined, true)).verdict).toBe('ready');
});

const lost = { status: 'Getrennt' };

/** What was lost, the verdict, and the rules that say so. */
const LOSSES: [string, Change, 'not-ready' | 'undetermined' | 'ready-with-warnings', ...string[]][] = [
  [
    'a database is an empty one of that name',
    ({ after }) => first(after.database.databases, { sizeMb: 8 }),
    'not-ready',
    'post-databases-size-kept',
  ],
  [
    'the size of a database is not known',
    ({ after }) => first(after.database.databases, { sizeMb: null }),
    'undetermined',
    'post-databases-size-kept',
  ],
  [
    'the databases are in another instance, or the one that is the default',
    ({ after }) => void (after.database.server = 'SQL01\\NEW'),
    'undetermined',
    'post-server-same',
  ],
  [
    'the SQL Server is not named',
    ({ after }) => void (after.database.server = null),
    'undetermined',
    'post-server-same',
  ],
  [
    'the Enterprise Manager is named by an address',
    ({ after }) => void Object.assign(after.enterpriseManager, { host: '10.0.0.9', fqdn: null }),
    'undetermined',
    'post-manager-same',
  ],
  [
    'all Agents are lost, in words that the product does not use',
    ({ before, after }) => {
      for (const { agents } of [before, after]) for (const agent of agents) Object.assign(agent, lost);
    },
    'undetermined',
    'post-agents-reconnected',
  ],
  [
    'an Agent that was stopped is not listed any more',
    ({ before, after }) => {
      first(before.agents, { status: 'Stopped' });
      after.agents.shift();
    },
    'not-ready',
    'post-agents-kept',
  ],
  [
    'an Agent that was stopped is gone from its server',
    ({ before, after }) => {
      first(before.agents, { status: 'Stopped' });
      first(after.agents, { status: 'No Agent' });
    },
    'not-ready',
    'post-agents-kept',
  ],
  [
    'an Agent has lost its modules',
    ({ after }) => first(after.agents, { status: 'Active (Modules Pending)' }),
    'ready-with-warnings',
    'post-agent-modules-loaded',
  ],
  [
    'a host is listed twice, once connected',
    ({ after }) => void after.agents.unshift({ ...after.agents[0], status: 'Lost Connection' }),
    'undetermined',
    'post-agent-modules-loaded',
    'post-agents-reconnected',
  ],
  [
    'two hosts were there, and one row is that may be either',
    ({ before, after }) => {
      before.agents.push({ ...before.agents[0], domain: 'FABRIKAM', fqdn: null });
      first(after.agents, { name: 'DC01', domain: null, fqdn: null });
    },
    'undetermined',
    'post-agent-modules-loaded',
    'post-agents-reconnected',
  ],
  [
    'a key is that of another certificate',
    ({ after }) => first(after.certsInfo.certificates, { keyMatches: false }),
    'not-ready',
    'post-certs-key-matches',
  ],
  [
    'a file of CertsInfo was made anew',
    ({ after }) => first(after.certsInfo.files, { modifiedAt: '2026-11-21T00:30:00Z' }),
    'not-ready',
    'post-certs-dates-kept',
  ],
  [
    'CertsInfo is that of a folder that nobody names',
    ({ after }) => void (after.certsInfo.path = null),
    'undetermined',
    'post-certs-folder-current',
  ],
  [
    'CertsInfo is that of the old folder',
    ({ before, after }) => void (after.certsInfo.path = before.certsInfo.path),
    'not-ready',
    'post-certs-folder-current',
  ],
  [
    'a policy has taken the place, the id and the GUID of another',
    ({ after }) => first(after.policies, { name: 'Another policy' }),
    'undetermined',
    'post-policies-kept',
  ],
  [
    'another policy has the id of one whose GUID is gone',
    ({ after }) => {
      first(after.policies, { guid: '00000000-0000-4000-8000-000000000001' });
      after.policies.push({ ...after.policies[1], id: '7', guid: null });
    },
    'undetermined',
    'post-policies-kept',
  ],
  [
    'a service of the Enterprise Manager does not run',
    ({ after }) => first(after.enterpriseManager.services, { state: 'stopped' }),
    'not-ready',
    'post-services-running',
  ],
  [
    'the Reporting Module is gone',
    ({ before }) => void Object.assign(before.reportingModule, { installed: true, version: '2.8' }),
    'ready-with-warnings',
    'post-reporting-module-kept',
  ],
  [
    'a NAS host is not monitored any more',
    ({ after }) => first(after.activityMonitor.agents, { hosts: [] }),
    'ready-with-warnings',
    'post-nas-hosts-kept',
  ],
];

test.each(LOSSES)('%s', async (_what, change, verdict, ...rules) => {
  const { report } = await judge(change);
  const found = report?.results.filter(({ findings }) => findings.length > 0).map(({ ruleId }) => ruleId);
  expect([report?.verdict, ...(found ?? [])]).toEqual([verdict, ...rules]);
});

test('the order of rows decides nothing', async () => {
  for (const [what, change, verdict] of LOSSES) {
    const turned = await judge((pair) => {
      change(pair);
      for (const { agents, policies, database, certsInfo } of [pair.before, pair.after])
        for (const list of [agents, policies, database.databases, certsInfo.files]) list.reverse();
    });
    expect([what, turned.verdict]).toEqual([what, verdict]);
  }
});

const at = (time: string) => (source: Fields) => Object.assign(source, { collectedAt: time, asOf: time });

/** What makes a pair prove nothing, and what is said of it. */
const USELESS: [string, Change, 'error' | 'undetermined', string][] = [
  [
    'the same file twice',
    (pair) => (pair.after = structuredClone(pair.before)),
    'error',
    'after.json: is the same as before.json',
  ],
  [
    'after is of the same moment',
    ({ before, after }) => (after.collectedAt = before.collectedAt),
    'error',
    'is not later than',
  ],
  [
    'the two are swapped',
    (pair) => ([pair.before, pair.after] = [pair.after, pair.before]),
    'error',
    'swapped',
  ],
  [
    'after is still to come',
    ({ after }) => (after.collectedAt = '2027-01-01T00:00:00Z'),
    'error',
    'still to come',
  ],
  [
    'before is at the target already',
    ({ before }) => (before.enterpriseManager.version = '7.4.0.312'),
    'error',
    'nothing was upgraded in between',
  ],
  [
    'a later build was there before',
    ({ before }) => (before.enterpriseManager.version = '7.4.0.400'),
    'error',
    'nothing was upgraded in between',
  ],
  [
    'it is a downgrade',
    ({ before }) => (before.enterpriseManager.version = '8.0.0.1'),
    'error',
    'before.json: /enterpriseManager/version: is 8.0.0.1, which is not earlier than the target 7.4',
  ],
  [
    'only a line is known from before, and it is that of the target',
    ({ before }) => (before.enterpriseManager.version = '7.4'),
    'undetermined',
    'may be 7.4',
  ],
  [
    'nobody knows the version from before',
    ({ before }) => (before.enterpriseManager.version = null),
    'undetermined',
    'version is not known from before',
  ],
  [
    'another Enterprise Manager',
    ({ after }) => Object.assign(after.enterpriseManager, { host: 'TPEM02', fqdn: null }),
    'error',
    '/enterpriseManager/host: is "TPEM02", and "TPEM01" before',
  ],
  [
    'a source of after was not asked again',
    ({ after }) => after.sources.slice(1, 2).forEach(at('2026-11-20T21:03:57Z')),
    'undetermined',
    'source agents is of 2026-11-20T21:03:57Z, and the inventory from before of 2026-11-20T21:04:11.000Z',
  ],
  [
    'a source of after is still to come',
    ({ after }) => after.sources.slice(0, 1).forEach(at('2027-11-20T21:03:57Z')),
    'undetermined',
    'source sql is of 2027-11-20T21:03:57Z, which is still to come',
  ],
  [
    'nobody says of when an export is',
    ({ after }) => Reflect.deleteProperty(after.sources[1] ?? {}, 'asOf'),
    'undetermined',
    'source agents does not say when that was true',
  ],
  [
    'after was merged from before and a version',
    ({ before, after }) => {
      const sections = ['certsInfo', 'database', 'policies', 'agents', 'activityMonitor', 'reportingModule'];
      const version = after.enterpriseManager.version;
      Object.assign(after, structuredClone(before), { collectedAt: '2026-11-21T03:10:00Z' });
      after.enterpriseManager.version = version;
      const merged = { id: 'merge', kind: 'inventory', status: 'ok', asOf: before.collectedAt };
      const facts = { id: 'facts', kind: 'facts', status: 'ok', asOf: after.collectedAt };
      after.sources = [
        { ...merged, sections: [...sections, 'enterpriseManager'] },
        { ...facts, fields: ['/enterpriseManager/version'] },
      ];
    },
    'undetermined',
    'source merge is of 2026-11-20T21:04:11Z',
  ],
  [
    'every source of after has failed',
    ({ after }) => after.sources.forEach((source) => Object.assign(source, { status: 'failed' })),
    'undetermined',
    'source agents had nothing (failed)',
  ],
  [
    'before is partial',
    ({ before }) => Object.assign(before.sources[1] ?? {}, { status: 'partial', reason: 'cut short' }),
    'undetermined',
    'source agents: cut short',
  ],
];

test.each(USELESS)('a pair proves nothing where %s', async (_what, change, verdict, text) => {
  const { report, refusal } = await judge(change);
  expect(report?.verdict ?? 'error').toBe(verdict);
  const messages = report?.results.flatMap(({ findings }) => findings.map(({ message }) => message)) ?? [];
  expect([refusal ?? '', ...messages].join('\n')).toContain(text);
});

test('a source that is not complete is said of before and after', async () => {
  const { report } = await judge(({ before, after }) => {
    for (const { sources } of [before, after])
      Object.assign(sources[5] ?? {}, { status: 'partial', missing: [{ path: '/activityMonitor/version' }] });
  });
  const warned = report?.results.filter(({ status }) => status === 'warn').map(({ ruleId }) => ruleId);
  expect(warned).toEqual(['sources-complete', 'post-before-complete']);
  expect(report?.verdict).toBe('ready-with-warnings');
});

test('between uninstall and install CertsInfo has to name the old folder', async () => {
  for (const side of ['before', 'after'] as const)
    expect((await judge((pair) => void (pair[side].certsInfo.path = null), true)).verdict).toBe(
      'undetermined',
    );
});
