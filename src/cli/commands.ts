import type { Options } from 'yargs';
import { gatherOptions, type GatherOptions } from '../commands/gather/options';
import type { Io } from '../commands/io';
import type { ExitCode } from '../model/errors';
import type { OptionTable } from '../model/option';

/** What a command was given: the values of the options it declares, and its arguments. */
export type Given = Record<string, unknown>;

/** One command of the command line; its module is loaded when it runs. */
export interface Command {
  /** As yargs writes it: name and arguments. */
  usage: string;
  describe: string;
  /** How often the last argument may stand. */
  arguments?: Record<string, string>;
  options: Record<string, Options>;
  run: (given: Given, io: Io) => Promise<ExitCode>;
}

const text = (describe: string): Options => ({ type: 'string', requiresArg: true, describe });
const flag = (describe: string): Options => ({ type: 'boolean', describe });

const OUTPUT = {
  format: text('format of the result; F=FILE writes a file (repeatable)'),
  output: text('file instead of standard output'),
  'group-by': text('what a ticket stands for: rule (default) or subject'),
  color: flag('colours; --no-color for none'),
  verbose: flag('every rule with its time, and the cause of errors'),
};

const JUDGEMENT = {
  target: text('version to upgrade to: a line (7.4) or a full build (7.4.0.312)'),
  config: text('configuration file (default: tp-doctor.config.json, found upwards)'),
  rules: text('folder with rules of your own (repeatable)'),
  only: text('judge only this rule (repeatable)'),
  skip: text('leave this rule out (repeatable)'),
  'fail-on': text('level that closes the gate: fail (default) or warn; check --baseline also takes new'),
  'allow-unknown': flag('missing evidence does not close the gate'),
  now: text('time of the judgement, such as 2026-11-20T22:00:00Z'),
};

/** Every command by its name. */
export const COMMANDS: Record<string, Command> = {
  check: {
    usage: 'check [inventory..]',
    describe: 'judge inventories: files, globs, folders, or - for standard input',
    options: {
      ...JUDGEMENT,
      baseline: text('older report (JSON): mark each finding as new or known'),
      ...OUTPUT,
    },
    run: async (given, io) =>
      (await import('../commands/check/check')).check(
        {
          ...judgement(given),
          ...output(given),
          inventories: texts(given.inventory),
          baseline: optional(given.baseline),
        },
        io,
      ),
  },
  gather: {
    usage: 'gather',
    describe: 'build an inventory from SQL Server, Activity Monitor, exports and the Enterprise Manager',
    options: { ...yargsOptions(gatherOptions), verbose: OUTPUT.verbose },
    run: async (given, io) =>
      (await import('../commands/gather/gather')).runGather(given as GatherOptions, io),
  },
  plan: {
    usage: 'plan [inventory..]',
    describe: 'the route to the target, hop by hop, with a runbook',
    options: {
      ...JUDGEMENT,
      via: text('version the route has to stop at (repeatable)'),
      ...OUTPUT,
    },
    run: async (given, io) =>
      (await import('../commands/plan')).plan(
        { ...judgement(given), ...output(given), inventories: texts(given.inventory), via: texts(given.via) },
        io,
      ),
  },
  verify: {
    usage: 'verify',
    describe: 'prove after the upgrade that nothing was lost',
    options: {
      before: text('inventory from before the upgrade'),
      after: text('inventory from after it'),
      phase: text('upgraded (default), or uninstalled: between uninstall and install'),
      ...JUDGEMENT,
      ...OUTPUT,
    },
    run: async (given, io) =>
      (await import('../commands/verify')).verify(
        {
          ...judgement(given),
          ...output(given),
          before: optional(given.before),
          after: optional(given.after),
          phase: optional(given.phase),
        },
        io,
      ),
  },
  diff: {
    usage: 'diff [report..]',
    describe: 'new, changed, resolved and persisting findings between two reports (JSON)',
    options: OUTPUT,
    run: async (given, io) =>
      (await import('../commands/diff')).diff({ ...output(given), reports: texts(given.report) }, io),
  },
  rules: {
    usage: 'rules <action> [name]',
    describe: 'list the rules, show one, lint a folder of them, or write their documentation',
    options: {
      rules: JUDGEMENT.rules,
      format: text('table or json'),
      color: OUTPUT.color,
      verbose: OUTPUT.verbose,
    },
    run: async (given, io) =>
      (await import('../commands/rules')).rules(
        {
          action: String(given.action),
          name: optional(given.name),
          rules: texts(given.rules),
          format: optional(given.format),
          color: given.color as boolean | undefined,
        },
        io,
      ),
  },
  schema: {
    usage: 'schema [name]',
    describe: 'print the JSON Schema of a document',
    options: { verbose: OUTPUT.verbose },
    run: async (given, io) => (await import('../commands/schema')).schema(optional(given.name), io),
  },
  init: {
    usage: 'init',
    describe: 'write a configuration and a sample inventory into this folder',
    options: { verbose: OUTPUT.verbose },
    run: async (_given, io) => (await import('../commands/init')).init(io),
  },
  completion: {
    usage: 'completion [shell]',
    describe: 'print the completion script of a shell: bash, zsh or powershell',
    options: { verbose: OUTPUT.verbose },
    run: async (given, io) => {
      const { commandWords } = await import('./completion-words');
      return (await import('../commands/completion')).completion(optional(given.shell), commandWords(), io);
    },
  },
};

/** The table of gather as yargs wants it. */
function yargsOptions(table: OptionTable): Record<string, Options> {
  const declare = ({ describe, takes, values, repeatable, group }: OptionTable[string]): Options => ({
    describe,
    ...(group ? { group } : {}),
    ...(takes === 'nothing' ? { type: 'boolean' } : { requiresArg: true }),
    ...(takes === 'number' ? { type: 'number' } : takes === 'nothing' || values ? {} : { type: 'string' }),
    ...(values ? { choices: values } : {}),
    ...(repeatable ? { array: true } : {}),
  });
  return Object.fromEntries(Object.entries(table).map(([name, option]) => [name, declare(option)]));
}

function judgement(given: Given) {
  return {
    target: optional(given.target),
    config: optional(given.config),
    rules: texts(given.rules),
    only: texts(given.only),
    skip: texts(given.skip),
    failOn: optional(given.failOn),
    allowUnknown: given.allowUnknown === true,
    now: optional(given.now),
  };
}

function output(given: Given) {
  return {
    format: texts(given.format),
    output: optional(given.output),
    groupBy: optional(given.groupBy),
    color: given.color as boolean | undefined,
    verbose: given.verbose === true,
  };
}

/** An option that may be repeated. */
function texts(value: unknown): string[] {
  return value === undefined ? [] : [value].flat().map(String);
}

/** An option of which the last one counts. */
function optional(value: unknown): string | undefined {
  return texts(value).at(-1);
}
