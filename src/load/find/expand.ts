import { closeSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { documentKindOf, HEAD_LENGTH, type DocumentKind } from '../../engine/json/document-kind';
import { UserError } from '../../model/errors';
import { formatReadError } from '../files';
import { sniffEncoding } from '../text';
import { findByGlob, WILDCARD } from './glob';

/** The files of an argument; `isNamed` where it names them one by one, so that each is meant. */
export interface Expanded {
  files: string[];
  isNamed: boolean;
}

/** Where names start from, and the platform, whose names may have no case. */
interface Place {
  cwd: string;
  platform: string;
}

/**
 * The files that an argument names: a file, `-`, the *.json of a folder, or a glob. A name that exists is never
 * taken for a glob, so that Windows paths and brackets work. `wanted` is what somebody should name where nothing is there.
 * @throws UserError then
 */
export async function expandFiles(
  argument: string,
  { cwd, platform }: Place,
  wanted = 'an inventory',
): Promise<Expanded> {
  if (argument === '-') return { files: ['-'], isNamed: true };
  // Asked at once, as every first question to the thread pool of Node costs more than the answer.
  const found = findEntry(argument, cwd);
  if (found?.isDirectory()) return { files: await filesOfFolder(argument, cwd, wanted), isNamed: false };
  if (found || !WILDCARD.test(argument)) return { files: [argument], isNamed: true };
  const files = await findByGlob(argument, cwd, platform);
  if (files.length === 0) throw new UserError('inventory', `${argument}: no file matches; check the pattern`);
  return { files, isNamed: false };
}

/** @throws UserError where nobody can tell what is there */
function findEntry(argument: string, cwd: string): Stats | undefined {
  try {
    return statSync(resolve(cwd, argument), { throwIfNoEntry: false });
  } catch (cause) {
    throw new UserError('inventory', `${argument}: ${formatReadError(cause)}`, [], { cause });
  }
}

async function filesOfFolder(folder: string, cwd: string, wanted: string): Promise<string[]> {
  const all = await readdir(resolve(cwd, folder)).catch((cause: unknown) => {
    throw new UserError('inventory', `${folder}: ${formatReadError(cause)}`, [], { cause });
  });
  const names = all.filter((name) => name.toLowerCase().endsWith('.json'));
  if (names.length === 0)
    throw new UserError('inventory', `${folder}: the folder has no *.json file; name ${wanted}`);
  return names.sort().map((name) => join(folder, name));
}

/** What a file is by its first part; undefined where that does not tell, or it cannot be read. */
export function sniffFile(file: string, cwd: string): DocumentKind | undefined {
  try {
    return documentKindOf(readHead(resolve(cwd, file)));
  } catch {
    return undefined;
  }
}

function readHead(path: string): string {
  // A pipe or a device would wait, or lose what is read here.
  if (!statSync(path).isFile()) return '';
  const descriptor = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(2 * HEAD_LENGTH);
    return decodeHead(bytes.subarray(0, readSync(descriptor, bytes)));
  } finally {
    closeSync(descriptor);
  }
}

/** Its last character may be cut in two. */
function decodeHead(bytes: Buffer): string {
  return new TextDecoder(sniffEncoding(bytes)).decode(bytes).slice(0, HEAD_LENGTH);
}
