import type { Fleet } from '../../model/report';
import { jsonText } from '../text/json';

/** The report itself; several inventories make one document with all of them (contracts, section 4). */
export function formatJson(run: Fleet): string {
  const [only] = run.reports;
  return `${jsonText(run.reports.length === 1 && only ? only : run, 2)}\n`;
}
