import type { Report } from '../../../model/report';
import { listInTheWay } from '../../view/in-the-way';
import { groupObjects } from '../../view/objects';
import type { ResultView } from '../../view/result';
import { type Child, formatCount, formatNumber, html, type Markup, webLink } from '../markup/markup';

/** What is said of objects, and names of objects, before the rest is only counted. */
const MOST_GROUPS = 3;
const MOST_NAMES = 5;

/** What has to be put right, each with its objects, what to do and the page: the first thing of the page. */
export function blockers(report: Report): Markup | null {
  const views = listInTheWay(report);
  if (views.length === 0) return null;
  return html`<section class="card">
    <h3>What is in the way <span class="number">${formatNumber(views.length)}</span></h3>
    <ol class="blockers">
      ${views.map(blocker)}
    </ol>
  </section> `;
}

function blocker({ result, heading, advice, lines }: ResultView): Markup {
  const [page] = result.references;
  const unknown = lines.filter(({ status }) => status === 'unknown').length;
  return html`<li>
    <h4>${heading}</h4>
    <ul>
      ${objects(lines)}${unknown > 0 && html`<li class="quiet">${formatNumber(unknown)} not known</li>`}
    </ul>
    ${advice.fix !== null && html`<p><b>To do:</b> ${advice.fix}</p>`}
    <p class="about">
      <code>${result.ruleId}</code>${page !== undefined && html` · ${webLink(page.title, page.url)}`}
    </p>
  </li> `;
}

function objects(lines: ResultView['lines']): Child {
  const groups = groupObjects(lines, ['fail', 'warn']);
  const hidden = groups.slice(MOST_GROUPS).reduce((sum, { subjects }) => sum + subjects.length, 0);
  return html`${groups
    .slice(0, MOST_GROUPS)
    .map(
      ({ message, subjects }) => html`<li><b>${formatFirst(subjects)}</b>: ${message}</li> `,
    )}${hidden > 0 && html`<li class="quiet">and ${formatCount(hidden, 'more object')}, listed below</li>`}`;
}

/** `DC01, DC02 and 36 more`. */
function formatFirst(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${formatNumber(more)} more` : ''}`;
}
