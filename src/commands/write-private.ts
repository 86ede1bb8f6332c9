import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../gather/fault';
import { UserError } from '../model/errors';

/** Refuses a target whose folder is not there, before time is spent on what would be written to it. */
export async function checkTarget(file: string): Promise<void> {
  const folder = await stat(path.dirname(file)).catch(() => undefined);
  if (!folder?.isDirectory()) throw new UserError('output', `--output ${file}: the folder does not exist`);
  const target = await stat(file).catch(() => undefined);
  if (target?.isDirectory()) throw new UserError('output', `--output ${file}: is a folder; name a file`);
}

/**
 * Writes `chunks` to `file`, readable by its owner only: to a new file beside it, which then takes its name, so that
 * nobody ever reads half of it.
 */
export async function writePrivate(file: string, chunks: Iterable<string>): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      for (const chunk of chunks) await handle.writeFile(chunk);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    const code = codeOf(error) || 'unknown error';
    throw new UserError('output', `--output ${file}: could not be written (${code})`, [], { cause: error });
  }
}
