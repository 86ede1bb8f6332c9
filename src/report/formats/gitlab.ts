import type { Report } from '../../model/report';
import { relativePath } from '../text/file-address';
import { digest, lineFingerprint, uniqueFingerprints } from '../view/fingerprint';
import { estateOf, formatHeadline } from '../view/headline';
import { jsonText } from '../text/json';
import { formatLine, type Line, linesOf, severityOf } from '../view/lines';
import type { Reporter } from '../reporter';

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
  const shown = linesOf(report).filter((line) => severityOf(line) !== 'none');
  return [verdictEntry(report, unique), ...shown.map((line) => lineEntry(report, line, unique))];
}

function verdictEntry(report: Report, unique: Unique): object {
  const quiet = (status: string) =>
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

function lineEntry(report: Report, line: Line, unique: Unique): object {
  return {
    description: formatLine(line),
    check_name: line.result.ruleId,
    fingerprint: unique(lineFingerprint(report, line)),
    severity: gitlabSeverity(line),
    location: location(report),
  };
}

function gitlabSeverity(line: Line): string {
  if (line.status === 'waived') return 'info';
  if (line.status === 'fail') return 'critical';
  return line.status === 'unknown' && line.result.level === 'fail' ? 'major' : 'minor';
}

function location(report: Report): object {
  return { path: relativePath(report.inventory?.file ?? 'inventory'), lines: { begin: 1 } };
}
