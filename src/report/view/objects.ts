import { groupByMessage, type SameMessage } from '../../engine/findings/group-by-message';
import type { Finding } from '../../model/report';
import { sortNaturally } from '../text/natural-order';
import type { LineStatus } from './order';
import type { Line } from './result';

/**
 * Objects of one message in one, DC2 before DC10; what a baseline did not have stands first, and says so where nothing
 * cuts it off.
 */
export function groupObjects(lines: readonly Line[], statuses: readonly LineStatus[]): SameMessage[] {
  const findings = lines.flatMap(({ finding, status }) =>
    finding && statuses.includes(status) ? [finding] : [],
  );
  const fresh = groupSorted(findings.filter(({ baseline }) => baseline === 'new'));
  const others = groupSorted(findings.filter(({ baseline }) => baseline !== 'new'));
  const marked = fresh.map(({ message, subjects }) => ({
    message,
    subjects: subjects.map((subject) => `new: ${subject}`),
  }));
  return [...marked, ...others];
}

function groupSorted(findings: readonly Finding[]): SameMessage[] {
  return groupByMessage(findings).map(({ message, subjects }) => ({
    message,
    subjects: sortNaturally(subjects),
  }));
}

/** `DC2, DC10: runs 7.3.8.12; DC11: runs 7.3.4.1 and 36 more`: at most so many objects; empty where none is meant. */
export function formatObjects(lines: readonly Line[], statuses: readonly LineStatus[], most: number): string {
  const texts: string[] = [];
  let left = most;
  let hidden = 0;
  for (const { message, subjects } of groupObjects(lines, statuses)) {
    const shown = subjects.slice(0, left);
    left -= shown.length;
    hidden += subjects.length - shown.length;
    const names = shown.filter((name) => name !== '').join(', ');
    if (shown.length > 0) texts.push(names === '' ? message : `${names}: ${message}`);
  }
  return `${texts.join('; ')}${hidden > 0 ? ` and ${hidden} more` : ''}`;
}
