import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { safeLine } from '../../redact';
import type { Row } from '../row-values';
import { TOO_MANY_ROWS } from './sql-fault';
import { WINDOWS_SCRIPT } from '../windows-script';

/** One SELECT, and where it goes. */
export interface Question {
  /** As SqlClient wants it: HOST,PORT or HOST\INSTANCE. */
  server: string;
  database: string;
  encrypt: boolean;
  trustServerCertificate: boolean;
  /** For the login. */
  seconds: number;
  sql: string;
  parameters: Readonly<Record<string, string>>;
}

/** What the server or Windows says in place of rows. */
export class WindowsSqlError extends Error {
  readonly code: string;

  constructor(
    stage: string,
    /** The server's first error number; undefined where there is none. */
    readonly number: number | undefined,
    options?: ErrorOptions,
  ) {
    super('SQL Server by powershell.exe', options);
    this.name = 'WindowsSqlError';
    this.code = stage === 'login' ? 'ELOGIN' : 'EREQUEST';
  }
}

/** powershell.exe did not run to an answer; its words are those of Windows. */
export class PowerShellError extends Error {}

interface Waiting {
  names: string[];
  rows: Row[];
  mostRows: number;
  resolve: (rows: Row[]) => void;
  reject: (reason: unknown) => void;
}

/** One powershell.exe that asks SQL Server as the Windows user who runs this; one question at a time. */
export class WindowsClient {
  private child: ChildProcessWithoutNullStreams | undefined;
  private waiting: Waiting | undefined;
  private words = '';

  /** @param program powershell.exe by its full path */
  constructor(private readonly program: string) {}

  /**
   * The rows, by the columns' names in lower case.
   * @throws WindowsSqlError, PowerShellError, or the reason of `signal`
   */
  ask(question: Question, mostRows: number, signal: AbortSignal): Promise<Row[]> {
    const child = (this.child ??= this.start());
    return new Promise<Row[]>((resolve, reject) => {
      const stop = () => {
        this.close();
        reject(signal.reason as Error);
      };
      const finish = () => signal.removeEventListener('abort', stop);
      this.waiting = {
        names: [],
        rows: [],
        mostRows,
        resolve: (rows) => (finish(), resolve(rows)),
        reject: (reason) => (finish(), reject(reason as Error)),
      };
      if (signal.aborted) stop();
      else {
        signal.addEventListener('abort', stop, { once: true });
        child.stdin.write(`${formatQuestion(question)}\n`);
      }
    });
  }

  /** Ends the process at once. */
  close(): void {
    const { child } = this;
    this.child = undefined;
    this.waiting = undefined;
    child?.kill();
  }

  private start(): ChildProcessWithoutNullStreams {
    const child = spawn(this.program, ['-NoProfile', '-NonInteractive', '-Command', WINDOWS_SCRIPT], {
      windowsHide: true,
    });
    this.words = '';
    const lost = (why: string) => {
      if (this.child !== child) return;
      const { waiting } = this;
      this.close();
      waiting?.reject(new PowerShellError(why));
    };
    child.stdin.on('error', () => undefined);
    child.stderr.on('data', (text: Buffer) => (this.words = (this.words + text.toString()).slice(0, 2000)));
    child.on('error', ({ message }) => lost(`powershell.exe: ${safeLine(message)}`));
    child.on('close', (code) =>
      lost(
        `powershell.exe: exit code ${code ?? 'none'}, ${safeLine(this.words.trim().split(/\r?\n/)[0] || 'without a word')}`,
      ),
    );
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (this.child === child) this.take(line);
    });
    return child;
  }

  private take(line: string): void {
    const [kind, ...words] = line.trimEnd().split(' ');
    const { waiting } = this;
    if (!waiting) return;
    if (kind === 'C') waiting.names = words.map((word) => unpack(word).toLowerCase());
    else if (kind === 'R') this.takeRow(waiting, words);
    else this.end(waiting, kind ?? '', words);
  }

  private takeRow(waiting: Waiting, cells: readonly string[]): void {
    if (waiting.rows.length >= waiting.mostRows) {
      this.close();
      waiting.reject(Object.assign(new Error('too many rows'), { code: TOO_MANY_ROWS }));
    } else waiting.rows.push(new Map(waiting.names.map((name, at) => [name, parseCell(cells[at] ?? '-')])));
  }

  private end(waiting: Waiting, kind: string, [stage = '', number]: readonly string[]): void {
    if (kind !== '.' && kind !== 'E') return;
    this.waiting = undefined;
    if (kind === '.') waiting.resolve(waiting.rows);
    else waiting.reject(new WindowsSqlError(stage, number ? Number(number) : undefined));
  }
}

function formatQuestion({
  server,
  database,
  encrypt,
  trustServerCertificate,
  seconds,
  sql,
  parameters,
}: Question): string {
  const flags = [encrypt, trustServerCertificate].map((flag) => (flag ? '1' : '0'));
  const words = [server, database, ...flags, String(seconds), sql, ...Object.entries(parameters).flat()];
  return words.map((word) => Buffer.from(word).toString('base64')).join(' ');
}

function unpack(word: string): string {
  return Buffer.from(word, 'base64').toString();
}

/** As the driver gives it: a bigint is text, a datetime is taken for UTC. */
function parseCell(cell: string): unknown {
  const [tag, word] = [cell.slice(0, 1), cell.slice(1)];
  switch (tag) {
    case 'b':
      return unpack(word) === '1';
    case 'n':
      return Number(unpack(word));
    case 'd':
      return new Date(unpack(word));
    case 'x':
      return Buffer.from(word, 'base64');
    case 's':
      return unpack(word);
    default:
      return null;
  }
}
