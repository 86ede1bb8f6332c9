import { readdir, realpath, stat } from 'node:fs/promises';
import { join, parse, resolve } from 'node:path';
import { formatNoRange, isRange } from '../../engine/values/versions';
import { UserError } from '../../model/errors';
import type { CompiledRule, Rule } from '../../model/rule';
import { checkDocument } from '../document';
import { readBytes, formatReadError } from '../files';
import { parseJson } from '../json';
import { decodeText } from '../text';

/** The *.json files below a folder, in a stable order. @throws UserError when there is none */
export async function findRuleFiles(folder: string, cwd: string): Promise<string[]> {
  let names: string[];
  try {
    names = await listBelow(resolve(cwd, folder));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      'rules',
      `${folder}: ${formatReadError(error).replace('no such file', 'no such folder')}`,
      [],
      { cause: error },
    );
  }
  const files = names.filter((name) => isRuleFile(name)).sort();
  if (files.length === 0) throw new UserError('rules', `${folder}: has no rule file (*.json)`);
  return files.map((name) => join(folder, name));
}

/** The files below a folder, links followed, each folder once; relative to it. */
async function listBelow(folder: string, seen = new Set<string>()): Promise<string[]> {
  const real = await realpath(folder);
  if (seen.has(real)) return [];
  seen.add(real);
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    const isFolder = entry.isSymbolicLink() ? await isLinkToFolder(path) : entry.isDirectory();
    if (!isFolder) return [entry.name];
    return (await listBelow(path, seen)).map((name) => join(entry.name, name));
  });
  return (await Promise.all(found)).flat();
}

async function isLinkToFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    throw new UserError('rules', `${path}: ${formatReadError(cause)}`, [], { cause });
  }
}

/** Schemas and the data files of the catalogue lie beside the rules. */
function isRuleFile(name: string): boolean {
  return (
    name.toLowerCase().endsWith('.json') &&
    !/(^|[\\/])([^\\/]*\.schema|targets|compatibility|evidence|questions|steps)\.json$/.test(name)
  );
}

/** Every fault of a rule file, as one line each; empty when it can be compiled. */
async function readRule(file: string, cwd: string): Promise<{ rule?: Rule; faults: string[] }> {
  try {
    const document = await parseJson(decodeText(readBytes(file, cwd, 'rules'), file), file, 'rules');
    await checkDocument(document, 'rule', file, 'rules');
    const rule = document as Rule;
    return { rule, faults: checkRule(rule, file) };
  } catch (error) {
    if (error instanceof UserError) return { faults: [error.message, ...error.details] };
    throw error;
  }
}

/** What the schema cannot say: file name, ranges, one of any and none. */
function checkRule(rule: Rule, file: string): string[] {
  const faults: string[] = [];
  const { name } = parse(file);
  if (name !== rule.id) faults.push(`/id: is "${rule.id}"; it must be the name of its file, "${name}"`);
  for (const key of ['target', 'source'] as const) {
    const range = rule.appliesTo?.[key];
    if (range !== undefined && !isRange(range)) faults.push(`/appliesTo/${key}: ${formatNoRange(range)}`);
  }
  rule.appliesTo?.when?.forEach((condition, at) => {
    if ((condition.any === undefined) === (condition.none === undefined))
      faults.push(`/appliesTo/when/${at}: exactly one of "any" and "none" is needed`);
  });
  return faults.map((fault) => `${file}: ${fault}`);
}

/**
 * Reads, lints and compiles the rules of folders given with --rules. `known`: ids that are taken. @throws UserError with every
 * fault of every file
 */
export async function loadRules(
  folders: readonly string[],
  cwd: string,
  known: ReadonlySet<string>,
): Promise<CompiledRule[]> {
  if (folders.length === 0) return [];
  const { lintRule } = await import('./lint/lint');
  const ids = new Set(known);
  const faults: string[] = [];
  const compiled: CompiledRule[] = [];
  for (const folder of folders) {
    for (const file of await findRuleFiles(folder, cwd)) {
      const { rule, faults: own } = await readRule(file, cwd);
      faults.push(...own);
      if (!rule || own.length > 0) continue;
      if (ids.has(rule.id))
        faults.push(`${file}: /id: "${rule.id}" is taken by another rule; choose an id of your own`);
      ids.add(rule.id);
      const linted = await lintRule(rule, file);
      faults.push(...linted.faults);
      if (linted.compiled) compiled.push(linted.compiled);
    }
  }
  if (faults.length > 0) throw new UserError('rules', faults[0] ?? '', faults.slice(1));
  return compiled;
}
