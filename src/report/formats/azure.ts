import type { Report } from '../../model/report';
import { relativePath } from '../text/file-address';
import { logText } from './github';
import { formatHeadline } from '../view/headline';
import { formatLine, type Line, linesOf, severityOf } from '../view/lines';
import { escapeControls } from '../text/control-characters';
import type { Reporter } from '../reporter';

/**
 * Logging commands of Azure Pipelines: an issue for each violation and unknown; waivers, rules that hold and rules
 * that do not apply as a folded list in the log. It does not set the step's result: the exit code does.
 */
export const formatAzure: Reporter = (run) => `${run.reports.flatMap(reportLines).join('\n')}\n`;

function reportLines(report: Report): string[] {
  const lines = linesOf(report);
  const loud = lines.filter(isLoud);
  const quiet = lines.filter((line) => !isLoud(line));
  return [
    ...verdictIssue(report),
    ...loud.map((line) => lineIssue(report, line)),
    `##[group]Waived, holding and skipped rules (${quiet.length})`,
    ...quiet.map((line) => logText(`${line.result.ruleId}: ${formatLine(line)}`)),
    '##[endgroup]',
  ];
}

function isLoud(line: Line): boolean {
  const severity = severityOf(line);
  return severity === 'error' || severity === 'warning';
}

function verdictIssue(report: Report): string[] {
  if (report.exitCode === 0) return [`##[section]${logText(formatHeadline(report))}`];
  return [issue({ type: 'error', code: report.error?.code ?? report.verdict }, formatHeadline(report))];
}

function lineIssue(report: Report, line: Line): string {
  const type = severityOf(line) === 'error' ? 'error' : 'warning';
  const place = report.inventory && { sourcepath: relativePath(report.inventory.file), linenumber: '1' };
  return issue({ type, ...place, code: line.result.ruleId }, formatLine(line));
}

function issue(properties: Record<string, string>, message: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(value)};`);
  return `##vso[task.logissue ${list.join('')}]${data(message)}`;
}

// As the agent undoes it ("Logging commands", Formatting): a literal percent sign is %AZP25.
function data(text: string): string {
  return escapeControls(text).replace(/%/g, '%AZP25');
}

function property(text: string): string {
  return data(text).replace(/;/g, '%3B').replace(/\]/g, '%5D');
}
