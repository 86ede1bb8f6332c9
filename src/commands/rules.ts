import { basename } from 'node:path';
import { builtInCatalogue, builtInRules, builtInSteps } from '../load/rules/built-in';
import { fillPage } from '../engine/findings/references';
import { formatSuggestion } from '../engine/values/suggestions';
import { findRuleFiles, loadRules } from '../load/rules/loader';
import { EXIT, UserError, type ExitCode } from '../model/errors';
import type { Step } from '../model/plan';
import { CATEGORIES, type CompiledRule, type Rule, type RuleReference } from '../model/rule';
import { escapeControls } from '../report/text/control-characters';
import { jsonText } from '../report/text/json';
import { columnsOf, writeToStderr, type Io } from './io';
import type { RulesOptions } from './options';
import { wantsColor } from './output';

export const ACTIONS: Record<string, (options: RulesOptions, io: Io) => Promise<ExitCode>> = {
  list,
  show,
  lint,
  docs,
};

/** `rules list | show ID | lint [DIR] | docs`. @throws UserError naming the nearest valid word */
export async function rules(options: RulesOptions, io: Io): Promise<ExitCode> {
  const { action: name = '' } = options;
  const names = Object.keys(ACTIONS);
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action)
    throw new UserError(
      'usage',
      `rules: there is no action "${name}"${formatSuggestion(name, names)}; allowed: ${names.join(', ')}`,
    );
  return action(options, io);
}

/** Built-in rules and those of --rules, by category and id. */
async function allRules({ rules: folders = [] }: RulesOptions, io: Io): Promise<CompiledRule[]> {
  const { rules: builtIn } = builtInCatalogue();
  const custom = await loadRules(folders, io.cwd, new Set(builtIn.map(({ rule }) => rule.id)));
  const place = ({ rule }: CompiledRule) => CATEGORIES.indexOf(rule.category);
  return [...builtIn, ...custom].sort((a, b) => place(a) - place(b) || (a.rule.id < b.rule.id ? -1 : 1));
}

async function list(options: RulesOptions, io: Io): Promise<ExitCode> {
  const all = await allRules(options, io);
  if (options.format === 'json') {
    const listed = all.map(({ rule, origin }) => {
      const { id, title, category, level, phase, appliesTo, params, facts } = rule;
      return {
        id,
        title,
        category,
        level,
        phase,
        targets: appliesTo?.target ?? null,
        params: params ?? {},
        facts,
        origin,
      };
    });
    io.stdout.write(`${jsonText({ schemaVersion: 1, rules: listed }, 2)}\n`);
    return EXIT.ready;
  }
  const { formatRuleList } = await import('../report/rules/terminal');
  io.stdout.write(
    formatRuleList(
      all.map(({ rule }) => rule),
      { color: wantsColor(options, io), width: columnsOf(io) },
    ),
  );
  return EXIT.ready;
}

async function show(options: RulesOptions, io: Io): Promise<ExitCode> {
  if (options.name === undefined)
    throw new UserError('usage', 'rules show: an id is missing; see "tp-doctor rules list"');
  const all = await allRules(options, io);
  const found = all.find(({ rule }) => rule.id === options.name);
  const step = builtInSteps().find(({ id }) => id === options.name);
  if (step) return showStep(step, options, io);
  if (!found) {
    const ids = [...all.map(({ rule }) => rule.id), ...builtInSteps().map(({ id }) => id)];
    throw new UserError(
      'usage',
      `rules show: there is no rule or step "${options.name}"${formatSuggestion(options.name, ids) || '; see "tp-doctor rules list"'}`,
    );
  }
  if (options.format === 'json') io.stdout.write(`${jsonText(found.rule, 2)}\n`);
  else
    io.stdout.write(
      (await import('../report/rules/terminal')).formatRule(withPages(found.rule), found.origin),
    );
  return EXIT.ready;
}

async function showStep(step: Step, { format }: RulesOptions, io: Io): Promise<ExitCode> {
  if (format === 'json') io.stdout.write(`${JSON.stringify(step, null, 2)}\n`);
  else io.stdout.write((await import('../report/rules/terminal')).formatStep(withPages(step)));
  return EXIT.ready;
}

/** Lints the rules of folders; with none, the built-in ones. */
async function lint(options: RulesOptions, io: Io): Promise<ExitCode> {
  const folders = [...(options.name === undefined ? [] : [options.name]), ...(options.rules ?? [])];
  const files = (await Promise.all(folders.map((folder) => findRuleFiles(folder, io.cwd)))).flat();
  const faults = folders.length === 0 ? await lintBuiltIn() : await faultsOf(folders, files, io);
  faults.forEach((fault) => io.stdout.write(`${escapeControls(fault)}\n`));
  const found = `${faults.length === 0 ? 'no' : faults.length} faults`;
  if (folders.length === 0) io.stdout.write(`${builtInRules().length} built-in rules, ${found}\n`);
  else writeToStderr(io, `${files.length} rule files, ${found}`);
  return faults.length === 0 ? EXIT.ready : EXIT.cannotJudge;
}

async function lintBuiltIn(): Promise<string[]> {
  const { lintRule } = await import('../load/rules/lint/lint');
  const linted = await Promise.all(builtInRules().map((rule) => lintRule(rule, `${rule.id}.json`)));
  return linted.flatMap(({ faults }) => faults);
}

/** Where all the built-in rules are, they themselves are linted, and their ids are not taken. */
async function faultsOf(folders: readonly string[], files: readonly string[], io: Io): Promise<string[]> {
  const ids = builtInRules().map(({ id }) => id);
  const names = new Set(files.map((file) => basename(file, '.json')));
  const taken = ids.every((id) => names.has(id)) ? [] : ids;
  try {
    await loadRules(folders, io.cwd, new Set(taken));
    return [];
  } catch (error) {
    if (error instanceof UserError) return [error.message, ...error.details];
    throw error;
  }
}

async function docs(options: RulesOptions, io: Io): Promise<ExitCode> {
  const { formatRulesPage } = await import('../report/rules/page');
  const custom = await loadRules(options.rules ?? [], io.cwd, new Set(builtInRules().map(({ id }) => id)));
  const all: Rule[] = [...builtInRules(), ...custom.map(({ rule }) => rule)];
  io.stdout.write(formatRulesPage(all.map(withPages), builtInSteps().map(withPages)));
  return EXIT.ready;
}

/** With the pages of the newest documentation, as there is no target here. */
function withPages<T extends { references?: RuleReference[] }>(one: T): T {
  const newest = builtInCatalogue().targets.lines.at(-1)?.documentation;
  if (!one.references || newest === undefined) return one;
  return { ...one, references: one.references.map((page) => fillPage(page, newest)) };
}
