import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileFacts } from '../../model/inventory';
import { unreadable } from '../read-file';
import { SourceError } from '../source';

/** A folder whose links were followed; nothing outside it is opened. */
export interface Folder {
  /** As it was named; where that was relative to the working directory, which no reader knows, the real path. */
  path: string;
  real: string;
}

/** A file in a folder: what is recorded of it, and where its bytes are. */
export interface FoundFile {
  facts: FileFacts & { name: string; sizeBytes: number };
  real: string;
  /** Equal for two names of one file; undefined where the file system numbers none. */
  identity: string | undefined;
}

/** @throws SourceError when `folder` is not there, is no folder or may not be listed */
export async function openFolder(folder: string): Promise<Folder> {
  try {
    const real = await realpath(folder);
    if (!(await stat(real)).isDirectory()) throw new SourceError(`${folder} is not a folder`);
    return { path: path.isAbsolute(folder) ? folder : real, real };
  } catch (error) {
    throw error instanceof SourceError ? error : unreadable(folder, error);
  }
}

/**
 * The real path of the entry `name` of a folder, compared without regard to case as Windows does (D2); undefined when
 * there is none.
 * @throws SourceError when it is a symbolic link or a junction that leads out of the folder
 */
export async function findEntry(folder: Folder, name: string): Promise<string | undefined> {
  const names = await readdir(folder.real).catch((error: unknown) => {
    throw unreadable(folder.path, error);
  });
  const entry =
    names.find((one) => one === name) ?? names.find((one) => one.toLowerCase() === name.toLowerCase());
  return entry === undefined ? undefined : resolveInside(folder, entry);
}

/** The regular files of a folder, by name; what could not be looked at goes to `refused`, one line each. */
export async function listFiles(
  folder: Folder,
  refused: (name: string, reason: string) => void,
): Promise<FoundFile[]> {
  const names = await readdir(folder.real).catch((error: unknown) => {
    throw unreadable(folder.path, error);
  });
  const files: FoundFile[] = [];
  for (const name of names.sort()) {
    try {
      const real = await resolveInside(folder, name);
      const about = await stat(real);
      if (!about.isFile()) continue;
      const facts = { name, sizeBytes: about.size, modifiedAt: about.mtime.toISOString() };
      files.push({ facts, real, identity: await identityOf(real) });
    } catch (error) {
      refused(name, (error instanceof SourceError ? error : unreadable(name, error)).message);
    }
  }
  return files;
}

async function resolveInside(folder: Folder, name: string): Promise<string> {
  const named = path.join(folder.path, name);
  const real = await realpath(path.join(folder.real, name)).catch((error: unknown) => {
    throw unreadable(named, error);
  });
  const inside = path.relative(folder.real, real);
  if (inside !== '' && !inside.startsWith('..') && !path.isAbsolute(inside)) return real;
  throw new SourceError(`${named} is a link out of the folder and is not followed`);
}

/** Where `folder` is in `around`, by whatever links, shares and mounts; "" for the same one, undefined for none of it. */
export async function findWithin(folder: Folder, around: Folder): Promise<string | undefined> {
  const wanted = await identityOf(around.real);
  let at = folder.real;
  for (;;) {
    if (at === around.real || (wanted !== undefined && (await identityOf(at)) === wanted))
      return path.relative(at, folder.real);
    const above = path.dirname(at);
    if (above === at) return undefined;
    at = above;
  }
}

async function identityOf(real: string): Promise<string | undefined> {
  const about = await stat(real, { bigint: true }).catch(() => undefined);
  return about?.ino ? `${about.dev}:${about.ino}` : undefined;
}
