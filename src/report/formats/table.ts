import { VERDICTS, type Finding, type Fleet, type Report, type Result } from '../../model/report';
import { groupBy } from '../view/group-by';
import { estateOf, VERDICT_PHRASES } from '../view/headline';
import { createGrid } from '../text/terminal-table';
import { escapeControls } from '../text/control-characters';
import type { ReportOptions } from '../reporter';
import {
  formatLink,
  createPainter,
  STATUS_STYLE,
  VERDICT_STYLE,
  VERDICT_BADGES,
  type Painter,
} from '../text/terminal';
import { wrap } from '../text/wrap';

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
  const shown = report.results.filter(
    (result) =>
      options.verbose || (result.status !== 'pass' && result.status !== 'skip') || hasWaived(result),
  );
  const parts = [head];
  if (shown.length > 0) parts.push(resultsTable(shown, paint, width, options.verbose));
  const open = shown.filter((result) => ['fail', 'warn', 'unknown'].includes(result.status));
  parts.push(...open.map((result) => formatAdvice(result, options, paint, width)));
  parts.push(formatCoverage(report, paint));
  return parts.join('\n\n');
}

function hasWaived(result: Result): boolean {
  return result.findings.some((finding) => finding.waiver !== null);
}

function formatHeading(report: Report, paint: Painter): string {
  const verdict = paint(VERDICT_STYLE[report.verdict], paint('bold', VERDICT_BADGES[report.verdict]));
  const name = report.environment ?? report.inventory?.file ?? report.command;
  const route = report.target === null ? '' : `  ${report.source ?? 'unknown version'} → ${report.target}`;
  return `${paint('bold', escapeControls(name))}${escapeControls(route)}  ${verdict}`;
}

function errorLines({ error }: Report): string[] {
  return error ? [escapeControls(error.message), ...error.details.map(escapeControls)] : [];
}

function resultsTable(results: readonly Result[], paint: Painter, width: number, verbose: boolean): string {
  const timed = verbose && results.some((result) => result.durationMs !== undefined);
  const rule = Math.min(38, Math.max(...results.map((result) => result.ruleId.length)) + 2);
  const time = timed ? 11 : 0;
  const rest = width - 10 - rule - time - (timed ? 5 : 4);
  const table = createGrid(
    ['status', 'rule', 'subjects', ...(timed ? ['ms'] : [])].map((text) => paint('bold', text)),
    [10, rule, rest, ...(timed ? [time] : [])],
  );
  let category = '';
  for (const result of results) {
    if (result.category !== category) {
      category = result.category;
      table.push([{ content: paint('cyan', category), colSpan: timed ? 4 : 3 }]);
    }
    table.push(row(result, paint, rule, rest, timed));
  }
  return table.toString();
}

function row(result: Result, paint: Painter, rule: number, rest: number, timed: boolean): string[] {
  return [
    paint(STATUS_STYLE[result.status], result.status),
    wrap(result.ruleId, rule - 2).join('\n'),
    subjectLines(result)
      .flatMap((line) => wrap(line, rest - 2))
      .join('\n'),
    ...(timed ? [result.durationMs?.toFixed(2) ?? ''] : []),
  ];
}

/** At most five subjects with what is wrong with each, and how many more there are. */
function subjectLines(result: Result): string[] {
  if (result.findings.length === 0) return [escapeControls(result.reason ?? `${result.checked} checked`)];
  const lines = result.findings.slice(0, MOST_SUBJECTS).map(findingLine);
  const more = result.findings.length - MOST_SUBJECTS;
  return more > 0 ? [...lines, `+ ${more} more`] : lines;
}

function findingLine({ subject, message, waiver, baseline }: Finding): string {
  const mark = waiver ? ` (waived until ${waiver.expires} by ${waiver.owner}: ${waiver.reason})` : '';
  return escapeControls(`${baseline === 'new' ? 'new: ' : ''}${subject}: ${message}${mark}`);
}

function formatAdvice(result: Result, options: ReportOptions, paint: Painter, width: number): string {
  const lines = [
    `${paint(STATUS_STYLE[result.status], result.status)} ${paint('bold', result.ruleId)}  ${escapeControls(result.title)}`,
  ];
  const isOpen = result.status === 'unknown' && result.evidence !== null;
  if (!isOpen) lines.push(...wrap(escapeControls(result.remediation), width - 2).map((line) => `  ${line}`));
  if (result.evidence !== null)
    lines.push(
      ...wrap(`Evidence: ${escapeControls(result.evidence)}`, width - 2).map(
        (line) => `  ${paint('magenta', line)}`,
      ),
    );
  for (const { title, url } of result.references)
    lines.push(`  ${paint('dim', formatLink(escapeControls(`${title}: ${url}`), url, options))}`);
  return lines.join('\n');
}

function formatCoverage({ summary }: Report, paint: Painter): string {
  const { judged, applicable } = summary.coverage;
  const counts = (['fail', 'warn', 'unknown', 'pass', 'skip'] as const)
    .map((status) =>
      summary[status] === 0 ? `0 ${status}` : paint(STATUS_STYLE[status], `${summary[status]} ${status}`),
    )
    .join(', ');
  const waived = summary.waived > 0 ? `, ${summary.waived} waived` : '';
  return `${judged} of ${applicable} applicable rules had evidence: ${counts}${waived}`;
}

/** One row an estate, the worst first, and how many there are of each verdict: last, where a terminal stops. */
function formatFleet({ reports }: Fleet, paint: Painter, width: number): string {
  const name = Math.max(20, width - 24 - 8 * 3 - 12 - 7);
  const table = createGrid(
    ['estate', 'verdict', 'fail', 'warn', 'unkn.', 'evidence'].map((text) => paint('bold', text)),
    [name, 24, 8, 8, 8, 12],
    { isDense: true },
  );
  const nameOf = namesApart(reports);
  for (const report of [...reports].sort(worstFirst)) {
    const { verdict, summary } = report;
    const { judged, applicable } = summary.coverage;
    table.push([
      wrap(escapeControls(nameOf(report)), name - 2).join('\n'),
      paint(VERDICT_STYLE[verdict], VERDICT_BADGES[verdict]),
      ...[summary.fail, summary.warn, summary.unknown].map(String),
      `${judged}/${applicable}`,
    ]);
  }
  return `${table.toString()}\n${formatVerdictCounts(reports, paint)}`;
}

function worstFirst(a: Report, b: Report): number {
  return (
    VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
    b.summary.fail - a.summary.fail ||
    b.summary.unknown - a.summary.unknown ||
    b.summary.warn - a.summary.warn
  );
}

/** Names of estates; with the file where two have the same name, such as one estate gathered twice. */
function namesApart(reports: readonly Report[]): (report: Report) => string {
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
