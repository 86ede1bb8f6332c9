import { isUtf8 } from 'node:buffer';
import { UserError } from '../model/errors';

/** Node cannot hold a longer string: about 512 MiB. */
const LONGEST_TEXT = 0x1fffffe8;

const MARKS = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const;

/**
 * The text of a file as Windows tools write it: UTF-8 or UTF-16 of either byte order, with or without a
 * byte-order mark (PowerShell 5 redirections write UTF-16 LE, fact G2). Bytes that are not valid text are a
 * UserError that names `file`.
 */
export function decodeText(bytes: Buffer, file: string): string {
  if (bytes.length > LONGEST_TEXT) {
    throw new UserError(
      'inventory',
      `${file}: ${Math.round(bytes.length / 2 ** 20)} MiB is more than Node.js can read as one text (512 MiB); split the estate into several inventories`,
    );
  }
  const encoding = sniffEncoding(bytes);
  const start = MARKS.find((mark) => startsWith(bytes, mark.bytes))?.bytes.length ?? 0;
  const body = bytes.subarray(start);
  if (encoding === 'utf-8') return decodeUtf8(body, file);
  return encoding === 'utf-16le' ? body.toString('utf16le') : swapBytes(body).toString('utf16le');
}

/** The encoding of `bytes`: by its mark, else by where the zero bytes of the first two characters are. */
export function sniffEncoding(bytes: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const marked = MARKS.find((mark) => startsWith(bytes, mark.bytes));
  if (marked) return marked.encoding;
  if (bytes[1] === 0 && bytes[3] === 0 && bytes[0] !== 0) return 'utf-16le';
  if (bytes[0] === 0 && bytes[2] === 0 && bytes[1] !== 0) return 'utf-16be';
  return 'utf-8';
}

function decodeUtf8(body: Buffer, file: string): string {
  const text = body.toString('utf8');
  // A replacement character may stand for bytes that were not UTF-8.
  if (text.includes('\ufffd') && !isUtf8(body)) {
    throw new UserError('inventory', `${file}: is neither UTF-8 nor UTF-16 text; save it as UTF-8`);
  }
  return text;
}

function swapBytes(body: Buffer): Buffer {
  return Buffer.from(body.subarray(0, body.length - (body.length % 2))).swap16();
}

function startsWith(bytes: Buffer, prefix: readonly number[]): boolean {
  return prefix.every((byte, at) => bytes[at] === byte);
}
