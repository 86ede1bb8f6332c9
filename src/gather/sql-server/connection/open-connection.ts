import type { Socket } from 'node:net';
import type { Connection, ConnectionConfiguration, ConnectionAuthentication } from 'tedious';
import type { SqlServerOptions } from '../options';
import type { Row } from '../row-values';
import { loadDriver } from './driver';
import type { Endpoint } from './endpoint';
import { catchParserErrors } from './parser-errors';
import type { SessionSockets } from './sockets';
import { TOO_MANY_ROWS } from './sql-fault';

/**
 * A connection that has logged in, once; a pool would try one out first, and log in twice.
 * @param numbers takes the error numbers that the server sends meanwhile
 */
export async function openConnection(
  endpoint: Endpoint,
  database: string,
  sockets: SessionSockets,
  numbers: number[],
): Promise<Connection> {
  const { Connection } = await loadDriver();
  const connection = new Connection(await configure(endpoint, database, sockets));
  // Each request reports its own fault; without a listener the connection's would end the process.
  connection.on('error', () => undefined);
  // A refused login carries its number only in this event.
  connection.on('errorMessage', ({ number }) => numbers.push(number));
  catchParserErrors(connection);
  await new Promise<void>((resolve, reject) => {
    connection.connect((fault) => (fault ? reject(fault) : resolve()));
  });
  return connection;
}

async function configure(
  { options, host, port, ca }: Endpoint,
  database: string,
  sockets: SessionSockets,
): Promise<ConnectionConfiguration> {
  return {
    server: host,
    authentication: await authenticate(options, sockets),
    options: {
      port,
      database,
      appName: 'tp-doctor',
      encrypt: options.encrypt === 'strict' ? 'strict' : options.encrypt === 'on',
      trustServerCertificate: options.trustServerCertificate,
      cryptoCredentialsDetails: ca === undefined ? {} : { ca },
      readOnlyIntent: true,
      // READ UNCOMMITTED: no shared lock is taken on a live product's tables.
      connectionIsolationLevel: 1,
      // null: keep the login's own language, which is one of the facts asked for.
      language: null as unknown as string,
      connectTimeout: options.timeoutMs,
      // The time limit of a session is its signal (see SessionSockets).
      requestTimeout: 0,
      maxRetriesOnTransientErrors: 0,
      connector: sockets.connect as unknown as () => Promise<Socket>,
    },
  };
}

async function authenticate(
  { auth, user = '', password = '', domain = '' }: SqlServerOptions,
  { signal }: SessionSockets,
): Promise<ConnectionAuthentication> {
  const login = { userName: user, password };
  if (auth === 'sql') return { type: 'default', options: login };
  if (auth === 'ntlm') return { type: 'ntlm', options: { ...login, domain } };
  const { azureCredential } = await import('./azure-credential');
  return { type: 'token-credential', options: { credential: azureCredential(signal) } };
}

/** Rows by the columns' names in lower case, never as objects: no column name of the server becomes a property name. */
export async function collectRows(
  connection: Connection,
  sql: string,
  parameters: Record<string, string>,
  mostRows: number,
): Promise<Row[]> {
  const { Request, TYPES } = await loadDriver();
  return new Promise((resolve, reject) => {
    const rows: Row[] = [];
    const request = new Request(sql, (fault) => (fault ? reject(fault) : resolve(rows)));
    for (const [name, value] of Object.entries(parameters)) {
      request.addParameter(name, TYPES.NVarChar, value);
    }
    request.on('row', (cells: { value: unknown; metadata: { colName: string } }[]) => {
      if (rows.length < mostRows) {
        rows.push(new Map(cells.map(({ value, metadata }) => [metadata.colName.toLowerCase(), value])));
      } else reject(Object.assign(new Error('too many rows'), { code: TOO_MANY_ROWS }));
    });
    connection.execSql(request);
  });
}
