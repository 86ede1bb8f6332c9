import { randomBytes } from 'node:crypto';
import { constants, fstatSync, readlinkSync, writeFileSync, type Stats } from 'node:fs';
import {
  open,
  readdir,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../model/errors';

/** A text that may be longer than a string of Node comes in pieces. */
type Text = string | Iterable<string>;

/** Of a file that is being written; the length is that of no other name, so any name that fits has room for it. */
const TEMPORARY = /^\.tp-doctor-[0-9a-f]{12}\.tmp$/;

/** A write takes seconds: what nobody has touched for so long belongs to a run that was killed. */
const LEFT_AFTER_MS = 3_600_000;

/**
 * Writes a file whole or not at all: under a temporary name beside it, then renamed. Links are followed, and the access
 * of a file that is there is kept. A device, a pipe or a descriptor is written into. @throws UserError
 */
export async function writeWhole(file: string, cwd: string, text: Text, mode = 0o644): Promise<void> {
  const path = resolve(cwd, file);
  try {
    const descriptor = findDescriptor(path);
    if (descriptor !== undefined) return writeToDescriptor(descriptor, text);
    const target = await followLinks(path);
    const found = await stat(target).catch(ignoreAbsent);
    if (found && !found.isFile()) await writeInto(target, text);
    else await replace(target, text, found, mode);
  } catch (cause) {
    const fault = `${file}: cannot be written: ${formatWriteError(cause)}`;
    throw new UserError('output', fault, [], { cause });
  }
}

/** The number of an open descriptor that a path names, itself or by links: /dev/stdout, /dev/fd/3. */
export function findDescriptor(path: string): number | undefined {
  const [, name] = /^\/(?:dev|dev\/fd|proc\/self\/fd)\/(stdout|stderr|\d+)$/.exec(path) ?? [];
  if (name !== undefined) return name === 'stdout' ? 1 : name === 'stderr' ? 2 : Number(name);
  try {
    return findDescriptor(resolve(dirname(path), readlinkSync(path)));
  } catch {
    // No link, or one that leads in a circle.
    return undefined;
  }
}

function writeToDescriptor(descriptor: number, text: Text): void {
  fstatSync(descriptor);
  for (const piece of typeof text === 'string' ? [text] : text) writeFileSync(descriptor, piece);
}

/** Where a path leads to, although nothing may be there yet. */
async function followLinks(path: string): Promise<string> {
  const real = await realpath(path).catch(ignoreAbsent);
  if (real !== undefined) return real;
  const link = await readlink(path).catch(() => undefined);
  return link === undefined ? path : followLinks(resolve(dirname(path), link));
}

function ignoreAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function writeInto(target: string, text: Text): Promise<void> {
  // Not opened for reading as well: a pipe then waits for its reader, and tells when that has gone.
  const handle = await open(target, constants.O_WRONLY);
  try {
    await writeFile(handle, text);
  } finally {
    await handle.close();
  }
}

async function replace(target: string, text: Text, found: Stats | undefined, mode: number): Promise<void> {
  const folder = dirname(target);
  const temporary = join(folder, `.tp-doctor-${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(temporary, 'wx', found ? 0o600 : mode);
    try {
      if (found) await keepAccess(handle, found);
      await writeFile(handle, text);
      await handle.sync();
      await removeLeftovers(folder, (await handle.stat()).mtimeMs);
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Owner and mode as they were; somebody who may not give files away becomes the owner. */
async function keepAccess(handle: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  const own = await handle.stat();
  if (own.uid !== uid || own.gid !== gid) await handle.chown(uid, gid).catch(() => undefined);
  await handle.chmod(mode & 0o777);
}

/** `now` is by the clock of the file system, which may not be ours. */
async function removeLeftovers(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => TEMPORARY.test(one))) {
    const path = join(folder, name);
    const left = await stat(path).catch(() => undefined);
    if (left && now - left.mtimeMs > LEFT_AFTER_MS) await rm(path, { force: true }).catch(() => undefined);
  }
}

const REASONS: Record<string, string> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'no permission, the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'it is larger than a file may be here',
  ELOOP: 'it is a symbolic link that leads to itself',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open; allow more (ulimit -n)',
  ENFILE: 'too many files are open on this machine',
  EBADF: 'it is not open',
  EPIPE: 'its reader has gone',
  ERR_STREAM_DESTROYED: 'its reader has gone',
};

/** Why a file could not be written, in words. */
export function formatWriteError(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
}
