import type { Report } from '../../../model/report';
import { listWayBack } from '../../view/way-back';
import { html, type Markup } from '../markup/markup';
import { card } from '../markup/tables';
import { badge } from './results';

/** What there is to restore the estate from. */
export function wayBack(report: Report): Markup | null {
  const views = listWayBack(report);
  if (views.length === 0) return null;
  return card(
    'Way back, should the upgrade fail',
    html`<ul class="way-back">
      ${views.map(({ result, heading }) => html`<li>${badge(result.status)} <span>${heading}</span></li> `)}
    </ul>`,
  );
}
