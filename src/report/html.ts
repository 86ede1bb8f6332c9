import { createHash } from 'node:crypto';
import type { Fleet, Report } from '../model/report';
import { CLIENT } from './html/client';
import { estateBody, estateHeading } from './html/estate';
import { filterForm } from './html/filters';
import { html, moment, plural, trusted, type Markup } from './html/markup';
import { estateId, overviewTable, worstFirst } from './html/overview';
import { STYLE } from './html/stylesheet';
import { estateName } from './html/words';

/**
 * One page for people: complete in itself, loads nothing, and is whole without scripts; they only filter.
 * The policy in its head allows exactly its own style and script, so that even a hole in the escaping would
 * run nothing.
 */
export function reportHtml(run: Fleet): string {
  const reports = worstFirst(run.reports);
  return `${page({ ...run, reports }).source}\n`;
}

function page(run: Fleet): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy()}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${pageTitle(run.reports)}</title>
        <link rel="icon" href="data:," />
        ${trusted(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <a class="jump" href="#main">Skip to the report</a>
        <header>
          <h1>Upgrade readiness of Netwrix Threat Prevention</h1>
        </header>
        <main id="main" tabindex="-1">
          ${run.reports.length === 1 ? run.reports.map((report) => onlyEstate(report, run)) : fleet(run)}
        </main>
        <footer>
          <p>
            Made by ${run.tool.name}
            ${run.tool.version}${run.reports.slice(0, 1).map(({ now }) => html` for ${moment(now)}`)}. Objects
            and values are as the inventory has them; control characters are shown as escapes.
          </p>
        </footer>
        ${trusted(`<script>${CLIENT}</script>`)}
      </body>
    </html>`;
}

/** Nothing but the style and the script of this page, by their hashes; the empty icon is a data URL. */
function policy(): string {
  return [
    "default-src 'none'",
    `style-src '${hash(STYLE)}'`,
    `script-src '${hash(CLIENT)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function pageTitle(reports: readonly Report[]): string {
  const [only] = reports;
  return reports.length === 1 && only
    ? `${estateName(only)}: upgrade readiness`
    : `Upgrade readiness of ${plural(reports.length, 'estate')}`;
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
