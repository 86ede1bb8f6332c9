import { RELAXATIONS, type Relaxation, type Relaxed, type Result } from '../../model/report';
import { isGated, type Gate } from './gate';

/**
 * Whether the gate asks less of a result than of its rule as its file has it: left out, lowered, judged by other
 * params, or with a finding that somebody has accepted.
 */
export function isRelaxed(result: Result, gate: Gate): boolean {
  const { relaxed = [], findings } = result;
  if (!isGated(result, gate) && !relaxed.includes('lowered')) return false;
  return relaxed.length > 0 || findings.some(({ waiver }) => waiver !== null);
}

/** Counts each way in which less was asked. */
export function countRelaxed(results: readonly Result[], gate: Gate): Relaxed {
  const count = (isMeant: (result: Result) => boolean) => results.filter(isMeant).length;
  const counts = RELAXATIONS.map((way) => [way, count(({ relaxed }) => relaxed?.includes(way) ?? false)]);
  return {
    ...(Object.fromEntries(counts) as Record<Relaxation, number>),
    allowedUnknown: gate.allowUnknown
      ? count((result) => result.status === 'unknown' && isGated(result, gate))
      : 0,
    known: gate.onlyNew ? countKnown(results.filter((result) => isGated(result, gate))) : 0,
  };
}

function countKnown(results: readonly Result[]): number {
  const known = results
    .flatMap(({ findings }) => findings)
    .filter(({ baseline, waiver }) => baseline === 'known' && waiver === null);
  return known.length;
}
