import type { Fleet, Report } from '../../model/report';
import { SCRIPT } from './assets/script';
import { STYLESHEET } from './assets/stylesheet';
import { estateBody, estateHeading } from './estate';
import { filterForm } from './filters';
import { estateName } from './markup/labels';
import { formatCount, formatTime, html, type Markup } from './markup/markup';
import { htmlPage } from './markup/page';
import { estateId, overviewTable, sortReports } from './overview';

/** One page for people: whole without scripts, which only filter. */
export function formatHtml(run: Fleet): string {
  const reports = sortReports(run.reports);
  const body = pageBody({ ...run, reports });
  return htmlPage({ title: pageTitle(reports), style: STYLESHEET, script: SCRIPT, body });
}

function pageBody(run: Fleet): Markup {
  return html`<a class="jump" href="#main">Skip to the report</a>
    <header>
      <h1>Upgrade readiness of Netwrix Threat Prevention</h1>
    </header>
    <main id="main" tabindex="-1">
      ${run.reports.length === 1 ? run.reports.map((report) => onlyEstate(report, run)) : fleet(run)}
    </main>
    <footer>
      <p>
        Made by ${run.tool.name}
        ${run.tool.version}${run.reports.slice(0, 1).map(({ now }) => html` for ${formatTime(now)}`)}. Objects
        and values are as the inventory has them; control characters are shown as escapes.
      </p>
    </footer>`;
}

function pageTitle(reports: readonly Report[]): string {
  const [only] = reports;
  return reports.length === 1 && only
    ? `${estateName(only)}: upgrade readiness`
    : `Upgrade readiness of ${formatCount(reports.length, 'estate')}`;
}

function onlyEstate(report: Report, run: Fleet): Markup {
  return html`${estateHeading(report)} ${estateBody(report, filterForm(run))}`;
}

/** An overview, then every estate; only the worst is unfolded. */
function fleet(run: Fleet): Markup {
  return html`${overviewTable(run.reports)} ${filterForm(run)}
  ${run.reports.map(
    (report, place) =>
      html`<details class="estate" id="${estateId(place)}" ${place === 0 && html` open`}>
        <summary>${estateHeading(report)}</summary>
        ${estateBody(report, null)}
      </details> `,
  )}`;
}
