import type { Report } from '../../model/report';
import type { Reporter } from '../reporter';
import { escapeControls } from '../text/control-characters';
import { relativePath } from '../text/file-address';
import { formatHeadline } from '../view/estate';
import type { Severity } from '../view/order';
import { formatLine, type Line, linesOf } from '../view/result';

/**
 * Logging commands of Azure Pipelines: an issue for each violation and unknown; waivers, rules that hold and rules
 * that do not apply as a folded list in the log. It does not set the step's result: the exit code does.
 */
export const formatAzure: Reporter = (run) => `${run.reports.flatMap(reportLines).join('\n')}\n`;

function reportLines(report: Report): string[] {
  const lines = linesOf(report);
  const quiet = lines.filter(({ severity }) => ISSUES[severity] === null);
  return [
    ...verdictIssue(report),
    ...lines.flatMap((line) => lineIssue(report, line)),
    `##[group]Waived, holding and skipped rules (${quiet.length})`,
    ...quiet.map((line) => escapeControls(`${line.result.ruleId}: ${formatLine(line)}`)),
    '##[endgroup]',
  ];
}

/** The kind of issue; null for what is only a line of the log. */
const ISSUES: Record<Severity, 'error' | 'warning' | null> = {
  error: 'error',
  warning: 'warning',
  note: null,
  none: null,
};

function verdictIssue(report: Report): string[] {
  if (report.exitCode === 0) return [`##[section]${escapeControls(formatHeadline(report))}`];
  return [issue({ type: 'error', code: report.error?.code ?? report.verdict }, formatHeadline(report))];
}

function lineIssue(report: Report, line: Line): string[] {
  const type = ISSUES[line.severity];
  if (type === null) return [];
  const place = report.inventory && { sourcepath: relativePath(report.inventory.file), linenumber: '1' };
  return [issue({ type, ...place, code: line.result.ruleId }, formatLine(line))];
}

function issue(properties: Record<string, string>, message: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)};`);
  return `##vso[task.logissue ${list.join('')}]${escapeData(message)}`;
}

// As the agent undoes it ("Logging commands", Formatting): a literal percent sign is %AZP25.
function escapeData(text: string): string {
  return escapeControls(text).replace(/%/g, '%AZP25');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/;/g, '%3B').replace(/\]/g, '%5D');
}
