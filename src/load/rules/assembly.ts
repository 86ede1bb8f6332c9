import { requirementsOf } from '../../engine/keywords/requirements';
import type { CompiledRule, Rule, Validate } from '../../model/rule';

/** Puts compiled schemas back where they came from; `find` returns what was made of a slot's schema. */
export function assemble(
  rule: Rule,
  origin: string,
  find: (slot: string) => Validate | undefined,
): CompiledRule {
  const holdsAlways: Validate = () => true;
  return {
    rule,
    origin,
    assert: find('assert') ?? holdsAlways,
    where: find('where'),
    needs: rule.needs.map((_need, at) => ({
      is: find(`needs/${at}/is`),
      unless: find(`needs/${at}/unless`),
    })),
    when: (rule.appliesTo?.when ?? []).map((_condition, at) => ({
      where: find(`when/${at}/where`),
      matches: find(`when/${at}/matches`) ?? holdsAlways,
    })),
    requirements: requirementsOf(rule),
  };
}
