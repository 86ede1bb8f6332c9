import type { Plan } from '../../model/plan';
import { jsonText } from '../text/json';

/** The plan itself (contracts, section 5). */
export function formatPlanJson(plan: Plan): string {
  return `${jsonText(plan, 2)}\n`;
}
