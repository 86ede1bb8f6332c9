import type { Relaxation, Result } from '../../model/report';
import type { IndexRequest } from '../../model/rule';
import { nameFailure } from '../findings/failure-title';
import type { Run } from '../scope/scope';
import type { ChosenRule } from './choice';
import { checkVersions, ConditionRun, type Unjudged } from './conditions';
import { createResult, type Supplies } from './results';
import { RuleRun } from './rule-run';

/** The passes over the lists in which something takes part: what rests on the outcome of one is in a later one. */
export const PASSES = [1, 2, 3] as const;
export type Pass = (typeof PASSES)[number];

/** One rule of a run from its choice to its result. */
export class RuleCase {
  /** Milliseconds, where somebody measures. */
  durationMs: number | undefined;
  /** What it looks up in other lists; all of it is filled in the first pass. */
  readonly indexes: readonly IndexRequest[];
  readonly conditions: readonly { run: ConditionRun; pass: Pass }[];
  /** The pass in which it is shown its subjects. */
  readonly pass: Pass;
  private readonly relaxed: readonly Relaxation[];
  private outcome: RuleRun | Unjudged | undefined;

  constructor(
    private readonly chosen: ChosenRule,
    private readonly run: Run,
  ) {
    const { compiled, params, leftOut } = chosen;
    const { indexes, conditions } = compiled.lookUps;
    const unfit = checkVersions(compiled, run);
    // A rule for another target is not judged whatever somebody says of it.
    const isForOther = unfit?.status === 'skip';
    this.relaxed = isForOther ? [] : chosen.relaxed;
    this.outcome = isForOther ? unfit : (leftOut ?? unfit);
    const when = this.outcome ? [] : compiled.when;
    this.indexes = this.outcome ? [] : [...indexes, ...conditions.flat()];
    this.conditions = when.map((condition, at) => ({
      run: new ConditionRun(condition, params, run),
      pass: conditions[at]?.length ? 2 : 1,
    }));
    this.pass = indexes.length > 0 || when.length > 0 ? 3 : 1;
  }

  /** Starts the rule where it applies; to be asked when everything that it rests on has been seen. */
  start(): RuleRun | undefined {
    this.outcome ??= findUnmet(this.conditions.map(({ run }) => run));
    if (this.outcome) return undefined;
    const started = new RuleRun(this.chosen.compiled, this.chosen.params, this.run);
    this.outcome = started;
    return started;
  }

  /** @throws Error before the rule was started */
  result(supplies: Supplies): Result {
    if (!this.outcome) throw new Error(`${this.chosen.compiled.rule.id} was not started`);
    const result = createResult(this.chosen, this.outcome, this.run, supplies);
    if (this.relaxed.length > 0) result.relaxed = [...this.relaxed];
    if (this.durationMs !== undefined) result.durationMs = Math.round(this.durationMs * 1000) / 1000;
    return result;
  }

  /** Its result with what is wrong in words, to be said when it is known what is waived. */
  nameFailure(result: Result): Result {
    const { compiled, params } = this.chosen;
    const failureTitle = nameFailure(compiled.rule, result.findings, this.run, params);
    return failureTitle === null ? result : { ...result, failureTitle };
  }
}

function findUnmet(conditions: readonly ConditionRun[]): Unjudged | undefined {
  for (const condition of conditions) {
    const unmet = condition.finish();
    if (unmet) return unmet;
  }
  return undefined;
}
