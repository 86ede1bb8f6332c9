import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TABLES = ['targets', 'compatibility'];
const ROW = /^\| ([A-K]\d+) +\|(.*)\|([^|]*)\|([^|]*)\|$/;

interface Cited {
  facts?: string[];
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
  for (const file of ruleFiles(root)) {
    const { id, facts } = readJson(file) as Cited & { id: string };
    add(facts, `\`${id}\``);
  }
  const { steps } = readJson(join(root, 'rules/steps.json')) as { steps: (Cited & { id: string })[] };
  for (const { id, facts } of steps) add(facts, `step \`${id}\``);
  for (const name of TABLES) add(citedIn(readJson(join(root, `rules/${name}.json`))), `table ${name}.json`);
  return uses;
}

function ruleFiles(root: string): string[] {
  const folder = join(root, 'rules');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return files.filter((name) => /[/\\].*\.json$/.test(name)).map((name) => join(folder, name));
}

function citedIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const { facts = [] } = value as Cited;
  return [...facts, ...Object.values(value).flatMap(citedIn)];
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
