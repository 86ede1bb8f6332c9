import type { Readable, Writable } from 'node:stream';
import { escapeControls } from '../report/text/control-characters';

/** What a command knows of the process it runs in; only main.ts touches the process itself. */
export interface Io {
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable & { isTTY?: boolean; columns?: number };
  stderr: Writable & { isTTY?: boolean; columns?: number };
  platform: string;
  /** The clock. */
  now: () => Date;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  /** The file that starts the tool, for more threads of it; without it there is one thread. */
  starter?: string;
}

/** The only argument of a further thread: what it is to do comes with its start, not from a command line. */
export const HELPER = '--helper-thread';

/** Width of the terminal; where there is none, what COLUMNS says, else 100. */
export function columnsOf({ stdout, env }: Io): number {
  return stdout.columns ?? (Number(env.COLUMNS ?? 0) || 100);
}

/** One line on stderr, whatever names and texts from outside it holds. */
export function writeToStderr({ stderr }: Pick<Io, 'stderr'>, line: string): void {
  stderr.write(`${escapeControls(line)}\n`);
}
