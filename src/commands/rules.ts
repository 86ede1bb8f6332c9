import { builtInCatalogue, builtInRules, builtInSteps } from '../load/rules/built-in';
import { formatSuggestion } from '../engine/values/suggestions';
import { findRuleFiles, loadRules, readRule } from '../load/rules/loader';
import { EXIT, UserError, type ExitCode } from '../model/errors';
import type { Step } from '../model/plan';
import { CATEGORIES, type CompiledRule, type Rule } from '../model/rule';
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
  else io.stdout.write((await import('../report/rules/terminal')).formatRule(found.rule, found.origin));
  return EXIT.ready;
}

async function showStep(step: Step, { format }: RulesOptions, io: Io): Promise<ExitCode> {
  if (format === 'json') io.stdout.write(`${JSON.stringify(step, null, 2)}\n`);
  else io.stdout.write((await import('../report/rules/terminal')).formatStep(step));
  return EXIT.ready;
}

/** Checks rule files: their schema, their ranges and the schemas within them; with no folder, the built-in ones. */
async function lint(options: RulesOptions, io: Io): Promise<ExitCode> {
  const folders = [...(options.name === undefined ? [] : [options.name]), ...(options.rules ?? [])];
  if (folders.length === 0) {
    const { length } = builtInCatalogue().rules;
    io.stdout.write(`${length} built-in rules, no faults\n`);
    return EXIT.ready;
  }
  const files = (await Promise.all(folders.map((folder) => findRuleFiles(folder, io.cwd)))).flat();
  const faults = (await Promise.all(files.map((file) => readRule(file, io.cwd)))).flatMap(
    (rule) => rule.faults,
  );
  if (faults.length === 0) faults.push(...(await compileFaults(folders, io)));
  faults.forEach((fault) => io.stdout.write(`${escapeControls(fault)}\n`));
  writeToStderr(io, `${files.length} rule files, ${faults.length === 0 ? 'no' : faults.length} faults`);
  return faults.length === 0 ? EXIT.ready : EXIT.cannotJudge;
}

/** The built-in rules themselves may be linted from their folder, so their ids are not taken there. */
async function compileFaults(folders: readonly string[], io: Io): Promise<string[]> {
  try {
    await loadRules(folders, io.cwd, new Set());
    return [];
  } catch (error) {
    if (error instanceof UserError) return [error.message, ...error.details];
    throw error;
  }
}

async function docs(options: RulesOptions, io: Io): Promise<ExitCode> {
  const { formatRulesPage } = await import('../report/rules/page');
  const custom = await loadRules(options.rules ?? [], io.cwd, new Set());
  const all: Rule[] = [...builtInRules(), ...custom.map(({ rule }) => rule)];
  io.stdout.write(formatRulesPage(all, builtInSteps()));
  return EXIT.ready;
}
