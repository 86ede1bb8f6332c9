import { type Finding, type Fleet, type Report, type Result, VERDICTS } from '../../model/report';
import type { ReportOptions } from '../reporter';
import { escapeControls } from '../text/control-characters';
import { createPainter, formatLink, type Painter, STATUS_STYLE, VERDICT_STYLE } from '../text/terminal';
import { createGrid } from '../text/terminal-table';
import { wrap } from '../text/wrap';
import { estateOf, formatConfiguration, VERDICT_BADGES, VERDICT_PHRASES } from '../view/estate';
import { groupBy } from '../view/group-by';
import { isOpen, sortByVerdict, STATUSES } from '../view/order';
import { formatWaiting } from '../view/questions';
import { formatQuestions } from '../view/question-lines';
import { listRelaxed, withRelaxed } from '../view/relaxed';
import { type ResultView, viewOf } from '../view/result';

/** Subjects named in a row before the rest is only counted. */
const MOST_SUBJECTS = 5;
const NARROWEST = 60;
const WIDEST = 200;

/** For people at a terminal: verdict, a row a rule that is not quiet, what to do, coverage. */
export function formatTable(run: Fleet, options: ReportOptions): string {
  const paint = createPainter(options);
  const width = Math.min(WIDEST, Math.max(NARROWEST, options.width));
  const reports = run.reports.map((report) => formatReport(report, options, paint, width));
  const summary = run.reports.length > 1 ? [formatFleet(run, paint, width)] : [];
  return `${[...reports, ...summary].join('\n\n')}\n`;
}

function formatReport(report: Report, options: ReportOptions, paint: Painter, width: number): string {
  const head = formatHeading(report, paint);
  if (report.error) return [head, ...errorLines(report)].join('\n');
  const shown = report.results
    .map(viewOf)
    .filter((view) => options.verbose || isOpen(view.result.status) || hasWaived(view));
  const parts = [head];
  if (shown.length > 0) parts.push(resultsTable(shown, paint, width, options.verbose));
  const open = shown.filter(({ result }) => isOpen(result.status) && !isAsked(result));
  parts.push(...open.map((view) => formatAdvice(view, options, paint, width)));
  parts.push(...formatQuestions(report.results, paint, width));
  parts.push([formatCoverage(report, paint), formatConfiguration(report) ?? []].flat().join('\n'));
  return parts.join('\n\n');
}

function hasWaived({ result }: ResultView): boolean {
  return result.findings.some(({ waiver }) => waiver !== null);
}

/** What a question says in the place of the rules that wait for it. */
function isAsked({ status, question }: Result): boolean {
  return status === 'unknown' && question !== undefined;
}

function formatHeading(report: Report, paint: Painter): string {
  const verdict = paint(VERDICT_STYLE[report.verdict], paint('bold', VERDICT_BADGES[report.verdict]));
  const route = report.target === null ? '' : `  ${report.source ?? 'unknown version'} → ${report.target}`;
  return `${paint('bold', escapeControls(estateOf(report, report.command)))}${escapeControls(route)}  ${withRelaxed(verdict, report.summary)}`;
}

function errorLines({ error }: Report): string[] {
  return error ? [escapeControls(error.message), ...error.details.map(escapeControls)] : [];
}

function resultsTable(views: readonly ResultView[], paint: Painter, width: number, verbose: boolean): string {
  const results = views.map(({ result }) => result);
  const timed = verbose && results.some((result) => result.durationMs !== undefined);
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

function formatCoverage({ summary }: Report, paint: Painter): string {
  const { judged, applicable } = summary.coverage;
  const counts = STATUSES.map((status) =>
    summary[status] === 0 ? `0 ${status}` : paint(STATUS_STYLE[status], `${summary[status]} ${status}`),
  ).join(', ');
  return withRelaxed(
    `${judged} of ${applicable} applicable rules had evidence: ${counts}${formatWaiting(summary)}`,
    summary,
  );
}

/** One row an estate, the worst first, and how many there are of each verdict: last, where a terminal stops. */
function formatFleet({ reports }: Fleet, paint: Painter, width: number): string {
  const name = Math.max(20, width - 24 - 8 * 3 - 12 - 7);
  const table = createGrid(
    ['estate', 'verdict', 'fail', 'warn', 'unkn.', 'evidence'].map((text) => paint('bold', text)),
    [name, 24, 8, 8, 8, 12],
    { isDense: true },
  );
  const nameOf = distinctNames(reports);
  for (const report of sortByVerdict(reports, 'fail, unknown, warn')) {
    const { verdict, summary } = report;
    const { judged, applicable } = summary.coverage;
    table.push([
      wrap(escapeControls(nameOf(report)), name - 2).join('\n'),
      [
        paint(VERDICT_STYLE[verdict], VERDICT_BADGES[verdict]),
        ...listRelaxed(summary).flatMap((line) => wrap(line, 22)),
      ].join('\n'),
      ...[summary.fail, summary.warn, summary.unknown].map(String),
      `${judged}/${applicable}`,
    ]);
  }
  return `${table.toString()}\n${formatVerdictCounts(reports, paint)}`;
}

/** Names of estates; with the file where two have the same name, such as one estate gathered twice. */
function distinctNames(reports: readonly Report[]): (report: Report) => string {
  const sharing = groupBy(reports, estateOf);
  return (report) => {
    const name = estateOf(report);
    const file = report.inventory?.file ?? name;
    return (sharing.get(name)?.length ?? 0) > 1 && file !== name ? `${name} (${file})` : name;
  };
}

function formatVerdictCounts(reports: readonly Report[], paint: Painter): string {
  const byVerdict = groupBy(reports, ({ verdict }) => verdict);
  const counts = VERDICTS.flatMap((verdict) => {
    const count = byVerdict.get(verdict)?.length ?? 0;
    return count === 0 ? [] : [paint(VERDICT_STYLE[verdict], `${count} ${VERDICT_PHRASES[verdict]}`)];
  });
  return `${reports.length} estates: ${counts.join(', ')}`;
}
