import type { Report } from '../../model/report';
import { type ResultView, viewOf } from './result';

/** The rules about what an estate is restored from, should the upgrade fail. */
export const WAY_BACK_RULES = [
  'sql-backup-recent',
  'certs-backup-present',
  'policy-export-present',
  'policy-export-complete',
  'policy-export-fresh',
];

/** What is known of the way back; nothing for what does not apply or was left out. */
export function listWayBack({ results }: Pick<Report, 'results'>): ResultView[] {
  return WAY_BACK_RULES.flatMap((id) => results.find(({ ruleId }) => ruleId === id) ?? [])
    .filter(({ status }) => status !== 'skip')
    .map(viewOf);
}
