import type { Fleet, Report } from '../../model/report';
import type { ReportOptions } from '../reporter';
import { SCRIPT } from './assets/script';
import { STYLESHEET } from './assets/stylesheet';
import { estateBody, estateHeading } from './estate';
import { filterForm } from './filters';
import { estateName } from './markup/labels';
import { formatCount, formatTime, html, type Markup } from './markup/markup';
import { htmlPage } from './markup/page';
import { sortReports } from './overview';
import { portfolio } from './portfolio/portfolio';

/** One page for people: whole without scripts, which only filter. */
export function formatHtml(run: Fleet, { baseline }: Pick<ReportOptions, 'baseline'> = {}): string {
  const reports = sortReports(run.reports);
  const body = pageBody({ ...run, reports }, baseline);
  return htmlPage({ title: pageTitle(reports), style: STYLESHEET, script: SCRIPT, body });
}

function pageBody(run: Fleet, baseline: ReportOptions['baseline']): Markup {
  return html`<a class="jump" href="#main">Skip to the report</a>
    <header>
      <h1>Upgrade readiness of Netwrix Threat Prevention</h1>
    </header>
    <main id="main" tabindex="-1">
      ${run.reports.length === 1 ? run.reports.map((report) => onlyEstate(report, run)) : portfolio(run, baseline)}
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
