import type { Report } from '../../../model/report';
import { type ResultView, viewOf } from '../../view/result';
import { html, type Markup } from '../markup/markup';
import { card } from '../markup/tables';
import { badge } from './results';

/** The rules about what an estate is restored from, should the upgrade fail. */
export const WAY_BACK_RULES = [
  'sql-backup-recent',
  'certs-backup-present',
  'policy-export-present',
  'policy-export-complete',
  'policy-export-fresh',
];

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

/** What is known of the way back; nothing for what does not apply or was left out. */
function listWayBack({ results }: Pick<Report, 'results'>): ResultView[] {
  return WAY_BACK_RULES.flatMap((id) => results.find(({ ruleId }) => ruleId === id) ?? [])
    .filter(({ status }) => status !== 'skip')
    .map(viewOf);
}
