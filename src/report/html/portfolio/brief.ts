import { groupByMessage } from '../../../engine/findings/group-by-message';
import type { Finding, Report, Result } from '../../../model/report';
import { sortNaturally } from '../../text/natural-order';
import { isOpen, sortByStatus } from '../../view/order';
import { viewOf } from '../../view/result';
import { formatCategory } from '../markup/labels';
import { formatNumber, html, type Markup } from '../markup/markup';
import { badge } from '../sections/results';
import { verdictCard } from '../estate';

/** Objects that are named for a rule. */
const MOST_OBJECTS = 5;

/** What is open in one of very many estates; what holds or does not apply is in the counts of its verdict. */
export function briefBody(report: Report): Markup {
  const open = sortByStatus(report.results.filter(({ status }) => isOpen(status)));
  return html`${verdictCard(report)}${
    open.length > 0 &&
    html`<ul class="rules">
      ${open.map(briefItem)}
    </ul>`
  }`;
}

/** As the filters of the page find it. */
function briefItem(result: Result): Markup {
  const { status, category, ruleId, reason, findings } = result;
  const said = listObjects(findings.filter(({ waiver }) => waiver === null));
  return html`<li class="rule" data-status="${status}" data-category="${category}">
    <div class="head">
      ${badge(status)}
      <h3>${viewOf(result).heading}</h3>
      <span class="about"
        >${formatCategory(category)} ·
        <code>${ruleId}</code
        >${(said.length === 0 ? [reason] : said).map((text) => text !== null && html`<br />${text}`)}</span
      >
    </div>
  </li> `;
}

/** `DC2, DC10: runs 7.3.8.12`, a line for each thing that is said; the last says how many are not named. */
function listObjects(findings: readonly Finding[]): string[] {
  const lines: string[] = [];
  let left = MOST_OBJECTS;
  for (const { message, subjects } of groupByMessage(findings)) {
    if (left <= 0) break;
    const shown = sortNaturally(subjects).slice(0, left);
    left -= shown.length;
    lines.push(`${shown.join(', ')}: ${message}`);
  }
  const more = findings.length - MOST_OBJECTS;
  return more > 0 ? [...lines, `and ${formatNumber(more)} more`] : lines;
}
