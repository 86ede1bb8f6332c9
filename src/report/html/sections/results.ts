import type { Finding, Report, Result, Status } from '../../../model/report';
import { formatFindingCount, findingsTable } from './findings';
import { html, webLink, type Child, type Markup } from '../markup';
import { formatCategory, STATUS_ORDER, STATUS_LABELS } from '../labels';

/** Every result, grouped by status with the worst first; what needs no action is folded. */
export function resultGroups({ results }: Report): Markup {
  return html`<section class="results">
    <h3>Results</h3>
    ${STATUS_ORDER.map((status) =>
      group(
        status,
        results.filter((result) => result.status === status),
      ),
    )}
  </section>`;
}

function group(status: Status, results: readonly Result[]): Markup | null {
  if (results.length === 0) return null;
  const isQuiet = status === 'pass' || status === 'skip';
  return html`<details class="group" ${isQuiet ? null : html` open`}>
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
  const isQuiet = (status === 'pass' || status === 'skip') && findings.length === 0;
  return html`<li
    class="rule"
    data-status="${status}"
    data-category="${category}"
    data-findings="${findings.length}"
  >
    ${
      isQuiet
        ? html`<div class="head">
            ${ruleHead(result)}${result.reason !== null && html`<p class="reason">${result.reason}</p>`}
          </div>`
        : html`<details${status === 'fail' ? html` open` : null}><summary class="head">${ruleHead(result)}</summary>
${ruleBody(result)}</details>`
    }
  </li> `;
}

function ruleHead({ ruleId, title, category, level, status, findings, checked }: Result): Markup {
  return html`${badge(status)}
    <h5>${title}</h5>
    <span class="about"
      >${formatCategory(category)} · <code>${ruleId}</code>${
        status === 'unknown' && ` · level ${level}`
      }${status !== 'skip' && ` · ${formatFindingCount(findings, checked)}`}</span
    >`;
}

function ruleBody(result: Result): Markup {
  const { status, findings, reason, evidence, remediation, references, facts, title } = result;
  const isOpen = status === 'unknown';
  const supply = advice('Evidence to supply', evidence);
  return html`<div class="body">
    <dl class="advice">
      ${advice('Why', reason)} ${isOpen && supply}
      ${advice(isOpen ? 'If it does not hold' : 'What to do', remediation)} ${!isOpen && supply}
      ${advice('Page', ...references.map((page) => webLink(page.title, page.url)))}
      ${advice('Facts', facts.length > 0 && facts.join(', '))}
    </dl>
    ${findingsTable(worstFindingsFirst(findings), title)}
  </div>`;
}

/** A term with what is said about it; nothing where nothing is. */
function advice(term: string, ...texts: Child[]): Child {
  const shown = texts.filter((text) => text !== null && text !== false);
  return (
    shown.length > 0 &&
    html`<dt>${term}</dt>
      ${shown.map((text) => html` <dd>${text}</dd>`)}`
  );
}

/** Violations, then what is not known, then what is waived; each in the order of the report. */
function worstFindingsFirst(findings: readonly Finding[]): Finding[] {
  const rank = ({ kind, waiver }: Finding) => (waiver ? 2 : kind === 'violation' ? 0 : 1);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}
