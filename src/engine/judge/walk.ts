import type { Validate } from '../../model/rule';
import type { Envelope } from './scope';
import type { Place } from '../values/pointers';
import type { RuleRun } from './rule-run';

/** Rules about the same objects: one `where` decides for all of them. */
interface Audience {
  where: Validate | undefined;
  /** Of its first rule; where `where` reads params, it is the only one. */
  params: Record<string, unknown>;
  quick: RuleRun[];
  others: RuleRun[];
}

/** One pass over a list: every subject is shown to every rule about it. */
export function showAll(places: Iterable<Place>, runs: readonly RuleRun[], envelope: Envelope): void {
  const audiences = groupByWhere(runs);
  for (const place of places) for (const audience of audiences) showTo(audience, place, envelope);
}

function showTo({ where, params, quick, others }: Audience, place: Place, envelope: Envelope): void {
  envelope.subject = place.value;
  envelope.params = params;
  const isShort = place.value != null && letsThrough(where, envelope);
  for (const run of quick) if (!isShort || !run.passes(place)) run.show(place);
  for (const run of others) run.show(place);
}

/** A `where` that fails is left to `show`, which reports it for each rule. */
function letsThrough(where: Validate | undefined, envelope: Envelope): boolean {
  try {
    return where?.(envelope, envelope.context) ?? true;
  } catch {
    return false;
  }
}

/** Equal schemas are one function where nothing makes them differ, so that the function tells them apart. */
function groupByWhere(runs: readonly RuleRun[]): Audience[] {
  const audiences = new Map<Validate | undefined, Audience>();
  for (const run of runs) {
    const { where } = run.compiled;
    const audience = audiences.get(where) ?? { where, params: run.params, quick: [], others: [] };
    (run.isQuick ? audience.quick : audience.others).push(run);
    audiences.set(where, audience);
  }
  return [...audiences.values()];
}
