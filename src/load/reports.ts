import { createHash } from 'node:crypto';
import type { ReportDocument } from '../engine/compare/diff';
import { findContradiction } from '../engine/verdict/contradiction';
import { documentKindOf, formatKind, HEAD_LENGTH } from '../engine/json/document-kind';
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
  const document = await parseReports(readBytes(file, cwd, code), file, code);
  refuseErrors(document, code);
  return document;
}

/** Nothing can be compared with reports of which none has judged. @throws UserError */
export function refuseErrors({ file, reports }: ReportDocument, code: ErrorCode): void {
  if (!reports.every((report) => report.error)) return;
  throw new UserError(code, `${file}: is of a run that could not judge: ${reports[0]?.error?.message ?? ''}`);
}

/** The same from bytes, also of a run that could not judge. @throws UserError */
export async function parseReports(bytes: Buffer, file: string, code: ErrorCode): Promise<ReportDocument> {
  const text = decodeText(bytes, file);
  const document = await parseJson(text, file, code);
  const kind = documentKindOf(text.slice(0, HEAD_LENGTH)) ?? 'report';
  if (kind !== 'report') throw new UserError(code, `${file}: ${formatKind(kind, 'a report')}`);
  await checkDocument(document, 'report', file, code);
  const reports = 'reports' in (document as object) ? (document as Fleet).reports : [document as Report];
  if (reports.length === 0) throw new UserError(code, `${file}: holds no report, so it says nothing`);
  const fault = findTwin(reports) ?? findFalse(reports);
  if (fault !== undefined) throw new UserError(code, `${file}: ${fault}`);
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), reports };
}

/** An environment that two of the reports are of. */
function findTwin(reports: readonly Report[]): string | undefined {
  const names = reports.flatMap(({ error, environment }) => (error ? [] : (environment ?? [])));
  const seen = new Set<string>();
  const twin = names.find((name) => seen.size === seen.add(name).size);
  return twin === undefined
    ? undefined
    : `holds two reports of "${twin}", and nobody says which of them is meant`;
}

/** A report that somebody has changed: what it says of itself is not what it found. */
function findFalse(reports: readonly Report[]): string | undefined {
  for (const report of reports) {
    const contradiction = findContradiction(report);
    if (contradiction !== undefined)
      return `the report of "${report.environment ?? '?'}" ${contradiction}; it is not as tp-doctor wrote it, so run check again`;
  }
  return undefined;
}
