import type { Report } from '../../model/report';
import type { Reporter } from '../reporter';
import { escapeControls } from '../text/control-characters';
import { formatError } from '../view/estate';
import { listRelaxed } from '../view/relaxed';
import { findPage, formatFound, type Line, linesOf } from '../view/result';

type Cell = string | number | null | undefined;

const COLUMNS: Record<string, (line: Line, report: Report) => Cell> = {
  environment: (_, report) => report.environment,
  inventory: (_, report) => report.inventory?.file,
  source: (_, report) => report.source,
  target: (_, report) => report.target,
  verdict: (_, report) => report.verdict,
  status: (line) => line.status,
  rule: (line) => line.result.ruleId,
  category: (line) => line.result.category,
  level: (line) => line.result.level,
  title: (line) => line.heading,
  kind: (line) => line.finding?.kind,
  subject: (line) => line.finding?.subject,
  message: (line) => line.message,
  actual: (line) => line.finding && formatFound(line.finding),
  expected: (line) => line.finding?.expected,
  path: (line) => line.finding?.path,
  baseline: (line) => line.finding?.baseline,
  evidence: (line) => line.advice.supply,
  waiver: (line) => line.finding?.waiver?.reason,
  waiverOwner: (line) => line.finding?.waiver?.owner,
  waiverExpires: (line) => line.finding?.waiver?.expires,
  remediation: (line) => line.advice.fix,
  page: (line) => findPage(line.result),
  fingerprint: (line) => line.finding?.fingerprint,
  relaxed: (_, { summary }) => listRelaxed(summary).join(', '),
};

/**
 * CSV (RFC 4180, UTF-8 without a byte-order mark): a line for each finding and for each result without one. A report
 * that could not be judged is one line with status "error".
 */
export const formatCsv: Reporter = (run) => {
  const rows = run.reports.flatMap((report) => [
    ...errorRows(report),
    ...linesOf(report).map((line) => Object.values(COLUMNS).map((cell) => cell(line, report))),
  ]);
  return [Object.keys(COLUMNS), ...rows].map((row) => `${row.map(formatCell).join(',')}\r\n`).join('');
};

function errorRows(report: Report): Cell[][] {
  const { error } = report;
  if (!error) return [];
  const line: Record<string, Cell> = {
    environment: report.environment,
    inventory: report.inventory?.file,
    source: report.source,
    target: report.target,
    verdict: report.verdict,
    status: 'error',
    kind: error.code,
    message: formatError(error),
  };
  return [Object.keys(COLUMNS).map((column) => line[column])];
}

/**
 * A cell that a spreadsheet takes as text. One that would begin a formula (also in full width, which Excel folds for
 * some languages) gets an apostrophe in front; a line break, tab or return is shown as an escape.
 */
function formatCell(value: Cell): string {
  const text = escapeControls(String(value ?? ''));
  const safe = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
