import type { Report } from '../../model/report';
import { errorReport } from './report';

/**
 * Two reports of one estate would pair with the same older findings, and nobody says which of them is meant: each becomes an
 * error that names the others. `nameOf`: the file that the caller was given.
 */
export function refuseTwins(
  reports: readonly Report[],
  command: string,
  now: number,
  nameOf: (report: Report) => string = fileOf,
): Report[] {
  const estates = new Map<string | null, Report[]>();
  for (const report of reports)
    if (!report.error) estates.set(report.environment, [...(estates.get(report.environment) ?? []), report]);
  return reports.map((report) => {
    const twins = (report.error ? [] : (estates.get(report.environment) ?? [])).filter(
      (one) => one !== report,
    );
    if (twins.length === 0) return report;
    const message = formatTwins(report, nameOf(report), twins.map(nameOf));
    return errorReport(command, { code: 'inventory', message, details: [] }, now, report.inventory?.file);
  });
}

function fileOf({ inventory }: Report): string {
  return inventory?.file ?? '?';
}

function formatTwins({ environment }: Report, file: string, others: readonly string[]): string {
  if (others.every((other) => other === file)) return `${file}: is given twice; name it once`;
  return `${file}: is of the environment "${environment}", and so is ${others.join(', ')}; name one of them, or give each its own environment`;
}
