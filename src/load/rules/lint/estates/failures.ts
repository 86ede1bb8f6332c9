import type { CompiledRule, JsonSchema, Rule } from '../../../../model/rule';
import type { RuleFaults } from '../faults';
import { partsOf } from './parts';
import { searchViolation, type Laboratory, type Reached } from './witness';

/** A rule in the place of the one that is linted, compiled. */
export type Recompile = (rule: Rule) => CompiledRule;

/**
 * Refuses a rule that can find nothing: each part of its assertion has to be violated by some estate that could be a file, and
 * each part of `where` let something through. What no estate is found for counts as impossible.
 */
export function checkFailures(
  faults: RuleFaults,
  rule: Rule,
  recompile: Recompile,
  laboratory: Laboratory,
): void {
  const search = (of: Rule): Reached => searchViolation(recompile(of), laboratory);
  const { where, partner, members, assert, assertPartner = true } = rule;
  for (const { at, schema } of partsOf(where ?? true, '/where'))
    if (search(alone(rule, { where: { allOf: [where ?? true, present(schema)] } }, false)) !== 'violation')
      faults.add(at, `lets nothing through: ${NOT_FOUND} with an object that fits`);
  if (faults.lines.length > 0) return;
  const reached = [
    ...partsOf(assert, '/assert').map(({ at, schema, neverViolated }) => ({
      at,
      is: neverViolated ? 'violation' : search(alone(rule, {}, schema)),
    })),
    ...(partner ? partsOf(assertPartner, '/assertPartner') : []).map(({ at, schema }) => ({
      at,
      is: search({
        ...rule,
        assert: true,
        assertPartner: schema,
        partner: { ...partner, whenMissing: 'pass' },
      } as Rule),
    })),
  ];
  const isAbsenceViolation = [partner, members].some((one) => one?.whenMissing === 'violation');
  if (reached.length === 0 && !isAbsenceViolation)
    faults.add('/assert', 'holds whatever the estate is, so that the rule can never fail');
  if (reached.some(({ is }) => is === 'nothing'))
    faults.add(rule.appliesTo ? '/appliesTo' : '/each', `${NOT_FOUND} to which the rule applies`);
  for (const { at, is } of reached)
    if (is === 'judged') faults.add(at, `can never fail: ${NOT_FOUND} that violates it`);
}

const NOT_FOUND = 'no estate was found';

/** The rule with one assertion about its subjects and nothing else that could be violated. */
function alone(rule: Rule, own: Partial<Rule>, assert: JsonSchema): Rule {
  const made: Rule = { ...rule, ...own, assert };
  delete made.partner;
  delete made.assertPartner;
  if (rule.members) made.members = { ...rule.members, whenMissing: 'no-evidence' };
  return made;
}

/** The same schema of fields that are there. */
function present(schema: JsonSchema): JsonSchema {
  if (typeof schema !== 'object' || !('properties' in schema)) return schema;
  const fields = Object.entries(schema.properties as Record<string, JsonSchema>);
  return {
    required: fields.map(([name]) => name),
    properties: Object.fromEntries(fields.map(([name, inner]) => [name, present(inner)])),
  };
}
