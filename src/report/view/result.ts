import { formatValue } from '../../engine/values/format';
import type { Finding, Report, Result } from '../../model/report';
import { escapeControls } from '../text/control-characters';
import { httpUrl } from '../text/web-address';
import { isOpen, type LineStatus, type Severity } from './order';

/** What a reader can do about a result. */
export interface Advice {
  /** What puts it right; null where that is not what is to be done. */
  fix: string | null;
  /** What would supply the missing evidence; null where none is missing, or nobody knows. */
  supply: string | null;
}

/** What a format shows of a result. Texts are as they came: the format escapes them. */
export interface ResultView {
  result: Result;
  heading: string;
  advice: Advice;
  /** Never empty: no format may drop a result. */
  readonly lines: readonly Line[];
}

/** One thing that a result says: a finding, or what no finding says. */
export interface Line {
  result: Result;
  heading: string;
  advice: Advice;
  finding: Finding | null;
  status: LineStatus;
  severity: Severity;
  /** Null where the heading says it all. */
  message: string | null;
}

/** The one place that decides what is said of a result; every format takes heading, advice and lines from it. */
export function viewOf(result: Result): ResultView {
  return {
    result,
    heading: headingOf(result, result.status),
    advice: adviceOf(result, result.findings, result.status),
    get lines() {
      return linesOfResult(result);
    },
  };
}

function isViolated(status: LineStatus): boolean {
  return status === 'fail' || status === 'warn';
}

/** What is wrong where something is; else what has to be. */
function headingOf({ title, failureTitle }: Result, status: LineStatus): string {
  return isViolated(status) ? (failureTitle ?? `Not met: ${title}`) : title;
}

/** What is wrong is put right, what is not known is supplied; advice on what passed, or may have passed, misleads. */
function adviceOf(
  { remediation, evidence }: Result,
  findings: readonly Finding[],
  status: LineStatus,
): Advice {
  const lacks = findings.length === 0 ? status === 'unknown' : findings.some(lacksEvidence);
  return { fix: isViolated(status) ? remediation : null, supply: lacks ? evidence : null };
}

function lacksEvidence({ kind, waiver }: Finding): boolean {
  return kind === 'no-evidence' && waiver === null;
}

/** The lines of every result of a report. */
export function linesOf(report: Report): Line[] {
  return report.results.flatMap(linesOfResult);
}

/**
 * One line for each finding. A result without findings keeps a line of its own, and so does one that is open for a
 * reason that none of its findings shows.
 */
function linesOfResult(result: Result): Line[] {
  const lines = result.findings.map((finding) => lineOf(result, finding, statusOf(result, finding)));
  const isShown = lines.some(({ status }) => status === result.status);
  const needsOwn = lines.length === 0 || (isOpen(result.status) && !isShown);
  return needsOwn ? [...lines, lineOf(result, null, result.status)] : lines;
}

function lineOf(result: Result, finding: Finding | null, status: LineStatus): Line {
  return {
    result,
    heading: headingOf(result, status),
    advice: adviceOf(result, finding ? [finding] : [], status),
    finding,
    status,
    severity: severityOf(result, status),
    message: finding?.message ?? result.reason,
  };
}

function statusOf(result: Result, finding: Finding): LineStatus {
  if (finding.waiver !== null) return 'waived';
  return finding.kind === 'violation' ? result.level : 'unknown';
}

/** What cannot be judged is as loud as its rule: it closes the same gate (contracts, section 1). */
function severityOf({ level }: Result, status: LineStatus): Severity {
  if (status === 'waived') return 'note';
  if (!isOpen(status)) return 'none';
  return level === 'fail' ? 'error' : 'warning';
}

/** What was found, as text; null where nothing was, because nobody could look. */
export function formatFound(finding: Finding): string | null {
  return finding.kind === 'violation' ? formatValue(finding.actual) : null;
}

/** A line as one sentence for people, free of control characters: subject, what is wrong, and what would show it. */
export function formatLine({ finding, status, message, heading, advice }: Line): string {
  const subject = finding && finding.subject !== '' ? `${finding.subject}: ` : '';
  const text = `${PREFIXES[status]}${subject}${message ?? heading}`;
  const waiver = finding?.waiver;
  if (waiver) return escapeControls(`${text} (${waiver.reason}; ${waiver.owner}, until ${waiver.expires})`);
  return escapeControls(advice.supply === null ? text : `${text} (supply: ${advice.supply})`);
}

const PREFIXES: Record<LineStatus, string> = {
  fail: '',
  warn: '',
  unknown: 'Cannot be judged: ',
  waived: 'Waived: ',
  skip: 'Does not apply: ',
  pass: 'Holds: ',
};

/** The first page of a rule that is an http or https address, as a normalised address. */
export function findPage(result: Pick<Result, 'references'>): string | null {
  for (const { url } of result.references) {
    const page = httpUrl(url);
    if (page !== null) return page;
  }
  return null;
}
