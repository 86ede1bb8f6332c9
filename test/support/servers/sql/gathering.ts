import { sqlServerSource } from '../../../../src/gather/sql-server/sql-server';
import type { SqlServerOptions } from '../../../../src/gather/sql-server/options';
import type { Gathered } from '../../../../src/gather/source';
import { createTimeLimit } from '../../../../src/gather/time-limit';
import { PASSWORD, startEstate, USER } from './estate';
import type { TdsServerOptions } from './server';

/** The options of a test: a SQL login to `server`, in clear text unless said otherwise. */
export function optionsFor(server: string, more: Partial<SqlServerOptions> = {}): SqlServerOptions {
  return {
    server,
    auth: 'sql',
    user: USER,
    password: PASSWORD,
    encrypt: 'off',
    trustServerCertificate: false,
    configDatabase: 'NVMonitorConfig',
    dataDatabase: 'NVMonitorData',
    withAgents: true,
    timeoutMs: 10_000,
    ...more,
  };
}

/** Gathers as the command does, until that many milliseconds have passed or the signal is aborted. */
export async function gatherWith(
  options: SqlServerOptions,
  until: AbortSignal | number = options.timeoutMs,
): Promise<Gathered> {
  const signal = typeof until === 'number' ? new AbortController().signal : until;
  const ms = typeof until === 'number' ? until : options.timeoutMs;
  const { close, ...limit } = createTimeLimit({ signal, endsAt: Infinity, flag: '' }, ms, '--timeout');
  const context = { ...limit, now: () => new Date(), progress: () => undefined };
  return sqlServerSource(options).gather(context).finally(close);
}

/** Gathers once from a server of its own: healthy but for what is said. */
export async function gatherFrom(
  server: TdsServerOptions,
  more: Partial<SqlServerOptions> = {},
): Promise<Gathered> {
  const estate = await startEstate(server);
  return gatherWith(optionsFor(`127.0.0.1,${estate.port}`, more)).finally(() => estate.close());
}

export interface Failure {
  name: string;
  message: string;
  /** Everything that a person could get to see of it, its causes included. */
  everything: string;
}

/** The error of a gathering that has to fail. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const fault: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(fault instanceof Error)) throw new Error('it was expected to fail, and did not');
  return { name: fault.name, message: fault.message, everything: unfold(fault) };
}

function unfold(fault: unknown, depth = 0): string {
  if (!(fault instanceof Error) || depth > 10) return String(fault);
  return `${fault.stack ?? ''} ${JSON.stringify(fault)} ${unfold(fault.cause, depth + 1)}`;
}
