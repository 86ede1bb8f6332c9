import type { Fleet } from '../../model/report';

/** The report itself; several inventories make one document with all of them (contracts, section 4). */
export function formatJson(run: Fleet): string {
  const [only] = run.reports;
  return `${JSON.stringify(run.reports.length === 1 && only ? only : run, null, 2)}\n`;
}
