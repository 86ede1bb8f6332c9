import { hash } from 'node:crypto';
import type { Rule } from '../../model/rule';

const known = new WeakMap<Rule, Map<string, string>>();

/** What a rule asks of which objects, with its params, as a short digest: two reports that differ in it are not alike. */
export function basisOf(rule: Rule, params: Readonly<Record<string, unknown>>): string {
  const own = known.get(rule) ?? new Map<string, string>();
  known.set(rule, own);
  const given = JSON.stringify(params);
  const basis = own.get(given) ?? digestOf(rule, given);
  own.set(given, basis);
  return basis;
}

function digestOf(rule: Rule, params: string): string {
  const { appliesTo, each, pick, where, members, partner, subject, needs, assert, assertPartner } = rule;
  const asked = [appliesTo, each, pick, where, members, partner, subject, needs, assert, assertPartner];
  const { whileUninstalled, whenEmpty, whenNoneMatch } = rule;
  return hash('sha256', JSON.stringify([...asked, whileUninstalled, whenEmpty, whenNoneMatch, params])).slice(0, 16); // prettier-ignore
}
