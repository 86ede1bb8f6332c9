import * as callbacks from 'node:fs';
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { FileSystemAdapter } from 'tinyglobby';

/** What makes a name a pattern. */
export const WILDCARD = /[*?[\]{}]/;

/**
 * The files that a pattern matches, and what stands in the way of more: a folder that may not be listed, a link that leads
 * nowhere, a folder where a file should be. Whoever reads one of these learns why it cannot be judged.
 */
export async function findByGlob(pattern: string, cwd: string, platform: string): Promise<string[]> {
  const { folder, rest } = splitPattern(pattern.replaceAll('\\', '/'), cwd);
  const within = resolve(cwd, folder);
  const { glob } = await import('tinyglobby');
  const unlisted: string[] = [];
  const fs = createWatchfulFs(unlisted) as FileSystemAdapter;
  const caseSensitiveMatch = platform !== 'win32';
  const options = { cwd: within, dot: false, expandDirectories: false, caseSensitiveMatch, fs };
  const files = await glob(rest, options);
  const folders = await glob(rest, { ...options, onlyDirectories: true });
  const inTheWay = folders.map((name) => name.replace(/\/$/, '')).filter((name) => /\.json$/i.test(name));
  const shut = unlisted.map((name) => relative(within, name) || '.');
  return [...new Set([...files, ...inTheWay, ...shut])].map((name) => join(folder, name)).sort();
}

/**
 * The folder that a pattern begins with, and the pattern below it: what has no wildcard, or is there by that very name, is
 * no pattern. So drives and names such as "Program Files (x86)" or "estates [old]" are what they are.
 */
function splitPattern(pattern: string, cwd: string): { folder: string; rest: string } {
  const parts = pattern.split('/');
  const isFolder = (part: string, at: number) =>
    !WILDCARD.test(part) || existsSync(resolve(cwd, parts.slice(0, at + 1).join('/')));
  const first = parts.slice(0, -1).findIndex((part, at) => !isFolder(part, at));
  const count = first === -1 ? parts.length - 1 : first;
  // Parentheses are part of a name here, and nothing else.
  const rest = parts.slice(count).join('/').replace(/[()]/g, '\\$&');
  return { folder: folderOf(parts.slice(0, count)), rest };
}

/** "" before the first slash is the root, and "C:" alone would be the working directory of that drive. */
function folderOf(parts: readonly string[]): string {
  const folder = parts.join('/');
  return parts.length > 0 && (folder === '' || /^[a-z]:$/i.test(folder)) ? `${folder}/` : folder;
}

/**
 * The file system for tinyglobby, which takes a folder that it cannot list for an empty one and leaves out a link that
 * leads nowhere: the one is kept in `unlisted`, the other counts as a file.
 */
function createWatchfulFs(unlisted: string[]) {
  type Done = (error: NodeJS.ErrnoException | null, found?: unknown) => void;
  return {
    readdir: (path: string, options: { withFileTypes: true }, done: Done) => {
      callbacks.readdir(path, options, (error, entries) => {
        if (error && error.code !== 'ENOENT' && error.code !== 'ENOTDIR') unlisted.push(path);
        done(error, entries);
      });
    },
    realpath: (path: string, done: Done) => {
      callbacks.realpath(path, (error, real) => done(null, error ? path : real));
    },
    stat: (path: string, done: Done) => {
      callbacks.stat(path, (error, found) => (error ? callbacks.lstat(path, done) : done(null, found)));
    },
  };
}
