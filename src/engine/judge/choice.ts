import type { RuleSetting, Waiver } from '../../model/config';
import { LEFT_OUT, type Level } from '../../model/report';
import type { CompiledRule, Phase, Rule } from '../../model/rule';
import type { Unjudged } from './conditions';

/** Which rules of a run are judged, and how. Everything else about a rule is in its file. */
export interface Choice {
  phase: Phase;
  /** For the moment between uninstall and install: only what holds then too. */
  whileUninstalled?: boolean;
  only: ReadonlySet<string>;
  skip: ReadonlySet<string>;
  settings: Readonly<Record<string, RuleSetting>>;
  waivers: readonly Waiver[];
}

/** A rule as one run judges it. */
export interface ChosenRule {
  compiled: CompiledRule;
  level: Level;
  params: Record<string, unknown>;
  /** Why it is left out, where somebody has said so. */
  leftOut: Unjudged | undefined;
}

/** The level and params of a rule in a run, and whether --only, --skip or the configuration leaves it out. */
export function chooseRule(compiled: CompiledRule, choice: Choice): ChosenRule {
  const { rule } = compiled;
  const setting = Object.hasOwn(choice.settings, rule.id) ? choice.settings[rule.id] : undefined;
  const { level, params } = typeof setting === 'object' ? setting : { level: setting, params: undefined };
  return {
    compiled,
    level: level === 'fail' || level === 'warn' ? level : rule.level,
    params: { ...rule.params, ...params },
    leftOut: findLeftOut(rule, choice, level === 'off'),
  };
}

function findLeftOut({ id, whileUninstalled }: Rule, choice: Choice, isOff: boolean): Unjudged | undefined {
  const { only, skip } = choice;
  if (only.size > 0 && !only.has(id)) return { status: 'skip', reason: LEFT_OUT.only };
  if (skip.has(id)) return { status: 'skip', reason: LEFT_OUT.skip };
  if (isOff) return { status: 'skip', reason: 'switched off in the configuration' };
  if (choice.whileUninstalled && !whileUninstalled)
    return { status: 'skip', reason: 'can be judged only after the install' };
  return undefined;
}
