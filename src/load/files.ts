import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
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
