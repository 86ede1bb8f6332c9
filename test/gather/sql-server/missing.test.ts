import type { Gathered } from '../../../src/gather/source';
import { columns, databasesAnswer, listDatabases, services } from '../../support/servers/sql/estate';
import { gatherFrom } from '../../support/servers/sql/gathering';

function reasonOf(gathered: Gathered, path: string): string | undefined {
  return gathered.missing.find((missing) => missing.path === path)?.reason ?? undefined;
}

describe('a query that is refused', () => {
  const cases: [RegExp, number, string, RegExp][] = [
    [
      /sys\.dm_os_sys_info/,
      300,
      '/database/physicalMemoryMb',
      /permission denied \(error 300\); it needs VIEW SERVER STATE/,
    ],
    [/sys\.dm_server_services/, 297, '/database/sqlAgentRunning', /VIEW SERVER SECURITY STATE/],
    [
      /max server memory/,
      208,
      '/database/maxServerMemoryMb',
      /not on this server \(error 208\): Azure SQL, an older/,
    ],
    [/@@LANGUAGE/, 207, '/database/language', /not on this server \(error 207\)/],
    [/'ProductVersion'/, 195, '/database/version', /^SERVERPROPERTY: not on this server/],
    [
      /FROM sys\.databases/,
      229,
      '/database/databases/0/state',
      /^sys\.databases: permission denied .* VIEW ANY DATABASE/,
    ],
    [
      /backupset/,
      229,
      '/database/databases/1/lastFullBackupAt',
      /^msdb\.dbo\.backupset: .*SELECT on dbo\.backupset/,
    ],
    [/backupset/, 916, '/database/databases/0/fullBackupFound', /error 916/],
    [/backupset/, 40515, '/database/databases/0/fullBackupFound', /Azure SQL/],
    [
      /IS_ROLEMEMBER/,
      1222,
      '/database/databases/0/isOwner',
      /too busy, or a lock is in the way \(error 1222\); gather again later$/,
    ],
    [
      /IS_ROLEMEMBER/,
      922,
      '/database/databases/1/isOwner',
      /not ready \(error 922\), for example in recovery/,
    ],
    [
      /dm_os_sys_info/,
      7777,
      '/database/physicalMemoryMb',
      /failed with error 7777; look it up in the error log/,
    ],
    [
      /database_files ORDER/,
      229,
      '/database/databases/0/autogrowth',
      /sys\.database_files: permission denied/,
    ],
    [/dm_os_volume_stats/, 300, '/database/databases/1/freeVolumeMb', /VIEW SERVER STATE/],
    [/INFORMATION_SCHEMA/, 229, '/agents', /dbo\.Server: permission denied .*--agents FILE/],
    [/\[dbo\]\.\[Server\]/, 230, '/agents', /SELECT on dbo\.Server/],
  ];

  it.each(cases)('%s with error %d costs its own field alone', async (when, number, path, reason) => {
    const gathered = await gatherFrom({ answers: [{ when, error: { number } }] });
    expect(reasonOf(gathered, path)).toMatch(reason);
    const spared = gathered.missing.filter((missing) => !missing.reason?.includes(`error ${number}`));
    expect(spared.map((missing) => missing.path).filter((each) => !each?.startsWith('/agents'))).toEqual([]);
    const { database, agents } = gathered.sections;
    const kept = [
      database?.version,
      database?.language,
      database?.maxServerMemoryMb,
      database?.databases,
      agents,
    ];
    expect(kept.filter((value) => value !== undefined).length).toBeGreaterThanOrEqual(4);
    if (!/permission denied|not on this server|cannot be opened/.test(reasonOf(gathered, path) ?? ''))
      expect(reasonOf(gathered, path)).not.toMatch(/it needs/);
    const field = path.split('/').at(-1) ?? '';
    expect(database).not.toHaveProperty(field);
    expect(database?.databases?.[path.includes('/1/') ? 1 : 0] ?? {}).not.toHaveProperty(field);
  });

  it('gives nothing but the login where everything is refused', async () => {
    const gathered = await gatherFrom({ answers: [{ when: /./, error: { number: 229 } }] });
    const { databases, ...database } = gathered.sections.database ?? {};
    expect(Object.keys(database).sort()).toEqual(['login', 'server']);
    expect(databases).toEqual([{ name: 'NVMonitorConfig' }, { name: 'NVMonitorData' }]);
    const paths = gathered.missing.map(({ path }) => path);
    expect(paths.filter((path) => !path?.startsWith('/database/databases/'))).toEqual([
      '/database/version',
      '/database/edition',
      '/database/language',
      '/database/maxServerMemoryMb',
      '/database/physicalMemoryMb',
      '/database/cpuCores',
      '/database/sqlAgentRunning',
      '/database/serviceAccount',
      '/database/agentServiceAccount',
      '/database/disks',
      '/agents',
    ]);
    expect(paths.filter((path) => path?.startsWith('/database/databases/'))).toHaveLength(18);
  });
});

describe('an answer that holds nothing of use', () => {
  it('is missing, not invented', async () => {
    const gathered = await gatherFrom({
      answers: [
        {
          when: /'ProductVersion'/,
          columns: columns(['product_version', 'nvarchar'], ['edition', 'nvarchar']),
          rows: [['16.x', null]],
        },
        services([]),
        { when: /sys\.dm_os_sys_info/, columns: columns(['physical_memory_mb', 'nvarchar']), rows: [['-5']] },
        {
          when: /IS_ROLEMEMBER/,
          columns: columns(['is_owner', 'int'], ['default_schema', 'nvarchar']),
          rows: [[null, null]],
        },
      ],
    });
    for (const path of ['version', 'edition', 'physicalMemoryMb']) {
      expect(reasonOf(gathered, `/database/${path}`)).toMatch(/: gives no value that can be read; supply it/);
    }
    expect(reasonOf(gathered, '/database/sqlAgentRunning')).toMatch(/lists no such service .*Express/);
    const hidden = await gatherFrom({
      answers: [
        { when: /max server memory/, columns: columns(['max_server_memory_mb', 'bigint']), rows: [] },
      ],
    });
    expect(reasonOf(hidden, '/database/maxServerMemoryMb')).toMatch(
      /shows nothing to this login; it needs a login/,
    );
    expect(gathered.sections.database).not.toHaveProperty('version');
  });
});

describe('the databases', () => {
  it('are not listed when they do not exist', async () => {
    const gathered = await gatherFrom({
      answers: [databasesAnswer(listDatabases(['master', 'NVMonitorData']))],
    });
    expect(gathered.sections.database?.databases?.map(({ name }) => name)).toEqual(['NVMonitorData']);
    expect(gathered.sections).not.toHaveProperty('agents');
    expect(reasonOf(gathered, '/agents')).toMatch(/no database NVMonitorConfig was found/);
  });

  it('are an empty list when neither exists and the login sees all', async () => {
    const gathered = await gatherFrom({ answers: [databasesAnswer(listDatabases(['master']))] });
    expect(gathered.sections.database?.databases).toEqual([]);
    expect(gathered.missing).toEqual([
      { path: '/agents', reason: expect.stringMatching(/no database NVMonitorConfig was found/) },
    ]);
  });

  it.each(['nvmonitorconfig', 'NVMonitorConfig ', '\uff2e\uff36MonitorConfig'])(
    'are those that the server takes for the same name: %j',
    async (configDatabase) => {
      const gathered = await gatherFrom({}, { configDatabase, withAgents: false });
      expect(gathered.missing).toEqual([]);
      expect(gathered.sections.database?.databases).toMatchObject([
        { name: configDatabase, state: 'ONLINE', isOwner: true },
        { name: 'NVMonitorData', state: 'ONLINE' },
      ]);
    },
  );

  it('stand there by name alone when the login may not see every one', async () => {
    const rows = listDatabases(['master', 'NVMonitorData'], 'ONLINE', 0);
    const gathered = await gatherFrom({
      answers: [databasesAnswer(rows)],
      refuseDatabases: { NVMonitorConfig: 4060 },
    });
    const [config, data] = gathered.sections.database?.databases ?? [];
    expect(config).not.toHaveProperty('state');
    expect(config?.name).toBe('NVMonitorConfig');
    expect(data).toMatchObject({ name: 'NVMonitorData', state: 'ONLINE' });
    expect(reasonOf(gathered, '/database/databases/0/state')).toMatch(/it needs VIEW ANY DATABASE/);
  });

  it('keep what master knows of them when they cannot be opened', async () => {
    const rows = [
      ...listDatabases(['master', 'NVMonitorConfig']),
      ...listDatabases(['NVMonitorData'], 'RESTORING'),
    ];
    const gathered = await gatherFrom({
      answers: [databasesAnswer(rows)],
      refuseDatabases: { NVMonitorData: 4060 },
    });
    const data = gathered.sections.database?.databases?.[1];
    expect(data).toEqual({
      name: 'NVMonitorData',
      state: 'RESTORING',
      recoveryModel: 'SIMPLE',
      fullBackupFound: true,
      lastFullBackupAt: '2026-11-20T21:30:00.000Z',
    });
    expect(reasonOf(gathered, '/database/databases/1/autogrowth')).toMatch(
      /^sys\.database_files: the database cannot be opened \(error 4060\); it needs an online database/,
    );
    expect(gathered.sections.agents).toHaveLength(2);
  });

  it('are named in the section only when they are not called as usual', async () => {
    const names = { configDatabase: 'TPConfig', dataDatabase: 'TPData' };
    const rows = listDatabases(['master', 'tpconfig', 'TPData']);
    const gathered = await gatherFrom({ answers: [databasesAnswer(rows)] }, names);
    expect(gathered.sections.database).toMatchObject(names);
    expect(gathered.sections.database?.databases?.map(({ name }) => name)).toEqual(['TPConfig', 'TPData']);
    const usual = await gatherFrom({});
    expect(usual.sections.database).not.toHaveProperty('configDatabase');
    expect(usual.sections.database).not.toHaveProperty('dataDatabase');
  });

  it('are one where both names are the same', async () => {
    const gathered = await gatherFrom({}, { dataDatabase: 'nvmonitorconfig' });
    expect(gathered.sections.database?.databases).toHaveLength(1);
  });
});

it('an answer of more rows than can be right is not cut short but left out', async () => {
  const gathered = await gatherFrom({}, { mostRows: 5 });
  expect(gathered.sections.agents).toBeUndefined();
  expect(reasonOf(gathered, '/agents')).toMatch(/^dbo\.Server: the answer has more rows than can be right/);
  expect(gathered.sections.database?.databases?.[1]).toMatchObject({ isOwner: true, freeVolumeMb: 51200 });
});
