import type { Report, Verdict } from '../../model/report';
import type { Reporter } from '../reporter';
import { escapeControls } from '../text/control-characters';
import { relativePath } from '../text/file-address';
import { formatHeadline } from '../view/estate';
import type { Severity } from '../view/order';
import { formatLine, type Line, linesOf } from '../view/result';
import { formatShortMarkdown } from './markdown';

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
    `::group::${escapeData(`Rules that hold or do not apply (${quiet.length})`)}`,
    ...quiet.map((line) => escapeControls(`${line.result.ruleId}: ${formatLine(line)}`)),
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
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${command} ${list.join(',')}::${escapeData(message)}`;
}

// As @actions/core escapes; the runner undoes it. Control characters are shown as escapes before.
function escapeData(text: string): string {
  return escapeControls(text).replace(/%/g, '%25');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

// GitHub refuses a step's summary of more than 1 MiB as a whole.
const LIMIT = 1_000_000;

/** The job summary: the Markdown report, with fewer objects for each rule where it would not fit. */
export const formatGithubSummary: Reporter = (run) => {
  let text = '';
  for (const rows of [Infinity, 100, 20, 5, 0]) {
    text = formatShortMarkdown(run, rows, LIMIT);
    if (Buffer.byteLength(text) <= LIMIT) return text;
  }
  return cutAfterLine(text);
};

function cutAfterLine(text: string): string {
  const cut = Buffer.from(text)
    .subarray(0, LIMIT - 200)
    .toString('utf8');
  return `${cut.slice(0, cut.lastIndexOf('\n'))}\n\n**Cut here: the report is too long for a job summary. See the job's log.**\n`;
}
