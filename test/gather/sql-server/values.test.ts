import type { Answer } from '../../support/servers/sql/answers';
import type { Value } from '../../support/servers/sql/columns';
import { columns, disks, services } from '../../support/servers/sql/estate';
import { gatherFrom } from '../../support/servers/sql/gathering';

describe('what the values mean', () => {
  it('a backup set that msdb does not know is known not to be', async () => {
    const backup = { when: /backupset/, columns: columns(['finished_at', 'datetime']), rows: [[null]] };
    const gathered = await gatherFrom({ answers: [backup] });
    expect(gathered.sections.database?.databases?.[0]).toMatchObject({ fullBackupFound: false });
    expect(gathered.sections.database?.databases?.[0]).not.toHaveProperty('lastFullBackupAt');
    expect(gathered.missing.filter(({ path }) => !path?.startsWith('/agents'))).toEqual([]);
  });

  it('a language other than US English is told, whether of the server or of the login', async () => {
    const language = (server: string, login: string): Answer => ({
      when: /@@LANGUAGE/,
      columns: columns(['server_language', 'nvarchar'], ['login_language', 'nvarchar']),
      rows: [[server, login]],
    });
    const login = await gatherFrom({ answers: [language('us_english', 'Deutsch')] });
    const server = await gatherFrom({ answers: [language('Français', 'us_english')] });
    expect(login.sections.database?.language).toBe('Deutsch');
    expect(server.sections.database?.language).toBe('Français');
  });

  it('the services of the instance, by what they are', async () => {
    const answers = [
      services([
        ['SQL Full-text Filter Daemon Launcher (TP)', 4, 'NT Service\\MSSQLFDLauncher$TP'],
        ['SQL Server Agent (TP)', 4, '.\\agent'],
        ['SQL Server (TP)', 4, 'NT AUTHORITY\\NETWORK SERVICE'],
      ]),
    ];
    const { database } = (await gatherFrom({ answers })).sections;
    expect(database).toMatchObject({
      sqlAgentRunning: true,
      serviceAccount: 'NT AUTHORITY\\NETWORK SERVICE',
      agentServiceAccount: '.\\agent',
    });
  });

  it('volumes with what is on them, or none where one of them cannot be read', async () => {
    const shared = await gatherFrom({ answers: [disks([['C:\\', 500_000, 1, 1, 1]])] });
    expect(shared.sections.database).toMatchObject({
      cpuCores: 8,
      disks: [{ name: 'C:\\', totalMb: 500_000, holds: ['data', 'log', 'tempdb'] }],
    });
    const rows: Value[][] = [
      ['C:\\', 500_000, 1, 1, 0],
      ['T:\\', null, 0, 0, 1],
    ];
    const damaged = await gatherFrom({ answers: [disks(rows)] });
    expect(damaged.sections.database).not.toHaveProperty('disks');
    expect(damaged.missing.map(({ path }) => path)).toContain('/database/disks');
  });

  it('a stopped SQL Agent, a file that grows by percent, and one that does not grow', async () => {
    const files = (growth: number, percent: boolean): Value[][] => [[0, 128, growth, percent]];
    const columnsOfFiles = columns(
      ['type', 'int'],
      ['pages', 'bigint'],
      ['growth', 'bigint'],
      ['is_percent_growth', 'bit'],
    );
    const gathered = await gatherFrom({
      answers: [
        services([['SQL Server Agent (TP)', 1, null]]),
        {
          when: /database_files ORDER/,
          database: 'NVMonitorConfig',
          columns: columnsOfFiles,
          rows: files(10, true),
        },
        {
          when: /database_files ORDER/,
          database: 'NVMonitorData',
          columns: columnsOfFiles,
          rows: files(0, false),
        },
      ],
    });
    expect(gathered.sections.database?.sqlAgentRunning).toBe(false);
    const [config, data] = gathered.sections.database?.databases ?? [];
    expect(config).toMatchObject({ sizeMb: 1, autogrowth: { unit: 'percent', value: 10 } });
    expect(data?.autogrowth).toEqual({ unit: 'mb', value: 0 });
  });

  it.each([
    [0, 'dbo'],
    [0, 'guest'],
    [1, 'sales'],
    [null, null],
  ])('a login of its own (owner %s, schema %s) is no evidence against the product’s', async (...row) => {
    const owner = {
      when: /IS_ROLEMEMBER/,
      columns: columns(['is_owner', 'int'], ['default_schema', 'nvarchar']),
      rows: [row],
    };
    const gathered = await gatherFrom({ answers: [owner] });
    const [config] = gathered.sections.database?.databases ?? [];
    expect(config).toMatchObject({ name: 'NVMonitorConfig' });
    expect(config).not.toHaveProperty('isOwner');
    expect(config).not.toHaveProperty('defaultSchema');
    expect(gathered.missing).toContainEqual({
      path: '/database/databases/0/isOwner',
      reason: expect.stringMatching(/tells nothing of the login of Threat Prevention.*--merge/) as string,
    });
    expect(gathered.remarks?.join()).not.toMatch(/login that was used/);
  });

  it('an owner says whose rights it tells', async () => {
    const gathered = await gatherFrom({});
    expect(gathered.sections.database?.databases?.[0]).toMatchObject({ isOwner: true, defaultSchema: 'dbo' });
    expect(gathered.remarks?.join()).toMatch(/those of the login that was used \(tp_read\)/);
  });

  it.each(['lower', 'upper'] as const)('column names may come back in %s case', async (spelling) => {
    const [usual, other] = [await gatherFrom({}), await gatherFrom({ spelling })];
    expect({ ...other.sections.database, server: '' }).toEqual({ ...usual.sections.database, server: '' });
    expect(other.sections.agents).toEqual(usual.sections.agents);
  });
});
