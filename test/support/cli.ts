import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const ROOT = join(__dirname, '../..');
export const BIN = join(ROOT, 'bin/tp-doctor.js');
export const NOW = '2026-11-20T22:00:00Z';

export interface Ran {
  stdout: string;
  stderr: string;
  code: number | null;
}

/** Runs the built tool as a person would, with a clean environment and no terminal. */
export function run(
  args: readonly string[],
  {
    cwd = ROOT,
    input = '',
    env = {},
  }: { cwd?: string; input?: string | Buffer; env?: Record<string, string> } = {},
): Ran {
  const { PATH = '', HOME = '' } = process.env;
  const ran = spawnSync(process.execPath, [BIN, ...args], {
    cwd,
    input,
    env: { PATH, HOME, ...env },
    encoding: 'utf8',
    maxBuffer: 256 * 2 ** 20,
  });
  return { stdout: ran.stdout, stderr: ran.stderr, code: ran.status };
}

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
