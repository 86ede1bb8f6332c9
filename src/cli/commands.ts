import { gatherArguments, gatherOptions, probeOptions } from '../commands/gather/options';
import {
  checkOptions,
  diffArguments,
  diffOptions,
  explainArguments,
  explainOptions,
  factsArguments,
  factsOptions,
  inventoryArguments,
  planOptions,
  renderArguments,
  renderOptions,
  rulesArguments,
  rulesOptions,
  verbose,
  verifyOptions,
} from '../commands/options';
import { defineCommand, type Command } from './command';

/** Every command by its name. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  check: defineCommand({
    describe: 'judge inventories: files, globs, folders, or - for standard input',
    arguments: inventoryArguments,
    options: checkOptions,
    printsReport: true,
    run: async (given, io) => (await import('../commands/check/check')).check(given, io),
  }),
  gather: defineCommand({
    describe: 'build an inventory from SQL Server, Activity Monitor, exports and the Enterprise Manager',
    arguments: gatherArguments,
    options: { ...gatherOptions, verbose },
    run: async (given, io) => (await import('../commands/gather/gather')).runGather(given, io),
  }),
  probe: defineCommand({
    describe:
      'what the rules on Agents need of the Windows host that it runs on, as a file for gather --merge',
    arguments: {},
    options: { ...probeOptions, verbose },
    run: async (given, io) => (await import('../commands/gather/probe')).probe(given, io),
  }),
  facts: defineCommand({
    describe: 'write what an estate lacks and only a person knows, as a file to fill in',
    arguments: factsArguments,
    options: factsOptions,
    run: async (given, io) => (await import('../commands/facts')).facts(given, io),
  }),
  plan: defineCommand({
    describe: 'the route to the target, hop by hop, with a runbook',
    arguments: inventoryArguments,
    options: planOptions,
    printsReport: true,
    run: async (given, io) => (await import('../commands/plan')).plan(given, io),
  }),
  verify: defineCommand({
    describe: 'prove after the upgrade that nothing was lost',
    arguments: {},
    options: verifyOptions,
    printsReport: true,
    run: async (given, io) => (await import('../commands/verify')).verify(given, io),
  }),
  diff: defineCommand({
    describe: 'new, changed, resolved and persisting findings between two reports (JSON)',
    arguments: diffArguments,
    options: diffOptions,
    printsReport: true,
    run: async (given, io) => (await import('../commands/diff')).diff(given, io),
  }),
  render: defineCommand({
    describe: 'write saved reports (JSON) in any format, several as one run',
    arguments: renderArguments,
    options: renderOptions,
    printsReport: true,
    run: async (given, io) => (await import('../commands/render/render')).render(given, io),
  }),
  explain: defineCommand({
    describe:
      'explain a rule, a fact, or a finding by its fingerprint: from evidence to page, and what would change it',
    arguments: explainArguments,
    options: explainOptions,
    run: async (given, io) => (await import('../commands/explain/explain')).explain(given, io),
  }),
  rules: defineCommand({
    describe: 'list the rules, show one, lint a folder of them, or write their documentation',
    arguments: rulesArguments,
    options: rulesOptions,
    run: async (given, io) => (await import('../commands/rules')).rules(given, io),
  }),
  schema: defineCommand({
    describe: 'print the JSON Schema of a document',
    arguments: { name: { takes: 'text', suggests: 'schemas' } },
    options: { verbose },
    run: async ({ name }, io) => (await import('../commands/schema')).schema(name, io),
  }),
  init: defineCommand({
    describe: 'write a configuration and a sample inventory into this folder',
    arguments: {},
    options: { verbose },
    run: async (_given, io) => (await import('../commands/start/init')).init(io),
  }),
  completion: defineCommand({
    describe: 'print the completion script of a shell: bash, zsh, fish or powershell',
    arguments: { shell: { takes: 'text', suggests: 'shells' } },
    options: { verbose },
    run: async ({ shell }, io) => {
      const { collectWords } = await import('./completion-words');
      return (await import('../commands/completion')).completion(shell, await collectWords(COMMANDS), io);
    },
  }),
};

/** The command that is meant where none is named. */
export const DEFAULT_COMMAND = 'check';

/** Not what every object has: there is no command "constructor". */
export function isCommand(word: string): boolean {
  return Object.hasOwn(COMMANDS, word);
}
