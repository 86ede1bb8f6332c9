import type { ArgumentTable, OptionTable, OptionValues } from '../model/option';

/** Options about output. */
export const outputOptions = {
  format: {
    takes: 'text',
    suggests: 'formats',
    repeatable: true,
    describe: 'format of the result; F=FILE writes a file',
  },
  output: { takes: 'file', describe: 'file instead of standard output' },
  'group-by': {
    takes: 'text',
    suggests: 'groups',
    describe: 'what a ticket stands for: rule (default) or subject',
  },
  color: { takes: 'nothing', describe: 'colours; --no-color for none' },
  verbose: { takes: 'nothing', describe: 'every rule with its time, and the cause of errors' },
} as const satisfies OptionTable;

/** Every command has this one. */
export const { verbose } = outputOptions;

/** Options of every command that reads a configuration. */
export const configOptions = {
  config: {
    takes: 'file',
    describe: 'configuration file (default: TP_DOCTOR_CONFIG, else tp-doctor.config.json, found upwards)',
  },
  'no-config': { takes: 'nothing', describe: 'no configuration file' },
} as const satisfies OptionTable;

/** Options that check, plan and verify have in common. */
export const judgementOptions = {
  target: {
    takes: 'text',
    suggests: 'targets',
    describe: 'version to upgrade to: a line (7.4) or a full build (7.4.0.312)',
  },
  ...configOptions,
  rules: { takes: 'folder', repeatable: true, describe: 'folder with rules of your own' },
  only: { takes: 'text', suggests: 'rule-ids', repeatable: true, describe: 'judge only this rule' },
  skip: { takes: 'text', suggests: 'rule-ids', repeatable: true, describe: 'leave this rule out' },
  'fail-on': {
    takes: 'text',
    suggests: 'levels',
    describe: 'level that closes the gate: fail (default) or warn; check --baseline also takes new',
  },
  'allow-unknown': { takes: 'nothing', describe: 'missing evidence does not close the gate' },
  now: { takes: 'text', describe: 'time of the judgement, such as 2026-11-20T22:00:00Z' },
} as const satisfies OptionTable;

export const inventoryArguments = {
  inventory: { takes: 'path', repeatable: true },
} as const satisfies ArgumentTable;

/** How much of a result the table shows. */
const amountOptions = {
  all: { takes: 'nothing', describe: 'name every object of a rule, and say what to do about each warning' },
  top: {
    takes: 'number',
    unit: 'objects',
    describe: 'the same for at most so many objects of a rule',
  },
} as const satisfies OptionTable;

export const checkOptions = {
  ...judgementOptions,
  ...amountOptions,
  baseline: { takes: 'file', describe: 'older report (JSON): mark each finding as new or known' },
  ...outputOptions,
} as const satisfies OptionTable;

export const planOptions = {
  ...judgementOptions,
  via: {
    takes: 'text',
    suggests: 'targets',
    repeatable: true,
    describe: 'version the route has to stop at',
  },
  ...outputOptions,
} as const satisfies OptionTable;

export const factsArguments = {
  inventory: { takes: 'file' },
} as const satisfies ArgumentTable;

export const factsOptions = {
  target: judgementOptions.target,
  ...configOptions,
  rules: judgementOptions.rules,
  now: judgementOptions.now,
  output: { takes: 'file', describe: 'file to fill in; one that is there is not touched' },
  verbose,
} as const satisfies OptionTable;

export const verifyOptions = {
  before: { takes: 'file', describe: 'inventory from before the upgrade' },
  after: { takes: 'file', describe: 'inventory from after it' },
  phase: {
    takes: 'text',
    suggests: 'phases',
    describe: 'upgraded (default), or uninstalled: between uninstall and install',
  },
  ...judgementOptions,
  ...amountOptions,
  ...outputOptions,
} as const satisfies OptionTable;

export const diffArguments = {
  report: { takes: 'file', repeatable: true },
} as const satisfies ArgumentTable;

export const diffOptions = {
  ...outputOptions,
  format: { ...outputOptions.format, suggests: 'diff-formats' },
} as const satisfies OptionTable;

export const renderArguments = {
  report: { takes: 'path', repeatable: true },
} as const satisfies ArgumentTable;

export const renderOptions = {
  previous: { takes: 'path', describe: 'reports of the run before: mark what is new since then' },
  expect: { takes: 'number', unit: 'estates', describe: 'number of estates; fewer or more is an error' },
  ...amountOptions,
  ...outputOptions,
} as const satisfies OptionTable;

export const explainArguments = {
  name: { takes: 'text', suggests: 'explainable', required: true },
  report: { takes: 'file' },
} as const satisfies ArgumentTable;

export const rulesArguments = {
  action: { takes: 'text', suggests: 'rule-actions', required: true },
  name: { takes: 'text', suggestsAfter: { show: 'rules-and-steps' } },
} as const satisfies ArgumentTable;

export const rulesOptions = {
  rules: judgementOptions.rules,
  format: { takes: 'text', values: ['table', 'json'], describe: 'table or json' },
  color: outputOptions.color,
  verbose,
} as const satisfies OptionTable;

export const explainOptions = {
  rules: judgementOptions.rules,
  format: { takes: 'text', values: ['table', 'json'], describe: 'table or json' },
  color: outputOptions.color,
  verbose,
} as const satisfies OptionTable;

export type OutputOptions = OptionValues<typeof outputOptions> & Partial<OptionValues<typeof amountOptions>>;
export type JudgementOptions = OptionValues<typeof judgementOptions>;
export type CheckOptions = OptionValues<typeof inventoryArguments & typeof checkOptions>;
export type PlanOptions = OptionValues<typeof inventoryArguments & typeof planOptions>;
export type FactsOptions = OptionValues<typeof factsArguments & typeof factsOptions>;
export type VerifyOptions = OptionValues<typeof verifyOptions>;
export type DiffOptions = OptionValues<typeof diffArguments & typeof diffOptions>;
export type RenderOptions = OptionValues<typeof renderArguments & typeof renderOptions>;
export type ExplainOptions = OptionValues<typeof explainArguments & typeof explainOptions>;
export type RulesOptions = OptionValues<typeof rulesArguments & typeof rulesOptions>;
