import type { Finding } from '../../../model/report';
import { formatFound } from '../../view/result';
import { formatCount, formatNumber, html, type Markup, trusted } from '../markup/markup';

/** Findings of a rule that are rows of the page from the start; the script shows the others on request. */
export const FIRST_ROWS = 20;
/** Longest value that is shown unfolded: a rule over a whole section has that as its evidence. */
const LONG_VALUE = 160;

/**
 * The findings of one rule as a table. Rows beyond the first are in a `noscript`: a browser that runs scripts
 * keeps that as one text node, so that 10,000 findings cost no 10,000 rows, and the script takes its rows from
 * there, one a line; a browser without scripts shows them all. (`noscript` cannot stand inside a table: the
 * parser would move it out, hence a second table.)
 */
export function findingsTable(findings: readonly Finding[], title: string): Markup {
  if (findings.length === 0) return html``;
  const [first, rest] = [findings.slice(0, FIRST_ROWS), findings.slice(FIRST_ROWS)];
  return html`${table(first, title)}${
    rest.length > 0 &&
    html`<noscript>${table(rest, `${title}, continued`)}</noscript>
      <p class="more" hidden>
        <span role="status"></span> <button type="button" data-step="100">Show 100 more</button>
        <button type="button" data-step="1000000">Show all</button>
      </p>`
  }`;
}

function table(findings: readonly Finding[], title: string): Markup {
  return html`<table class="findings">
    <caption class="unseen">
      ${title}
    </caption>
    <thead>
      <tr>
        <th scope="col">Object</th>
        <th scope="col">Finding</th>
        <th scope="col">Actual</th>
        <th scope="col">Expected</th>
      </tr>
    </thead>
    <tbody>
      ${trusted(`\n${findings.map((finding) => row(finding).source).join('\n')}\n`)}
    </tbody>
  </table>`;
}

/** One line of HTML: the script counts on it. */
function row(finding: Finding): Markup {
  const { subject, path, message, expected } = finding;
  return html`<tr>
    <th scope="row">${subject}${path !== '' && html`<small>${path}</small>`}</th>
    <td>${marks(finding)}${message}</td>
    <td>${value(formatFound(finding))}</td>
    <td>${value(expected)}</td>
  </tr>`;
}

const KINDS: Record<Finding['kind'], string | null> = {
  violation: null,
  'no-evidence': 'no evidence',
  'rule-error': 'rule error',
};

function marks({ kind, waiver, baseline }: Finding): Markup[] {
  const words = [
    baseline === 'new' ? 'new' : null,
    KINDS[kind],
    waiver ? `waived until ${waiver.expires}` : null,
  ];
  return words.filter((word) => word !== null).map((word) => html`<span class="mark">${word}</span> `);
}

/** Evidence as it was found, in the type of code; folded where it is long, nothing where there is none. */
function value(text: string | null): Markup {
  if (text === null || text === '') return html`<span class="none">–</span>`;
  return text.length <= LONG_VALUE
    ? html`<code>${text}</code>`
    : html`<details class="long">
        <summary>${formatNumber(text.length)} characters</summary>
        <code>${text}</code>
      </details>`;
}

/** `12 findings in 41 checked, 2 waived`; a list that is missing was not checked at all. */
export function formatFindingCount(findings: readonly Finding[], checked: number): string {
  if (findings.length === 0) return `${formatNumber(checked)} checked`;
  const waived = findings.filter((finding) => finding.waiver).length;
  const all = `${formatCount(findings.length, 'finding')}${checked > 0 ? ` in ${formatNumber(checked)} checked` : ''}`;
  return waived > 0 ? `${all}, ${formatNumber(waived)} waived` : all;
}
