import type { DatabaseServer, DatabaseState } from '../../model/inventory';
import type { SourceIo } from '../descriptor';
import { SourceError, type Gathered, type GatherContext, type SourceRequest } from '../source';
import { parseAddress, type SqlAddress } from './address';
import { runQueries, type Findings } from './run-queries';
import { findInstancePort } from './connection/instance-port';
import { listDatabases } from './databases';
import { formatSteps } from './dry-run';
import { SqlFault } from './connection/sql-fault';
import type { SqlServerSettings } from './flags';
import { checkOptions, createOptions, DEFAULT_DATABASES, type SqlServerOptions } from './options';
import { DATABASE_QUERIES, DISK_QUERIES, SERVER_QUERIES } from './queries';
import { readServerTable, SERVER_TABLE, withoutAgents, type ServerTable } from './server-table';
import { readAuthorities, type Endpoint, type Session } from './connection/endpoint';
import { withSession } from './connection/session';
import { formatLoginFault } from './faults/login-faults';

/** The SQL Server that the settings name. @throws UserError when they cannot work */
export async function openSqlServer(
  settings: SqlServerSettings,
  io: SourceIo<'sqlPassword'>,
): Promise<SourceRequest[]> {
  const { sqlServer } = settings;
  return sqlServer ? [sqlServerSource(await createOptions({ ...settings, sqlServer }, io))] : [];
}

/**
 * The SQL Server as a source: `database`, and `agents` from dbo.Server where that is wanted. Each query stands alone;
 * one that is refused leaves its field out and says in `missing` which permission would supply it.
 * @throws UserError when the options cannot work
 */
export function sqlServerSource(options: SqlServerOptions): SourceRequest {
  const address = parseAddress(options.server);
  checkOptions(options);
  return {
    id: 'sql-server',
    kind: 'sql-server',
    target: targetOf(address),
    sections: options.withAgents ? ['database', 'agents'] : ['database'],
    formatSteps: () => formatSteps(options, address),
    gather: (context) => gather(options, address, context),
  };
}

function targetOf({ host, instance, port }: SqlAddress): string {
  if (instance !== undefined) return `${host}\\${instance}`;
  return port === undefined || port === 1433 ? host : `${host},${port}`;
}

/** What the sessions share. */
interface Run {
  endpoint: Endpoint;
  context: GatherContext;
}

async function gather(
  options: SqlServerOptions,
  address: SqlAddress,
  context: GatherContext,
): Promise<Gathered> {
  const run: Run = { endpoint: await findEndpoint(options, address, context), context };
  try {
    return await gatherFrom(run, address);
  } finally {
    run.endpoint.windows?.client.close();
  }
}

async function gatherFrom(run: Run, address: SqlAddress): Promise<Gathered> {
  const { options } = run.endpoint;
  const findings: Findings = { missing: [], remarks: listRemarks(options) };
  const database: DatabaseServer = {
    server: targetOf(address),
    login: loginOf(options),
    ...customNames(options),
  };
  await readServer(run, database, findings).catch((fault: unknown) => {
    throw toSourceError(fault, options, address);
  });
  const table = await readDatabases(run, database, findings);
  findings.remarks.push(...ownerRemark(database, options));
  return {
    sections: { database, ...(table?.agents ? { agents: table.agents } : {}) },
    missing: [...findings.missing, ...(table?.missing ?? [])],
    remarks: [...findings.remarks, ...(table?.remarks ?? [])],
  };
}

/** The authorities to verify with, and the port: as given, or as the SQL Server Browser knows it. */
async function findEndpoint(
  options: SqlServerOptions,
  address: SqlAddress,
  context: GatherContext,
): Promise<Endpoint> {
  const { host, instance, port } = address;
  if (options.powershell !== undefined) return createWindowsEndpoint(options, options.powershell, address);
  const authorities = await readAuthorities(options.caFile);
  if (port !== undefined) return { options, host, port, ...authorities };
  const found = await findInstancePort(host, instance ?? '', context.signal, options.browserPort).catch(
    (fault: unknown) => {
      throw toSourceError(fault, options, address);
    },
  );
  return { options, host, port: found, ...authorities };
}

/** SqlClient asks the SQL Server Browser itself. */
async function createWindowsEndpoint(
  options: SqlServerOptions,
  powershell: string,
  { host, instance, port }: SqlAddress,
): Promise<Endpoint> {
  const { WindowsClient } = await import('./connection/windows-client');
  const server = `tcp:${host}${port === undefined ? `\\${instance ?? ''}` : `,${port}`}`;
  return { options, host, port: port ?? 0, windows: { client: new WindowsClient(powershell), server } };
}

/** A fault of the session in words; anything else as it is: a SourceError has its words, and a bug is no fault. */
function toSourceError(fault: unknown, options: SqlServerOptions, address: SqlAddress): unknown {
  if (!(fault instanceof SqlFault)) return fault;
  return new SourceError(`${targetOf(address)}: ${formatLoginFault(fault, options)}`);
}

/** Everything that can be asked in master; the backups last, as their history may be long. */
function readServer(run: Run, database: DatabaseServer, findings: Findings): Promise<void> {
  const { endpoint, context } = run;
  context.progress('logging in');
  return withSession(endpoint, 'master', context, 'all', async (session) => {
    context.progress('asking the server');
    const databases = await listDatabases(session, endpoint.options, findings);
    database.databases = databases;
    Object.assign(database, await runQueries(session, SERVER_QUERIES, '/database', {}, findings));
    for (const [at, state] of databases.entries()) await readDatabase(session, state, at, 'master', findings);
  });
}

/**
 * What can only be asked inside each database. The configuration comes last, and at its end the agents, where they are
 * wanted: their table is the one that may be large, or locked.
 */
async function readDatabases(
  run: Run,
  database: DatabaseServer,
  findings: Findings,
): Promise<ServerTable | undefined> {
  const { context, endpoint } = run;
  const { configDatabase, dataDatabase, withAgents } = endpoint.options;
  const absent = withoutAgents(`${SERVER_TABLE.reads}: no database ${configDatabase} was found`);
  let table = withAgents ? absent : undefined;
  for (const [at, state] of [...(database.databases ?? []).entries()].reverse()) {
    const name = state.name ?? '';
    context.progress(`asking the database ${name}`);
    await openDatabase(run, name, async (session) => {
      await readDatabase(session, state, at, 'itself', findings);
      if (name === dataDatabase)
        Object.assign(database, await runQueries(session, DISK_QUERIES, '/database', {}, findings));
      if (withAgents && name === configDatabase) table = await readServerTable(session);
    });
  }
  return table;
}

/** A session in one database; where it cannot be opened, every query in it ends with that reason. */
async function openDatabase(
  { endpoint, context }: Run,
  database: string,
  use: (session: Session) => Promise<void>,
): Promise<void> {
  try {
    await withSession(endpoint, database, context, 'half', use);
  } catch (fault) {
    if (!(fault instanceof SqlFault)) throw fault;
    await use({ query: () => Promise.reject(fault) });
  }
}

async function readDatabase(
  session: Session,
  state: DatabaseState,
  at: number,
  place: 'master' | 'itself',
  findings: Findings,
): Promise<void> {
  const queries = DATABASE_QUERIES.filter((query) => query.in === place);
  const parameters: Record<string, string> = place === 'master' ? { name: state.name ?? '' } : {};
  Object.assign(state, await runQueries(session, queries, `/database/databases/${at}`, parameters, findings));
}

function loginOf({ auth, user, domain }: SqlServerOptions): NonNullable<DatabaseServer['login']> {
  if (auth === 'azure-default') return { authentication: 'azure' };
  if (auth === 'integrated') return { authentication: 'windows' };
  if (auth === 'ntlm') return { name: `${domain ?? ''}\\${user ?? ''}`, authentication: 'windows' };
  return { ...(user === undefined ? {} : { name: user }), authentication: 'sql' };
}

function customNames({ configDatabase, dataDatabase }: SqlServerOptions): DatabaseServer {
  return {
    ...(configDatabase === DEFAULT_DATABASES.config ? {} : { configDatabase }),
    ...(dataDatabase === DEFAULT_DATABASES.data ? {} : { dataDatabase }),
  };
}

function listRemarks({ encrypt, trustServerCertificate }: SqlServerOptions): string[] {
  if (encrypt === 'off') return ['the connection was not encrypted (--sql-encrypt off)'];
  return trustServerCertificate
    ? ['the certificate of the server was not verified (--sql-trust-server-certificate)']
    : [];
}

/** E4 is about the product's login, and this one may be another. */
function ownerRemark({ databases }: DatabaseServer, { user }: SqlServerOptions): string[] {
  if (!databases?.some((state) => state.isOwner === true)) return [];
  return [
    `isOwner and defaultSchema are those of the login that was used${user ? ` (${user})` : ''}, which should be the one of Threat Prevention`,
  ];
}
