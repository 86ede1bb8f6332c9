import type { Fleet, Report } from '../../../model/report';
import type { ReportOptions } from '../../reporter';
import { VERDICT_PHRASES } from '../../view/estate';
import { isOpen } from '../../view/order';
import { countVerdicts } from '../../view/verdict-counts';
import { estateBody, estateHeading } from '../estate';
import { filterForm } from '../filters';
import { formatCount, formatNumber, formatTime, html, type Markup } from '../markup/markup';
import { estateId, overviewTable } from '../overview';
import { acrossEstates } from './across';
import { briefBody } from './brief';
import { listEstates } from './estates';
import { trendCard } from './trend';

/** Estates of which a page shows everything; beyond that a browser would not open it. */
const MOST_WHOLE = 30;

/** The page of several estates, worst first: what is new, what is in the way in how many of them, then each by itself. */
export function portfolio(run: Fleet, baseline: ReportOptions['baseline']): Markup {
  const estates = listEstates(run.reports);
  const isBrief = run.reports.length > MOST_WHOLE;
  return html`${summaryCard(run.reports, isBrief)} ${baseline ? trendCard(estates, baseline) : null}
  ${acrossEstates(estates)} ${overviewTable(run.reports)} ${filterForm(isBrief ? withoutQuiet(run) : run)}
  ${run.reports.map((report, place) => estateDetails(report, place, isBrief))}`;
}

/** What a brief page can filter: it has an item only for what is open. */
function withoutQuiet(run: Fleet): Fleet {
  const reports = run.reports.map((report) => ({
    ...report,
    results: report.results.filter(({ status }) => isOpen(status)),
  }));
  return { ...run, reports };
}

function estateDetails(report: Report, place: number, isBrief: boolean): Markup {
  return html`<details class="estate" id="${estateId(place)}" ${place === 0 && html` open`}>
    <summary>${estateHeading(report)}</summary>
    ${isBrief ? briefBody(report) : estateBody(report, null)}
  </details> `;
}

function summaryCard(reports: readonly Report[], isBrief: boolean): Markup {
  return html`<section class="card portfolio">
    <h2>${formatCount(reports.length, 'estate')}</h2>
    <dl class="tiles">
      ${countVerdicts(reports).map(
        ([verdict, count]) =>
          html`<div class="${count === 0 ? 'zero' : TONES[verdict]}">
            <dt>${capitalize(VERDICT_PHRASES[verdict])}</dt>
            <dd>${formatNumber(count)}</dd>
          </div>`,
      )}
    </dl>
    <p>${basis(reports)}</p>
    ${
      isBrief &&
      html`<p class="quiet">
        Of each estate this page shows what is open, in short; what holds is counted. A page of one estate has
        every object: <code>tp-doctor render REPORT --format html=ESTATE.html</code>
      </p>`
    }
  </section>`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const TONES = {
  error: 'fail',
  'not-ready': 'fail',
  undetermined: 'unknown',
  'ready-with-warnings': 'warn',
  ready: 'pass',
} as const satisfies Record<Report['verdict'], string>;

/** When it was judged, for which versions, and by which tool where that is not one. */
function basis(reports: readonly Report[]): Markup {
  const judged = reports.filter(({ error }) => !error);
  const times = judged.map(({ now }) => now).toSorted();
  const [first, last] = [times.at(0), times.at(-1)];
  const targets = [...new Set(judged.flatMap(({ target }) => target ?? []))];
  const versions = [...new Set(judged.map(({ tool }) => tool.version))];
  return html`${
    first !== undefined &&
    last !== undefined &&
    html`Judged
    ${first === last ? formatTime(first) : html`between ${formatTime(first)} and ${formatTime(last)}`}.`
  }${targets.length > 0 && html` For ${targets.join(', ')}${targets.length > 1 && ': not all for the same target'}.`}${
    versions.length > 1 && html` By tp-doctor ${versions.join(', ')}: the rules may differ.`
  }`;
}
