import type { Answer } from './answers';
import type { Column, ColumnType, Value } from './columns';
import { TdsServer, type TdsServerOptions } from './server';

export const USER = 'tp_read';
/** Looked for in every error, file and byte that a test can see. */
export const PASSWORD = 'Sw0rdf1sh-Päss;wörd=1';

/** `[name, type]` pairs as columns. */
export function columns(...pairs: [string, ColumnType][]): Column[] {
  return pairs.map(([name, type]) => ({ name, type }));
}

const FULL_BACKUP = new Date('2026-11-20T21:30:00Z');

/** A SQL Server as Threat Prevention wants it: two databases, two agents. */
export function healthyAnswers(): Answer[] {
  return [
    {
      when: /SERVERPROPERTY\('ProductVersion'\)/,
      columns: columns(['product_version', 'nvarchar'], ['edition', 'nvarchar']),
      rows: [['16.0.4135.4', 'Standard Edition (64-bit)']],
    },
    {
      when: /@@LANGUAGE/,
      columns: columns(['login_language', 'nvarchar'], ['server_language', 'nvarchar']),
      rows: [['us_english', 'us_english']],
    },
    {
      when: /sys\.dm_os_sys_info/,
      columns: columns(['physical_memory_mb', 'bigint'], ['cpu_count', 'int']),
      rows: [[16384, 8]],
    },
    { when: /max server memory/, columns: columns(['max_server_memory_mb', 'bigint']), rows: [[10240]] },
    services([
      ['SQL Server (MSSQLSERVER)', 4, 'CONTOSO\\svc-sql'],
      ['SQL Server Agent (MSSQLSERVER)', 4, 'CONTOSO\\svc-sqlagent'],
    ]),
    databasesAnswer(listDatabases(['master', 'NVMonitorConfig', 'NVMonitorData'])),
    { when: /msdb\.dbo\.backupset/, columns: columns(['finished_at', 'datetime']), rows: [[FULL_BACKUP]] },
    {
      when: /IS_ROLEMEMBER/,
      columns: columns(['is_owner', 'int'], ['default_schema', 'nvarchar']),
      rows: [[1, 'dbo']],
    },
    disks([
      ['E:\\', 409_600, 1, 0, 0],
      ['L:\\', 102_400, 0, 1, 0],
      ['T:\\', 204_800, 0, 0, 1],
    ]),
    { when: /sys\.dm_os_volume_stats/, columns: columns(['free_mb', 'bigint']), rows: [[51200]] },
    {
      when: /sys\.database_files/,
      columns: columns(
        ['type', 'int'],
        ['pages', 'bigint'],
        ['growth', 'bigint'],
        ['is_percent_growth', 'bit'],
      ),
      rows: [
        [0, 1_048_576, 32_768, false],
        [1, 131_072, 10, true],
      ],
    },
    ...serverTable(),
  ];
}

/** The answer of sys.dm_server_services: name, state and account of each service. */
export function services(rows: Value[][]): Answer {
  return {
    when: /sys\.dm_server_services/,
    columns: columns(['service', 'nvarchar'], ['status', 'int'], ['account', 'nvarchar']),
    rows,
  };
}

/** The volumes of the event database and tempdb: name, size in MB, and whether each holds data, logs and tempdb. */
export function disks(rows: Value[][]): Answer {
  const holds = ['data', 'log', 'tempdb'].map((one): [string, ColumnType] => [`holds_${one}`, 'int']);
  return {
    when: /tempdb\.sys\.database_files/,
    columns: columns(['volume', 'nvarchar'], ['total_mb', 'bigint'], ...holds),
    rows,
  };
}

/** A row of sys.databases: name, state, recovery model, and whether the login sees every one. */
export type DatabaseRow = [name: string, state: string, recoveryModel: string, seesAll: number];

/** The answer of sys.databases, which compares names as most servers do: without regard to case, width and blanks at the end. */
export function databasesAnswer(databases: DatabaseRow[]): Answer {
  const same = (name: string, wanted?: string | null) => Number(foldName(name) === foldName(wanted ?? ''));
  return {
    when: /FROM sys\.databases/,
    columns: columns(
      ['state_desc', 'nvarchar'],
      ['recovery_model_desc', 'nvarchar'],
      ['is_config', 'int'],
      ['is_data', 'int'],
      ['sees_all', 'int'],
    ),
    rows: ({ parameters: { config, data } }) =>
      databases.map(([name, state, model, seesAll]) => [
        state,
        model,
        same(name, config),
        same(name, data),
        seesAll,
      ]),
  };
}

function foldName(name: string): string {
  return name.normalize('NFKC').trimEnd().toLowerCase();
}

/** Rows of sys.databases. */
export function listDatabases(names: string[], state = 'ONLINE', seesAll = 1): DatabaseRow[] {
  return names.map((name) => [name, state, 'SIMPLE', seesAll]);
}

/** dbo.Server with columns beside those that are known. */
function serverTable(): Answer[] {
  const names = ['ServerID', 'Name', 'Domain', 'AgentVersion', 'Status', 'LastMgrContact'];
  return [
    {
      when: /INFORMATION_SCHEMA\.COLUMNS/,
      database: 'NVMonitorConfig',
      columns: columns(['table_schema', 'nvarchar'], ['table_name', 'nvarchar'], ['column_name', 'nvarchar']),
      rows: names.map((name) => ['dbo', 'Server', name]),
    },
    serverRows([
      ['DC01', 'CONTOSO', '7.3.9.42', 'Active', new Date('2026-11-20T21:59:00Z')],
      ['DC02', 'CONTOSO', '7.3.9.42', 'Lost Connection', null],
    ]),
  ];
}

/** The answer of dbo.Server. */
export function serverRows(rows: Value[][]): Answer {
  return {
    when: /FROM \[dbo\]\.\[Server\]/,
    database: 'NVMonitorConfig',
    columns: columns(
      ['Name', 'nvarchar'],
      ['Domain', 'nvarchar'],
      ['AgentVersion', 'nvarchar'],
      ['Status', 'nvarchar'],
      ['LastMgrContact', 'datetime'],
    ),
    rows,
  };
}

/** A healthy server, with the answers and options of the test before the healthy ones. */
export function startEstate(options: TdsServerOptions = {}): Promise<TdsServer> {
  const answers = [...(options.answers ?? []), ...healthyAnswers()];
  return TdsServer.start({
    encryption: 'not-supported',
    user: USER,
    password: PASSWORD,
    ...options,
    answers,
  });
}
