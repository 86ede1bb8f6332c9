import { escapeControls } from '../text/control-characters';
import { groupObjects } from '../view/objects';
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
  const groups = groupObjects(lines, statuses);
  const texts: string[] = [];
  let left = most;
  for (const { message, subjects } of groups) {
    if (left <= 0) break;
    const shown = subjects.slice(0, left);
    left -= shown.length;
    texts.push(escapeControls(`${shown.join(', ')}: ${message}`));
  }
  const all = groups.reduce((sum, { subjects }) => sum + subjects.length, 0);
  const hidden = all - Math.min(most, all);
  if (hidden > 0) texts.push(`${texts.pop() ?? ''} + ${hidden} more (--all)`);
  return texts;
}
