import type { Report, Result, Status } from '../../../model/report';
import { type Acceptance, type Accepted, findAccepted } from './accepted';
import { groupBy } from '../../view/group-by';
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
  return html`<div class="charts">${categoryChart(report.results)}${versionChart(report)}</div>`;
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

function versionChart(report: Report): Markup {
  const { agents, agentVersions } = report.estate;
  if (agents === null)
    return html`<section class="card">
      <h3>Agents by version</h3>
      <p class="quiet">The inventory holds no list of agents.</p>
    </section>`;
  const accepted = findAccepted(report);
  const versions = foldVersions(
    agentVersions.map((one) => ({ ...one, acceptance: accepted?.of(one.version) ?? null })),
  );
  const most = Math.max(1, ...versions.map(({ count }) => count));
  const rows = versions.map(({ version, count: number, acceptance }) =>
    chartRow(
      version === 'unknown' ? 'Version unknown' : version,
      [{ kind: acceptance === null ? 'amount' : ACCEPTANCE[acceptance].kind, value: number }],
      most,
      html`${formatCount(number, 'agent')}, ${Math.round((100 * number) / Math.max(1, agents))}&nbsp;%
      ${acceptance && html`<span class="key ${ACCEPTANCE[acceptance].kind}">${ACCEPTANCE[acceptance].word}</span>`}`,
    ),
  );
  return chart(
    `Agents by version (${formatNumber(agents)} in all)`,
    'Version',
    'Agents',
    rows,
    accepted && formatForecast(report, accepted.counts),
  );
}

const ACCEPTANCE = {
  accepted: { kind: 'pass', word: 'accepted' },
  refused: { kind: 'fail', word: 'not accepted' },
  unknown: { kind: 'unknown', word: 'not known' },
} as const satisfies Record<Acceptance, { kind: Status; word: string }>;

/** What would become of the Agents if the server were upgraded as things are. */
function formatForecast(
  { target, results }: Report,
  { accepted, refused, unknown }: Accepted['counts'],
): string {
  const away = results
    .filter(({ ruleId }) => ruleId === 'agent-connected')
    .flatMap(({ findings }) => findings.filter(({ kind }) => kind === 'violation')).length;
  const parts = [
    `${formatNumber(accepted)} accepted`,
    ...(refused > 0 ? [`${formatNumber(refused)} not accepted`] : []),
    ...(unknown > 0 ? [`${formatNumber(unknown)} not known`] : []),
    ...(away > 0 ? [`${formatNumber(away)} not connected, which stay at their version`] : []),
  ];
  return `Forecast, were ${target ?? 'the target'} installed now: ${parts.join('; ')}.`;
}

type VersionRow = Report['estate']['agentVersions'][number] & { acceptance: Acceptance | null };

/** The first ones, then the others together, those apart of which something else is to be said. */
function foldVersions(versions: VersionRow[]): VersionRow[] {
  if (versions.length <= MOST_VERSIONS) return versions;
  const rest = groupBy(versions.slice(MOST_VERSIONS - 1), ({ acceptance }) => acceptance);
  const folded = [...rest].map(([acceptance, own]) => ({
    version: formatCount(own.length, 'other version'),
    count: own.reduce((total, { count }) => total + count, 0),
    acceptance,
  }));
  return [...versions.slice(0, MOST_VERSIONS - 1), ...folded];
}

function chart(
  title: string,
  rowHead: string,
  valueHead: string,
  rows: readonly Markup[],
  about: string | null = null,
): Markup {
  return html`<section class="card">
    <h3>${title}</h3>
    ${about !== null && html`<p>${about}</p>`}
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
