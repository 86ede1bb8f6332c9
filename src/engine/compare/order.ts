import type { Report } from '../../model/report';

/** What says that a report is not the newer one of two about an estate, in words; undefined where nothing does. */
export function findSwapped(older: readonly Report[], newer: readonly Report[]): string | undefined {
  for (const now of newer) {
    const before = older.find((one) => !one.error && one.environment === now.environment);
    const reason = now.error || !before ? undefined : compareTimes(before, now);
    if (reason !== undefined) return `${now.environment ?? '?'}: ${reason}`;
  }
  return undefined;
}

/** By the time of the evidence; where that is the same, by the time of the judgement. */
function compareTimes(before: Report, now: Report): string | undefined {
  const [was, is] = [timeOf(before), timeOf(now)];
  if (isBefore(is, was))
    return `its evidence in the newer report (${is}) is older than in the older one (${was})`;
  if (isBefore(was, is) || !isBefore(now.now, before.now)) return undefined;
  return `it was judged in the newer report (${now.now}) before it was in the older one (${before.now})`;
}

function timeOf({ inventory }: Report): string {
  return inventory?.collectedAt ?? '';
}

function isBefore(time: string, other: string): boolean {
  return Date.parse(time) < Date.parse(other);
}
