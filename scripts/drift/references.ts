import { join } from 'node:path';
import { referencesFor } from '../../src/engine/findings/references';
import { inRange } from '../../src/engine/values/versions';
import type { RuleReference } from '../../src/model/rule';
import type { TargetLine } from '../../src/model/target';
import { readJson, readRules, readSteps, TABLES } from '../rule-files';

/** A page that a rule, a step or a table links. */
export interface Reference {
  user: string;
  /** Below docs/ of the documentation, without its extension. */
  page: string;
}

interface Citing {
  id: string;
  appliesTo?: { target?: string };
  references?: RuleReference[];
}

const SITE = 'https://docs.netwrix.com/docs/';

/** The pages of the vendor that the rules folder links, each in every version that it is shown for. */
export function listReferences(rules: string): Reference[] {
  const { lines } = readJson(join(rules, 'targets.json')) as { lines: TargetLine[] };
  const steps = readSteps<Citing>(rules).map((step) => ({ ...step, id: `step ${step.id}` }));
  const cited = [...readRules<Citing>(rules), ...steps];
  const found = cited.flatMap((one) => lines.flatMap((line) => pagesFor(one, line)));
  const tables = TABLES.flatMap((name) => {
    const pages = urlsIn(readJson(join(rules, `${name}.json`))).flatMap(pageOf);
    return pages.map((page) => ({ user: `table ${name}.json`, page }));
  });
  return distinct([...found, ...tables]);
}

function pagesFor({ id, appliesTo, references = [] }: Citing, target: TargetLine): Reference[] {
  const range = appliesTo?.target;
  if (range !== undefined && inRange(target.line, range) !== true) return [];
  return referencesFor(references, target).flatMap(({ url }) =>
    pageOf(url).map((page) => ({ user: id, page })),
  );
}

/** The page of an address, where it is the vendor's documentation: 8_1 in an address is the folder 8.1. */
function pageOf(url: string): string[] {
  if (!url.startsWith(SITE)) return [];
  const path = url
    .slice(SITE.length)
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '');
  return [path.replace(/\/(\d+)_(\d+)(?=\/)/, '/$1.$2')];
}

function urlsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(urlsIn);
}

function distinct(references: readonly Reference[]): Reference[] {
  return [...new Map(references.map((one) => [`${one.user} ${one.page}`, one])).values()];
}

/** The names that a page without its extension can have: a file, or the first page of a folder. */
export function filesOf(page: string): string[] {
  const last = page.split('/').at(-1) ?? '';
  return [page, `${page}/index`, `${page}/${last}`].flatMap((name) => [`${name}.md`, `${name}.mdx`]);
}
