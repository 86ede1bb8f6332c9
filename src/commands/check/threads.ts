import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Report } from '../../model/report';
import { HELPER, type Io } from '../io';
import type { CheckOptions } from '../options';

/**
 * A further thread costs about 0.35 s of work, to start and to compile what is hot anew: the time in which one thread
 * judges 26 MB. With less than twice this there is nothing to be gained.
 */
const BYTES_A_THREAD = 24 * 2 ** 20;
/** All files that are in hand at one time: each needs several times its size while it is judged. */
const BYTES_IN_HAND = 512 * 2 ** 20;

/** What a thread is told. */
export interface ThreadTask {
  files: readonly string[];
  options: CheckOptions;
  /** The number of the next file that nobody has taken. */
  next: Int32Array;
}

/** What a thread says of each file that it took. */
export interface ThreadAnswer {
  at: number;
  report: Report;
}

/**
 * The report of every file, in the order of `files`. Further threads help where there is enough to judge; no thread
 * has more than one inventory in memory. A file of which a thread told nothing before it ended is judged here.
 */
export async function judgeOnThreads(
  files: readonly string[],
  options: CheckOptions,
  now: number,
  io: Io,
  judge: (file: string) => Promise<Report>,
): Promise<Report[]> {
  const sizes = await sizesOf(files, io.cwd);
  const count = io.starter === undefined ? 1 : threadsFor(sizes, availableParallelism());
  const next = new Int32Array(new SharedArrayBuffer(4));
  const task: ThreadTask = { files, options: { ...options, now: new Date(now).toISOString() }, next };
  const reports = new Map<number, Report>();
  const helpers = Array.from({ length: count - 1 }, () => startHelper(io.starter ?? '', task, reports));
  await takeFiles(task, async (file, at) => {
    reports.set(at, await judge(file));
  });
  await Promise.all(helpers);
  const inOrder: Report[] = [];
  for (const [at, file] of files.entries()) inOrder.push(reports.get(at) ?? (await judge(file)));
  return inOrder;
}

/** How many threads pay for files of these sizes in bytes; one where a size is not known (standard input). */
export function threadsFor(sizes: readonly number[], cores: number): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const largest = Math.max(...sizes, 1);
  const limits = [cores, sizes.length, total / BYTES_A_THREAD, BYTES_IN_HAND / largest];
  return Number.isNaN(total) ? 1 : Math.max(1, Math.floor(Math.min(...limits)));
}

async function sizesOf(files: readonly string[], cwd: string): Promise<number[]> {
  if (files.includes('-')) return [NaN];
  const found = await Promise.all(files.map((file) => stat(resolve(cwd, file)).catch(() => undefined)));
  return found.map((file) => file?.size ?? 0);
}

/** Every thread takes the next file until none is left, so that a large one holds up nobody. */
export async function takeFiles(
  { files, next }: ThreadTask,
  judge: (file: string, at: number) => Promise<void>,
): Promise<void> {
  for (;;) {
    const at = Atomics.add(next, 0, 1);
    const file = files[at];
    if (file === undefined) return;
    await judge(file, at);
  }
}

/** Ends when the thread has ended, well or not. */
function startHelper(starter: string, workerData: ThreadTask, reports: Map<number, Report>): Promise<void> {
  const helper = new Worker(starter, { argv: [HELPER], workerData });
  helper.on('message', ({ at, report }: ThreadAnswer) => reports.set(at, report));
  return new Promise((ended) => {
    helper.on('error', () => undefined);
    helper.on('exit', () => {
      ended();
    });
  });
}
