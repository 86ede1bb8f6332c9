import type { Report } from '../../../model/report';
import { estateName } from '../markup/labels';
import { formatNumber, html, type Markup } from '../markup/markup';
import { estateId } from '../overview';

/** Estates that are named before the others are folded. */
const FIRST_NAMES = 12;

/** A report with its link on the page. */
export interface Estate {
  report: Report;
  link: Markup;
}

/** In the order of the page. */
export function listEstates(reports: readonly Report[]): Estate[] {
  return reports.map((report, place) => ({
    report,
    link: html`<a href="#${estateId(place)}"><bdi>${estateName(report)}</bdi></a>`,
  }));
}

/** Names as links, those beyond the first ones folded. */
export function nameEstates(estates: readonly Estate[]): Markup {
  const [first, rest] = [estates.slice(0, FIRST_NAMES), estates.slice(FIRST_NAMES)];
  return html`${joinLinks(first)}${
    rest.length > 0 &&
    html`<details class="long">
      <summary>and ${formatNumber(rest.length)} more</summary>
      ${joinLinks(rest)}
    </details>`
  }`;
}

function joinLinks(estates: readonly Estate[]): Markup {
  return html`${estates.map(({ link }, at) => [at > 0 && ', ', link])}`;
}
