import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** A file as the user named it, and how a message speaks of it: `--output report.json`. */
export interface NamedFile {
  file: string;
  name: string;
  /** Of a folder: the names in and below it that are read. */
  reads?: RegExp;
}

/**
 * The first of `files` that is one of `others`, by whatever spelling, symbolic or hard link, or is read in a folder that is,
 * and that one.
 */
export function findSameFile(
  files: readonly NamedFile[],
  others: readonly NamedFile[],
  cwd: string,
): [NamedFile, NamedFile] | undefined {
  const known = others.map((other) => [identityOf(other.file, cwd), other] as const);
  for (const one of files) {
    const identity = identityOf(one.file, cwd);
    const same = known.find(([id, other]) => other !== one && (id === identity || isReadIn(one, other, cwd)));
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

/** Also of a file that is not there yet: the next run would read it. */
function isReadIn({ file }: NamedFile, { file: folder, reads }: NamedFile, cwd: string): boolean {
  try {
    const around = realpathSync(resolve(cwd, folder));
    if (!reads?.test(file) || !statSync(around).isDirectory()) return false;
    const inside = relative(around, realPathOf(resolve(cwd, file)));
    return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
  } catch {
    return false;
  }
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return join(realpathSync(dirname(path)), basename(path));
  }
}

/** Of a name that is not there yet. Capital letters make no difference to Windows and macOS. */
function identityOfAbsent(path: string): string {
  try {
    return realPathOf(path).toLowerCase();
  } catch {
    return path;
  }
}
