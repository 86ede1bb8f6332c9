import { groupByMessage, type SameMessage } from '../../engine/findings/group-by-message';
import type { Finding } from '../../model/report';
import { escapeControls } from '../text/control-characters';
import { sortNaturally } from '../text/natural-order';
import type { LineStatus } from '../view/order';
import type { Line, ResultView } from '../view/result';

/** Objects of a rule that are named where nobody says how many. */
const MOST = 5;

/** What is wrong, by what is said of it, and how many objects are not named or not known. */
export function listGroups({ lines }: ResultView, most?: number): string[] {
  const unknown = lines.filter(({ status }) => status === 'unknown').length;
  const texts = listObjects(lines, ['fail', 'warn'], most);
  if (unknown === 0) return texts;
  const last = texts.pop();
  return [...texts, last === undefined ? `${unknown} not known` : `${last}; ${unknown} not known`];
}

/** Objects by what is said of them, `DC2, DC10: runs 7.3.8.12`, at most so many in all; then how many are left. */
export function listObjects(lines: readonly Line[], statuses: readonly LineStatus[], most = MOST): string[] {
  const findings = lines.flatMap(({ finding, status }) =>
    finding && statuses.includes(status) ? [finding] : [],
  );
  const texts: string[] = [];
  let left = most;
  for (const { message, subjects } of groupNewFirst(findings)) {
    if (left <= 0) break;
    const shown = sortNaturally(subjects).slice(0, left);
    left -= shown.length;
    texts.push(escapeControls(`${shown.join(', ')}: ${message}`));
  }
  const hidden = findings.length - Math.min(most, findings.length);
  if (hidden > 0) texts.push(`${texts.pop() ?? ''} + ${hidden} more (--all)`);
  return texts;
}

/** Those of one message in one; what a baseline did not have stands first, and says so where nothing cuts it off. */
function groupNewFirst(findings: readonly Finding[]): SameMessage[] {
  const fresh = groupByMessage(findings.filter(({ baseline }) => baseline === 'new'));
  const others = groupByMessage(findings.filter(({ baseline }) => baseline !== 'new'));
  const marked = fresh.map(({ message, subjects }) => ({
    message,
    subjects: subjects.map((subject) => `new: ${subject}`),
  }));
  return [...marked, ...others];
}
