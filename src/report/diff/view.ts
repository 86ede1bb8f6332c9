import type { Diff, DiffEntry, DiffEstate } from '../../model/diff';
import { VERDICT_PHRASES } from '../view/estate';
import { withRelaxed } from '../view/relaxed';

/** The lists of a comparison in the order in which they matter, as headings and counts. */
export const DIFF_HEADINGS = {
  new: 'New',
  changed: 'Changed',
  resolved: 'Resolved',
  unjudged: 'Not judged any more, so not resolved',
  persisting: 'Persisting',
} as const satisfies Record<keyof Diff['summary'], string>;

export const DIFF_KINDS = Object.keys(DIFF_HEADINGS) as (keyof Diff['summary'])[];

/** `2 new, 1 changed, 4 persisting`. */
export function formatDiffCounts({ summary }: Diff): string {
  return DIFF_KINDS.map(
    (kind) => `${summary[kind]} ${kind === 'unjudged' ? 'not judged any more' : kind}`,
  ).join(', ');
}

/** `contoso-prod: ready with warnings, 2 rules switched off`. */
export function formatEstate({ environment, verdict, waived, relaxed }: DiffEstate): string {
  const said = relaxed === null ? { waived } : { waived, relaxed };
  return withRelaxed(`${environment ?? '?'}: ${VERDICT_PHRASES[verdict]}`, said);
}

/** What a finding says, with what it was before or why nobody knows. */
export function formatEntry(entry: DiffEntry | Diff['new'][number] | Diff['unjudged'][number]): string {
  const waived = entry.waiver ? ` (waived until ${entry.waiver.expires} by ${entry.waiver.owner})` : '';
  const text = `${entry.message}${waived}`;
  if ('before' in entry && entry.before) return `${text} (before: ${formatBefore(entry.before)})`;
  return 'reason' in entry ? `${text} (now: ${entry.reason})` : text;
}

function formatBefore({ message, waiver, level }: NonNullable<Diff['new'][number]['before']>): string {
  return `${level}, ${message}${waiver ? `, waived until ${waiver.expires}` : ''}`;
}
