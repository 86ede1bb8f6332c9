import { parseScopePointer } from '../../../engine/values/pointers';
import { formatSuggestion } from '../../../engine/values/suggestions';
import { inRange, isRange } from '../../../engine/values/versions';
import { WAIVERS_RULE } from '../../../engine/verdict/waivers';
import type { Rule } from '../../../model/rule';
import { builtInData, builtInSteps } from '../built-in';
import { below, type RuleFaults } from './faults';

/** Results of a report and steps of a plan that are of no rule. */
function reservedIds(): string[] {
  return [WAIVERS_RULE, ...builtInSteps().map(({ id }) => id)];
}

/** Refuses what is out of place, and so would be passed over without a word. */
export function checkShape(faults: RuleFaults, rule: Rule): void {
  const { id, each, partner, assertPartner, members, phase } = rule;
  if (reservedIds().includes(id))
    faults.add('/id', `"${id}" is the name of something else in reports; choose an id of your own`);
  if (assertPartner !== undefined && !partner)
    faults.add('/assertPartner', 'means nothing without "partner"');
  if (partner && assertPartner === undefined && partner.whenMissing === 'pass')
    faults.add(
      '/partner',
      'asks nothing: say what must hold of it in "assertPartner", or that it must be there',
    );
  if (rule.whileUninstalled && phase === 'pre-upgrade')
    faults.add('/whileUninstalled', 'means nothing for the phase "pre-upgrade"');
  if (rule.whenNoneMatch !== undefined && rule.where === undefined && !members)
    faults.add('/whenNoneMatch', 'means nothing without "where" or "members"');
  for (const key of ['pick', 'members', 'whenEmpty'] as const)
    if (rule[key] !== undefined && !each.includes('*'))
      faults.add(`/${key}`, 'means nothing where "each" is no list, such as /agents/*');
  checkTarget(faults, rule);
  checkParams(faults, rule);
}

/** A range of targets that has none of those there are: the rule would be skipped for ever. */
function checkTarget(faults: RuleFaults, { appliesTo }: Rule): void {
  const range = appliesTo?.target;
  const lines = builtInData().targets.lines.map(({ line }) => line);
  if (range === undefined || !isRange(range) || lines.some((line) => inRange(line, range) === true)) return;
  faults.add('/appliesTo/target', `"${range}" has no target that there is; targets: ${lines.join(', ')}`);
}

/** A param that nothing asks for can be set to anything. */
function checkParams(faults: RuleFaults, { params = {}, ...rule }: Rule): void {
  const used = findParams(rule);
  for (const name of Object.keys(params))
    if (!used.has(name))
      faults.add(
        below('/params', name),
        `no schema of the rule asks for it${formatSuggestion(name, [...used])}`,
      );
}

/** The params that a rule takes values from. */
function findParams(value: unknown): Set<string> {
  if (typeof value !== 'object' || value === null) return new Set();
  if ('$data' in value && typeof value.$data === 'string') {
    const { root, tokens } = parseScopePointer(value.$data);
    return new Set(root === 'params' ? tokens.slice(0, 1) : []);
  }
  return new Set(Object.values(value).flatMap((inner) => [...findParams(inner)]));
}
