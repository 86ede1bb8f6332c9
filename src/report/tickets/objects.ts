import type { Reference, Report } from '../../model/report';
import { escapeControls } from '../text/control-characters';
import { httpUrl } from '../text/web-address';
import { estateOf, formatError } from '../view/estate';
import { digest, lineFingerprint } from '../view/fingerprint';
import { isOpen } from '../view/order';
import { formatFound, type Line, linesOf } from '../view/result';

export type Priority = 'high' | 'medium' | 'low';

/** One thing to do: a line of a report that is open, or the error that prevented a report. */
export interface TicketObject {
  environment: string;
  target: string | null;
  /** Null for an error. */
  ruleId: string | null;
  title: string;
  category: string;
  status: 'fail' | 'warn' | 'unknown' | 'error';
  priority: Priority;
  /** Null where the rule as a whole is meant. */
  subject: string | null;
  /** By what the subject is known again; in reports of 1.0 by its name. */
  key: string | null;
  path: string | null;
  message: string;
  actual: string | null;
  expected: string | null;
  /** What would supply missing evidence. */
  evidence: string | null;
  /** The command that supplies it. */
  command: string | null;
  fingerprint: string;
  /** Null where there is nothing to put right. */
  remediation: string | null;
  pages: readonly Reference[];
}

/** Everything open in a report, free of control characters. Waived findings are accepted, so they are no ticket. */
export function openObjects(report: Report): TicketObject[] {
  const lines = linesOf(report).filter((line) => isOpen(line.status));
  return [...errorObjects(report), ...lines.map((line) => lineObject(report, line))];
}

function lineObject(report: Report, line: Line): TicketObject {
  const { result, heading, advice, finding, status, message } = line;
  return {
    ...estate(report),
    ruleId: result.ruleId,
    title: escapeControls(heading),
    category: result.category,
    status: status as TicketObject['status'],
    priority: priorityOf(line),
    subject: finding && finding.subject !== '' ? escapeControls(finding.subject) : null,
    key: finding && finding.subject !== '' ? (finding.key ?? finding.subject.toLowerCase()) : null,
    path: finding && escapeControls(finding.path),
    message: escapeControls(message ?? heading),
    actual: finding && escapeOrNull(formatFound(finding)),
    expected: escapeOrNull(finding?.expected),
    evidence: escapeOrNull(advice.supply),
    command: status === 'unknown' ? escapeOrNull(commandFor(report, result.ruleId)) : null,
    fingerprint: `sha256:${lineFingerprint(report, line)}`,
    remediation: escapeOrNull(advice.fix),
    pages: result.references.flatMap(({ title, url }) => {
      const page = httpUrl(url);
      return page === null ? [] : [{ title: escapeControls(title), url: page }];
    }),
  };
}

function commandFor({ evidence = [] }: Report, ruleId: string): string | undefined {
  return evidence.find(({ rules }) => rules.includes(ruleId))?.command;
}

/** What closes the gate is high, an accepted risk medium, and evidence that only a warning lacks low. */
function priorityOf({ severity, status }: Line): Priority {
  if (severity === 'error') return 'high';
  return status === 'unknown' ? 'low' : 'medium';
}

/** What is to be done about objects of one rule: some may be wrong, and others lack evidence. */
export function adviceFor(
  objects: readonly TicketObject[],
): Pick<TicketObject, 'remediation' | 'evidence' | 'command'> {
  return {
    remediation: objects.find(({ remediation }) => remediation !== null)?.remediation ?? null,
    evidence: objects.find(({ evidence }) => evidence !== null)?.evidence ?? null,
    command: objects.find(({ command }) => command !== null)?.command ?? null,
  };
}

function errorObjects(report: Report): TicketObject[] {
  const { error } = report;
  if (!error) return [];
  const empty = {
    ruleId: null,
    subject: null,
    key: null,
    path: null,
    actual: null,
    expected: null,
    evidence: null,
    command: null,
  };
  return [
    {
      ...estate(report),
      ...empty,
      title: 'The estate could not be judged',
      category: 'error',
      status: 'error',
      priority: 'high',
      message: formatError(error),
      fingerprint: `sha256:${digest([estateOf(report), 'error'])}`,
      remediation: 'Put right what the message names and run the check again.',
      pages: [],
    },
  ];
}

function estate(report: Report): Pick<TicketObject, 'environment' | 'target'> {
  return { environment: escapeControls(estateOf(report)), target: escapeOrNull(report.target) };
}

/** Text free of control characters, where there is any. */
export function escapeOrNull(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : escapeControls(text);
}
