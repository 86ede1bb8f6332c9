import type { Finding, Report, Result, Status } from '../../model/report';
import { escapeControls, showValue } from '../text/control-characters';

export type LineStatus = Status | 'waived';

/** One line of a flat format: a finding, or a result that has none. */
export interface Line {
  result: Result;
  finding: Finding | null;
  status: LineStatus;
}

/** How loud a format says a line; `none` for what passed or did not apply. */
export type Severity = 'error' | 'warning' | 'note' | 'none';

/**
 * Every result of a report, one line for each finding. A result without findings keeps a line of its own, and so
 * does one that is open for a reason that none of its findings shows: no format may drop a result.
 */
export function linesOf(report: Report): Line[] {
  return report.results.flatMap(resultLines);
}

/** The lines of one result; never none. */
export function resultLines(result: Result): Line[] {
  const lines = result.findings.map((finding): Line => ({
    result,
    finding,
    status: statusOf(result, finding),
  }));
  const shown = lines.some((line) => line.status === result.status);
  const needed = lines.length === 0 || (isOpen(result.status) && !shown);
  return needed ? [...lines, { result, finding: null, status: result.status }] : lines;
}

function statusOf(result: Result, finding: Finding): LineStatus {
  if (finding.waiver !== null) return 'waived';
  return finding.kind === 'violation' ? result.level : 'unknown';
}

/** Whether something is left to do: a violation, or evidence to supply. */
export function isOpen(status: LineStatus): boolean {
  return status === 'fail' || status === 'warn' || status === 'unknown';
}

/** What cannot be judged is as loud as its rule: it closes the same gate (contracts, section 1). */
export function severityOf(line: Line): Severity {
  if (line.status === 'waived') return 'note';
  if (!isOpen(line.status)) return 'none';
  return line.result.level === 'fail' ? 'error' : 'warning';
}

/** What was found, as text; null where nothing was, because nobody could look. */
export function formatFound(finding: Finding): string | null {
  return finding.kind === 'violation' ? showValue(finding.actual) : null;
}

/** A line as one sentence for people, free of control characters: subject, what is wrong, and what would show it. */
export function formatLine(line: Line): string {
  const { finding, result } = line;
  const subject = finding && finding.subject !== '' ? `${finding.subject}: ` : '';
  const text = `${PREFIX[line.status]}${subject}${finding?.message ?? result.reason ?? result.title}`;
  const evidence =
    line.status === 'unknown' && result.evidence !== null ? ` (supply: ${result.evidence})` : '';
  const waiver = finding?.waiver;
  return escapeControls(
    waiver ? `${text} (${waiver.reason}; ${waiver.owner}, until ${waiver.expires})` : text + evidence,
  );
}

const PREFIX: Record<LineStatus, string> = {
  fail: '',
  warn: '',
  unknown: 'Cannot be judged: ',
  waived: 'Waived: ',
  skip: 'Does not apply: ',
  pass: 'Holds: ',
};
