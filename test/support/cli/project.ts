import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { NOW, ROOT, type Ran } from './run';

const READY = JSON.parse(readFileSync(join(ROOT, 'fixtures/inventories/contoso-7.3.9.json'), 'utf8'));

/** A folder of its own with inventories, as a pipeline finds them. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'tp-doctor-project-'));

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  write(file: string, text: string): string {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), text);
    return this.path(file);
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  copy(from: string, to = from): void {
    cpSync(join(ROOT, from), this.path(to), { recursive: true });
  }

  /** An inventory that is ready for 7.4 at NOW, with changes. */
  inventory(file: string, changes: Record<string, unknown> = {}): string {
    return this.write(file, JSON.stringify({ ...READY, ...changes }));
  }

  /** One whose first Agent is too old for 7.4. */
  oldAgent(file: string, environment = 'old'): string {
    const [first, ...rest] = READY.agents;
    return this.inventory(file, { environment, agents: [{ ...first, version: '7.3.8.176' }, ...rest] });
  }

  /** Runs a script as pipelines do, with nothing in the environment but PATH, with bin/ of the project first, HOME and `env`. */
  bash(script: string, env: Record<string, string> = {}, input = ''): Ran {
    const { PATH = '', HOME = '' } = process.env;
    const shell = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
    const options = {
      cwd: this.folder,
      env: { PATH: `${this.path('bin')}:${PATH}`, HOME, ...env },
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      input,
    } as const;
    const { stdout, stderr, status } = spawnSync('bash', shell, options);
    return { stdout, stderr, code: status };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** The sample is judged as of NOW: later its evidence is too old. */
export const AS_OF_NOW = `--now=${NOW}`;
