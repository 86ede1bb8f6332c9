import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** A file as the user named it, and how a message speaks of it: `--output report.json`. */
export interface NamedFile {
  file: string;
  name: string;
}

/** The first of `files` that is one of `others`, by whatever spelling, symbolic or hard link, and that one. */
export function findSameFile(
  files: readonly NamedFile[],
  others: readonly NamedFile[],
  cwd: string,
): [NamedFile, NamedFile] | undefined {
  const known = others.map((other) => [identityOf(other.file, cwd), other] as const);
  for (const one of files) {
    const identity = identityOf(one.file, cwd);
    const same = known.find(([id, other]) => id === identity && other !== one);
    if (same) return [one, same[1]];
  }
  return undefined;
}

/** Two that are equal are one file. A terminal is no file: it may well be read and written. */
function identityOf(file: string, cwd: string): string {
  const path = file === '-' ? '/dev/stdin' : resolve(cwd, file);
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return statSync(path).isFile() ? `${dev}:${ino}` : path;
  } catch {
    return identityOfAbsent(path);
  }
}

/** Of a name that is not there yet. Capital letters make no difference to Windows and macOS. */
function identityOfAbsent(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path)).toLowerCase();
  } catch {
    return path;
  }
}
