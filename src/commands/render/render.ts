import { keepUnjudged } from '../../engine/compare/baseline';
import type { ReportDocument } from '../../engine/compare/diff';
import { errorReport, makeFleet } from '../../engine/verdict/report';
import { refuseTwins } from '../../engine/verdict/twins';
import { readBytes, readStream } from '../../load/files';
import { expandFiles } from '../../load/find/expand';
import { parseReports } from '../../load/reports';
import { UserError, type ErrorCode, type ExitCode } from '../../model/errors';
import type { Report } from '../../model/report';
import { FORMATS } from '../../report/formats';
import { writeToStderr, type Io } from '../io';
import type { RenderOptions } from '../options';
import { parseDestinations, refuseOverwriting, writeReports } from '../output';
import { describeAge, describeMixture } from './notes';
import { compareWithPrevious, findLost, readPrevious } from './previous';

/**
 * Writes saved reports in any format, several as those of one run. Nothing is judged anew. One that cannot be read does not stop
 * the others: it is an error of the run, as in check. @throws UserError when there is nothing to show
 */
export async function render(options: RenderOptions, io: Io): Promise<ExitCode> {
  parseDestinations(options, FORMATS);
  parseExpect(options.expect);
  const given = options.report ?? [];
  if (given.length === 0)
    throw new UserError(
      'usage',
      'a report is missing: name a file that check wrote with --format json, a folder, a glob, or -',
    );
  const expanded = await Promise.all(given.map((name) => expandFiles(name, io, 'a report')));
  const files = expanded.flatMap((one) => one.files);
  refuseOverwriting(options, FORMATS, [...files, options.previous], io);
  const previous = options.previous === undefined ? undefined : await readPrevious(options.previous, io);
  const documents = await readDocuments(files, io);
  const merged = mergeDocuments(documents, io.now().getTime());
  const lost = findLost(merged, previous, options.expect);
  const reports = [
    ...compareWithPrevious(merged, previous, (text) => tell(text, io)),
    ...lost.map((message) => keepUnjudged(failed({ code: 'inventory', message }, io), previous ?? [])),
  ];
  if (files.length > 1 || lost.length > 0) for (const { error } of reports) tellError(error, io);
  for (const text of [...describeMixture(reports), describeAge(reports, io.now().getTime())]) tell(text, io);
  const run = makeFleet(reports);
  await writeReports(run, options, io, previous);
  return run.exitCode;
}

function tell(text: string, io: Io): void {
  writeToStderr(io, `tp-doctor: ${text}`);
}

function tellError(error: Report['error'], io: Io): void {
  for (const line of error ? [error.message, ...error.details] : []) tell(line, io);
}

/** @throws UserError for what is no number of estates */
function parseExpect(expect: number | undefined): void {
  if (expect === undefined || (Number.isInteger(expect) && expect > 0)) return;
  throw new UserError('usage', `--expect: ${expect} is no number of estates; allowed: 1 or more`);
}

/** One document is read or the run ends; of several each is read by itself. */
async function readDocuments(files: readonly string[], io: Io): Promise<ReportDocument[]> {
  const documents: ReportDocument[] = [];
  // One after the other, so that no more than one text is in memory.
  for (const file of files) documents.push(await readDocument(file, files.length === 1, io));
  return documents;
}

async function readDocument(file: string, isOnly: boolean, io: Io): Promise<ReportDocument> {
  try {
    if (file === '-') return await parseReports(await readStream(io.stdin), '(standard input)', 'usage');
    return await parseReports(readBytes(file, io.cwd, 'usage'), file, 'usage');
  } catch (error) {
    if (isOnly || !(error instanceof UserError)) throw error;
    return { file, sha256: '', reports: [failed(error, io, file)] };
  }
}

function failed({ code, message, details = [] }: Failure, io: Io, file?: string): Report {
  return errorReport('render', { code, message, details }, io.now().getTime(), file);
}

interface Failure {
  code: ErrorCode;
  message: string;
  details?: readonly string[];
}

/** The reports of one document in their order; of several by the files of their inventories, however they were split. */
function mergeDocuments(documents: readonly ReportDocument[], now: number): Report[] {
  const origins = new Map(documents.flatMap(({ file, reports }) => reports.map((report) => [report, file])));
  const reports = [...origins.keys()];
  const fileOf = ({ inventory }: Report) => inventory?.file ?? '';
  if (documents.length > 1) reports.sort((a, b) => compareTexts(fileOf(a), fileOf(b)));
  return refuseTwins(reports, 'render', now, (report) => origins.get(report) ?? '?');
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
