import type { Validate } from '../../model/rule';
import { Scope, type Run } from '../scope/scope';
import type { Place, Pointer } from '../values/pointers';
import type { Observer } from './observers';
import type { RuleRun } from './rule-run';

/** Rules about the same objects: one `where` decides for all of them, and is asked once for each place. */
export class Audience implements Observer {
  private constructor(
    readonly list: Pointer,
    private readonly where: Validate | undefined,
    private readonly rules: RuleRun[],
    /** With the params of its first rule; where `where` reads params, that is the only one. */
    private readonly scope: Scope,
  ) {}

  /** Equal schemas are one function where nothing makes them differ, so the function tells them apart. */
  static of(rules: readonly RuleRun[], run: Run): Audience[] {
    const audiences = new Map<string, Map<Validate | undefined, Audience>>();
    for (const rule of rules) {
      const { where } = rule.compiled;
      const sameList = audiences.get(rule.compiled.rule.each) ?? new Map<Validate | undefined, Audience>();
      const audience = sameList.get(where) ?? new Audience(rule.list, where, [], new Scope(run, rule.params));
      audience.rules.push(rule);
      audiences.set(rule.compiled.rule.each, sameList.set(where, audience));
    }
    return [...audiences.values()].flatMap((sameList) => [...sameList.values()]);
  }

  see(place: Place): void {
    const isMeant = this.isMeant(place.value);
    for (const rule of this.rules) rule.see(place, isMeant);
  }

  /** Undefined where `where` fails or has no answer: each rule then asks for itself, and reports it. */
  private isMeant(subject: unknown): boolean | undefined {
    if (this.where === undefined) return true;
    this.scope.subject = subject;
    try {
      return this.scope.fits(this.where);
    } catch {
      return undefined;
    }
  }
}
