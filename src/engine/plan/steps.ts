import type { Finding, Result } from '../../model/report';
import type { PlanStep, RouteHop, Step } from '../../model/plan';
import type { CompiledRule, Rule } from '../../model/rule';
import type { Inventory } from '../../model/inventory';
import type { Target } from '../../model/target';
import { groupByMessage } from '../findings/group-by-message';
import { judge, type Catalogue } from '../judge/judge';
import { referencesFor } from '../findings/references';
import { fillTemplate } from '../findings/template';
import { formatGatherCommands } from './gather-commands';

/** The steps of rules/steps.json with their conditions compiled as rules (see stepAsRule). */
export interface StepCatalogue {
  steps: Step[];
  rules: CompiledRule[];
}

/**
 * A step as a rule that never holds: each subject it finds is an object that the step concerns, and missing
 * evidence stays visible as such. So a step says with the same words as a rule when it is needed.
 */
export function stepAsRule(step: Step): Rule {
  return {
    id: step.id,
    title: step.title,
    category: 'upgrade-path',
    level: 'warn',
    phase: 'pre-upgrade',
    ...(step.appliesTo ? { appliesTo: step.appliesTo } : {}),
    each: step.each ?? '',
    ...(step.where === undefined ? {} : { where: step.where }),
    whenEmpty: 'skip',
    subject: step.subject ?? '{environment}',
    needs: (step.needs ?? []).map((need) => ({
      ...(typeof need === 'string' ? { path: need } : need),
      first: true,
    })),
    assert: false,
    message: step.title,
    remediation: step.detail,
    references: step.references ?? [],
    facts: step.facts,
  };
}

export interface HopCase {
  inventory: Inventory;
  hop: RouteHop;
  target: Target;
  now: number;
}

/** The steps that this estate needs for this hop, each with its objects. Missing evidence never drops a step. */
export function stepsOf(
  { steps, rules }: StepCatalogue,
  catalogue: Catalogue,
  { inventory, hop, target, now }: HopCase,
): PlanStep[] {
  const none = new Set<string>();
  const choice = { phase: 'pre-upgrade', only: none, skip: none, settings: {}, waivers: [] } as const;
  const { results } = judge({ ...catalogue, rules }, choice, { inventory, target, now });
  const byId = new Map(results.map((result) => [result.ruleId, result]));
  const commands = formatGatherCommands(inventory);
  return steps.flatMap((step) => {
    const result = byId.get(step.id);
    return !result || result.status === 'skip'
      ? []
      : [planStep(step, result, [hop, target, inventory, commands])];
  });
}

function planStep(step: Step, { findings }: Result, layers: readonly unknown[]): PlanStep {
  const [hop, target] = layers as [RouteHop, Target];
  const concerned = findings.filter((finding) => finding.kind === 'violation');
  const open = findings.filter((finding) => finding.kind !== 'violation');
  return {
    id: step.id,
    phase: step.phase,
    title: fillTemplate(step.title, layers),
    detail: fillTemplate(step.detail, layers),
    subjects: step.each === undefined ? [] : [...new Set(concerned.map((finding) => finding.subject))],
    uncertain: formatOpen(open),
    facts: step.facts,
    references: step.references
      ? referencesFor(step.references, target)
      : [{ title: `Upgrade Procedure ${target.line}`, url: hop.reference }],
    ...(step.run === undefined ? {} : { run: fillTemplate(step.run, layers) }),
    ...(step.verify === undefined ? {} : { verify: fillTemplate(step.verify, layers) }),
  };
}

/** Objects named where evidence about them is missing; of more only the number. */
const MOST_NAMES = 3;

/** What is not known, each once with its objects. */
function formatOpen(findings: readonly Finding[]): string | null {
  const lines = groupByMessage(findings).map(({ message, subjects }) => {
    const who = subjects.length > MOST_NAMES ? `${subjects.length} objects` : subjects.join(', ');
    return `${message} (${who})`;
  });
  return lines.length === 0 ? null : lines.join('; ');
}

/** The steps of all hops without what an earlier hop has done for good. */
export function dropDone(hops: readonly PlanStep[][], steps: readonly Step[]): PlanStep[][] {
  const lasting = new Set(steps.filter((step) => step.once).map((step) => step.id));
  const done = new Map<string, Set<string>>();
  return hops.map((hop) =>
    hop.flatMap((step) => {
      const before = done.get(step.id);
      if (!lasting.has(step.id)) return [step];
      done.set(step.id, new Set([...(before ?? []), ...step.subjects]));
      const subjects = step.subjects.filter((subject) => !before?.has(subject));
      return before && subjects.length === 0 ? [] : [{ ...step, subjects }];
    }),
  );
}
