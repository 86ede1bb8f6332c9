import type { Answer } from '../../support/servers/sql/answers';
import type { Value } from '../../support/servers/sql/columns';
import { columns } from '../../support/servers/sql/estate';
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
        { when: /sys\.dm_server_services/, columns: columns(['status', 'int']), rows: [[1]] },
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
