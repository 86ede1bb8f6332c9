import schema from '../../../rules/inventory.schema.json';
import { listComparedFields } from '../../../src/gather/merge/compared-fields';
import { formatConflict } from '../../../src/gather/merge/conflicts';
import { mergeOutcomes } from '../../../src/gather/merge/merge-outcomes';
import { mergePatch, patchedPaths } from '../../../src/gather/merge/merge-patch';
import type { Outcome } from '../../../src/gather/run';
import type { Gathered, SourceRequest } from '../../../src/gather/source';
import { faultsOf } from '../../support/estates/inventory-schema';

const FRAME = { environment: 'contoso', collectedAt: '2026-11-20T21:00:00.000Z' };
const EARLIER = '2026-11-19T08:00:00.000Z';
const LATER = '2026-11-20T20:59:00.000Z';

function outcome(
  id: string,
  sections: Gathered['sections'],
  asOf = LATER,
  kind: SourceRequest['kind'] = 'agent-list',
): Outcome {
  const request: SourceRequest = {
    id,
    kind,
    target: id,
    sections: [],
    formatSteps: () => [],
    gather: () => Promise.reject(new Error('not asked')),
  };
  const entry = {
    id,
    kind,
    target: id,
    status: 'ok' as const,
    collectedAt: LATER,
    sections: Object.keys(sections),
  };
  return { request, entry, gathered: { sections, missing: [], asOf } };
}

function merge(...outcomes: Outcome[]) {
  const { inventory, conflicts } = mergeOutcomes(FRAME, outcomes, listComparedFields(schema));
  expect(faultsOf(inventory)).toEqual([]);
  return { inventory, conflicts: conflicts.map(formatConflict) };
}

describe('what the inventory says of its sources', () => {
  const dated = (asOf: Gathered['asOf']) => {
    const one = outcome('a', { agents: [{ name: 'DC01' }], policies: [{ name: 'P' }] });
    if (asOf === undefined) delete one.gathered.asOf;
    else one.gathered.asOf = asOf;
    return merge(one).inventory;
  };

  test('is when the oldest of what they supply was true, where that is known', () => {
    expect(dated({ agents: LATER, policies: EARLIER }).sources[0]?.asOf).toBe(EARLIER);
    expect(dated(undefined).sources[0]).not.toHaveProperty('asOf');
  });

  test('names fields of sections and rows; lists and objects in a row, and nothing, are not looked into', () => {
    const row = {
      name: 'DC01',
      status: null,
      installedProducts: ['Quest'],
      loggingIni: { settings: [{ key: 'a' }] },
    };
    const { inventory } = merge(
      outcome('b', { agents: [{ name: 'DC02' }], database: { edition: 'Standard' } }),
      outcome('a', { agents: [row], database: { server: 'SQL01' } }),
      outcome('facts', { database: { version: '15.0.4430.1' } }, LATER, 'facts'),
      outcome('em', { enterpriseManager: { version: '7.4' } }, LATER, 'enterprise-manager'),
      outcome('sql', { database: { sqlAgentRunning: true } }, LATER, 'sql-server'),
    );
    expect(inventory.sources.map(({ fields }) => fields)).toEqual([
      ['/database/edition', '/agents/*/name'],
      ['/database/server', '/agents/*/name', '/agents/*/installedProducts', '/agents/*/loggingIni'],
      ['/database/version'],
      undefined,
      ['/database/sqlAgentRunning'],
    ]);
  });

  test('of a section that nobody has, the inventory says nothing', () => {
    expect(Object.keys(merge(outcome('sql', { database: {} })).inventory)).not.toContain('agents');
  });
});

test('sections of several sources stand in one inventory, agents last', () => {
  const { inventory, conflicts } = merge(
    outcome('agents', { agents: [{ name: 'DC01' }] }),
    outcome('sql', { database: { server: 'SQL01' } }),
  );
  expect(Object.keys(inventory)).toEqual([
    'schemaVersion',
    'environment',
    'collectedAt',
    'sources',
    'database',
    'agents',
  ]);
  expect(inventory.sources.map(({ id, fields }) => [id, fields])).toEqual([
    ['agents', undefined],
    ['sql', undefined],
  ]);
  expect(conflicts).toEqual([]);
});

test('the fresher source wins, gaps are filled, the conflict is noted, and each field has its source', () => {
  const { inventory, conflicts } = merge(
    outcome(
      'agents',
      { agents: [{ name: 'DC01', domain: 'CONTOSO', version: '7.3.9.42', status: 'Active' }] },
      EARLIER,
    ),
    outcome('sql', {
      agents: [
        { name: 'contoso\\dc01', version: '7.3.8.12', lastContactAt: LATER, eventsInQueue: 3, notes: 'own' },
      ],
    }),
  );
  expect(inventory.agents).toEqual([
    {
      name: 'contoso\\dc01',
      domain: 'CONTOSO',
      version: '7.3.8.12',
      status: 'Active',
      lastContactAt: LATER,
      eventsInQueue: 3,
      notes: `own; version: 7.3.8.12 was kept, agents says 7.3.9.42 (${EARLIER})`,
    },
  ]);
  expect(conflicts).toEqual([`contoso\\dc01: version: 7.3.8.12 was kept, agents says 7.3.9.42 (${EARLIER})`]);
  expect(inventory.sources.map(({ fields }) => fields)).toEqual([
    ['/agents/*/domain', '/agents/*/status'],
    [
      '/agents/*/name',
      '/agents/*/version',
      '/agents/*/lastContactAt',
      '/agents/*/eventsInQueue',
      '/agents/*/notes',
    ],
  ]);
});

test('of two equally fresh sources the one named first wins', () => {
  const { inventory } = merge(
    outcome('agents', { agents: [{ name: 'DC01', version: '7.3.9.42' }] }),
    outcome('sql', { agents: [{ name: 'DC01', version: '7.3.8.12' }] }),
  );
  expect(inventory.agents?.[0]?.version).toBe('7.3.9.42');
});

test.each(['N/A', '-', 'unknown', ''])('%j says nothing, whichever source says it', (nothing) => {
  const known = outcome('a', { agents: [{ name: 'DC01', status: 'Active', operatingSystem: nothing }] });
  const later = outcome('b', { agents: [{ name: 'DC01', status: nothing, operatingSystem: 'Windows' }] });
  for (const given of [
    [known, later],
    [later, known],
  ]) {
    const { inventory, conflicts } = merge(...given);
    expect(inventory.agents).toEqual([{ name: 'DC01', status: 'Active', operatingSystem: 'Windows' }]);
    expect(conflicts).toEqual([]);
  }
  const clearlyLater = { ...later, gathered: { ...later.gathered, asOf: '2026-11-24T00:00:00Z' } };
  expect(merge(known, clearlyLater).inventory.agents?.[0]).toMatchObject({ status: 'Active' });
  // Two rows without a name are not one.
  const nameless = ['a', 'b'].map((id) => outcome(id, { policies: [{ guid: nothing, name: `${id}1` }] }));
  expect(merge(...nameless).inventory.policies).toHaveLength(2);
});

test('a fact that says nothing takes the place of nothing', () => {
  const { inventory } = merge(
    outcome('em', { enterpriseManager: { version: '7.3.9.42', host: 'TPEM01' } }),
    outcome('facts', { enterpriseManager: { host: 'N/A', language: '-' } }, LATER, 'facts'),
  );
  expect(inventory.enterpriseManager).toEqual({ version: '7.3.9.42', host: 'TPEM01', language: '-' });
  expect(inventory.sources[1]).toMatchObject({ fields: ['/enterpriseManager/language'] });
});

test('numbers, times and other spellings of one value are no conflict', () => {
  const { conflicts, inventory } = merge(
    outcome('agents', {
      agents: [{ name: 'DC01', status: 'Active', freeSpaceBytes: 1, lastEventAt: EARLIER }],
    }),
    outcome('sql', { agents: [{ name: 'DC01', status: 'ACTIVE', freeSpaceBytes: 2, lastEventAt: LATER }] }),
  );
  expect(conflicts).toEqual([]);
  expect(inventory.agents?.[0]).not.toHaveProperty('notes');
});

test('two rows for one host stay two rows, whichever source has them', () => {
  const { inventory } = merge(
    outcome('agents', { agents: [{ name: 'DC01', domain: 'CONTOSO', status: 'Active' }] }),
    outcome('sql', {
      agents: [
        { name: 'DC01' },
        { name: 'CONTOSO\\DC01', lastContactAt: EARLIER },
        { name: 'dc01.fabrikam.com' },
      ],
    }),
  );
  expect(inventory.agents).toEqual([
    { name: 'DC01', domain: 'CONTOSO', status: 'Active', lastContactAt: EARLIER },
    { name: 'DC01' },
    { name: 'dc01.fabrikam.com' },
  ]);
});

test('databases, policies and agents of Activity Monitor are paired by their key', () => {
  const { inventory } = merge(
    outcome('one', {
      database: { server: 'SQL01', databases: [{ name: 'NVMonitorConfig', state: 'ONLINE' }] },
      policies: [{ id: '1', guid: 'A' }, { name: 'P' }],
      activityMonitor: { agents: [{ id: 'A0', version: '7.1.1' }] },
    }),
    outcome('two', {
      database: {
        edition: 'Standard',
        databases: [{ name: 'nvmonitorconfig', isOwner: true }, { name: 'NVMonitorData' }],
      },
      policies: [{ guid: 'a', enabled: true }, { name: 'Q' }, {}],
      activityMonitor: { agents: [{ id: 'a0', hosts: [] }] },
    }),
  );
  expect(inventory.database).toEqual({
    server: 'SQL01',
    edition: 'Standard',
    databases: [{ name: 'NVMonitorConfig', state: 'ONLINE', isOwner: true }, { name: 'NVMonitorData' }],
  });
  expect(inventory.policies).toEqual([
    { id: '1', guid: 'A', enabled: true },
    { name: 'P' },
    { name: 'Q' },
    {},
  ]);
  expect(inventory.activityMonitor?.agents).toEqual([{ id: 'A0', version: '7.1.1', hosts: [] }]);
});

test('CertsInfo of two moments is not mixed', () => {
  const { inventory } = merge(
    outcome('before', { certsInfo: { found: true, files: [{ name: 'root.dat' }] } }, EARLIER),
    outcome('after', { certsInfo: { found: false } }),
  );
  expect(inventory.certsInfo).toMatchObject({ found: false });
  expect(inventory.certsInfo).not.toHaveProperty('files');
});

test('facts go last, whatever their age, remove with null, and are named as the source of their fields', () => {
  const facts = { enterpriseManager: { adUserCount: 1840, version: null }, 'x-owner': { team: 'AD' } };
  const { inventory } = merge(
    outcome('facts', facts as Gathered['sections'], EARLIER, 'facts'),
    outcome('em', { enterpriseManager: { version: '7.3.9.42', pre735Port: 0 } }),
  );
  expect(inventory.enterpriseManager).toEqual({ adUserCount: 1840, pre735Port: 0 });
  expect(inventory).toHaveProperty('x-owner', { team: 'AD' });
  expect(inventory.sources[0]?.fields).toEqual([
    '/enterpriseManager/adUserCount',
    '/enterpriseManager/version',
    '/x-owner/team',
  ]);
});

test('what one source lacks and another supplies is not missing any more', () => {
  const lacking = outcome('em', { enterpriseManager: { version: '7.3.9.42' } });
  lacking.entry.status = 'partial';
  lacking.entry.reason = 'not this machine';
  lacking.entry.missing = ['language', 'uacEnabled'].map((field) => ({
    path: `/enterpriseManager/${field}`,
    reason: 'not this machine',
  }));
  const one = outcome('facts', { enterpriseManager: { language: 'en-US' } }, LATER, 'facts');
  expect(merge(lacking, one).inventory.sources[0]).toMatchObject({
    status: 'partial',
    missing: [{ path: '/enterpriseManager/uacEnabled' }],
    notes: 'supplied by another source: /enterpriseManager/language',
  });
  const both = outcome(
    'facts',
    { enterpriseManager: { language: 'en-US', uacEnabled: true } },
    LATER,
    'facts',
  );
  expect(merge(lacking, both).inventory.sources[0]).toMatchObject({
    status: 'ok',
    reason: null,
    missing: [],
  });
  expect(lacking.entry.status).toBe('partial');
});

test('a row by its number is found again by its name, wherever merging put it', () => {
  const databases = [{ name: 'NVMonitorConfig' }, { name: 'NVMonitorData' }];
  const sql = outcome('sql', { database: { databases } }, EARLIER);
  sql.entry.status = 'partial';
  sql.entry.reason = 'a; b';
  sql.entry.missing = [
    { path: '/database/databases/0/isOwner', reason: 'a' },
    { path: '/database/databases/1/isOwner', reason: 'b' },
  ];
  const told = { databases: [{ name: 'NVMonitorData', isOwner: true }] };
  const merged = merge(sql, outcome('inventory-1', { database: told }, LATER, 'inventory'));
  expect(merged.inventory.sources[0]).toMatchObject({
    status: 'partial',
    reason: 'a',
    missing: [{ path: '/database/databases/0/isOwner' }],
  });
});

test('a source that failed has failed, although others supply its section', () => {
  const agents = outcome('agents', {});
  Object.assign(agents.entry, {
    status: 'failed',
    reason: 'no file',
    missing: [{ path: '/agents', reason: 'no file' }],
  });
  const sql = outcome('sql', { agents: [{ name: 'DC01' }] });
  expect(merge(agents, sql).inventory.sources[0]).toMatchObject({
    status: 'failed',
    reason: 'no file',
    missing: [{ path: '/agents' }],
  });
});

test('what a source says of its own list stays: the list is there, and not complete', () => {
  const own = outcome('am', { activityMonitor: { agents: [{ id: 'A0' }] } });
  own.entry.status = 'partial';
  own.entry.missing = [{ path: '/activityMonitor/agents', reason: 'only one agent is shown' }];
  expect(merge(own).inventory.sources[0]).toMatchObject({ status: 'partial', missing: own.entry.missing });
});

test('a field of the rows of a list is supplied when every row has it', () => {
  const list = outcome('agents', {
    agents: [{ name: 'DC01' }, { name: 'DC02' }, { name: 'DC03', status: 'No Agent' }],
  });
  list.entry.status = 'partial';
  list.entry.missing = [{ path: '/agents/*/lastContactAt', reason: 'no column' }];
  const sql = (...names: string[]) =>
    outcome('sql', { agents: names.map((name) => ({ name, lastContactAt: LATER })) });
  expect(merge(list, sql('dc01')).inventory.sources[0]?.status).toBe('partial');
  expect(merge(list, sql('dc01', 'dc02')).inventory.sources[0]?.status).toBe('ok');
});

describe('what lies in a row', () => {
  const agents = (one: object, two: object) =>
    merge(
      outcome('a', { agents: [{ name: 'DC01', ...one }] }),
      outcome('b', { agents: [{ name: 'DC01', ...two }] }),
    ).inventory.agents?.[0];
  const settings = [{ section: 'a', key: 'b', value: 'c' }];

  test('is filled field by field, and says itself what sources contradict each other about', () => {
    const own = { path: 'C:\\Logging.ini', settings };
    expect(agents({ loggingIni: { path: own.path } }, { loggingIni: own })).toMatchObject({
      loggingIni: own,
    });
    const other = [{ section: 'a', key: 'b', value: 'd' }];
    const merged = agents({ loggingIni: { settings } }, { loggingIni: { settings: other } });
    expect(merged).not.toHaveProperty('conflicts');
    expect(merged?.loggingIni).toMatchObject({ settings, conflicts: [{ field: 'settings' }] });
  });

  test('is taken whole where it is deeper: a number and its unit belong together', () => {
    const database = (autogrowth: object) => ({
      database: { databases: [{ name: 'NVMonitorConfig', autogrowth }] },
    });
    const { inventory } = merge(
      outcome('a', database({ value: 10 })),
      outcome('b', database({ unit: 'percent' })),
    );
    expect(inventory.database?.databases?.[0]?.autogrowth).toEqual({ value: 10 });
  });

  test.each([
    [{ own: 1 }, 'text'],
    ['text', { other: 1 }],
    [['a'], { other: 1 }],
    [{ own: 1 }, ['a']],
  ])('%j is not mixed with %j', (one, two) => {
    expect(agents({ 'x-a': one }, { 'x-a': two })?.['x-a' as 'name']).toEqual(one);
  });

  test('nothing takes the place of nothing', () => {
    expect(Object.keys(agents({}, { version: null }) ?? {})).toEqual(['name']);
  });
});

describe('what two sources of the same time contradict each other about', () => {
  const version = (id: string, value: string, asOf = LATER) =>
    outcome(id, { agents: [{ name: 'DC01', version: value }] }, asOf, 'inventory');
  const contested = (...outcomes: Outcome[]) => merge(...outcomes).inventory.agents?.[0]?.conflicts;

  test('is in the inventory, and what is kept does not depend on the order of flags', () => {
    const [a, b] = [version('one', '7.3.9.42'), version('two', '7.3.8.12')];
    const { agents } = merge(a, b).inventory;
    expect(merge(b, a).inventory.agents).toEqual(agents);
    expect(agents?.[0]?.conflicts).toMatchObject([
      { field: 'version', kept: '7.3.9.42', keptSource: 'one', other: '7.3.8.12', source: 'two' },
    ]);
  });

  test('is no conflict where one of them is clearly later', () => {
    const old = version('two', '7.3.8.12', '2026-11-18T08:00:00.000Z');
    expect(contested(version('one', '7.3.9.42'), old)).toBeUndefined();
    // A day is not more than a day.
    const dayOld = version('two', '7.3.8.12', '2026-11-19T20:59:00.000Z');
    expect(contested(version('one', '7.3.9.42'), dayOld)).toHaveLength(1);
  });

  test('may be a number or a whole list, but not a rounded size', () => {
    const agent = (id: string, row: object) => outcome(id, { agents: [{ name: 'DC01', ...row }] });
    const fields = (a: object, b: object) =>
      contested(agent('a', a), agent('b', b))?.map(({ field }) => field);
    expect(fields({ dotNetRelease: 528040 }, { dotNetRelease: 461808 })).toEqual(['dotNetRelease']);
    expect(fields({ installedProducts: [] }, { installedProducts: ['Quest'] })).toEqual([
      'installedProducts',
    ]);
    expect(fields({ modules: ['A', 'b'] }, { modules: ['B', 'a'] })).toBeUndefined();
    expect(fields({ memoryBytes: 16e9 }, { memoryBytes: 17179869184 })).toBeUndefined();
    expect(fields({ memoryBytes: 16e9 }, { memoryBytes: 8e9 })).toEqual(['memoryBytes']);
  });

  test('may be the CertsInfo folder, of which nothing is mixed', () => {
    const certs = (id: string, ...names: string[]) =>
      outcome(id, { certsInfo: { found: true, files: names.map((name) => ({ name })) } });
    const { certsInfo } = merge(certs('a', 'Ca-crt.pem', 'Ca-key.pem'), certs('b', 'Ca-crt.pem')).inventory;
    expect(certsInfo?.conflicts?.map(({ field }) => field)).toEqual(['files']);
  });

  test('stays contested when the inventory is merged again, until a later source knows better', () => {
    const agents = merge(version('one', '7.3.9.42'), version('two', '7.3.8.12')).inventory.agents ?? [];
    const merged = (asOf: string) => outcome('inventory-1', { agents }, asOf, 'inventory');
    const fresh = version('three', '7.3.9.42');
    expect(contested(merged(LATER), fresh)).toHaveLength(1);
    expect(contested(merged('2026-11-20T08:00:00.000Z'), fresh)).toHaveLength(1);
    expect(contested(merged('2026-11-18T08:00:00.000Z'), fresh)).toBeUndefined();
  });

  test('stays contested where what is later does not say it', () => {
    const agents = merge(version('one', '7.3.9.42'), version('two', '7.3.8.12')).inventory.agents ?? [];
    const before = outcome('inventory-1', { agents }, '2026-11-18T08:00:00.000Z', 'inventory');
    const silent = outcome('three', { agents: [{ name: 'DC01', status: 'Active' }] });
    expect(contested(before, silent)).toMatchObject([{ field: 'version', other: '7.3.8.12' }]);
    const now = outcome('inventory-1', { agents }, LATER, 'inventory');
    const older = outcome('three', { agents: [{ name: 'DC01' }] }, '2026-11-18T08:00:00.000Z');
    expect(contested(now, older)).toHaveLength(1);
  });

  test('is nearer to one of them than a day, and names all that it contradicts', () => {
    const third = version('three', '7.4.0.1', '2026-11-19T08:00:00.000Z');
    const first = version('one', '7.3.9.42', '2026-11-20T20:59:00.000Z');
    const second = version('two', '7.3.9.42', '2026-11-19T21:00:00.000Z');
    expect(contested(first, second, third)).toMatchObject([
      { kept: '7.3.9.42', keptSource: 'one or two', other: '7.4.0.1', source: 'three' },
    ]);
  });

  test('is said once, and once more for each further source', () => {
    const database = (id: string, configDatabase: string) => outcome(id, { database: { configDatabase } });
    expect(merge(database('a', 'Config'), database('b', 'Other')).conflicts).toHaveLength(1);
    const { inventory } = merge(version('a', '7.3'), version('b', '7.4'), version('c', '7.5'));
    expect(inventory.agents?.[0]?.conflicts?.map(({ other }) => other)).toEqual(['7.4', '7.5']);
    expect(inventory.agents?.[0]).toMatchObject({
      notes: expect.stringMatching(/b says 7.4 .*; .*c says 7.5/),
    });
  });

  test.each<[string, Gathered['sections'], Gathered['sections']]>([
    [
      'host1',
      { activityMonitor: { agents: [{ id: 'A', host: 'host1', version: '7.1' }] } },
      { activityMonitor: { agents: [{ id: 'A', version: '7.2' }] } },
    ],
    [
      'DC01',
      { agents: [{ name: 'DC01', domain: '', version: '7.3' }] },
      { agents: [{ name: 'DC01', version: '7.4' }] },
    ],
    [
      'C\\DC01',
      { agents: [{ name: 'DC01', domain: 'C', version: '7.3' }] },
      { agents: [{ name: 'DC01', version: '7.4' }] },
    ],
    ['/reportingModule', { reportingModule: { version: '7.3' } }, { reportingModule: { version: '7.4' } }],
  ])('is about %s', (subject, one, two) => {
    const { conflicts } = mergeOutcomes(
      FRAME,
      [outcome('a', one), outcome('b', two)],
      listComparedFields(schema),
    );
    expect(conflicts).toMatchObject([{ subject }]);
  });

  test('notes of several sources are kept beside it', () => {
    const noted = (id: string, value: string) =>
      outcome(id, { agents: [{ name: 'DC01', version: value, ...(id === 'b' ? { notes: 'seen' } : {}) }] });
    expect(merge(noted('a', '7.3'), noted('b', '7.4')).inventory.agents?.[0]?.notes).toMatch(
      /^seen; version: 7.3 was kept, b says 7.4/,
    );
  });

  test('is nothing that a fact corrects', () => {
    const em = outcome('em', { enterpriseManager: { language: 'de-DE' } });
    const facts = outcome('facts', { enterpriseManager: { language: 'en-US' } }, LATER, 'facts');
    expect(merge(em, facts)).toMatchObject({
      conflicts: [],
      inventory: { enterpriseManager: { language: 'en-US' } },
    });
  });

  test('is settled by facts, which say what they take the place of', () => {
    const em = (id: string, language: string) => outcome(id, { enterpriseManager: { language } });
    const facts = outcome('facts', { enterpriseManager: { language: 'en-US' } }, LATER, 'facts');
    const { inventory } = merge(em('a', 'de-DE'), em('b', 'en-US'), facts);
    expect(inventory.enterpriseManager).not.toHaveProperty('conflicts');
    expect(inventory.sources[2]?.notes).toBe('takes the place of /enterpriseManager/language de-DE');
    const list = outcome('facts', { agents: [] }, LATER, 'facts');
    expect(merge(version('one', '7.4'), list).inventory.sources[1]?.notes).toBe(
      'takes the place of /agents (1 rows)',
    );
  });
});

describe('mergePatch', () => {
  // The examples of RFC 7396, appendix A.
  test.each<[unknown, unknown, unknown]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j with %j is %j', (target, patch, expected) => {
    expect(mergePatch(target, patch)).toEqual(expected);
  });

  test('__proto__ is a name like any other', () => {
    const merged = mergePatch({}, JSON.parse('{"__proto__":{"polluted":true}}')) as object;
    expect(Object.keys(merged)).toEqual(['__proto__']);
    expect(merged).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('polluted');
  });

  test('nesting is bounded', () => {
    const deep = JSON.parse('{"a":'.repeat(2000) + '1' + '}'.repeat(2000)) as unknown;
    expect(() => mergePatch({}, deep)).toThrow('nested more than 50 levels deep');
  });

  test('paths are JSON pointers', () => {
    expect(patchedPaths({ 'a/b': { 'c~d': null }, e: [1] })).toEqual(['/a~1b/c~0d', '/e']);
  });
});

describe('sections about another machine', () => {
  const mine = outcome('sql', { database: { server: 'SQL01', version: '15.0.4430.1' } });
  const backups = { databases: [{ name: 'NVMonitorConfig', lastFullBackupAt: EARLIER }] };

  test.each([
    ['SQL02', EARLIER, undefined],
    ['SQL02', LATER, [{ field: 'server', kept: 'SQL01', keptSource: 'sql', other: 'SQL02', source: 'then' }]],
  ])('are not mixed: %s at %s', (server, asOf, contested) => {
    const { inventory, conflicts } = merge(mine, outcome('then', { database: { server, ...backups } }, asOf));
    expect(inventory.database?.databases).toBeUndefined();
    expect(inventory.database?.conflicts ?? undefined).toEqual(contested?.map((one) => ({ ...one, asOf })));
    expect(conflicts[0]).toContain('/database: server: SQL01 was kept, then says SQL02');
  });

  test('are filled where the name is only spelled otherwise', () => {
    const other = outcome('then', { database: { server: 'tcp:sql01.contoso.com,1433', ...backups } });
    expect(merge(mine, other).inventory.database).toMatchObject({ server: 'SQL01', ...backups });
    expect(merge(mine, other).conflicts).toEqual([]);
  });

  test('a host of another Enterprise Manager is contested', () => {
    const manager = (host: string, more: object) => ({ enterpriseManager: { host, ...more } });
    const { inventory } = merge(
      outcome('em', manager('TPEM01', {})),
      outcome('old', manager('TPEM02', { version: '7.4.0.312' })),
    );
    expect(inventory.enterpriseManager).toMatchObject({ host: 'TPEM01', conflicts: [{ other: 'TPEM02' }] });
    expect(inventory.enterpriseManager?.version).toBeUndefined();
  });
});
