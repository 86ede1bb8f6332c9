import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ROOT } from '../cli/run';

const SCRIPTS = join(ROOT, 'docs/tickets');

export interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

/** A way to run a script of docs/tickets with nothing but its own variables and a document. */
export type RunScript = (script: string, env: Record<string, string>, document: string) => Promise<Outcome>;

/** As a reader would, in a process of its own, with the document on standard input. */
export const runScriptProcess: RunScript = (script, env, document) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(SCRIPTS, script)], {
      env: { PATH: process.env.PATH ?? '', ...env },
    });
    const outcome: Outcome = { code: null, out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (outcome.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (outcome.err += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...outcome, code }));
    child.stdin.end(document);
  });

let thread: Worker | undefined;
let folder: string | undefined;

/** In a thread that the tests of a file share, which is quicker, with the document as a file. One run at a time. */
export const runScript: RunScript = async (script, env, document) => {
  thread ??= new Worker(join(__dirname, 'thread.mjs'));
  folder ??= mkdtempSync(join(tmpdir(), 'tp-doctor-tickets-'));
  const file = join(folder, 'tickets.json');
  writeFileSync(file, document);
  thread.postMessage({ script: join(SCRIPTS, script), file, env });
  const [outcome] = (await once(thread, 'message')) as [Outcome];
  return outcome;
};

afterAll(async () => {
  await thread?.terminate();
  if (folder) rmSync(folder, { recursive: true });
});
