import type { CompiledRule, LookUps, Rule, Validate } from '../../model/rule';
import type { CompiledSchemas, Slot } from './schemas';

/** The compiled schemas of a set of rules, and what each of them looks up; null for nothing. */
export type CompiledSet = CompiledSchemas & { lookUps: (LookUps | null)[] };

/** What belongs to a rule beside its file. */
export interface RuleParts {
  /** "built-in", or the file that it came from. */
  origin: string;
  /** What was made of the schema in a slot. */
  find: (slot: Slot) => Validate | undefined;
  lookUps: LookUps;
}

/** Puts a rule together from its file and its compiled schemas; those that every rule has are there. */
export function assembleRule(rule: Rule, { origin, find, lookUps }: RuleParts): CompiledRule {
  return {
    rule,
    origin,
    assert: find('assert') as Validate,
    where: find('where'),
    needs: rule.needs.map((_need, at) => ({
      is: find(`needs/${at}/is`),
      unless: find(`needs/${at}/unless`),
    })),
    when: (rule.appliesTo?.when ?? []).map((condition, at) => ({
      condition,
      where: find(`when/${at}/where`),
      matches: find(`when/${at}/matches`) as Validate,
    })),
    lookUps,
  };
}

const NOTHING: LookUps = { lists: [], indexes: [], conditions: [] };

/** Puts the rules of a set together. */
export function assembleRules(rules: readonly Rule[], set: CompiledSet): CompiledRule[] {
  return rules.map((rule, at) =>
    assembleRule(rule, {
      origin: 'built-in',
      find: (slot) => set.validators[set.slots[at]?.[slot] ?? ''],
      lookUps: set.lookUps[at] ?? NOTHING,
    }),
  );
}
