import type { Catalogue } from '../engine/judge/judge';
import type { Choice } from '../engine/judge/choice';
import { targetOf } from '../engine/plan/routes';
import type { Gate } from '../engine/verdict/gate';
import { isFor, WAIVERS_RULE } from '../engine/verdict/waivers';
import { builtInCatalogue } from '../load/rules/built-in';
import { checkRuleIds, loadConfig } from '../load/config';
import { formatSuggestion } from '../engine/values/suggestions';
import { loadRules } from '../load/rules/loader';
import { UserError } from '../model/errors';
import type { Config, Waiver } from '../model/config';
import { LEVELS, type ConfigurationFacts, type Level, type Result } from '../model/report';
import type { Phase } from '../model/rule';
import type { Target } from '../model/target';
import { writeToStderr, type Io } from './io';
import type { CheckOptions, JudgementOptions } from './options';

/** Everything a judgement rests on beside the inventory, checked before an inventory is read. */
export interface Judgement {
  catalogue: Catalogue;
  config: Config;
  /** The file that it stands in; null where there is none. */
  configuration: ConfigurationFacts | null;
  choice: Choice;
  target: Target;
  now: number;
  gate: Gate;
}

/** Reads configuration and rules and checks every name in the options. @throws UserError */
export async function prepareJudgement(
  options: JudgementOptions & Pick<CheckOptions, 'baseline'>,
  phase: Phase,
  io: Io,
): Promise<Judgement> {
  const { rules = [], only = [], skip = [] } = options;
  const loaded = await loadConfig(options, io);
  const builtIn = builtInCatalogue();
  const known = new Set(builtIn.rules.map(({ rule }) => rule.id));
  const custom = rules.length === 0 ? [] : await loadRules(rules, io.cwd, known);
  const catalogue = { ...builtIn, rules: [...builtIn.rules, ...custom] };
  const ids = catalogue.rules.map(({ rule }) => rule.id);
  checkRuleIds(
    loaded,
    catalogue.rules.map(({ rule }) => rule),
  );
  checkIds('--only', only, ids);
  checkIds('--skip', skip, ids);
  const { config, facts: configuration } = loaded;
  return {
    catalogue,
    config,
    configuration,
    choice: {
      phase,
      only: new Set(only),
      skip: new Set(skip),
      settings: config.rules ?? {},
      waivers: scopeWaivers(config),
    },
    target: parseTarget(catalogue, '--target', options.target ?? config.target),
    now: parseNow(options.now, io),
    gate: createGate(options, config.failOn),
  };
}

/** A waiver that names no environment is for that of the configuration, where it has one. */
function scopeWaivers({ environment, waivers = [] }: Config): Waiver[] {
  return environment === undefined ? waivers : waivers.map((waiver) => ({ environment, ...waiver }));
}

/**
 * Says which waivers are for an estate that was not judged, as its name may be mistyped. One inventory may well be of one of many
 * estates: there only a name that is nearly that of the inventory is told.
 */
export function tellForeignWaivers(
  { config, choice, configuration }: Judgement,
  judged: readonly { environment: string | null }[],
  io: Io,
): void {
  const environments = judged.flatMap(({ environment }) => environment ?? []);
  // What could not be read may be of any.
  if (environments.length < judged.length) return;
  for (const [at, waiver] of choice.waivers.entries()) {
    if (environments.some((environment) => isFor(waiver, environment))) continue;
    const suggestion = formatSuggestion(waiver.environment ?? '', environments);
    if (environments.length === 1 && suggestion === '') continue;
    const isOwn = config.waivers?.[at]?.environment !== undefined;
    writeToStderr(
      io,
      `tp-doctor: ${configuration?.file ?? ''}: /waivers/${at}: is for the environment "${waiver.environment ?? ''}"${isOwn ? '' : ' of /environment'}, of which this run judges no inventory${suggestion}`,
    );
  }
}

function checkIds(flag: string, ids: readonly string[], known: readonly string[]): void {
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    throw new UserError(
      'usage',
      `${flag}: there is no rule "${unknown}"${formatSuggestion(unknown, known) || '; see "tp-doctor rules list"'}`,
    );
  }
}

/** A version that the catalogue knows as a target. @throws UserError that names the flag and what is allowed */
export function parseTarget({ targets }: Catalogue, flag: string, version: string | undefined): Target {
  const lines = targets.lines.map(({ line }) => line);
  const allowed = `allowed: ${lines.join(', ')}, or a full build such as 7.4.0.312`;
  if (version === undefined)
    throw new UserError('usage', `${flag} is missing: the version to upgrade to; ${allowed}`);
  const target = targetOf(targets, version);
  if (!target)
    throw new UserError(
      'usage',
      `${flag}: "${version}" is not a known target${suggestLine(version, lines)}; ${allowed}`,
    );
  return target;
}

/** 7.4.0 is nearer to 7.4, which it begins with, than to 7.3.9. */
function suggestLine(version: string, lines: readonly string[]): string {
  const line = lines.find((known) => version.startsWith(`${known}.`));
  return line === undefined ? formatSuggestion(version, lines) : `; did you mean "${line}"?`;
}

/** The clock of the engine: --now, else the machine's. */
export function parseNow(text: string | undefined, io: Io): number {
  if (text === undefined) return io.now().getTime();
  const hasOffset = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})$/.test(text);
  const time = hasOffset ? Date.parse(text) : NaN;
  if (Number.isNaN(time))
    throw new UserError(
      'usage',
      `--now: "${text}" is not a time with an offset, such as 2026-11-20T22:00:00Z`,
    );
  return time;
}

/** `new` gates at the level of the configuration, but only on what the baseline did not have. */
function createGate(
  { failOn, allowUnknown = false, baseline }: Pick<CheckOptions, 'failOn' | 'allowUnknown' | 'baseline'>,
  configured: Level = 'fail',
): Gate {
  const onlyNew = failOn === 'new';
  if (onlyNew && baseline === undefined)
    throw new UserError(
      'usage',
      '--fail-on: "new" compares with an older report; name it with --baseline of check',
    );
  const failing = onlyNew ? configured : parseLevel(failOn ?? configured, baseline !== undefined);
  return { failOn: failing, allowUnknown, ...(onlyNew ? { onlyNew } : {}) };
}

function parseLevel(level: string, hasBaseline: boolean): Level {
  const found = LEVELS.find((known) => known === level);
  if (!found)
    throw new UserError(
      'usage',
      `--fail-on: "${level}" is not a level${formatSuggestion(level, LEVELS)}; allowed: fail, warn${hasBaseline ? ', new' : ''}`,
    );
  return found;
}

/** A run that judged nothing must not look ready. @throws UserError when every rule is skipped */
export function refuseAllSkipped(results: readonly Result[], file: string): void {
  if (results.some(({ ruleId, status }) => ruleId !== WAIVERS_RULE && status !== 'skip')) return;
  throw new UserError(
    'rules',
    `${file}: every rule is skipped, so nothing was judged; look at --only, --skip and the configuration`,
  );
}
