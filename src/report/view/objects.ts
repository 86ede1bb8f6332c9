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
