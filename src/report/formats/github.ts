import type { Report, Verdict } from '../../model/report';
import type { Reporter } from '../reporter';
import { escapeControls } from '../text/control-characters';
import { relativePath } from '../text/file-address';
import { formatHeadline } from '../view/estate';
import type { Severity } from '../view/order';
import { formatLine, type Line, linesOf } from '../view/result';

type Command = 'error' | 'warning' | 'notice';

/**
 * Workflow commands of GitHub Actions: an annotation for the verdict first (ten of a kind are shown for a step), then
 * one for each violation, unknown and waiver; what holds or does not apply follows as a folded list in the log.
 */
export const formatGithub: Reporter = (run) => `${run.reports.flatMap(reportLines).join('\n')}\n`;

const VERDICT_COMMAND: Record<Verdict, Command> = {
  error: 'error',
  'not-ready': 'error',
  undetermined: 'error',
  'ready-with-warnings': 'warning',
  ready: 'notice',
};

/** Null for what is only a line of the log. */
const COMMANDS: Record<Severity, Command | null> = {
  error: 'error',
  warning: 'warning',
  note: 'notice',
  none: null,
};

function reportLines(report: Report): string[] {
  const lines = linesOf(report);
  const quiet = lines.filter(({ severity }) => COMMANDS[severity] === null);
  return [
    annotation(
      VERDICT_COMMAND[report.verdict],
      { title: `tp-doctor ${report.command}` },
      formatHeadline(report),
    ),
    ...lines.flatMap((line) => annotate(report, line)),
    `::group::${data(`Rules that hold or do not apply (${quiet.length})`)}`,
    ...quiet.map((line) => logText(`${line.result.ruleId}: ${formatLine(line)}`)),
    '::endgroup::',
  ];
}

function annotate(report: Report, line: Line): string[] {
  const command = COMMANDS[line.severity];
  if (command === null) return [];
  const file = report.inventory && { file: relativePath(report.inventory.file), line: '1' };
  return [annotation(command, { title: `${line.status}: ${line.result.ruleId}`, ...file }, formatLine(line))];
}

function annotation(command: Command, properties: Record<string, string>, message: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  return `::${command} ${list.join(',')}::${data(message)}`;
}

// As @actions/core escapes; the runner undoes it. Control characters are shown as escapes before.
function data(text: string): string {
  return escapeControls(text).replace(/%/g, '%25');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/** A plain line of a log. The runner still obeys the older `##[…]` anywhere in it, Azure `##vso[…]`. */
export function logText(text: string): string {
  return escapeControls(text).replace(/##(?=\[|vso\[)/gi, '# #');
}
