import type { CompiledCondition, CompiledRule, Validate } from '../../model/rule';
import { findMissing, NOT_COMPLETE } from '../findings/missing';
import { Scope, type Run } from '../scope/scope';
import {
  parseInventoryPointer,
  joinPath,
  listPathOf,
  parseTokens,
  patternOf,
  valueAt,
  type Place,
  type Pointer,
} from '../values/pointers';
import { inRange } from '../values/versions';
import type { Observer } from './observers';

/** Why a rule has judged nothing: it was skipped, or evidence is missing (at `path`, where that is not its own list). */
export interface Unjudged {
  status: 'skip' | 'unknown';
  reason: string;
  path?: string;
  /** What is at the path was not given, rather than not read to its end. */
  isAbsent?: true;
}

/** Whether a rule is for this target and this Enterprise Manager; undefined when it is. */
export function checkVersions({ rule }: CompiledRule, { target, source }: Run): Unjudged | undefined {
  const { target: targets, source: sources } = rule.appliesTo ?? {};
  if (targets !== undefined && inRange(target.line, targets) === false)
    return { status: 'skip', reason: `for targets ${targets}` };
  if (sources === undefined) return undefined;
  if (source === undefined)
    return {
      status: 'unknown',
      reason: 'the version of the Enterprise Manager is not known',
      path: '/enterpriseManager/version',
    };
  if (inRange(source, sources) === false)
    return { status: 'skip', reason: `for an Enterprise Manager ${sources}` };
  return undefined;
}

/**
 * One condition at work: it is shown every element of its list and then says whether the rule applies. An element that
 * matches decides at once; that there is none is known only when every element could be asked.
 */
export class ConditionRun implements Observer {
  readonly list: Pointer;
  private readonly scope: Scope;
  private readonly needs: readonly { pointer: string; tokens: readonly string[] }[];
  private isMatched = false;
  private isThere = true;
  /** Pattern of the evidence that an element lacked. */
  private open: string | undefined;
  private error: string | undefined;

  constructor(
    private readonly compiled: CompiledCondition,
    params: Record<string, unknown>,
    run: Run,
  ) {
    const { condition } = compiled;
    this.list = parseInventoryPointer(condition.any ?? condition.none ?? '');
    this.scope = new Scope(run, params);
    this.needs = condition.needs.map((pointer) => ({ pointer, tokens: parseTokens(pointer) }));
  }

  see(place: Place): void {
    if (this.isMatched || this.error !== undefined) return;
    try {
      this.ask(place);
    } catch (error) {
      this.error = error instanceof Error ? error.message : String(error);
    }
  }

  /** Why the rule is not judged; undefined when it applies. */
  finish(): Unjudged | undefined {
    if (this.error !== undefined) return { status: 'unknown', reason: `the rule failed: ${this.error}` };
    const { any, otherwise } = this.compiled.condition;
    const skip: Unjudged = { status: 'skip', reason: otherwise };
    if (this.isMatched) return any === undefined ? skip : undefined;
    const gap = this.findGap();
    if (gap) return gap;
    if (this.open === undefined) return any === undefined ? undefined : skip;
    const path = patternOf(this.open);
    return { status: 'unknown', reason: `${path.slice(1)} is not known`, path, isAbsent: true };
  }

  /** The element that would match may be one that the list lacks. */
  private findGap(): Unjudged | undefined {
    const { root, tokens } = this.list;
    const reason = this.isThere
      ? this.scope.incomplete[root]?.find(joinPath('', tokens.slice(0, -1)))
      : undefined;
    const path = listPathOf(this.list);
    return reason && { status: 'unknown', reason: `${path.slice(1)}: ${NOT_COMPLETE}`, path };
  }

  private ask(place: Place): void {
    const { scope } = this;
    const { where, matches } = this.compiled;
    if (place.value === undefined || place.value === null) {
      this.open ??= place.path;
      this.isThere = false;
      return;
    }
    scope.subject = place.value;
    const isMeant = where === undefined || scope.fits(where);
    if (isMeant === undefined) this.leaveOpen(place);
    if (!isMeant) return;
    const missing = this.needs.find(({ tokens }) => valueAt(place.value, tokens) == null);
    if (missing !== undefined) this.open ??= place.path + missing.pointer;
    else this.match(matches, place);
  }

  private match(matches: Validate, place: Place): void {
    const doesMatch = this.scope.fits(matches);
    if (doesMatch === undefined) this.leaveOpen(place);
    else this.isMatched = doesMatch;
  }

  private leaveOpen(place: Place): void {
    const { openFor } = this.scope;
    if (openFor) this.open ??= findMissing(openFor, place).path;
  }
}
