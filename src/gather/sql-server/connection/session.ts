import type * as Mssql from 'mssql';
import { readFile } from 'node:fs/promises';
import { SourceError } from '../../source';
import type { SqlServerOptions } from '../options';
import type { Row } from '../row-values';
import { loadDriver } from './driver';
import { catchParserErrors } from './parser-errors';
import { SessionSockets } from './sockets';
import { SqlFault, TOO_MANY_ROWS } from './sql-fault';
import { untilAborted } from './until-aborted';

const MOST_ROWS = 1_000_000;

/** Where a session goes: the instance's port is known by now. */
export interface Endpoint {
  host: string;
  port: number;
  /** Text of the PEM file. */
  ca?: string;
}

export interface Session {
  /** One SELECT with its parameters. @throws SqlFault */
  query: (sql: string, parameters?: Record<string, string>) => Promise<Row[]>;
}

/** @throws SourceError when the file cannot be read */
export async function readAuthorities(file: string | undefined): Promise<{ ca?: string }> {
  if (file === undefined) return {};
  const ca = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new SourceError(`${file}: cannot be read; --sql-ca wants a PEM file of certificates`, { cause });
  });
  if (ca.includes('-----BEGIN CERTIFICATE-----')) return { ca };
  throw new SourceError(`${file}: holds no certificate in PEM form; export it as Base-64 encoded X.509`);
}

/**
 * Logs in to one database, uses the session and closes it: nothing is open afterwards, whatever happened.
 * @throws SqlFault when the login did not come about
 */
export async function withSession<T>(
  options: SqlServerOptions,
  endpoint: Endpoint,
  database: string,
  signal: AbortSignal,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const sockets = new SessionSockets(signal, options.encrypt === 'on');
  const numbers: number[] = [];
  const pool = await createPool(options, endpoint, database, sockets, numbers);
  try {
    await untilAborted(signal, pool.connect()).catch((cause: unknown) => {
      throw new SqlFault(cause, { numbers, signal, refusedClearText: sockets.refusedClearText });
    });
    const limits = { signal, mostRows: options.mostRows ?? MOST_ROWS, cut: () => sockets.close() };
    return await use({ query: (sql, parameters = {}) => runQuery(pool.request(), sql, parameters, limits) });
  } finally {
    sockets.close();
    await untilAborted(signal, pool.close()).catch(() => undefined);
    await sockets.closed;
  }
}

async function createPool(
  options: SqlServerOptions,
  endpoint: Endpoint,
  database: string,
  sockets: SessionSockets,
  numbers: number[],
): Promise<Mssql.ConnectionPool> {
  const mssql = await loadDriver();
  const pool = new mssql.ConnectionPool({
    server: endpoint.host,
    port: endpoint.port,
    pool: { max: 1, min: 0, acquireTimeoutMillis: options.timeoutMs, createTimeoutMillis: options.timeoutMs },
    validateConnection: 'socket',
    ...(await login(options, sockets)),
    options: driverOptions(options, endpoint, database, sockets),
    beforeConnect: (connection) => {
      // A refused login carries its number only in this event.
      connection.on('errorMessage', (token: unknown) => numbers.push(numberOf(token)));
      catchParserErrors(connection);
    },
  } as Mssql.config);
  // Each request reports its own fault; without a listener the pool's would end the process.
  pool.on('error', () => undefined);
  return pool;
}

function driverOptions(
  options: SqlServerOptions,
  endpoint: Endpoint,
  database: string,
  sockets: SessionSockets,
): object {
  return {
    appName: 'tp-doctor',
    database,
    encrypt: options.encrypt === 'strict' ? 'strict' : options.encrypt === 'on',
    trustServerCertificate: options.trustServerCertificate,
    cryptoCredentialsDetails: endpoint.ca === undefined ? {} : { ca: endpoint.ca },
    readOnlyIntent: true,
    // READ UNCOMMITTED: no shared lock is taken on a live product's tables.
    connectionIsolationLevel: 1,
    // null: keep the login's own language, which is one of the facts asked for.
    language: null,
    connectTimeout: options.timeoutMs,
    // The signal is the time limit of a request (see SessionSockets).
    requestTimeout: 0,
    maxRetriesOnTransientErrors: 0,
    connector: sockets.connect,
  };
}

async function login(options: SqlServerOptions, sockets: SessionSockets): Promise<object> {
  const { user, password, domain } = options;
  if (options.auth === 'sql') return { user, password };
  if (options.auth === 'ntlm') return { user, password, domain };
  const { azureCredential } = await import('./azure-credential');
  return {
    authentication: { type: 'token-credential', options: { credential: azureCredential(sockets.signal) } },
  };
}

interface Limits {
  signal: AbortSignal;
  mostRows: number;
  /** Ends the connection; the next query opens another. */
  cut: () => void;
}

function runQuery(
  request: Mssql.Request,
  sql: string,
  parameters: Record<string, string>,
  limits: Limits,
): Promise<Row[]> {
  const { signal } = limits;
  if (signal.aborted) return Promise.reject(new SqlFault(signal.reason, { signal }));
  for (const [name, value] of Object.entries(parameters)) request.input(name, value);
  return untilAborted(signal, collect(request, sql, limits)).catch((cause: unknown) => {
    throw new SqlFault(cause, { signal });
  });
}

/** Rows as arrays, so that no column name of the server becomes a property name. */
function collect(request: Mssql.Request, sql: string, { mostRows, cut }: Limits): Promise<Row[]> {
  request.stream = true;
  request.arrayRowMode = true;
  return new Promise((resolve, reject) => {
    let names: string[] = [];
    const rows: Row[] = [];
    request.on('recordset', (columns: { name: string }[]) => {
      names = columns.map((column) => column.name.toLowerCase());
    });
    request.on('row', (values: unknown[]) => {
      if (rows.length < mostRows) rows.push(new Map(names.map((name, at) => [name, values[at]])));
      else {
        reject(Object.assign(new Error('too many rows'), { code: TOO_MANY_ROWS }));
        cut();
      }
    });
    request.on('error', reject);
    request.on('done', () => resolve(rows));
    request.query(sql).catch(reject);
  });
}

function numberOf(token: unknown): number {
  return (token as { number?: number }).number ?? 0;
}
