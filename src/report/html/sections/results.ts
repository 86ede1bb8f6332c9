import type { Report, Result, Status } from '../../../model/report';
import { isOpen, sortByStatus, STATUSES } from '../../view/order';
import { type ResultView, viewOf } from '../../view/result';
import { formatCategory, STATUS_LABELS } from '../markup/labels';
import { type Child, html, type Markup, webLink } from '../markup/markup';
import { findingsTable, formatFindingCount } from './findings';

/** Every result, grouped by status with the worst first; what needs no action is folded. */
export function resultGroups({ results }: Report): Markup {
  return html`<section class="results">
    <h3>Results</h3>
    ${STATUSES.map((status) =>
      statusGroup(
        status,
        results.filter((result) => result.status === status),
      ),
    )}
  </section>`;
}

function statusGroup(status: Status, results: readonly Result[]): Markup | null {
  if (results.length === 0) return null;
  return html`<details class="group" ${isOpen(status) ? html` open` : null}>
    <summary>
      <h4>${STATUS_LABELS[status].group} <span class="number">${results.length}</span></h4>
    </summary>
    <ul class="rules">
      ${results.map(ruleItem)}
    </ul>
  </details> `;
}

export function badge(status: Status): Markup {
  return html`<span class="badge ${status}">${STATUS_LABELS[status].badge}</span>`;
}

function ruleItem(result: Result): Markup {
  const { status, category, findings } = result;
  const view = viewOf(result);
  const isQuiet = !isOpen(status) && findings.length === 0;
  return html`<li
    class="rule"
    data-status="${status}"
    data-category="${category}"
    data-findings="${findings.length}"
  >
    ${
      isQuiet
        ? html`<div class="head">
            ${ruleHead(view)}${result.reason !== null && html`<p class="reason">${result.reason}</p>`}
          </div>`
        : html`<details${status === 'fail' ? html` open` : null}><summary class="head">${ruleHead(view)}</summary>
${ruleBody(view)}</details>`
    }
  </li> `;
}

function ruleHead({ result, heading, advice }: ResultView): Markup {
  const { ruleId, category, level, status, findings, checked } = result;
  return html`${badge(status)}
    <h5>${heading}</h5>
    <span class="about"
      >${formatCategory(category)} · <code>${ruleId}</code>${
        status === 'unknown' && ` · level ${level}`
      }${status !== 'skip' && ` · ${formatFindingCount(findings, checked)}`}</span
    >${
      status === 'unknown' &&
      advice.supply !== null &&
      html`<span class="supply"><b>Evidence to supply:</b> ${advice.supply}</span>`
    }`;
}

function ruleBody({ result, heading, advice, lines }: ResultView): Markup {
  const { reason, references, facts } = result;
  const worstFirst = sortByStatus(lines).flatMap(({ finding }) => finding ?? []);
  return html`<div class="body">
    <dl class="advice">
      ${term('Why', reason)} ${term('What to do', advice.fix)}
      ${result.status !== 'unknown' && term('Evidence to supply', advice.supply)}
      ${term('Page', ...references.map((page) => webLink(page.title, page.url)))}
      ${term('Facts', facts.length > 0 && facts.join(', '))}
    </dl>
    ${findingsTable(worstFirst, heading)}
  </div>`;
}

/** A term with what is said about it; nothing where nothing is. */
function term(name: string, ...texts: Child[]): Child {
  const shown = texts.filter((text) => text !== null && text !== false);
  return (
    shown.length > 0 &&
    html`<dt>${name}</dt>
      ${shown.map((text) => html` <dd>${text}</dd>`)}`
  );
}
