import { createHash } from 'node:crypto';
import type { ReportDocument } from '../engine/compare/diff';
import { UserError, type ErrorCode } from '../model/errors';
import type { Fleet, Report } from '../model/report';
import { checkDocument } from './document';
import { readBytes } from './files';
import { parseJson } from './json';
import { decodeText } from './text';

/**
 * Reads what `check --format json` or `verify --format json` wrote: one report, or those of several estates.
 * @throws UserError with every fault: file, pointer, what is wrong, what is allowed
 */
export async function readReports(file: string, cwd: string, code: ErrorCode): Promise<ReportDocument> {
  const bytes = readBytes(file, cwd, code);
  const document = await parseJson(decodeText(bytes, file), file, code);
  if (isPlan(document))
    throw new UserError(
      code,
      `${file}: is a plan; name a report that check or verify wrote with --format json`,
    );
  await checkDocument(document, 'report', file, code);
  const reports = 'reports' in (document as object) ? (document as Fleet).reports : [document as Report];
  if (reports.length === 0) throw new UserError(code, `${file}: holds no report, so it says nothing`);
  if (reports.every((report) => report.error))
    throw new UserError(
      code,
      `${file}: is of a run that could not judge: ${reports[0]?.error?.message ?? ''}`,
    );
  const twin = findTwin(reports);
  if (twin !== undefined)
    throw new UserError(
      code,
      `${file}: holds two reports of "${twin}", and nobody says which of them is meant`,
    );
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), reports };
}

/** An environment that two of the reports are of. */
function findTwin(reports: readonly Report[]): string | undefined {
  const names = reports.flatMap(({ error, environment }) => (error ? [] : (environment ?? [])));
  return names.find((name, at) => names.indexOf(name) !== at);
}

function isPlan(document: unknown): boolean {
  return typeof document === 'object' && document !== null && Object.hasOwn(document, 'hops');
}
