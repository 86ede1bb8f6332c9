import type { SqlAddress } from './address';
import type { SqlServerOptions } from './options';
import { DATABASE_QUERIES, DISK_QUERIES, LIST_DATABASES, SERVER_QUERIES } from './queries';
import { SERVER_TABLE } from './server-table';

const ENCRYPTION = {
  strict: 'TDS 8 (strict), certificate verified',
  on: 'TLS, certificate verified',
  off: 'no encryption: the password travels in clear text',
};

/** What would be asked of whom, one line a step (`--dry-run`). */
export function formatSteps(options: SqlServerOptions, { host, instance, port }: SqlAddress): string[] {
  const { configDatabase, dataDatabase } = options;
  const each = `${configDatabase} and ${dataDatabase}`;
  return [
    ...(instance === undefined
      ? []
      : [
          `ask the SQL Server Browser of ${host} (UDP ${options.browserPort ?? 1434}) for the port of ${instance}`,
        ]),
    `log in to ${host}${port === undefined ? '' : ` on TCP ${port}`} as ${formatLogin(options)}; ${formatEncryption(options)}`,
    `in master read ${list(SERVER_QUERIES)}, ${LIST_DATABASES.reads}`,
    `in master read for ${each}: ${list(DATABASE_QUERIES.filter((query) => query.in === 'master'))}`,
    `in ${each} read ${list(DATABASE_QUERIES.filter((query) => query.in === 'itself'))}`,
    `in ${dataDatabase} read ${list(DISK_QUERIES)}`,
    ...(options.withAgents
      ? [`in ${configDatabase} read INFORMATION_SCHEMA.COLUMNS and ${SERVER_TABLE.reads}`]
      : []),
  ];
}

function list(queries: { reads: string }[]): string {
  return queries.map(({ reads }) => reads).join(', ');
}

function formatLogin({ auth, user, domain }: SqlServerOptions): string {
  if (auth === 'integrated') return 'the Windows user who runs this (powershell.exe, System.Data.SqlClient)';
  if (auth === 'azure-default') return 'the Azure identity of this environment';
  return auth === 'ntlm'
    ? `the Windows account ${domain ?? ''}\\${user ?? ''} (NTLM)`
    : `the SQL login ${user ?? ''}`;
}

function formatEncryption({ encrypt, trustServerCertificate }: SqlServerOptions): string {
  if (encrypt === 'on' && trustServerCertificate) return 'TLS, certificate not verified';
  return ENCRYPTION[encrypt];
}
