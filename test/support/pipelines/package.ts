import { execFileSync, spawnSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from '../cli/project';
import { NOW, ROOT } from '../cli/run';

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
 * Packs the built tool as `npm pack` would, in a tenth of the time, but without its dependencies, which only `gather`
 * needs, so that it installs quickly and from no registry. Returns the path of the package.
 */
export function packAlone(folder: string): string {
  const source = join(folder, 'package');
  mkdirSync(source);
  for (const part of ['bin', 'dist']) cpSync(join(ROOT, part), join(source, part), { recursive: true });
  const { name, version, bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name, version, bin, files: ['bin', 'dist'] }));
  const packed = join(folder, `${name}-${version}.tgz`);
  execFileSync('tar', ['-czf', packed, '-C', folder, 'package']);
  return packed;
}

/** Installs a package for everybody on a machine, and sees that its command and its page are there. Returns the command. */
export function installGlobally(what: readonly string[], project: Project) {
  const prefix = project.path('prefix');
  mkdirSync(prefix);
  npm(['install', '--global', '--prefix', prefix, '--no-audit', '--no-fund', ...what], project.folder);
  const runInstalled = (args: readonly string[], env: Record<string, string> = {}) =>
    spawnSync(join(prefix, 'bin/tp-doctor'), args, {
      cwd: project.folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ...env },
    });
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(runInstalled(['--version']).stdout).toBe(`${version}\n`);
  project.inventory('inventory.json');
  const checked = runInstalled(['check', 'inventory.json', '--target', '7.4', '--now', NOW]);
  expect(checked).toMatchObject({ status: 0, stderr: '' });
  expect(checked.stdout).toContain('contoso-prod  7.3.9.42 → 7.4  READY');
  expect(existsSync(join(prefix, 'share/man/man1/tp-doctor.1'))).toBe(true);
  return runInstalled;
}
