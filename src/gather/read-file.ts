import { open, stat } from 'node:fs/promises';
import { codeOf } from './errors';
import { SourceError } from './source';

/**
 * The bytes of a regular file of at most `limit` bytes.
 * @throws SourceError naming `file` when it is not there, may not be read, is something else or is larger
 */
export async function readBounded(file: string, limit: number): Promise<Buffer> {
  try {
    // Looked at before it is opened: opening a pipe waits for whoever writes to it.
    const facts = await stat(file);
    if (!facts.isFile()) throw new SourceError(`${file} is not a file`);
    if (facts.size > limit)
      throw new SourceError(`${file} has ${facts.size} bytes; at most ${limit} are read`);
    return await readStart(file, facts.size);
  } catch (error) {
    throw error instanceof SourceError ? error : unreadable(file, error);
  }
}

/** The first `size` bytes, also of a file that grows meanwhile; fewer of one that shrinks. */
async function readStart(file: string, size: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const bytes = Buffer.alloc(size);
    let at = 0;
    for (let read = -1; read !== 0 && at < size; at += read) {
      read = (await handle.read(bytes, at, size - at, at)).bytesRead;
    }
    return bytes.subarray(0, at);
  } finally {
    await handle.close();
  }
}

/**
 * The text of a file as Windows tools write it: UTF-8, or UTF-16 with a byte-order mark (G2).
 * @throws SourceError naming `file` when the bytes are not such text
 */
export function decodeMarked(bytes: Buffer, file: string): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new SourceError(`${file} is not ${encoding.toUpperCase()} text; save it as UTF-8`, {
      cause: error,
    });
  }
}

/** What a failure of the file system means, without its stack and its numbers. */
export function unreadable(path: string, error: unknown): SourceError {
  const code = codeOf(error) || 'unknown error';
  return new SourceError(`${path} ${MEANING[code] ?? `could not be read (${code})`}`, { cause: error });
}

const MEANING: Record<string, string> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EACCES: 'may not be read by this account',
  EPERM: 'may not be read by this account',
  EISDIR: 'is a folder',
};
