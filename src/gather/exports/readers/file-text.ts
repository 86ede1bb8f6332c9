import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { SourceError } from '../../source';
import { quote } from '../quote';

/** What a file of exports looks like from outside. */
export interface FileHead {
  encoding: string;
  /** The first characters, enough to tell the formats apart. */
  start: string;
  sizeBytes: number;
  modifiedAt: Date;
}

const HEAD_BYTES = 64 * 1024;
/** Readers check their bounds after every piece, so it is much smaller than those. */
const PIECE_BYTES = 64 * 1024;

/** The size, time, encoding and first characters of a regular file. @throws SourceError */
export async function readHead(file: string): Promise<FileHead> {
  try {
    // Before it is opened, since opening a pipe waits for its other end.
    const about = await stat(file);
    if (!about.isFile()) throw new SourceError(`${quote(file)}: is not a file; name the export itself`);
    const bytes = await readStart(file);
    const encoding = sniffEncoding(bytes);
    const start = new TextDecoder(encoding).decode(bytes, { stream: true });
    return { encoding, start, sizeBytes: about.size, modifiedAt: about.mtime };
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

async function readStart(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * The encoding, as TextDecoder names it: by the byte-order mark, else by where the zero bytes of the first two
 * characters are (PowerShell 5 redirections write UTF-16 LE, fact G2), else as an XML declaration says, else UTF-8.
 */
export function sniffEncoding(bytes: Uint8Array): string {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (bytes.length >= 4 && a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  if (bytes.length >= 4 && a === 0 && b !== 0 && c === 0 && d !== 0) return 'utf-16be';
  return declaredEncoding(bytes);
}

/** Only single-byte encodings are believed: "utf-16" in a file that is not UTF-16 is a common leftover of `>>`. */
function declaredEncoding(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^<\?xml[^>]{0,100}?encoding=["']([\w-]{1,40})["']/.exec(start)?.[1]?.toLowerCase();
  return declared && /^(windows-125\d|iso-8859-\d{1,2}|us-ascii)$/.test(declared) ? declared : 'utf-8';
}

/**
 * The text of a file, piece by piece, without its byte-order mark.
 * @throws SourceError when it cannot be read, is not text in `encoding`, or the signal is aborted
 */
export async function* readText(file: string, encoding: string, signal: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let read = 0;
  try {
    for await (const bytes of createReadStream(file, { highWaterMark: PIECE_BYTES, signal })) {
      const piece = bytes as Buffer;
      const text = decoder.decode(piece, { stream: true });
      if (text.includes('\0'))
        throw new SourceError(`${quote(file)}: is not a text file after byte ${read}; export the list again`);
      yield text;
      read += piece.length;
    }
    yield decoder.decode();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      throw new SourceError(
        `${quote(file)}: is not ${encoding.toUpperCase()} text after byte ${read}; save it as UTF-8 (in Excel: CSV UTF-8)`,
        { cause },
      );
    }
    throw unreadable(file, cause);
  }
}

/** The SHA-256 of a file, hexadecimal. @throws SourceError */
export async function digestFile(file: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash, { signal });
  } catch (cause) {
    throw unreadable(file, cause);
  }
  return hash.digest('hex');
}

function unreadable(file: string, cause: unknown): unknown {
  if (cause instanceof SourceError) return cause;
  const { code, name } = cause as NodeJS.ErrnoException;
  if (name === 'AbortError')
    return new SourceError(`${quote(file)}: reading was stopped before its end`, { cause });
  if (code === undefined) return cause;
  const text = WHY[code] ?? `cannot be read (${code})`;
  return new SourceError(`${quote(file)}: ${text}`, { cause });
}

const WHY: Partial<Record<string, string>> = {
  ENOENT: 'there is no such file; check the path',
  ENOTDIR: 'there is no such file; check the path',
  EACCES: 'may not be read; give this account read permission',
  EPERM: 'may not be read; give this account read permission',
  EISDIR: 'is a folder; name the export itself',
};
