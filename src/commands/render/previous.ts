import {
  compareWithBaseline,
  findVanished,
  keepUnjudged,
  listBaselineCautions,
} from '../../engine/compare/baseline';
import { findSwapped } from '../../engine/compare/order';
import { expandFiles } from '../../load/find/expand';
import { readReports } from '../../load/reports';
import { UserError } from '../../model/errors';
import type { Report } from '../../model/report';
import type { Io } from '../io';

/** Cautions that are told one by one. */
const MOST_CAUTIONS = 10;

/** The reports of the run before: of a file, or of all files of a folder or glob. @throws UserError */
export async function readPrevious(argument: string, io: Io): Promise<Report[]> {
  const { files } = await expandFiles(argument, io, 'the report of the run before');
  const documents = await Promise.all(files.map((file) => readReports(file, io.cwd, 'usage')));
  const owners = new Map<string, string>();
  for (const { file, reports } of documents)
    for (const { environment } of reports) {
      const other = environment === null ? undefined : owners.get(environment);
      if (other !== undefined)
        throw new UserError('usage', `--previous: ${file}: has a report of "${environment}", and so has ${other}; name one of them`); // prettier-ignore
      if (environment !== null) owners.set(environment, file);
    }
  return documents.flatMap(({ reports }) => reports);
}

/** Reports with their findings marked as new or known since the run before; no verdict changes. @throws UserError for a later one */
export function compareWithPrevious(
  reports: readonly Report[],
  previous: readonly Report[] | undefined,
  tell: (text: string) => void,
): Report[] {
  if (!previous) return [...reports];
  const swapped = findSwapped(previous, reports);
  if (swapped !== undefined)
    throw new UserError('usage', `--previous: ${swapped}; name the reports of the run before`);
  const compared = reports.map((report) => compareReport(report, previous));
  const cautions = listBaselineCautions(compared, previous);
  for (const text of cautions.slice(0, MOST_CAUTIONS)) tell(`--previous: ${text}`);
  if (cautions.length > MOST_CAUTIONS)
    tell(`--previous: the same or the like of ${cautions.length - MOST_CAUTIONS} more`);
  return compared;
}

function compareReport(report: Report, previous: readonly Report[]): Report {
  if (report.error) return keepUnjudged(report, previous);
  const { results, unjudged } = compareWithBaseline(report, previous);
  const rest = { ...report };
  delete rest.unjudged;
  return { ...rest, results, ...(unjudged.length === 0 ? {} : { unjudged }) };
}

/**
 * What the reports lack, one message each. A shard that was lost leaves nothing behind but its absence: it is seen by the number
 * of estates, or for want of that by those of the run before.
 */
export function findLost(
  reports: readonly Report[],
  previous: readonly Report[] | undefined,
  expected: number | undefined,
): string[] {
  if (expected === undefined)
    return findVanished(previous ?? [], reports).map(
      (name) =>
        `--previous: has a report of "${name}", and none is given now; name that too, or the number of estates that there are (--expect N)`,
    );
  if (reports.length === expected) return [];
  const what = reports.length < expected ? 'a shard was lost' : 'one is left from another run';
  return [`--expect: there are ${expected} estates, and reports of ${reports.length} are given; ${what}`];
}
