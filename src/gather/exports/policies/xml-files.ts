import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '../../source';
import { quote } from '../quote';

const DEEPEST = 16;
const MOST = 10_000;

/** The XML files below a folder, in the order of their names, and what was left out of the search on purpose or not. */
export interface XmlFiles {
  files: string[];
  /** Why not all of them were found. */
  gaps: string[];
  remarks: string[];
}

/** @throws SourceError when there is nothing at `path` */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new SourceError(
      `${quote(path)}: cannot be opened (${code ?? 'unknown'}); check the path and its permissions`,
      {
        cause,
      },
    );
  }
}

/** Searches a folder for *.xml. Links and junctions are not followed, so that nothing outside of it is read. */
export async function findXmlFiles(folder: string, signal: AbortSignal): Promise<XmlFiles> {
  const found: XmlFiles = { files: [], gaps: [], remarks: [] };
  await searchFolder(folder, 0, found, signal);
  return found;
}

async function searchFolder(
  folder: string,
  depth: number,
  found: XmlFiles,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) throw new SourceError(`${quote(folder)}: the search was stopped before its end`);
  if (depth > DEEPEST) {
    found.gaps.push(`${quote(folder)}: not searched, it is more than ${DEEPEST} folders deep`);
    return;
  }
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new SourceError(`${quote(folder)}: the folder cannot be read (${cause.code ?? 'unknown'})`, {
      cause,
    });
  });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) found.remarks.push(`${quote(path)}: is a link, which is not followed`);
    else if (entry.isDirectory()) await searchFolder(path, depth + 1, found, signal);
    else if (entry.isFile() && /\.xml$/i.test(entry.name)) addFile(path, folder, found);
  }
}

function addFile(path: string, folder: string, found: XmlFiles): void {
  if (found.files.length >= MOST) {
    throw new SourceError(
      `${quote(folder)}: there are more than ${MOST} XML files; name a folder with exports only`,
    );
  }
  found.files.push(path);
}
