import type { Report } from '../../model/report';
import { TOOL } from '../../model/version';

const MINUTE = 60_000;
const UNITS = [
  ['day', 1440],
  ['hour', 60],
  ['minute', 1],
] as const;

/** How old what is shown is: a saved report says what was true when it was judged. */
export function describeAge(reports: readonly Report[], now: number): string {
  const times = reports.filter(({ error }) => !error).map((report) => report.now);
  const [oldest, newest] = [times.toSorted().at(0), times.toSorted().at(-1)];
  if (oldest === undefined || newest === undefined) return 'no report that was judged is shown';
  const when = oldest === newest ? formatAge(oldest, now) : `between ${formatAge(oldest, now)} and ${formatAge(newest, now)}`; // prettier-ignore
  return `judged ${when}; nothing was judged anew`;
}

/** `2026-11-20T22:00:00Z (5 days ago)`. */
function formatAge(time: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(time)) / MINUTE);
  if (!(minutes >= 0)) return `${time} (still to come; check the clocks)`;
  const [unit, length] = UNITS.find(([, length]) => minutes >= length) ?? ['minute', 1];
  const count = Math.floor(minutes / length);
  return `${time} (${count} ${unit}${count === 1 ? '' : 's'} ago)`;
}

/** In what the reports of one run are not alike, one sentence each. */
export function describeMixture(reports: readonly Report[]): string[] {
  const judged = reports.filter(({ error }) => !error);
  const versions = countBy(judged, ({ tool }) => tool.version);
  const isOther = [...versions.keys()].some((version) => version !== TOOL.version);
  return [
    ...listKinds(
      countBy(judged, ({ target }) => target ?? 'no target'),
      'for different targets',
    ),
    ...listKinds(
      countBy(judged, ({ command }) => command),
      'of different commands',
    ),
    ...(isOther
      ? [`judged by tp-doctor ${formatCounts(versions)}, shown by ${TOOL.version}: the rules may differ`]
      : []),
  ];
}

function listKinds(counts: ReadonlyMap<string, number>, what: string): string[] {
  return counts.size < 2 ? [] : [`the reports are ${what}: ${formatCounts(counts)}`];
}

function countBy(reports: readonly Report[], nameOf: (report: Report) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const report of reports) counts.set(nameOf(report), (counts.get(nameOf(report)) ?? 0) + 1);
  return counts;
}

/** `7.4 (2 estates), 7.5 (1 estate)`. */
function formatCounts(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, count]) => `${name} (${count} estate${count === 1 ? '' : 's'})`).join(', ');
}
