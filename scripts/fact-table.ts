import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, readRules, readSteps, TABLES } from './rule-files';

const ROW = /^\| ([A-K]\d+) +\|(.*)\|([^|]*)\|([^|]*)\|$/;

interface Cited {
  facts?: string[];
}

interface Citing extends Cited {
  id: string;
}

/** docs/facts.md with its last column: what cites the fact, or the reason that stands there. */
export function factTable(root: string): string {
  const uses = listUses(root);
  const lines = readFileSync(join(root, 'docs/facts.md'), 'utf8').split('\n');
  return lines.map((line) => withUses(line, uses)).join('\n');
}

function withUses(line: string, uses: ReadonlyMap<string, readonly string[]>): string {
  const [, number = '', fact, page, written = ''] = ROW.exec(line) ?? [];
  if (!number) return line;
  const reason = /^(none|not yet): /.test(written.trim()) ? written.trim() : '';
  return `| ${number} |${fact}|${page}| ${uses.get(number)?.join(', ') ?? reason} |`;
}

/** What cites each fact, by the fact's number: ids of rules, "step" and its id, "table" and its file. */
export function listUses(root: string): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  const add = (facts: readonly string[] = [], user: string): void => {
    for (const fact of new Set(facts)) uses.set(fact, [...(uses.get(fact) ?? []), user]);
  };
  const rules = join(root, 'rules');
  for (const { id, facts } of readRules<Citing>(rules)) add(facts, `\`${id}\``);
  for (const { id, facts } of readSteps<Citing>(rules)) add(facts, `step \`${id}\``);
  for (const name of TABLES) add(citedIn(readJson(join(rules, `${name}.json`))), `table ${name}.json`);
  return uses;
}

function citedIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const { facts = [] } = value as Cited;
  return [...facts, ...Object.values(value).flatMap(citedIn)];
}
