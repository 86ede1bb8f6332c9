import type { Report, Verdict } from '../../model/report';
import type { Reporter } from '../reporter';
import { escapeControls } from '../text/control-characters';
import { relativePath } from '../text/file-address';
import { formatHeadline } from '../view/estate';
import { formatObjects } from '../view/objects';
import { isOpen, type LineStatus, type Severity, sortByStatus } from '../view/order';
import { formatLine, type ResultView, viewOf } from '../view/result';
import { formatShortMarkdown } from './markdown';

type Command = 'error' | 'warning' | 'notice';

/**
 * Workflow commands of GitHub Actions: an annotation for the verdict first, then one for each rule, the worst first, as ten
 * of a kind are shown for a step; what holds or does not apply follows as a folded list in the log.
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

/** Objects that an annotation names. */
const MOST_OBJECTS = 5;

function reportLines(report: Report): string[] {
  const views = report.results.map(viewOf);
  const quiet = views.flatMap(({ lines }) => lines).filter(({ severity }) => COMMANDS[severity] === null);
  const shown = views.flatMap((view) => {
    const status = statusOf(view);
    return status === null ? [] : [{ view, status }];
  });
  return [
    annotation(
      VERDICT_COMMAND[report.verdict],
      { title: `tp-doctor ${report.command}` },
      formatHeadline(report),
    ),
    ...sortByStatus(shown).flatMap(({ view, status }) => annotate(report, view, status)),
    `::group::${escapeData(`Rules that hold or do not apply (${quiet.length})`)}`,
    ...quiet.map((line) => escapeControls(`${line.result.ruleId}: ${formatLine(line)}`)),
    '::endgroup::',
  ];
}

/** As what a rule is annotated; null where it needs no annotation. */
function statusOf({ result, lines }: ResultView): LineStatus | null {
  if (isOpen(result.status)) return result.status;
  return lines.some(({ status }) => status === 'waived') ? 'waived' : null;
}

function annotate(report: Report, view: ResultView, status: LineStatus): string[] {
  const line = view.lines.find((one) => one.status === status);
  const command = line && COMMANDS[line.severity];
  if (!command) return [];
  const file = report.inventory && { file: relativePath(report.inventory.file), line: '1' };
  return [
    annotation(command, { title: `${status}: ${view.result.ruleId}`, ...file }, formatRule(view, status)),
  ];
}

/** What is wrong with how many and which objects, and how many others are not known or waived. */
function formatRule({ result, heading, advice, lines }: ResultView, status: LineStatus): string {
  const count = (other: LineStatus) => lines.filter((one) => one.finding && one.status === other).length;
  const [unknown, waived] = [count('unknown'), count('waived')];
  const first = lines.find((one) => one.status === 'waived');
  if (status === 'waived' && first)
    return `${formatLine(first)}${waived > 1 ? ` and ${waived - 1} more waived` : ''}`;
  const objects = formatObjects(lines, [status], MOST_OBJECTS) || result.reason;
  const parts = [
    `${status === 'unknown' ? 'Cannot be judged: ' : ''}${heading}${objects ? `: ${objects}` : ''}`,
    ...(status !== 'unknown' && unknown > 0 ? [`${unknown} not known`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
  ];
  return `${parts.join('; ')}${advice.supply === null ? '' : ` (supply: ${advice.supply})`}`;
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
