import type { Report } from '../../model/report';
import { VERDICT_BADGES } from '../view/estate';
import { sortByVerdict } from '../view/order';
import { listRelaxed } from '../view/relaxed';
import { estateName } from './markup/labels';
import { type Child, formatNumber, html, type Markup } from './markup/markup';
import { stackTable } from './markup/tables';

/** The reports as the page shows them: the worst estate first, the hops of a plan in their order. */
export function sortReports(reports: readonly Report[]): Report[] {
  const arePlanned = reports.some(({ command }) => command === 'plan');
  return arePlanned ? [...reports] : sortByVerdict(reports, 'fail, warn');
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
    html`<span class="word ${verdict}">${VERDICT_BADGES[verdict]}</span
      >${listRelaxed(summary).map((line) => html` <small>${line}</small>`)}`,
    target === null ? '–' : `${source ?? '?'} → ${target}`,
    ...[summary.fail, summary.warn, summary.unknown].map(formatNumber),
    `${formatNumber(judged)}/${formatNumber(applicable)}`,
    estate.agents === null ? '–' : formatNumber(estate.agents),
  ];
}
