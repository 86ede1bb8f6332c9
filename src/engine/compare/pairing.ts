import type { Finding } from '../../model/report';

/** A finding and the one that it was in an older report, where there was one. */
export interface Pair<Old, New> {
  now: New;
  before: Old | undefined;
}

/**
 * Pairs findings by fingerprint. Several may share one (two rows for one host, B12): equal ones pair first, the
 * rest in their order, and what is left over on either side is new or gone. So the count of each always adds up.
 */
export function pairFindings<Old extends Finding, New extends Finding>(
  older: Iterable<Old>,
  newer: Iterable<New>,
): { pairs: Pair<Old, New>[]; gone: Old[] } {
  const left = new Set(older);
  const pairs = [...newer].map((now): Pair<Old, New> => ({ now, before: undefined }));
  for (const keyOf of [
    (one: Finding) => one.fingerprint + contentOf(one),
    (one: Finding) => one.fingerprint,
  ]) {
    const groups = groupLastFirst(left, keyOf);
    for (const pair of pairs) {
      pair.before ??= groups.get(keyOf(pair.now))?.pop();
      if (pair.before) left.delete(pair.before);
    }
  }
  return { pairs, gone: [...left] };
}

/** By key, in reverse order, so that the first one is taken from the end. */
function groupLastFirst<T>(all: Iterable<T>, keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of [...all].reverse()) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** Whether two findings say the same; where the object stands in its file is not part of that. */
export function isEqual(a: Finding, b: Finding): boolean {
  return contentOf(a) === contentOf(b);
}

function contentOf({ kind, message, actual, expected, waiver }: Finding): string {
  return JSON.stringify([kind, message, actual, expected, waiver]);
}

/**
 * Whether an older report already said as much: it was a violation then, if it is one now, and was not accepted by
 * a waiver that is gone. Otherwise the fingerprint is old and the finding new.
 */
export function isKnown({ now, before }: Pair<Finding, Finding>): boolean {
  if (!before) return false;
  if (now.kind === 'violation' && before.kind !== 'violation') return false;
  return before.waiver === null || now.waiver !== null;
}
