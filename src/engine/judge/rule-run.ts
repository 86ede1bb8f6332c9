import type { Finding, FindingKind } from '../../model/report';
import type { CompiledRule, Problem, Validate } from '../../model/rule';
import type { Envelope } from './scope';
import { compileNeeds, findMissing, reasonFor, type Missing } from '../findings/evidence';
import { problemOf } from '../findings/problems';
import { ExpectedMembers } from './members';
import { findPartner } from './partners';
import { bareOf, pathOfList, patternOf, Place, tokensOf, valueAt } from '../values/pointers';
import { fingerprintOf, nameMissing, nameSubject } from '../findings/subjects';
import { fill } from '../findings/template';

/** Why a rule has no findings although nothing was judged. */
export interface Nothing {
  status: 'skip' | 'unknown';
  reason: string;
}

/** One rule at work: it is shown every subject in turn and then asked what it found. Never throws. */
export class RuleRun {
  readonly findings: Finding[] = [];
  /** Pointers of the evidence that was missing, each once by its pattern. */
  readonly missing = new Set<string>();
  checked = 0;
  private shown = 0;
  private absent = 0;
  private picked: Place | undefined;
  /** A candidate without a time, which may be the newest. */
  private undated: Place | undefined;
  private readonly firstNeeds;
  private readonly otherNeeds;
  private readonly members: ExpectedMembers | undefined;
  /** Nothing but `where`, `assert` and `needs` decides. */
  readonly isQuick: boolean;

  constructor(
    readonly compiled: CompiledRule,
    readonly params: Record<string, unknown>,
    private readonly envelope: Envelope,
  ) {
    const needs = compileNeeds(compiled);
    this.firstNeeds = needs.filter((need) => need.first);
    this.otherNeeds = needs.filter((need) => !need.first);
    const { members, pick, partner } = compiled.rule;
    this.isQuick = !members && !pick && !partner && this.firstNeeds.length === 0;
    this.members = members && new ExpectedMembers(members, envelope);
  }

  /** Judges one subject, or notes that the list it would be in is missing. */
  show(place: Place): void {
    this.envelope.subject = place.value;
    this.envelope.params = this.params;
    if (place.value === undefined || place.value === null) {
      this.absent += 1;
      this.lack(place, { path: place.path });
      return;
    }
    this.shown += 1;
    if (this.members && !this.members.has(place.value)) return;
    try {
      if (this.compiled.where?.(this.envelope, this.envelope.context) === false) return;
      if (this.compiled.rule.pick) this.consider(place);
      else this.judge(place);
    } catch (error) {
      this.reportError(place, error);
    }
  }

  /**
   * Whether a subject that `where` lets through holds and lacks nothing, which is nearly always so. Otherwise
   * nothing is noted, and `show` finds out why. Only for rules that are `isQuick`.
   */
  passes(place: Place): boolean {
    const { envelope } = this;
    envelope.params = this.params;
    try {
      if (!this.compiled.assert(envelope, envelope.context)) return false;
      if (findMissing(this.otherNeeds, envelope, place)) return false;
    } catch {
      return false;
    }
    this.shown += 1;
    this.checked += 1;
    return true;
  }

  /** What is left to say after the last subject; undefined when subjects were judged. */
  finish(): Nothing | undefined {
    this.judgePicked();
    if (this.members && this.absent === 0 && this.shown > 0) this.reportMissing(this.members);
    return this.checked > 0 || this.findings.length > 0 ? undefined : this.nothing();
  }

  private nothing(): Nothing {
    const { whenEmpty = 'unknown', whenNoneMatch = 'skip', noneReason, each } = this.compiled.rule;
    const list = pathOfList(each).slice(1) || 'inventory';
    if (this.shown === 0) {
      return {
        status: whenEmpty,
        reason:
          (whenEmpty === 'skip' && noneReason) || `${list}: the list is empty, which is evidence for nothing`,
      };
    }
    return { status: whenNoneMatch, reason: noneReason ?? `${list}: none that the rule is about` };
  }

  private judge(place: Place): void {
    this.checked += 1;
    const missing = findMissing(this.firstNeeds, this.envelope, place) ?? this.findPartner();
    if (missing) {
      this.lack(place, missing);
      return;
    }
    const problem = this.violation();
    if (problem) {
      this.report('violation', place, problem);
      return;
    }
    const other = findMissing(this.otherNeeds, this.envelope, place);
    if (other) this.lack(place, other);
  }

  private violation(): Problem | undefined {
    const { rule, assert } = this.compiled;
    if (rule.partner && this.envelope.partner === undefined) {
      return rule.partner.whenMissing === 'pass'
        ? undefined
        : { actual: null, expected: rule.expected ?? 'still there', message: rule.partner.message };
    }
    return holds(assert, this.envelope);
  }

  /** Puts the partner into the envelope; returns what is missing where nobody can say whether there is one. */
  private findPartner(): Missing | undefined {
    const { partner } = this.compiled.rule;
    if (!partner) return undefined;
    const found = findPartner(partner, this.envelope);
    this.envelope.partner = 'partner' in found ? found.partner : undefined;
    return 'missing' in found ? found.missing : undefined;
  }

  private consider(place: Place): void {
    const time = this.timeOf(place);
    if (Number.isNaN(time)) this.undated = this.firstByName(place, this.undated);
    else if (!this.picked || time > this.timeOf(this.picked)) this.picked = place;
    else if (time === this.timeOf(this.picked)) this.picked = this.firstByName(place, this.picked);
  }

  private timeOf(place: Place): number {
    return Date.parse(String(valueAt(place.value, tokensOf(this.compiled.rule.pick?.newest ?? ''))));
  }

  /** Of two that are alike the same one, in whatever order they come. */
  private firstByName(a: Place, b: Place | undefined): Place {
    const nameOf = (place: Place) => nameSubject(this.compiled.rule.subject, place.value, []).label;
    return b === undefined || nameOf(a) < nameOf(b) ? a : b;
  }

  /**
   * Judges the newest. One without a time may be newer still: it cannot spoil what holds, but it leaves open what
   * does not.
   */
  private judgePicked(): void {
    const { picked, undated } = this;
    const candidate = undated ?? picked;
    if (!candidate) return;
    try {
      const place = picked && undated && this.holdsAt(picked) ? picked : candidate;
      this.envelope.subject = place.value;
      this.envelope.params = this.params;
      this.judge(place);
    } catch (error) {
      this.reportError(candidate, error);
    }
  }

  private holdsAt(place: Place): boolean {
    this.envelope.subject = place.value;
    this.envelope.params = this.params;
    return holds(this.compiled.assert, this.envelope) === undefined;
  }

  private reportMissing(members: ExpectedMembers): void {
    const list = bareOf(this.compiled.rule.each.replace(/\/\*$/, ''));
    const { names, proven } = members.missing();
    for (const name of names) {
      this.checked += 1;
      const place = new Place({ name }, list);
      if (!proven) this.lack(place, { path: `${list}/*${members.rule.key}` });
      else if (members.rule.whenMissing === 'no-evidence') this.lack(place, { path: list });
      else this.report('violation', place, { actual: null, expected: 'present' }, 'is missing');
    }
  }

  private lack(place: Place, missing: Missing): void {
    const [path, around] = [bareOf(missing.path), bareOf(place.path)];
    this.missing.add(patternOf(path));
    const isOld = /^#?\/before(?=\/|$)/.test(missing.path);
    const why = reasonFor((isOld ? this.envelope.before : undefined) ?? this.envelope.inventory, path);
    const field = path.startsWith(`${around}/`) ? path.slice(around.length + 1) : path.slice(1);
    const when = isOld ? ' from before' : '';
    this.report('no-evidence', place, {}, `${sayField(field)} is not known${when}${why ? `; ${why}` : ''}`);
  }

  private reportError(place: Place, error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    this.report('rule-error', place, {}, `the rule failed: ${why}`);
  }

  private report(kind: FindingKind, place: Place, problem: Problem, text?: string): void {
    const { rule } = this.compiled;
    const { inventory, target, source } = this.envelope;
    const layers = [problem, { target: target.version, source }, target, this.params];
    const subject = place.value ?? undefined;
    const { label, key } =
      subject === undefined
        ? nameMissing(bareOf(place.path), place.owner)
        : nameSubject(rule.subject, subject, layers);
    this.findings.push({
      kind,
      subject: label,
      path: bareOf(place.path),
      message: text ?? fill(problem.message ?? rule.message, [subject, ...layers]),
      actual: problem.actual ?? null,
      expected:
        kind !== 'violation'
          ? null
          : rule.expected
            ? fill(rule.expected, [problem, ...layers])
            : (problem.expected ?? null),
      fingerprint: fingerprintOf(inventory.environment, rule.id, key),
      waiver: null,
    });
  }
}

function holds(assert: Validate, envelope: Envelope): Problem | undefined {
  return assert(envelope, envelope.context) ? undefined : problemOf(assert.errors ?? [], envelope);
}

/** A field as people write it, `policyExports[].path`; which element of a list it was says nothing. */
function sayField(field: string): string {
  return patternOf(`/${field}`).slice(1).replaceAll('/*', '[]').replaceAll('/', '.');
}
