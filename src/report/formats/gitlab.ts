import type { Level, Report, Status } from '../../model/report';
import type { Reporter } from '../reporter';
import { relativePath } from '../text/file-address';
import { jsonText } from '../text/json';
import { estateOf, formatHeadline } from '../view/estate';
import { digest, lineFingerprint, uniqueFingerprints } from '../view/fingerprint';
import type { LineStatus } from '../view/order';
import { formatLine, type Line, linesOf } from '../view/result';

type Unique = (fingerprint: string) => string;

/**
 * GitLab Code Quality. GitLab shows what is new or gone between two branches by fingerprint, so a rule that holds
 * must not be an entry; one entry of severity "info" per report carries the verdict, the figures and what was skipped.
 */
export const formatGitlab: Reporter = (run) => {
  const unique = uniqueFingerprints();
  return `${jsonText(
    run.reports.flatMap((report) => entries(report, unique)),
    2,
  )}\n`;
};

function entries(report: Report, unique: Unique): object[] {
  const lines = linesOf(report).flatMap((line) => lineEntry(report, line, unique));
  return [verdictEntry(report, unique), ...lines];
}

function verdictEntry(report: Report, unique: Unique): object {
  const quiet = (status: Status) =>
    report.results.filter((result) => result.status === status).map(({ ruleId }) => ruleId);
  const list = (word: string, ids: string[]) => (ids.length === 0 ? '' : `; ${word}: ${ids.join(', ')}`);
  return {
    description: `${formatHeadline(report)}${list('hold', quiet('pass'))}${list('do not apply', quiet('skip'))}`,
    check_name: report.error ? `tp-doctor/${report.error.code}` : 'tp-doctor/verdict',
    fingerprint: unique(digest([estateOf(report), 'verdict'])),
    severity: report.error ? 'blocker' : 'info',
    location: location(report),
  };
}

function lineEntry(report: Report, line: Line, unique: Unique): object[] {
  const severity = SEVERITIES[line.status]?.[line.result.level];
  if (severity === undefined) return [];
  return [
    {
      description: formatLine(line),
      check_name: line.result.ruleId,
      fingerprint: unique(lineFingerprint(report, line)),
      severity,
      location: location(report),
    },
  ];
}

/** By the level of the rule; null for what is no entry. */
const SEVERITIES: Record<LineStatus, Record<Level, string> | null> = {
  fail: { fail: 'critical', warn: 'critical' },
  warn: { fail: 'minor', warn: 'minor' },
  unknown: { fail: 'major', warn: 'minor' },
  waived: { fail: 'info', warn: 'info' },
  pass: null,
  skip: null,
};

function location(report: Report): object {
  return { path: relativePath(report.inventory?.file ?? 'inventory'), lines: { begin: 1 } };
}
