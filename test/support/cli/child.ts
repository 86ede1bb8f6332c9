import { spawn } from 'node:child_process';
import { BIN, cleanEnv, type Ran } from './run';

/** Everything that a child printed in this test file, for a look through it at the end. */
export const printed: string[] = [];

export interface Child {
  done: Promise<Ran>;
  /** Resolves when standard error has shown it. @throws when the child ends before */
  hasSaid: (text: RegExp) => Promise<void>;
  interrupt: () => void;
}

/** Starts the built tool without waiting for it: servers of the test go on in this process meanwhile. */
export function start(args: readonly string[], cwd: string, env: Record<string, string> = {}): Child {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd,
    env: cleanEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const done = new Promise<Ran>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      printed.push(said.stdout, said.stderr);
      resolve({ ...said, code });
    });
  });
  const hasSaid = (text: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => (text.test(said.stderr) ? resolve() : undefined);
      child.stderr.on('data', look);
      child.once('close', () => reject(new Error(`ended without saying ${text.source}:\n${said.stderr}`)));
      look();
    });
  return { done, hasSaid, interrupt: () => void child.kill('SIGINT') };
}
