import type { Finding, Report, Result } from '../../model/report';
import type { ReportOptions } from '../reporter';
import { escapeControls } from '../text/control-characters';
import { formatLink, type Painter, STATUS_STYLE } from '../text/terminal';
import { createGrid } from '../text/terminal-table';
import { wrap } from '../text/wrap';
import { isOpen } from '../view/order';
import { formatQuestions } from '../view/question-lines';
import { type ResultView, viewOf } from '../view/result';

/** Subjects named in a row before the rest is only counted. */
const MOST_SUBJECTS = 5;

/** With --verbose: every rule with its time in a table, and then what to do about each that is open. */
export function formatEveryRule(
  { results }: Report,
  options: ReportOptions,
  paint: Painter,
  width: number,
): string[] {
  const shown = results.map(viewOf);
  const open = shown.filter(({ result }) => isOpen(result.status) && !isAsked(result));
  return [
    ...(shown.length > 0 ? [resultsTable(shown, paint, width)] : []),
    ...open.map((view) => formatAdvice(view, options, paint, width)),
    ...formatQuestions(results, paint, width),
  ];
}

/** What a question says in the place of the rules that wait for it. */
function isAsked({ status, question }: Result): boolean {
  return status === 'unknown' && question !== undefined;
}

function resultsTable(views: readonly ResultView[], paint: Painter, width: number): string {
  const results = views.map(({ result }) => result);
  const timed = results.some((result) => result.durationMs !== undefined);
  const rule = Math.min(38, Math.max(...results.map((result) => result.ruleId.length)) + 2);
  const time = timed ? 11 : 0;
  const rest = width - 10 - rule - time - (timed ? 5 : 4);
  const table = createGrid(
    ['status', 'rule', 'subjects', ...(timed ? ['ms'] : [])].map((text) => paint('bold', text)),
    [10, rule, rest, ...(timed ? [time] : [])],
  );
  let category = '';
  for (const view of views) {
    const { result } = view;
    if (result.category !== category) {
      category = result.category;
      table.push([{ content: paint('cyan', category), colSpan: timed ? 4 : 3 }]);
    }
    table.push(row(view, paint, rule, rest, timed));
  }
  return table.toString();
}

function row(view: ResultView, paint: Painter, rule: number, rest: number, timed: boolean): string[] {
  const { result } = view;
  return [
    paint(STATUS_STYLE[result.status], result.status),
    wrap(result.ruleId, rule - 2).join('\n'),
    subjectLines(view)
      .flatMap((line) => wrap(line, rest - 2))
      .join('\n'),
    ...(timed ? [result.durationMs?.toFixed(2) ?? ''] : []),
  ];
}

/** At most five subjects with what is wrong with each, and how many more there are. */
function subjectLines({ result, lines }: ResultView): string[] {
  const findings = lines.flatMap(({ finding }) => finding ?? []);
  if (findings.length === 0) return [escapeControls(result.reason ?? `${result.checked} checked`)];
  const shown = findings.slice(0, MOST_SUBJECTS).map(formatFinding);
  const more = findings.length - MOST_SUBJECTS;
  return more > 0 ? [...shown, `+ ${more} more`] : shown;
}

function formatFinding({ subject, message, waiver, baseline }: Finding): string {
  const mark = waiver ? ` (waived until ${waiver.expires} by ${waiver.owner}: ${waiver.reason})` : '';
  return escapeControls(`${baseline === 'new' ? 'new: ' : ''}${subject}: ${message}${mark}`);
}

function formatAdvice(view: ResultView, options: ReportOptions, paint: Painter, width: number): string {
  const { result, heading, advice } = view;
  const indented = (text: string) => wrap(escapeControls(text), width - 2);
  const lines = [
    `${paint(STATUS_STYLE[result.status], result.status)} ${paint('bold', result.ruleId)}  ${escapeControls(heading)}`,
  ];
  if (advice.fix !== null) lines.push(...indented(advice.fix).map((line) => `  ${line}`));
  if (advice.supply !== null)
    lines.push(...indented(`Evidence: ${advice.supply}`).map((line) => `  ${paint('magenta', line)}`));
  for (const { title, url } of result.references)
    lines.push(`  ${paint('dim', formatLink(escapeControls(`${title}: ${url}`), url, options))}`);
  return lines.join('\n');
}
