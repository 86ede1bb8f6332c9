import type { DatabaseDisk, DatabaseServer, DatabaseState } from '../../model/inventory';
import { flag, text, time, version, whole, type Row } from './row-values';

/** One query that stands alone: what it reads, what that needs, and which fields it supplies. */
export interface Query<T> {
  /** The view or function, as a person would name it. */
  reads: string;
  /** What a database administrator has to grant for it. */
  needs: string;
  fields: (keyof T & string)[];
  /** One SELECT; `@name` is the database, where `in` is 'master'. */
  sql: string;
  /** The database in which it is asked: master, or the one that it is about. */
  in: 'master' | 'itself';
  /** Why rows may hold nothing of the fields, where that is not for want of what it needs. */
  otherwise?: string;
  /** The fields that the rows supply: undefined means not to be had, null known not to be. */
  read: (rows: Row[]) => Partial<T>;
}

const PUBLIC = 'a login (membership of public is enough)';
const SERVER_STATE = 'VIEW SERVER STATE (SQL Server 2022: VIEW SERVER PERFORMANCE STATE)';

/** Those first that answer at once: one that hangs takes half of the time that is left. */
export const SERVER_QUERIES: Query<DatabaseServer>[] = [
  {
    reads: 'SERVERPROPERTY',
    needs: PUBLIC,
    fields: ['version', 'edition'],
    in: 'master',
    sql: `SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)) AS product_version,
       CAST(SERVERPROPERTY('Edition') AS nvarchar(128)) AS edition`,
    read: ([row]) => ({ version: version(row, 'product_version'), edition: text(row, 'edition') }),
  },
  {
    // The driver's default would be "set language us_english", and @@LANGUAGE would tell that: session.ts turns it off.
    reads: '@@LANGUAGE and sys.configurations',
    needs: PUBLIC,
    fields: ['language'],
    in: 'master',
    sql: `SELECT CAST(@@LANGUAGE AS nvarchar(128)) AS login_language,
       (SELECT l.name FROM sys.configurations AS c JOIN sys.syslanguages AS l ON l.langid = CAST(c.value_in_use AS int)
        WHERE c.name = N'default language') AS server_language`,
    read: ([row]) => ({ language: worseLanguage(text(row, 'server_language'), text(row, 'login_language')) }),
  },
  {
    reads: 'sys.configurations',
    needs: PUBLIC,
    fields: ['maxServerMemoryMb'],
    in: 'master',
    sql: `SELECT CAST(value_in_use AS bigint) AS max_server_memory_mb FROM sys.configurations
WHERE name = N'max server memory (MB)'`,
    read: ([row]) => ({ maxServerMemoryMb: whole(row, 'max_server_memory_mb') }),
  },
  {
    reads: 'sys.dm_os_sys_info',
    needs: SERVER_STATE,
    fields: ['physicalMemoryMb', 'cpuCores'],
    in: 'master',
    sql: `SELECT CAST(physical_memory_kb / 1024 AS bigint) AS physical_memory_mb, CAST(cpu_count AS int) AS cpu_count
FROM sys.dm_os_sys_info`,
    read: ([row]) => ({
      physicalMemoryMb: whole(row, 'physical_memory_mb'),
      cpuCores: whole(row, 'cpu_count'),
    }),
  },
  {
    reads: 'sys.dm_server_services',
    needs: 'VIEW SERVER STATE (SQL Server 2022: VIEW SERVER SECURITY STATE)',
    fields: ['sqlAgentRunning', 'serviceAccount', 'agentServiceAccount'],
    in: 'master',
    sql: `SELECT servicename AS service, CAST(status AS int) AS status, service_account AS account
FROM sys.dm_server_services`,
    otherwise: 'lists no such service (SQL Server Express has no SQL Server Agent); supply it with --facts',
    read: readServices,
  },
];

/** Asked in the event database: its volumes and those of tempdb, which every login may see. */
export const DISK_QUERIES: Query<DatabaseServer>[] = [
  {
    reads: 'sys.dm_os_volume_stats of the event database and tempdb',
    needs: SERVER_STATE,
    fields: ['disks'],
    in: 'itself',
    sql: `SELECT v.volume_mount_point AS volume, CAST(MAX(v.total_bytes) / 1048576 AS bigint) AS total_mb,
       MAX(CASE f.holds WHEN 'data' THEN 1 ELSE 0 END) AS holds_data,
       MAX(CASE f.holds WHEN 'log' THEN 1 ELSE 0 END) AS holds_log,
       MAX(CASE f.holds WHEN 'tempdb' THEN 1 ELSE 0 END) AS holds_tempdb
FROM (SELECT DB_ID() AS database_id, file_id, CASE type WHEN 1 THEN 'log' ELSE 'data' END AS holds
      FROM sys.database_files
      UNION ALL SELECT DB_ID(N'tempdb'), file_id, 'tempdb' FROM tempdb.sys.database_files) AS f
CROSS APPLY sys.dm_os_volume_stats(f.database_id, f.file_id) AS v GROUP BY v.volume_mount_point`,
    read: readDisks,
  },
];

export const DATABASE_QUERIES: Query<DatabaseState>[] = [
  {
    reads: 'msdb.dbo.backupset',
    needs: 'a user in msdb with SELECT on dbo.backupset',
    fields: ['lastFullBackupAt', 'fullBackupFound'],
    in: 'master',
    // backup_finish_date is the server's local time; time_zone is its distance from UTC then, in quarters of an hour
    // (127: unknown, so that today's has to do).
    sql: `SELECT MAX(DATEADD(minute, -CASE WHEN time_zone BETWEEN -56 AND 56 THEN 15 * time_zone
       ELSE DATEDIFF(minute, SYSUTCDATETIME(), SYSDATETIME()) END, backup_finish_date)) AS finished_at
FROM msdb.dbo.backupset WHERE database_name = @name AND type = 'D'`,
    read: readBackup,
  },
  {
    reads: 'IS_ROLEMEMBER and SCHEMA_NAME',
    needs: 'a user in the database',
    fields: ['isOwner', 'defaultSchema'],
    in: 'itself',
    sql: `SELECT IS_ROLEMEMBER(N'db_owner') AS is_owner, SCHEMA_NAME() AS default_schema`,
    otherwise:
      'the login that was used is no db_owner with the default schema dbo, which tells nothing of the login of Threat Prevention (E4); gather as that one, or tell what it has with --merge',
    read: readOwner,
  },
  {
    reads: 'sys.database_files',
    needs: 'a user in the database (membership of public is enough)',
    fields: ['sizeMb', 'autogrowth'],
    in: 'itself',
    // Pages of 8 KB. The file with id 1 is the primary data file; type 0 is data, 1 the log.
    sql: `SELECT CAST(type AS int) AS type, CAST(size AS bigint) AS pages, CAST(growth AS bigint) AS growth,
       is_percent_growth FROM sys.database_files ORDER BY file_id`,
    read: readFiles,
  },
  {
    reads: 'sys.dm_os_volume_stats',
    needs: SERVER_STATE,
    fields: ['freeVolumeMb'],
    in: 'itself',
    sql: `SELECT CAST(MIN(v.available_bytes) / 1048576 AS bigint) AS free_mb
FROM sys.database_files AS f CROSS APPLY sys.dm_os_volume_stats(DB_ID(), f.file_id) AS v WHERE f.type = 0`,
    read: ([row]) => ({ freeVolumeMb: whole(row, 'free_mb') }),
  },
];

/** The databases that exist; a login without VIEW ANY DATABASE sees only its own ones. */
export const LIST_DATABASES = {
  reads: 'sys.databases',
  needs: 'VIEW ANY DATABASE (public has it unless it was revoked)',
  sql: `SELECT state_desc, recovery_model_desc, CASE WHEN name = @config THEN 1 ELSE 0 END AS is_config,
       CASE WHEN name = @data THEN 1 ELSE 0 END AS is_data,
       HAS_PERMS_BY_NAME(NULL, NULL, N'VIEW ANY DATABASE') AS sees_all
FROM sys.databases WHERE name IN (N'master', @config, @data)`,
};

/** US English is wanted of both (E2), so the one that is not is the evidence. */
function worseLanguage(server: string | undefined, login: string | undefined): string | undefined {
  return (
    [server, login].find((name) => name !== undefined && name.toLowerCase() !== 'us_english') ??
    server ??
    login
  );
}

/**
 * E4 is about the product's login. That another one, with the least rights, is no owner must not count against it, so
 * only what would fulfil E4 is evidence.
 */
function readOwner([row]: Row[]): Partial<DatabaseState> {
  const schema = text(row, 'default_schema');
  const fulfils = flag(row, 'is_owner') === true && schema?.toLowerCase() === 'dbo';
  return fulfils ? { isOwner: true, defaultSchema: schema } : {};
}

/** The services of this instance: the server and its agent. */
function readServices(rows: Row[]): Partial<DatabaseServer> {
  const named = (pattern: RegExp) => rows.find((row) => pattern.test(text(row, 'service') ?? ''));
  const agent = named(/^SQL Server Agent\b/i);
  return {
    sqlAgentRunning: isRunning(whole(agent, 'status')),
    serviceAccount: text(named(/^SQL Server \(/i), 'account'),
    agentServiceAccount: text(agent, 'account'),
  };
}

/** Undefined where a volume has no name or size: what is on it would be missing from the list. */
function readDisks(rows: Row[]): Partial<DatabaseServer> {
  const disks = rows.map(readDisk);
  return rows.length > 0 && disks.every((disk) => disk.name && disk.totalMb) ? { disks } : {};
}

function readDisk(row: Row): DatabaseDisk {
  const name = text(row, 'volume');
  const totalMb = whole(row, 'total_mb');
  const holds = (['data', 'log', 'tempdb'] as const).filter((one) => flag(row, `holds_${one}`) === true);
  return { name, totalMb, holds };
}

/** Service states of Windows: 4 is running. */
function isRunning(status: number | undefined): boolean | undefined {
  return status === undefined ? undefined : status === 4;
}

function readBackup(rows: Row[]): Partial<DatabaseState> {
  const finishedAt = time(rows[0], 'finished_at');
  if (finishedAt !== undefined) return { fullBackupFound: true, lastFullBackupAt: finishedAt };
  return rows.length === 1 ? { fullBackupFound: false, lastFullBackupAt: null } : {};
}

function readFiles(rows: Row[]): Partial<DatabaseState> {
  const pages = rows.map((row) => whole(row, 'pages'));
  const size = pages.some((count) => count === undefined)
    ? NaN
    : pages.reduce<number>((sum, n) => sum + (n ?? 0), 0);
  const data = rows.find((row) => whole(row, 'type') === 0);
  return {
    sizeMb: rows.length > 0 && Number.isFinite(size) ? Math.round(size / 128) : undefined,
    autogrowth: readGrowth(data),
  };
}

/** Growth of a file: a percentage, or a number of pages of 8 KB (E6). */
function readGrowth(file: Row | undefined): DatabaseState['autogrowth'] {
  const growth = whole(file, 'growth');
  const percent = flag(file, 'is_percent_growth');
  if (growth === undefined || percent === undefined) return undefined;
  return percent ? { unit: 'percent', value: growth } : { unit: 'mb', value: growth / 128 };
}
