import type { Plan } from '../model/plan';
import { jsonText } from './json-text';

/** The plan itself (contracts, section 5). */
export function planJson(plan: Plan): string {
  return `${jsonText(plan, 2)}\n`;
}
