import { type Report, type Status, VERDICTS } from '../../model/report';

export type LineStatus = Status | 'waived';

/** How loud a format says a line; `none` for what passed or did not apply. */
export type Severity = 'error' | 'warning' | 'note' | 'none';

/** The one order of what came of a rule, the worst first; true where something is left to do. */
const IS_OPEN = {
  fail: true,
  warn: true,
  unknown: true,
  waived: false,
  pass: false,
  skip: false,
} as const satisfies Record<LineStatus, boolean>;

const LINE_STATUSES = Object.keys(IS_OPEN) as LineStatus[];
/** Statuses of results, the worst first. */
export const STATUSES = LINE_STATUSES.filter((status) => status !== 'waived');

/** Whether something is left to do: a violation, or evidence to supply. */
export function isOpen(status: LineStatus): boolean {
  return IS_OPEN[status];
}

/** The items by their status, the worst first; those of one status in their order. */
export function sortByStatus<T extends { status: LineStatus }>(items: readonly T[]): T[] {
  return LINE_STATUSES.flatMap((status) => items.filter((item) => item.status === status));
}

/** The counts that part reports of one verdict, the weightiest first. Formats differ today in these ways. */
const TIES = {
  'in their order': [],
  'fail, warn': ['fail', 'warn'],
  'fail, unknown, warn': ['fail', 'unknown', 'warn'],
} as const satisfies Record<string, readonly Status[]>;

/** Reports by their verdict, the worst first. */
export function sortByVerdict(reports: readonly Report[], ties: keyof typeof TIES): Report[] {
  const ranksOf = ({ verdict, summary }: Report) => [
    VERDICTS.indexOf(verdict),
    ...TIES[ties].map((status) => -summary[status]),
  ];
  return reports.toSorted((a, b) => compareRanks(ranksOf(a), ranksOf(b)));
}

function compareRanks(ranks: readonly number[], others: readonly number[]): number {
  return ranks.map((rank, at) => rank - (others[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
