import type { Report, Result, Status } from '../../../model/report';
import { STATUSES } from '../../view/order';
import { formatCategory } from '../markup/labels';
import { formatCount, formatNumber, html, type Markup } from '../markup/markup';

/** Versions with a bar of their own; an inventory may name thousands. */
const MOST_VERSIONS = 12;

interface Segment {
  /** The class that colours it. */
  kind: Status | 'amount';
  value: number;
}

/**
 * Results by category and agents by version. Each chart is a table whose rows have a bar: the numbers beside
 * it are its text alternative, so that the drawing itself can be hidden from screen readers.
 */
export function charts(report: Report): Markup {
  return html`<div class="charts">${categoryChart(report.results)}${versionChart(report.estate)}</div>`;
}

function categoryChart(results: readonly Result[]): Markup {
  const categories = [...new Set(results.map((result) => result.category))];
  const rows = categories.map((category) => {
    const own = results.filter((result) => result.category === category);
    const segments = STATUSES.map((kind) => ({
      kind,
      value: own.filter((result) => result.status === kind).length,
    })).filter(({ value }) => value > 0);
    return chartRow(formatCategory(category), segments, own.length, legend(segments));
  });
  return chart('Results by category', 'Category', 'Rules by status', rows);
}

/** What the segments of a bar stand for, each with its colour and its number. */
function legend(segments: readonly Segment[]): Markup {
  return html`${segments.map(
    ({ kind, value }) => html`<span class="key ${kind}">${formatNumber(value)} ${kind}</span> `,
  )}`;
}

function versionChart({ agents, agentVersions }: Report['estate']): Markup {
  if (agents === null)
    return html`<section class="card">
      <h3>Agents by version</h3>
      <p class="quiet">The inventory holds no list of agents.</p>
    </section>`;
  const most = Math.max(1, ...agentVersions.map((version) => version.count));
  const rows = foldVersions(agentVersions).map(({ version, count: number }) =>
    chartRow(
      version === 'unknown' ? 'Version unknown' : version,
      [{ kind: 'amount', value: number }],
      Math.max(most, number),
      html`${formatCount(number, 'agent')}, ${Math.round((100 * number) / Math.max(1, agents))}&nbsp;%`,
    ),
  );
  return chart(`Agents by version (${formatNumber(agents)} in all)`, 'Version', 'Agents', rows);
}

function foldVersions(versions: Report['estate']['agentVersions']): Report['estate']['agentVersions'] {
  if (versions.length <= MOST_VERSIONS) return versions;
  const rest = versions.slice(MOST_VERSIONS - 1);
  const sum = rest.reduce((total, version) => total + version.count, 0);
  return [
    ...versions.slice(0, MOST_VERSIONS - 1),
    { version: `${formatNumber(rest.length)} other versions`, count: sum },
  ];
}

function chart(title: string, rowHead: string, valueHead: string, rows: readonly Markup[]): Markup {
  return html`<section class="card">
    <h3>${title}</h3>
    <table class="chart">
      <thead class="unseen">
        <tr>
          <th scope="col">${rowHead}</th>
          <th scope="col">${valueHead}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`;
}

function chartRow(name: string, segments: readonly Segment[], most: number, words: Markup): Markup {
  return html` <tr>
    <th scope="row">${name}</th>
    <td>${bar(segments, most)}<span class="keys">${words}</span></td>
  </tr>`;
}

/** A bar of segments beside each other; `most` is what its full length stands for. */
export function bar(segments: readonly Segment[], most: number): Markup {
  let x = 0;
  const parts = segments.map(({ kind, value }) => {
    const width = (100 * value) / Math.max(1, most);
    const part = html`<rect class="${kind}" x="${round(x)}" y="0" width="${round(width)}" height="10" />`;
    x += width;
    return part;
  });
  return html`<svg
    class="bar"
    viewBox="0 0 100 10"
    preserveAspectRatio="none"
    aria-hidden="true"
    focusable="false"
  >
    ${parts}
  </svg>`;
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}
