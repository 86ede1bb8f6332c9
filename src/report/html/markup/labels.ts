import type { Report, Status } from '../../../model/report';
import { estateOf } from '../../view/estate';
import { listRelaxed } from '../../view/relaxed';
import { formatCount } from './markup';

/** A status as its badge says it, and what its group of results means to the reader. */
export const STATUS_LABELS = {
  fail: { badge: 'Fail', group: 'Must be put right before the upgrade' },
  warn: { badge: 'Warn', group: 'Should be looked at' },
  unknown: { badge: 'Unknown', group: 'Not judged, as evidence is missing' },
  pass: { badge: 'Pass', group: 'In order' },
  skip: { badge: 'Skip', group: 'Does not apply' },
} as const satisfies Record<Status, { badge: string; group: string }>;

/** `enterprise-manager` as `Enterprise manager`. */
export function formatCategory(category: string): string {
  const words = category.replaceAll('-', ' ');
  return words === 'nas' ? 'NAS' : words.charAt(0).toUpperCase() + words.slice(1);
}

/** Name of the estate; for want of one that of the file, at last the command. */
export function estateName(report: Report): string {
  return estateOf(report, report.command);
}

/** The verdict in one sentence, for somebody who reads nothing else. */
export function formatVerdict({ verdict, summary }: Report): string {
  if (verdict === 'error') return 'Nothing was judged. What is in the way:';
  const open = [
    summary.fail > 0 ? `${formatCount(summary.fail, 'rule')} failed` : '',
    summary.warn > 0 ? `${formatCount(summary.warn, 'rule')} warned` : '',
    summary.unknown > 0 ? `${formatCount(summary.unknown, 'rule')} had no evidence` : '',
  ].filter(Boolean);
  const relaxed = listRelaxed(summary);
  const less = relaxed.length === 0 ? '' : ` Less was asked than the rules ask: ${joinWords(relaxed)}.`;
  const holds = less === '' ? 'Every rule that applies holds.' : 'Every rule that was judged holds.';
  return `${open.length === 0 ? holds : `${joinWords(open)}.`}${less}`;
}

function joinWords(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1] ?? ''}`;
}
