import type { Connection } from 'tedious';
import type { TimeLimit } from '../../source';
import { withinShare } from '../../time-limit';
import type { Row } from '../row-values';
import { MOST_ROWS, type Endpoint, type OpenSession, type Session } from './endpoint';
import { collectRows, openConnection } from './open-connection';
import { SessionSockets } from './sockets';
import { SqlFault } from './sql-fault';
import { untilAborted } from '../../until-aborted';

/**
 * Logs in to one database, uses the session and closes it: nothing is open afterwards, whatever happened.
 * @param share of the time that is left, for the login
 * @throws SqlFault when the login did not come about
 */
export async function withSession<T>(
  endpoint: Endpoint,
  database: string,
  limit: TimeLimit,
  share: 'half' | 'all',
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await createSession(endpoint, database, limit);
  try {
    await session.logIn(share);
    return await use(session);
  } finally {
    await session.close();
  }
}

async function createSession(endpoint: Endpoint, database: string, limit: TimeLimit): Promise<OpenSession> {
  const { windows } = endpoint;
  if (!windows) return new DatabaseSession(endpoint, database, limit);
  const { WindowsSession } = await import('./windows-session');
  return new WindowsSession({ ...endpoint, windows }, database, limit);
}

/** One login; where a question broke the connection or was given up, the next one logs in again. */
class DatabaseSession implements OpenSession {
  private readonly sockets: SessionSockets;
  private connection: Connection | undefined;

  constructor(
    private readonly endpoint: Endpoint,
    private readonly database: string,
    private readonly limit: TimeLimit,
  ) {
    this.sockets = new SessionSockets(limit.signal, endpoint.options.encrypt === 'on');
  }

  logIn(share: 'half' | 'all'): Promise<Connection> {
    return this.within(share, (limit) => this.connect(limit));
  }

  query(
    sql: string,
    parameters: Record<string, string> = {},
    share: 'half' | 'all' = 'half',
  ): Promise<Row[]> {
    const { signal } = this.limit;
    if (signal.aborted) return Promise.reject(new SqlFault(signal.reason, { signal }));
    return this.within(share, (limit) => this.ask(sql, parameters, limit));
  }

  close(): Promise<void> {
    return this.sockets.end();
  }

  private within<T>(share: 'half' | 'all', work: (limit: TimeLimit) => Promise<T>): Promise<T> {
    return share === 'all' ? work(this.limit) : withinShare(this.limit, work);
  }

  private async connect({ signal }: TimeLimit): Promise<Connection> {
    const { sockets } = this;
    const numbers: number[] = [];
    const opening = openConnection(this.endpoint, this.database, sockets, numbers);
    try {
      this.connection = await untilAborted(signal, opening);
      return this.connection;
    } catch (cause) {
      this.cut();
      const { refusedClearText, wasConnected } = sockets;
      throw new SqlFault(cause, { numbers, signal, refusedClearText, wasConnected });
    }
  }

  private async ask(sql: string, parameters: Record<string, string>, limit: TimeLimit): Promise<Row[]> {
    const connection = this.sockets.isOpen ? this.connection : undefined;
    const open = connection ?? (await this.connect(limit));
    const mostRows = this.endpoint.options.mostRows ?? MOST_ROWS;
    try {
      return await untilAborted(limit.signal, collectRows(open, sql, parameters, mostRows));
    } catch (cause) {
      const fault = new SqlFault(cause, { signal: limit.signal });
      // Without an error of the server the answer is still to come, or never will.
      if (fault.numbers.length === 0) this.cut();
      throw fault;
    }
  }

  /** Closes the connection at once, whatever the server is doing. */
  private cut(): void {
    this.connection = undefined;
    this.sockets.close();
  }
}
