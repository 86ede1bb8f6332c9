import { compareReports, type ReportDocument } from '../engine/compare/diff';
import { findSwapped } from '../engine/compare/order';
import { readReports } from '../load/reports';
import { UserError, type ExitCode } from '../model/errors';
import { DIFF_FORMATS, DIFF_REPORTERS } from '../report/formats';
import type { Io } from './io';
import type { DiffOptions } from './options';
import { parseDestinations, refuseOverwriting, writeTexts } from './output';

/** Prints what is new, changed, the same and resolved between two reports. @throws UserError when one is unreadable */
export async function diff(options: DiffOptions, io: Io): Promise<ExitCode> {
  parseDestinations(options, DIFF_FORMATS);
  const [oldFile, newFile, ...more] = options.report ?? [];
  if (oldFile === undefined || newFile === undefined || more.length > 0)
    throw new UserError('usage', 'diff: name two reports, the older one first');
  refuseOverwriting(options, DIFF_FORMATS, [oldFile, newFile], io);
  const older = await readReports(oldFile, io.cwd, 'usage');
  const newer = await readReports(newFile, io.cwd, 'usage');
  refuseUnrelated(older, newer);
  const comparison = compareReports(older, newer);
  await writeTexts(options, DIFF_FORMATS, io, async (format, reportOptions) =>
    (await DIFF_REPORTERS[format]())(comparison, reportOptions),
  );
  return comparison.exitCode;
}

/** Reports that share no estate or no rule would be all new and all gone. */
function refuseUnrelated(older: ReportDocument, newer: ReportDocument): void {
  const estates = (side: ReportDocument) => new Set(side.reports.map((report) => report.environment ?? ''));
  const commands = (side: ReportDocument) => new Set(side.reports.map((report) => report.command));
  refuseDisjoint(older, newer, estates, 'estate');
  refuseDisjoint(older, newer, commands, 'command');
  refuseOtherTarget(older, newer);
  const swapped = findSwapped(older.reports, newer.reports);
  if (swapped !== undefined)
    throw new UserError(
      'usage',
      `${newer.file}: ${swapped}; name the older report first, then the newer one`,
    );
}

/** What is asked of an estate depends on the target: a finding would look resolved that was only not asked for. */
function refuseOtherTarget(older: ReportDocument, newer: ReportDocument): void {
  const targetsOf = ({ reports }: ReportDocument, estate: string | null) =>
    new Set(reports.filter((one) => !one.error && one.environment === estate).map((one) => one.target ?? ''));
  for (const estate of new Set(newer.reports.map(({ environment }) => environment))) {
    const sides = [older, newer].map((side) => targetsOf(side, estate));
    if (sides.every((targets) => targets.size > 0))
      refuseDisjoint(older, newer, (side) => targetsOf(side, estate), 'target');
  }
}

function refuseDisjoint(
  older: ReportDocument,
  newer: ReportDocument,
  namesOf: (side: ReportDocument) => Set<string>,
  what: string,
): void {
  const [old, now] = [namesOf(older), namesOf(newer)];
  if ([...old].some((name) => now.has(name))) return;
  throw new UserError(
    'usage',
    `${newer.file}: is of ${what} ${[...now].join(', ')}, and ${older.file} of ${[...old].join(', ')}; both must share one`,
  );
}
