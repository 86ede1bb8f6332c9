import { VERDICTS, type Report } from '../../model/report';
import { VERDICT_BADGES } from '../text/terminal';
import { formatNumber, html, type Child, type Markup } from './markup';
import { stackTable } from './tables';
import { estateName } from './labels';

/** The reports as the page shows them: the worst estate first, the hops of a plan in their order. */
export function worstFirst(reports: readonly Report[]): Report[] {
  if (reports.some((report) => report.command === 'plan')) return [...reports];
  return [...reports].sort(
    (a, b) =>
      VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
      b.summary.fail - a.summary.fail ||
      b.summary.warn - a.summary.warn,
  );
}

/** The id that links to an estate by its place on the page; names come from outside and may repeat. */
export function estateId(place: number): string {
  return `estate-${place + 1}`;
}

/** One row for each estate, in the order of the page. */
export function overviewTable(reports: readonly Report[]): Markup {
  const heads = ['Estate', 'Verdict', 'Upgrade', 'Fail', 'Warn', 'Unknown', 'Coverage', 'Agents'];
  return html`<section class="card overview">
    <h2>Overview</h2>
    ${stackTable(heads, reports.map(overviewCells))}
  </section>`;
}

function overviewCells(report: Report, place: number): Child[] {
  const { verdict, summary, source, target, estate } = report;
  const { judged, applicable } = summary.coverage;
  return [
    html`<a href="#${estateId(place)}"><bdi>${estateName(report)}</bdi></a>`,
    html`<span class="word ${verdict}">${VERDICT_BADGES[verdict]}</span>`,
    target === null ? '–' : `${source ?? '?'} → ${target}`,
    ...[summary.fail, summary.warn, summary.unknown].map(formatNumber),
    `${formatNumber(judged)}/${formatNumber(applicable)}`,
    estate.agents === null ? '–' : formatNumber(estate.agents),
  ];
}
