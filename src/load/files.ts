import { readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
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
 * taken for a glob, so that Windows paths and brackets work. @throws UserError when nothing is there
 */
export async function expandFiles(argument: string, cwd: string): Promise<string[]> {
  if (argument === '-') return ['-'];
  // Asked at once, as every first question to the thread pool of Node costs more than the answer.
  const found = statSync(resolve(cwd, argument), { throwIfNoEntry: false });
  if (found?.isDirectory()) return filesOfFolder(argument, cwd);
  if (found || !/[*?[\]{}]/.test(argument)) return [argument];
  const { glob } = await import('tinyglobby');
  const files = await glob(argument.replaceAll('\\', '/'), {
    cwd,
    absolute: false,
    dot: false,
    expandDirectories: false,
  });
  if (files.length === 0) throw new UserError('inventory', `${argument}: no file matches; check the pattern`);
  return files.sort();
}

async function filesOfFolder(folder: string, cwd: string): Promise<string[]> {
  const names = (await readdir(resolve(cwd, folder))).filter((name) => name.toLowerCase().endsWith('.json'));
  if (names.length === 0)
    throw new UserError('inventory', `${folder}: the folder has no *.json file; name an inventory`);
  return names.sort().map((name) => join(folder, name));
}
