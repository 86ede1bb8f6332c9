import type { Fact, FactExplanation } from '../../model/explanation';
import type { Step } from '../../model/plan';
import type { Rule } from '../../model/rule';

/** A fact with the rules and steps that rest on it. */
export function explainFact(fact: Fact, rules: readonly Rule[], steps: readonly Step[]): FactExplanation {
  return {
    kind: 'fact',
    ...fact,
    rules: rules
      .filter(({ facts }) => facts.includes(fact.id))
      .map(({ id, title, level }) => ({ id, title, level })),
    steps: steps.filter(({ facts }) => facts.includes(fact.id)).map(({ id, title }) => ({ id, title })),
  };
}
