import type { Inventory } from '../../model/inventory';
import type { Question, Report, Result } from '../../model/report';
import type { CompiledRule } from '../../model/rule';
import type { Compatibility, Target, Targets } from '../../model/target';
import { IncompleteLists } from '../scope/incomplete';
import type { EvidenceHints } from '../findings/missing';
import { Indexes } from '../scope/indexes';
import type { Run } from '../scope/scope';
import { Audience } from './audience';
import { chooseRule, type Choice } from './choice';
import { EstateCount } from './estate-count';
import { observe } from './observers';
import { byCategoryAndId } from './results';
import { PASSES, RuleCase } from './rule-case';
import type { RuleRun } from './rule-run';
import { applyWaivers } from '../verdict/waivers';

/** The rules and the data they rest on, read from rules/ or built in. */
export interface Catalogue {
  rules: CompiledRule[];
  targets: Targets;
  compatibility: Compatibility;
  hints: EvidenceHints;
  /** What only a person can answer. */
  questions: readonly Question[];
}

/** What is judged, and when. */
export interface Case {
  inventory: Inventory;
  before?: Inventory;
  target: Target;
  /** Milliseconds since 1970: the only clock of the engine. */
  now: number;
  /** Measures each rule by itself. */
  timed?: boolean;
}

export interface Judged {
  /** One for every rule of the phase, by category and id, with findings by subject. */
  results: Result[];
  estate: Report['estate'];
}

/**
 * Judges an estate. Never throws on what an inventory says, and depends neither on the order of its lists nor on a
 * clock. Everything that looks at a list is shown its elements in the same pass over it.
 */
export function judge(catalogue: Catalogue, choice: Choice, estate: Case): Judged {
  const run = createRun(catalogue, estate);
  const isMeant = ({ rule: { phase } }: CompiledRule) => phase === choice.phase || phase === 'always';
  const compiled = inOrder(catalogue.rules).filter(isMeant);
  const cases = compiled.map((rule) => new RuleCase(chooseRule(rule, choice), run));
  if (estate.timed) for (const one of cases) one.durationMs = 0;
  const count = new EstateCount();
  for (const pass of PASSES) {
    const first = pass === 1 ? [count, ...run.indexes.request(cases.flatMap((one) => one.indexes))] : [];
    const conditions = cases.flatMap((one) => one.conditions).filter((condition) => condition.pass === pass);
    const started = startRules(cases.filter((one) => one.pass === pass));
    const timed = estate.timed ? started : [];
    const audiences = Audience.of(estate.timed ? [] : started.map(({ rule }) => rule), run);
    observe([...first, ...conditions.map((condition) => condition.run), ...audiences], run);
    for (const { rule, of } of timed) of.durationMs = measure(() => observe(Audience.of([rule], run), run));
  }
  const results = cases.map((one) => one.result(catalogue));
  const rules = compiled.map(({ rule }) => rule);
  const waived = applyWaivers(results, { waivers: choice.waivers, rules, run });
  return {
    results: waived.map((result, at) => cases[at]?.nameFailure(result) ?? result),
    estate: count.finish(),
  };
}

const ordered = new WeakMap<readonly CompiledRule[], readonly CompiledRule[]>();

/** The rules in the order of their results, which is the same for every estate. */
function inOrder(rules: readonly CompiledRule[]): readonly CompiledRule[] {
  const sorted = ordered.get(rules) ?? [...rules].sort(byCategoryAndId);
  ordered.set(rules, sorted);
  return sorted;
}

function createRun({ targets, compatibility }: Catalogue, { inventory, before, target, now }: Case): Run {
  const source = (before ?? inventory).enterpriseManager?.version ?? undefined;
  const incomplete = { inventory: new IncompleteLists(inventory), before: new IncompleteLists(before) };
  const indexes = new Indexes(incomplete);
  return { inventory, before, target, targets, compatibility, source, now, indexes, incomplete };
}

function startRules(cases: readonly RuleCase[]): { rule: RuleRun; of: RuleCase }[] {
  return cases.flatMap((of) => {
    const rule = of.start();
    return rule ? [{ rule, of }] : [];
  });
}

function measure(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
