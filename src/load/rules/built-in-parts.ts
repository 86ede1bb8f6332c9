import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lookUpsOf } from '../../engine/keywords/reads';
import type { Rule, Validate } from '../../model/rule';
import type { CompiledSet } from './assembly';
import { compileSchemas } from './compiler';
import { parseFacts } from './facts';

/**
 * What tp-doctor brings with it, read from rules/ and compiled when it is asked for. The build puts a module with the
 * same exports in the place of this one, in which there is only data and code that was made from it (scripts/build.mjs):
 * everything that is decided about it stands in built-in.ts.
 */
const FOLDER = join(__dirname, '../../../rules');

/** The text of a file of rules/, such as targets.json. */
export function readPart(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

/** All rule files, one folder a category, as one JSON list. */
export function readRuleList(): string {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const texts = folders.flatMap(({ name }) =>
    readdirSync(join(FOLDER, name))
      .filter((file) => file.endsWith('.json'))
      .map((file) => readPart(`${name}/${file}`)),
  );
  return `[${texts.join(',')}]`;
}

/** The facts of docs/facts.md, as one JSON list. */
export function readFacts(): string {
  return JSON.stringify(parseFacts(readFileSync(join(FOLDER, '../docs/facts.md'), 'utf8')));
}

/** The validators of documents that the build has compiled, each made when it is asked for; none here. */
export const VALIDATORS: Record<string, () => Validate> = {};

/** The compiled schemas of the rules, or of the steps as rules; `rules` in the order of their list. */
export function loadCompiledSet(_name: 'rules' | 'steps', rules: readonly Rule[]): CompiledSet {
  return { ...compileSchemas(rules), lookUps: rules.map(lookUpsOf) };
}
