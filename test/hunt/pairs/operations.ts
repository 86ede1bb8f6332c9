import type { Verdict } from '../../../src/model/report';
import type { Fields } from '../estate';
import type { Random } from '../random';
import { BUILDS, type PairedEstate, type PairWorld } from './world';

/** The best verdict that is still allowed; an error stands for a pair that is refused. */
export type PairLimit = Exclude<Verdict, 'ready'>;

/** One way to lose something in an upgrade, or to make a pair prove less. */
export interface PairOperation {
  id: string;
  limit: PairLimit;
  /** Says false where there was nothing to change. */
  apply: (world: PairWorld, random: Random) => unknown;
}

type Apply = PairOperation['apply'];
type Rows = (estate: PairedEstate) => Fields[];

const agents: Rows = (estate) => estate.agents;
const policies: Rows = (estate) => estate.policies;
const databases: Rows = (estate) => estate.database.databases;
const files: Rows = (estate) => estate.certsInfo.files;
const certificates: Rows = (estate) => estate.certsInfo.certificates;
const services: Rows = (estate) => estate.enterpriseManager.services;
const proxies: Rows = (estate) => estate.activityMonitor.agents;

/** A row of before and what became of it. */
function pickPair(world: PairWorld, rows: Rows, random: Random): [Fields, Fields] | undefined {
  const row = random.pick(rows(world.before));
  const later = world.rows.get(row);
  return later && rows(world.after).includes(later) ? [row, later] : undefined;
}

/** Changes a row of before, what became of it, or both. */
function change(rows: Rows, what: (row: Fields, later: Fields, random: Random) => unknown): Apply {
  return (world, random) => {
    const pair = pickPair(world, rows, random);
    return pair ? what(...pair, random) : false;
  };
}

/** What became of a row is gone. */
function lose(rows: Rows, prepare?: (row: Fields) => void): Apply {
  return (world, random) => {
    const pair = pickPair(world, rows, random);
    if (!pair) return false;
    prepare?.(pair[0]);
    const list = rows(world.after);
    list.splice(list.indexOf(pair[1]), 1);
    return true;
  };
}

/** A field of a row of one side is not known. */
function forget(side: 'before' | 'after', rows: Rows, field: string): Apply {
  return change(rows, (row, later, random) => {
    const holder = side === 'before' ? row : later;
    const isText = typeof holder[field] === 'string' && !/At$|Sha256$/.test(field);
    holder[field] = isText ? random.pick([null, 'N/A', '-', '', 'unknown']) : null;
  });
}

const other = (side: (world: PairWorld) => Fields, fields: Fields): Apply => {
  return (world) => Object.assign(side(world), fields);
};

/** Sources without which a rule at level fail cannot judge. */
const DECISIVE = ['sql', 'agents', 'policies', 'enterprise-manager'];
const source = (list: Fields[], random: Random) =>
  random.pick(list.filter(({ id, sections }) => DECISIVE.includes(String(id)) && sections !== undefined));

const LOST: Record<string, Apply> = {
  'agent-gone': lose(agents),
  'agent-lost': change(agents, (row, later, random) => {
    row.status = 'Active';
    later.status = random.pick(['Stopped', 'Lost Connection', 'No Agent', 'lost connection', 'Getrennt']);
  }),
  'stopped-agent-gone': lose(agents, (row) => (row.status = 'Stopped')),
  'stopped-agent-removed': change(agents, (row, later) => {
    row.status = 'Lost Connection';
    later.status = 'No Agent';
  }),
  'policy-gone': lose(policies),
  'policy-disabled': change(policies, (row, later) => ([row.enabled, later.enabled] = [true, false])),
  'policy-anew': change(policies, (_row, later, random) => {
    later.guid = `00000000-0000-4000-8000-${String(random.integer(1, 1e9)).padStart(12, '0')}`;
  }),
  'database-gone': lose(databases),
  'database-off': change(databases, (_row, later, random) => {
    later.state = random.pick(['OFFLINE', 'SUSPECT', 'RESTORING', 'recovering']);
  }),
  'database-empty': change(databases, (row, later, random) => {
    later.sizeMb = random.integer(0, Math.ceil(Number(row.sizeMb) * 0.9) - 1);
  }),
  'file-gone': lose(files),
  'file-resized': change(files, (row, later) => (later.sizeBytes = Number(row.sizeBytes) + 1)),
  'file-anew': change(files, (_row, later) => (later.modifiedAt = '2026-11-21T03:00:00Z')),
  'certificate-anew': change(certificates, (_row, later) => (later.fingerprintSha256 = 'ab'.repeat(32))),
  'key-of-another': change(certificates, (_row, later) => (later.keyMatches = false)),
  'service-stopped': ({ after }, random) =>
    Object.assign(random.pick(services(after)), {
      state: random.pick(['stopped', 'Paused', 'start pending']),
    }),
  'nothing-installed': ({ before, after }) =>
    (after.enterpriseManager.version = before.enterpriseManager.version),
  'other-folder': ({ after }) => (after.certsInfo.path = 'D:\\Old\\SIEnterpriseManager\\CertsInfo'),
};

const DOUBTFUL: Record<string, Apply> = {
  // Before a row is there twice, so that none has its name.
  'name-unknown': forget('after', agents, 'name'),
  'agent-twice': (world, random) => {
    const pair = pickPair(world, agents, random);
    const isOne = pair?.[1].status === 'Active' && pair[1].name != null;
    if (!isOne) return false;
    world.after.agents.splice(random.integer(0, world.after.agents.length), 0, {
      ...pair[1],
      status: random.pick(['Active', 'Stopped']),
      // Another one than of an Agent that was not upgraded: rows that say the same are no doubt.
      version: '7.3.4.2',
    });
    return true;
  },
  'two-hosts-one-row': (world, random) => {
    const pair = pickPair(world, agents, random);
    if (pair?.[0].domain == null || pair[0].name == null) return false;
    const [row, later] = pair;
    world.before.agents.push({ ...row, domain: 'ELSEWHERE', fqdn: null, status: 'Active' });
    Object.assign(row, { status: 'Active' });
    Object.assign(later, { name: row.name, domain: null, fqdn: null });
    return true;
  },
  'foreign-status': change(agents, (row, later, random) => {
    row.status = random.pick(['Verbunden', 'Hardened', 'Online', '3']);
    later.status = random.pick(['Getrennt', 'Lost Connection', 'Active']);
  }),
  'policy-replaced': change(policies, (_row, later) => (later.name = 'Another policy')),
  'policy-renumbered': change(policies, (row, later) => (row.id === undefined ? false : (later.id = '9999'))),
  'database-twice': (world, random) => {
    const pair = pickPair(world, databases, random);
    if (!pair) return false;
    world.after.database.databases.push({ ...pair[1], sizeMb: 1 });
    return true;
  },
  'server-unnamed': ({ after }) => (after.database.server = null),
  'server-by-address': ({ after }) => (after.database.server = '10.20.0.6'),
  'instance-named': ({ after }) => (after.database.server = 'SQL01\\OTHER'),
  'manager-by-address': other(({ after }) => after.enterpriseManager, { host: '10.0.0.9', fqdn: null }),
  'version-before-unknown': other(({ before }) => before.enterpriseManager, { version: null }),
  'version-unknown': other(({ after }) => after.enterpriseManager, { version: null }),
  'folder-unknown': other(({ after }) => after.certsInfo, { path: null }),
  'installation-unknown': other(({ after }) => after.enterpriseManager, { installPath: null }),
  'status-unknown': forget('after', agents, 'status'),
  'enabled-unknown': change(policies, (row, later) => ([row.enabled, later.enabled] = [true, null])),
  'state-unknown': forget('after', databases, 'state'),
  'size-unknown': forget('after', databases, 'sizeMb'),
  'size-before-unknown': forget('before', databases, 'sizeMb'),
  'date-unknown': forget('after', files, 'modifiedAt'),
  'date-before-unknown': forget('before', files, 'modifiedAt'),
  'bytes-unknown': forget('after', files, 'sizeBytes'),
  'fingerprint-unknown': forget('after', certificates, 'fingerprintSha256'),
  'fingerprint-before-unknown': forget('before', certificates, 'fingerprintSha256'),
  'service-unknown': ({ after }, random) => (random.pick(services(after)).state = 'N/A'),
  'section-gone': ({ after }, random) =>
    Reflect.deleteProperty(
      after,
      random.pick(['agents', 'policies', 'database', 'certsInfo', 'enterpriseManager']),
    ),
  'section-before-gone': ({ before }, random) =>
    Reflect.deleteProperty(
      before,
      random.pick(['agents', 'policies', 'database', 'certsInfo', 'enterpriseManager']),
    ),
  'source-not-asked-again': ({ before, after }, random) =>
    Object.assign(source(after.sources, random), {
      collectedAt: before.collectedAt,
      asOf: before.collectedAt,
    }),
  'source-ahead': ({ after }, random) =>
    Object.assign(source(after.sources, random), { asOf: '2099-01-01T00:00:00Z' }),
  'export-undated': ({ after }, random) => {
    const exports = after.sources.filter(({ kind }) => kind === 'agent-list' || kind === 'policy-list');
    return Reflect.deleteProperty(random.pick(exports), 'asOf');
  },
  'source-failed': ({ after }, random) =>
    Object.assign(source(after.sources, random), { status: random.pick(['failed', 'skipped']) }),
  'source-partial': ({ before, after }, random) =>
    Object.assign(source(random.pick([before, after]).sources, random), {
      status: 'partial',
      reason: 'cut short',
    }),
  'merged-from-before': ({ before, after }) => {
    const sections = ['certsInfo', 'database', 'policies', 'agents'];
    for (const section of sections) after[section] = structuredClone(before[section]);
    after.sources = [{ id: 'merge', kind: 'inventory', status: 'ok', asOf: before.collectedAt, sections }];
  },
};

const WARNED: Record<string, Apply> = {
  'modules-lost': change(agents, (row, later) => {
    row.status = 'Active';
    later.status = 'Active (Modules Pending)';
  }),
  'agent-not-upgraded': change(agents, (_row, later) => (later.version = '7.3.4.1')),
  'mixed-mode-on': other(({ after }) => after.enterpriseManager, { pre735Port: 3739 }),
  'reporting-gone': ({ before, after }) => {
    before.reportingModule = { installed: true, version: '2.8' };
    after.reportingModule = { installed: false };
  },
  'nas-host-gone': change(proxies, (_row, later) => (later.hosts = [])),
  'monitor-partial': ({ before, after }, random) => {
    const list = random.pick([before, after]).sources.filter(({ kind }) => kind === 'activity-monitor');
    return Object.assign(random.pick(list), { status: 'partial', reason: 'cut short' });
  },
};

const USELESS: Record<string, Apply> = {
  'same-twice': (world) => (world.after = structuredClone(world.before)),
  'same-time': ({ before, after }) => (after.collectedAt = before.collectedAt),
  swapped: ({ before, after }) =>
    ([before.collectedAt, after.collectedAt] = [after.collectedAt, before.collectedAt]),
  'still-to-come': ({ after }, random) =>
    (after.collectedAt = random.pick(['2099-01-01T00:00:00Z', '2026-11-21T04:30:00Z'])),
  'at-target-before': ({ before, after, target }) => {
    for (const one of [before, after])
      one.enterpriseManager = { ...one.enterpriseManager, version: BUILDS[target] };
  },
  downgrade: ({ before }) => (before.enterpriseManager = { ...before.enterpriseManager, version: '9.0.0.1' }),
  'other-manager': ({ before, after }) => {
    before.enterpriseManager = { ...before.enterpriseManager, host: 'TPEM01', fqdn: null };
    after.enterpriseManager = { ...after.enterpriseManager, host: 'TPEM02', fqdn: null };
  },
  'other-server': ({ before, after }, random) => {
    before.database = { ...before.database, server: 'SQL01' };
    after.database = { ...after.database, server: random.pick(['SQL02', 'tcp:sql02.contoso.com,1433']) };
  },
  'other-environment': ({ after }) => (after.environment = 'fabrikam'),
};

const of = (limit: PairLimit, all: Record<string, Apply>): PairOperation[] =>
  Object.entries(all).map(([id, apply]) => ({ id, limit, apply }));

/** Every way that a hunt on pairs knows; the strongest limit is last. A new one is a line in the list of its kind. */
export const PAIR_OPERATIONS: readonly PairOperation[] = [
  ...of('ready-with-warnings', WARNED),
  ...of('not-ready', LOST),
  ...of('undetermined', DOUBTFUL),
  ...of('error', USELESS),
];
