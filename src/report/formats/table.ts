import { type Fleet, type Report, VERDICTS } from '../../model/report';
import type { ReportOptions } from '../reporter';
import { formatBrief } from '../terminal/brief';
import { formatEveryRule } from '../terminal/every-rule';
import { listLast } from '../terminal/last-lines';
import { escapeControls } from '../text/control-characters';
import { createPainter, type Painter, VERDICT_STYLE } from '../text/terminal';
import { createGrid } from '../text/terminal-table';
import { wrap } from '../text/wrap';
import { estateOf, VERDICT_BADGES, VERDICT_PHRASES } from '../view/estate';
import { groupBy } from '../view/group-by';
import { sortByVerdict } from '../view/order';
import { listRelaxed, withRelaxed } from '../view/relaxed';

const NARROWEST = 60;
const WIDEST = 200;

/** For people at a terminal: verdict, what is in the way, warnings, evidence to supply, and what to do next. */
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
  const format = options.verbose ? formatEveryRule : formatBrief;
  return [head, ...format(report, options, paint, width), listLast(report, paint).join('\n')].join('\n\n');
}

function formatHeading(report: Report, paint: Painter): string {
  const verdict = paint(VERDICT_STYLE[report.verdict], paint('bold', VERDICT_BADGES[report.verdict]));
  const route = report.target === null ? '' : `  ${report.source ?? 'unknown version'} → ${report.target}`;
  return `${paint('bold', escapeControls(estateOf(report, report.command)))}${escapeControls(route)}  ${withRelaxed(verdict, report.summary)}`;
}

function errorLines({ error }: Report): string[] {
  return error ? [escapeControls(error.message), ...error.details.map(escapeControls)] : [];
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
