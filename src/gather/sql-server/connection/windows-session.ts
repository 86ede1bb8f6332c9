import { SourceError, type TimeLimit } from '../../source';
import { withinShare } from '../../time-limit';
import type { Row } from '../row-values';
import { MOST_ROWS, type Endpoint, type OpenSession, type WindowsEndpoint } from './endpoint';
import { PowerShellError } from './windows-client';
import { SqlFault } from './sql-fault';

/** One database, asked by powershell.exe as the Windows user. */
export class WindowsSession implements OpenSession {
  constructor(
    private readonly endpoint: Endpoint & { windows: WindowsEndpoint },
    private readonly database: string,
    private readonly limit: TimeLimit,
  ) {}

  async logIn(share: 'half' | 'all'): Promise<void> {
    try {
      await this.query('SELECT 1 AS one', {}, share);
    } catch (error) {
      throw this.explain(error);
    }
  }

  query(
    sql: string,
    parameters: Record<string, string> = {},
    share: 'half' | 'all' = 'half',
  ): Promise<Row[]> {
    const work = (limit: TimeLimit) => this.ask(sql, parameters, limit);
    return share === 'all' ? work(this.limit) : withinShare(this.limit, work);
  }

  /** Where powershell.exe itself does not run, its words say more than that no login came about. */
  private explain(error: unknown): unknown {
    const { cause } = error as SqlFault;
    if (this.database !== 'master' || !(cause instanceof PowerShellError)) return error;
    return new SourceError(`${cause.message}; use --sql-auth sql or ntlm`, { cause });
  }

  /** The process goes on for the next database. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  private async ask(sql: string, parameters: Record<string, string>, { signal }: TimeLimit): Promise<Row[]> {
    const { options, windows } = this.endpoint;
    const { encrypt, trustServerCertificate, timeoutMs, mostRows = MOST_ROWS } = options;
    const { client, server } = windows;
    const seconds = Math.max(1, Math.ceil(timeoutMs / 1000));
    const question = {
      server,
      database: this.database,
      encrypt: encrypt !== 'off',
      trustServerCertificate,
      seconds,
      sql,
      parameters,
    };
    try {
      return await client.ask(question, mostRows, signal);
    } catch (cause) {
      throw Object.assign(new SqlFault(cause, { signal }), cause instanceof PowerShellError ? { cause } : {});
    }
  }
}
