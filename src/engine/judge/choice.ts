import type { RuleSetting, Waiver } from '../../model/config';
import { LEFT_OUT, type Level, type Relaxation } from '../../model/report';
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
  /** How less is asked than in its file. */
  relaxed: readonly Relaxation[];
}

/** The level and params of a rule in a run, and whether --only, --skip or the configuration leaves it out. */
export function chooseRule(compiled: CompiledRule, choice: Choice): ChosenRule {
  const { rule } = compiled;
  const setting = Object.hasOwn(choice.settings, rule.id) ? choice.settings[rule.id] : undefined;
  const { level: set, params: given } = typeof setting === 'object' ? setting : { level: setting };
  const level = set === 'fail' || set === 'warn' ? set : rule.level;
  const params = { ...rule.params, ...given };
  const isLater = choice.whileUninstalled === true && !rule.whileUninstalled;
  const leftOut = isLater ? undefined : findLeftOut(rule.id, choice, set === 'off');
  const reason = leftOut === undefined ? 'can be judged only after the install' : LEFT_OUT[leftOut];
  return {
    compiled,
    level,
    params,
    leftOut: isLater || leftOut !== undefined ? { status: 'skip', reason } : undefined,
    relaxed: [
      ...(leftOut === undefined ? [] : [leftOut]),
      ...(level === 'warn' && rule.level === 'fail' ? (['lowered'] as const) : []),
      ...(hasOtherParams(rule, params) ? (['params'] as const) : []),
    ],
  };
}

function findLeftOut(id: string, { only, skip }: Choice, isOff: boolean): keyof typeof LEFT_OUT | undefined {
  if (only.size > 0 && !only.has(id)) return 'only';
  if (skip.has(id)) return 'skip';
  return isOff ? 'off' : undefined;
}

/** Nobody can say of any param which direction is the looser one, so every other value counts. */
function hasOtherParams(rule: Rule, params: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(params).some(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(rule.params?.[name]),
  );
}
