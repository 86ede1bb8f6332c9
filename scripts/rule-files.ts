import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Tables of rules/ whose rows rest on facts and link pages. */
export const TABLES = ['targets', 'compatibility'];

/** The rules of a folder as they stand in their files, by file name. */
export function readRules<T>(folder: string): T[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return files.filter((name) => /[/\\].*\.json$/.test(name)).map((name) => readJson(join(folder, name)) as T);
}

/** The steps of the plan in a folder of rules. */
export function readSteps<T>(folder: string): T[] {
  return (readJson(join(folder, 'steps.json')) as { steps: T[] }).steps;
}

export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
