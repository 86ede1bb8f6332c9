import type { CompiledRule, Condition } from '../model/rule';
import type { Envelope } from './envelope';
import { placesOf, tokensOf, valueAt } from './pointers';
import type { Nothing } from './rule-run';
import { inRange } from './versions';

/** Why a rule is not judged: skipped, or its condition is open for want of evidence at `path`. */
export type NotApplicable = Nothing & { path?: string };

/** Whether a rule applies to this estate and target; undefined when it does. */
export function notApplicable(compiled: CompiledRule, envelope: Envelope): NotApplicable | undefined {
  const { target: targets, source: sources, when = [] } = compiled.rule.appliesTo ?? {};
  const { target, source } = envelope;
  if (targets !== undefined && inRange(target.line, targets) === false) {
    return { status: 'skip', reason: `for targets ${targets}` };
  }
  if (sources !== undefined && source === undefined) {
    return { status: 'unknown', reason: 'the version of the Enterprise Manager is not known', path: '/enterpriseManager/version' };
  }
  if (sources !== undefined && inRange(source ?? '', sources) === false) {
    return { status: 'skip', reason: `for an Enterprise Manager ${sources}` };
  }
  for (const [at, condition] of when.entries()) {
    const open = decide(condition, compiled.when[at], envelope);
    if (open) return open;
  }
  return undefined;
}

/** An element decides at once; that there is none is known only when every element could be asked. */
function decide(
  condition: Condition,
  schemas: CompiledRule['when'][number] | undefined,
  envelope: Envelope,
): NotApplicable | undefined {
  const pattern = condition.any ?? condition.none ?? '';
  let open: string | undefined;
  for (const place of placesOf(envelope.inventory, tokensOf(pattern))) {
    envelope.subject = place.value;
    if (place.value === undefined || place.value === null) open ??= place.path;
    else if (schemas?.where && !schemas.where(envelope)) continue;
    else {
      const lacking = condition.needs.find((need) => valueAt(place.value, tokensOf(need)) == null);
      if (lacking !== undefined) open ??= place.path + lacking;
      else if (schemas?.matches(envelope)) return condition.any === undefined ? skip(condition) : undefined;
    }
  }
  if (open !== undefined) {
    const path = open.replace(/\/[0-9]+(?=\/|$)/g, '/*');
    return { status: 'unknown', reason: `${path.slice(1)} is not known`, path };
  }
  return condition.any === undefined ? undefined : skip(condition);
}

function skip(condition: Condition): NotApplicable {
  return { status: 'skip', reason: condition.otherwise };
}
