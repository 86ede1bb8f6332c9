import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';

export const ROOT = join(__dirname, '../../..');
export const BIN = join(ROOT, 'bin/tp-doctor.js');
export const NOW = '2026-11-20T22:00:00Z';

export interface Ran {
  stdout: string;
  stderr: string;
  code: number | null;
}

export interface Given {
  cwd?: string;
  input?: string | Buffer;
  env?: Record<string, string>;
}

/** An environment with the given variables and what a process needs to start, on Windows too. */
export function cleanEnv(more: Record<string, string>): Record<string, string> {
  const { PATH = '', HOME = '', SYSTEMROOT, TEMP, USERPROFILE } = process.env;
  return { PATH, HOME, ...(SYSTEMROOT ? { SYSTEMROOT, TEMP, USERPROFILE } : {}), ...more } as Record<
    string,
    string
  >;
}

/** Runs the built tool as a person would, in a process of its own, with a clean environment and no terminal. */
export function runBinary(args: readonly string[], { cwd = ROOT, input = '', env = {} }: Given = {}): Ran {
  const ran = spawnSync(process.execPath, [BIN, ...args], {
    cwd,
    input,
    env: cleanEnv(env),
    encoding: 'utf8',
    maxBuffer: 256 * 2 ** 20,
  });
  return { stdout: ran.stdout, stderr: ran.stderr, code: ran.status };
}

/**
 * The same within this process, in a tenth of the time: the built bundle in a thread that the tests of a file share,
 * where it sees neither the threads, signals nor real streams of a process. test/cli/in-process.slow.ts holds the two
 * against each other; with TP_DOCTOR_TEST_BINARY=1 both are the real one.
 */
export const run = process.env.TP_DOCTOR_TEST_BINARY ? runBinary : runInThread;

const MILLISECONDS = 60_000;
const threads: Worker[] = [];
let thread: Worker | undefined;
const turn = new Int32Array(new SharedArrayBuffer(4));

function runInThread(args: readonly string[], given: Given = {}): Ran {
  thread ??= startThread(turn);
  Atomics.store(turn, 0, 0);
  const port1 = ask(thread, args, given);
  // The notice of the run before may come as late as this, and then wakes for nothing.
  while (Atomics.load(turn, 0) === 0 && Atomics.wait(turn, 0, 0, MILLISECONDS) !== 'timed-out');
  const answer = receiveMessageOnPort(port1)?.message as Answer | undefined;
  port1.close();
  if (!answer) throw new Error(`tp-doctor ${args.join(' ')} did not end within ${MILLISECONDS} ms`);
  return ranOf(answer, args);
}

interface Answer extends Ran {
  crash?: string;
}

function startThread(turn = new Int32Array(new SharedArrayBuffer(4))): Worker {
  const started = new Worker(join(__dirname, 'thread.js'), { workerData: { bin: BIN, turn } });
  threads.push(started);
  return started;
}

/** Tells a thread to run the tool. Returns where the answer comes. */
function ask(
  thread: Worker,
  args: readonly string[],
  { cwd = ROOT, input = '', env = {} }: Given,
): MessagePort {
  const { port1, port2 } = new MessageChannel();
  thread.postMessage({ port: port2, args, cwd, input, env: cleanEnv(env) }, [port2]);
  return port1;
}

function ranOf({ crash, stdout, stderr, code }: Answer, args: readonly string[]): Ran {
  if (crash !== undefined) throw new Error(`tp-doctor ${args.join(' ')} crashed: ${crash}`);
  return { stdout, stderr, code };
}

const idle: Worker[] = [];

/** As `run`, while the servers of the test go on in this thread: several at a time, each in a thread of its own. */
export async function runAside(args: readonly string[], given: Given = {}): Promise<Ran> {
  const own = idle.pop() ?? startThread();
  const port = ask(own, args, given);
  const answer = await new Promise<Answer>((resolve) => port.once('message', resolve));
  port.close();
  idle.push(own);
  return ranOf(answer, args);
}

afterAll(async () => {
  await Promise.all(threads.map((one) => one.terminate()));
});

/** What a person saw: both streams and the exit code, as one text. */
export function transcript({ stdout, stderr, code }: Ran): string {
  return `--- stdout\n${stdout}--- stderr\n${stderr}--- exit code ${String(code)}\n`;
}

/**
 * Holds a text against its golden file. UPDATE_GOLDEN=1 writes the file anew, which CI never does: there a
 * missing file is a failure.
 */
export function expectGolden(name: string, text: string): void {
  const file = join(ROOT, 'fixtures', name);
  if (process.env.UPDATE_GOLDEN && !process.env.CI) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  if (!existsSync(file))
    throw new Error(`${name} is missing; look at the text, then run with UPDATE_GOLDEN=1:\n${text}`);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
