import type { CompiledRule, Problem, Rule } from '../../model/rule';
import { Needs } from '../findings/needs';
import { FindingMaker, type Found } from '../findings/findings';
import { Lacks } from '../findings/lacks';
import { findMissing, pathOfMissing, type Missing } from '../findings/missing';
import { problemOf } from '../findings/problems';
import { Scope, type Run } from '../scope/scope';
import {
  joinPath,
  listPathOf,
  parseInventoryPointer,
  parseScopePointer,
  patternOf,
  Place,
  valueIn,
  type Pointer,
} from '../values/pointers';
import type { Unjudged } from './conditions';
import { ExpectedMembers } from './members';
import { NewestPlaces } from './newest';
import type { Observer } from './observers';
import { PartnerFinder } from './partners';

/** One rule at work: it is shown every subject in turn and then asked what it found. Never throws. */
export class RuleRun implements Observer {
  readonly list: Pointer;
  /** Where the list is whose elements are judged. */
  private readonly listPath: string;
  readonly findings: Found[] = [];
  /** Patterns of the evidence that was missing, each once. */
  readonly missing = new Set<string>();
  /** Number of subjects that were judged. */
  checked = 0;
  /** A list was missing or not complete. */
  isPartial = false;
  private isShown = false;
  private isAbsent = false;
  private readonly lacks = new Lacks();
  private readonly scope: Scope;
  private readonly needs: Needs;
  private readonly members: ExpectedMembers | undefined;
  private readonly partners: PartnerFinder | undefined;
  private readonly newest: NewestPlaces | undefined;
  private readonly make: FindingMaker;
  /** Every subject can be judged, as nearly always: no partner to find, no evidence that must be there first. */
  private readonly isPlain: boolean;

  constructor(
    readonly compiled: CompiledRule,
    readonly params: Record<string, unknown>,
    run: Run,
  ) {
    const { rule } = compiled;
    this.list = parseInventoryPointer(rule.each);
    this.scope = new Scope(run, params);
    this.needs = new Needs(compiled, this.scope);
    this.listPath = joinPath('', this.list.tokens.slice(0, -1));
    const isIncomplete = run.incomplete[this.list.root]?.find(this.listPath) !== undefined;
    this.members = rule.members && new ExpectedMembers(rule.members, this.scope, isIncomplete);
    this.partners = rule.partner && new PartnerFinder(rule.partner, rule.each, this.scope);
    this.newest = rule.pick && new NewestPlaces(rule.pick.newest, run.now);
    this.make = new FindingMaker(rule, run, params);
    this.isPlain = !rule.partner && !this.needs.hasFirst;
  }

  /** Judges one subject, or notes that the list it would be in is missing. `isMeant`: what `where` says, if known. */
  see(place: Place, isMeant?: boolean): void {
    const subject = place.value;
    if (subject === undefined || subject === null) {
      this.isAbsent = true;
      this.reportMissing(place, { root: place.root, path: place.path });
      return;
    }
    this.isShown = true;
    if (this.members && !this.members.has(subject)) return;
    this.scope.subject = subject;
    try {
      const meant = isMeant ?? this.isMeant();
      if (meant === undefined) this.reportOpen(place);
      if (!meant) return;
      if (this.newest) this.newest.see(place);
      else this.judge(place);
    } catch (error) {
      this.findings.push(this.make.ruleError(place, error));
    }
  }

  /** What is left to say after the last subject; undefined when subjects were judged. */
  finish(): Unjudged | undefined {
    if (this.newest) this.judgeNewest(this.newest);
    if (this.members && !this.isAbsent && this.canProveAbsence(this.members)) this.judgeAbsent(this.members);
    for (const { place, missing } of this.lacks.settle(this.list, this.checked))
      this.reportMissing(place, missing);
    this.reportIncomplete();
    return this.checked > 0 || this.findings.length > 0 ? undefined : this.nothingJudged();
  }

  /** Of a list in which absence is a violation, the empty one too says that they are not there. */
  private canProveAbsence({ rule }: ExpectedMembers): boolean {
    return this.isShown || rule.whenMissing === 'violation';
  }

  private isMeant(): boolean | undefined {
    const { where } = this.compiled;
    return where === undefined || this.scope.fits(where);
  }

  private nothingJudged(): Unjudged {
    const { whenEmpty = 'unknown', whenNoneMatch = 'skip', noneReason } = this.compiled.rule;
    const list = listPathOf(this.list).slice(1) || 'inventory';
    if (this.isShown)
      return { status: whenNoneMatch, reason: noneReason ?? `${list}: none that the rule is about` };
    const empty = `${list}: the list is empty, which is evidence for nothing`;
    return { status: whenEmpty, reason: (whenEmpty === 'skip' && noneReason) || empty };
  }

  private judge(place: Place): void {
    this.checked += 1;
    const undecidable = this.isPlain ? undefined : this.findUndecidable(place);
    if (undecidable) {
      this.reportLack(place, undecidable);
      return;
    }
    const problem = this.findProblem();
    const unread = problem === 'open' ? this.findUnread(place) : undefined;
    if (problem && problem !== 'open') {
      this.findings.push(this.make.violation(place, problem));
      return;
    }
    const missing = this.needs.findMissing(place) ?? unread;
    if (missing) this.reportLack(place, missing);
  }

  /** What left the last question open. */
  private findUnread(place: Place): Missing | undefined {
    const { openFor } = this.scope;
    return openFor && findMissing(openFor, place);
  }

  /** Nobody knows whether the rule is about the subject. */
  private reportOpen(place: Place): void {
    this.checked += 1;
    const unread = this.findUnread(place);
    if (unread) this.reportMissing(place, unread);
  }

  /** What is missing without which nothing can be said about the subject. */
  private findUndecidable(place: Place): Missing | undefined {
    this.scope.partner = undefined;
    return this.needs.findFirstMissing(place) ?? this.findPartner();
  }

  /** Puts the partner into the scope; returns what is missing where nobody can say whether there is one. */
  private findPartner(): Missing | undefined {
    if (!this.partners) return undefined;
    const found = this.partners.find();
    this.scope.partner = 'partner' in found ? found.partner : undefined;
    return 'missing' in found ? found.missing : undefined;
  }

  /** What the assertion says against the subject; undefined where it holds, open where it rests on what cannot be read. */
  private findProblem(): Problem | 'open' | undefined {
    const { scope, compiled } = this;
    if (this.partners && scope.partner === undefined) return problemWithoutPartner(compiled.rule);
    const holds = scope.fits(compiled.assert);
    if (holds === undefined) return 'open';
    return holds ? undefined : problemOf(compiled.assert.errors ?? [], scope);
  }

  /** One without a time may be the newest: it cannot spoil what holds, but it leaves open what does not. */
  private judgeNewest({ newest, undated, tokens }: NewestPlaces): void {
    const isSettled = undated.length === 0 || (newest.length > 0 && newest.every((one) => this.holdsAt(one)));
    for (const place of isSettled ? newest : undated) {
      this.scope.subject = place.value;
      const before = this.findings.length;
      try {
        this.judge(place);
        // It holds itself, but whether it is the newest is not known, and the one that would be does not hold.
        if (!isSettled && newest.length > 0 && this.findings.length === before)
          this.reportMissing(place, { root: place.root, path: joinPath(place.path, tokens) });
      } catch (error) {
        this.findings.push(this.make.ruleError(place, error));
      }
    }
  }

  private holdsAt(place: Place): boolean {
    this.scope.subject = place.value;
    try {
      return this.scope.fits(this.compiled.assert) === true;
    } catch {
      return false;
    }
  }

  /** The members that the list should have and does not. */
  private judgeAbsent(members: ExpectedMembers): void {
    const { listPath: list } = this;
    const { root } = this.list;
    const { names, doubled, proven } = members.missing();
    const { key, whenMissing } = members.rule;
    for (const name of doubled) {
      const because = `${name} is the name of two that have to be there`;
      this.reportMissing(new Place({ name }, root, list), { root, path: `${list}/*${key}`, because });
    }
    for (const name of names) {
      this.checked += 1;
      const place = new Place({ name }, root, list);
      if (!proven) this.reportMissing(place, { root, path: `${list}/*${key}` });
      else if (whenMissing === 'no-evidence') this.reportMissing(place, { root, path: list });
      else
        this.findings.push(this.make.violation(place, { actual: null, expected: 'present' }, 'is missing'));
    }
  }

  /** A list that it looks at and that is known to be incomplete: what it lacks may be what does not hold. */
  private reportIncomplete(): void {
    if (Object.values(this.scope.incomplete).every((lists) => lists.isEmpty)) return;
    for (const list of this.compiled.lookUps.lists) {
      const { root, tokens } = parseScopePointer(list);
      const path = joinPath('', tokens);
      const incomplete = this.scope.incomplete[root]?.find(path);
      const outermost = tokens.slice(0, tokens.includes('*') ? tokens.indexOf('*') : undefined);
      // A list that is not there at all is missing, which is another matter.
      if (!incomplete || !Array.isArray(valueIn(this.scope, { root, tokens: outermost }))) continue;
      this.reportMissing(new Place(undefined, root, path), { root, path, incomplete });
    }
  }

  private reportLack(place: Place, missing: Missing): void {
    if (missing.once === undefined) this.reportMissing(place, missing);
    else this.lacks.add(place, missing.once);
  }

  private reportMissing(place: Place, missing: Missing): void {
    if (place.value === undefined || place.value === null) this.isPartial = true;
    this.missing.add(patternOf(pathOfMissing(missing)));
    this.findings.push(this.make.noEvidence(place, missing));
  }
}

function problemWithoutPartner({ partner, expected = 'still there' }: Rule): Problem | undefined {
  return partner?.whenMissing === 'pass' ? undefined : { actual: null, expected, message: partner?.message };
}
