import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const TOOL = join(__dirname, '../../bin/tp-doctor.js');

export interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the built tool, as a user would, away from any configuration file. */
export function runTool(args: readonly string[], input = ''): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [TOOL, ...args], {
    input,
    encoding: 'utf8',
    cwd: __dirname,
    maxBuffer: 2 ** 28,
  });
  return { status, stdout, stderr };
}
