import type { CompiledRule, Condition } from '../../model/rule';
import type { Envelope } from './scope';
import { patternOf, placesOf, tokensOf, valueAt, type Place } from '../values/pointers';
import type { Nothing } from './rule-run';
import { inRange } from '../values/versions';

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
    return {
      status: 'unknown',
      reason: 'the version of the Enterprise Manager is not known',
      path: '/enterpriseManager/version',
    };
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
  const skip: NotApplicable = { status: 'skip', reason: condition.otherwise };
  const needs = condition.needs.map((pointer) => ({ pointer, tokens: tokensOf(pointer) }));
  let open: string | undefined;
  for (const place of placesOf(envelope.inventory, tokensOf(condition.any ?? condition.none ?? ''))) {
    const answer = ask(place, needs, schemas, envelope);
    if (answer === 'yes') return condition.any === undefined ? skip : undefined;
    if (answer !== 'no') open ??= answer.open;
  }
  if (open === undefined) return condition.any === undefined ? undefined : skip;
  const path = patternOf(open);
  return { status: 'unknown', reason: `${path.slice(1)} is not known`, path };
}

/** Whether one element matches, or the evidence that leaves it open. */
function ask(
  place: Place,
  needs: readonly { pointer: string; tokens: string[] }[],
  schemas: CompiledRule['when'][number] | undefined,
  envelope: Envelope,
): 'yes' | 'no' | { open: string } {
  if (place.value === undefined || place.value === null) return { open: place.path };
  envelope.subject = place.value;
  if (schemas?.where && !schemas.where(envelope, envelope.context)) return 'no';
  const lacking = needs.find(({ tokens }) => valueAt(place.value, tokens) == null);
  if (lacking !== undefined) return { open: place.path + lacking.pointer };
  return schemas?.matches(envelope, envelope.context) ? 'yes' : 'no';
}
