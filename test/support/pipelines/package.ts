import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../cli/run';

/** Runs npm and returns what it printed. */
export function npm(args: readonly string[], cwd: string): string {
  const options: ExecFileSyncOptionsWithStringEncoding = {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  };
  // Set by npm for what it runs; on Windows "npm" is a script of the command shell.
  const { npm_execpath: file } = process.env;
  return file ? execFileSync(process.execPath, [file, ...args], options) : execFileSync('npm', args, options);
}

/**
 * Packs the built tool without its dependencies, which only `gather` needs, so that it installs quickly and from no
 * registry. Returns the path of the package.
 */
export function packAlone(folder: string): string {
  const source = join(folder, 'source');
  mkdirSync(source);
  for (const part of ['bin', 'dist']) cpSync(join(ROOT, part), join(source, part), { recursive: true });
  const { name, version, bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name, version, bin, files: ['bin', 'dist'] }));
  return join(folder, npm(['pack', '--pack-destination', folder], source).trim());
}
