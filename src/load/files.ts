import * as callbacks from 'node:fs';
import { readFileSync, statSync, type Stats } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { FileSystemAdapter } from 'tinyglobby';
import { UserError, type ErrorCode } from '../model/errors';

/**
 * Reads a whole file, at once: the asynchronous form reads in pieces and takes several times as long.
 * @throws UserError that names the file and says why
 */
export function readBytes(file: string, cwd: string, code: ErrorCode): Buffer {
  try {
    return readFileSync(resolve(cwd, file));
  } catch (error) {
    throw new UserError(code, `${file}: ${formatReadError(error)}`, [], { cause: error });
  }
}

const REASONS: Record<string, string> = {
  ENOENT: 'no such file; check the path',
  ENOTDIR: 'leads through a file as if it were a folder; check the path',
  ELOOP: 'is a symbolic link that leads to itself; check the path',
  ENAMETOOLONG: 'is a longer name than a file can have; check the path',
  EMFILE: 'too many files are open; allow more (ulimit -n)',
  ENFILE: 'too many files are open on this machine',
  EISDIR: 'is a folder; name a file',
  EACCES: 'may not be read; check its permissions',
  EPERM: 'may not be read; check its permissions',
  ERR_FS_FILE_TOO_LARGE: 'is larger than 2 GiB; split the estate into several inventories',
};

/** Why a file could not be read or written, in words. */
export function formatReadError(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
}

/** Reads a stream, such as standard input, to its end. */
export async function readStream(stream: AsyncIterable<Buffer | string>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/**
 * The files that an argument names: a file, `-`, the *.json of a folder, or a glob. A name that exists is never
 * taken for a glob, so that Windows paths and brackets work. `kind`: what the reader should name. @throws UserError when nothing is there
 */
export async function expandFiles(argument: string, cwd: string, kind = 'an inventory'): Promise<string[]> {
  if (argument === '-') return ['-'];
  // Asked at once, as every first question to the thread pool of Node costs more than the answer.
  const found = findEntry(argument, cwd);
  if (found?.isDirectory()) return filesOfFolder(argument, cwd, kind);
  if (found || !/[*?[\]{}]/.test(argument)) return [argument];
  const files = await filesOfGlob(argument.replaceAll('\\', '/'), cwd);
  if (files.length === 0) throw new UserError('inventory', `${argument}: no file matches; check the pattern`);
  return files.sort();
}

/** @throws UserError where nobody can tell what is there */
function findEntry(argument: string, cwd: string): Stats | undefined {
  try {
    return statSync(resolve(cwd, argument), { throwIfNoEntry: false });
  } catch (cause) {
    throw new UserError('inventory', `${argument}: ${formatReadError(cause)}`, [], { cause });
  }
}

/**
 * The files that a pattern matches, and what stands in the way of more: a folder that may not be listed, a link that leads
 * nowhere, a folder where a file should be. Whoever reads one of these learns why it cannot be judged.
 */
async function filesOfGlob(pattern: string, cwd: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const unlisted: string[] = [];
  const fs = createWatchfulFs(unlisted) as FileSystemAdapter;
  const options = { cwd, absolute: false, dot: false, expandDirectories: false, fs };
  const files = await glob(pattern, options);
  const folders = await glob(pattern, { ...options, onlyDirectories: true });
  const inTheWay = folders
    .map((folder) => folder.replace(/\/$/, ''))
    .filter((folder) => /\.json$/i.test(folder));
  return [...new Set([...files, ...inTheWay, ...unlisted.map((folder) => relative(cwd, folder) || '.')])];
}

/**
 * The file system for tinyglobby, which takes a folder that it cannot list for an empty one and leaves out a link that
 * leads nowhere: the one is kept in `unlisted`, the other counts as a file.
 */
function createWatchfulFs(unlisted: string[]) {
  type Done = (error: NodeJS.ErrnoException | null, found?: unknown) => void;
  return {
    readdir: (path: string, options: { withFileTypes: true }, done: Done) => {
      callbacks.readdir(path, options, (error, entries) => {
        if (error && error.code !== 'ENOENT' && error.code !== 'ENOTDIR') unlisted.push(path);
        done(error, entries);
      });
    },
    realpath: (path: string, done: Done) => {
      callbacks.realpath(path, (error, real) => done(null, error ? path : real));
    },
    stat: (path: string, done: Done) => {
      callbacks.stat(path, (error, found) => (error ? callbacks.lstat(path, done) : done(null, found)));
    },
  };
}

async function filesOfFolder(folder: string, cwd: string, kind: string): Promise<string[]> {
  const all = await readdir(resolve(cwd, folder)).catch((cause: unknown) => {
    throw new UserError('inventory', `${folder}: ${formatReadError(cause)}`, [], { cause });
  });
  const names = all.filter((name) => name.toLowerCase().endsWith('.json'));
  if (names.length === 0)
    throw new UserError('inventory', `${folder}: the folder has no *.json file; name ${kind}`);
  return names.sort().map((name) => join(folder, name));
}
