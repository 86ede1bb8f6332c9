import type { Fleet, Report, Result } from '../../model/report';
import type { Reporter } from '../reporter';
import { escapeMarkdown, markdownCode, markdownLink, markdownTable } from '../text/markdown';
import { estateOf, formatConfiguration, formatFigures, formatVerdict, VERDICT_PHRASES } from '../view/estate';
import { isOpen, type LineStatus, sortByVerdict } from '../view/order';
import { QUESTIONS_HEADING } from '../view/questions';
import { withRelaxed } from '../view/relaxed';
import { formatFound, type Line, linesOf, viewOf } from '../view/result';
import { formatQuestionTable } from '../view/question-lines';
import { formatTaskCounts, formatTaskTotal, groupTasks, listUnasked, TASKS_HEADING } from '../view/tasks';

/** GitHub-flavoured Markdown for people: verdict, what is open with objects and remediation, then all the rest. */
export const formatMarkdown: Reporter = (run) => formatShortMarkdown(run, Infinity);

/**
 * The same with at most `rows` objects listed for a rule; the text says how many it leaves out. It goes on with no
 * further estate once it is longer than `limit`, when it is of no use to the caller.
 */
export function formatShortMarkdown(run: Fleet, rows: number, limit = Infinity): string {
  const several = run.reports.length > 1;
  let text = several ? `${formatFleet(run)}\n` : '';
  for (const report of run.reports) {
    if (text.length > limit) break;
    text += `${text && '\n'}${formatReport(report, several ? '##' : '#', rows)}\n`;
  }
  return text;
}

function formatFleet({ reports }: Fleet): string {
  const rows = sortByVerdict(reports, 'in their order').map((report) => {
    const { summary, source, target, verdict } = report;
    const { judged, applicable } = summary.coverage;
    const counts = [summary.fail, summary.warn, summary.unknown].map(String);
    const route = escapeMarkdown(`${source ?? '?'} → ${target ?? '?'}`);
    return [
      markdownCode(estateOf(report)),
      withRelaxed(VERDICT_PHRASES[verdict], summary),
      route,
      ...counts,
      `${judged} of ${applicable}`,
    ];
  });
  const head = ['Estate', 'Verdict', 'Route', 'Fail', 'Warn', 'Unknown', 'Judged'];
  return [`# tp-doctor: ${reports.length} reports`, '', ...markdownTable(head, rows)].join('\n');
}

/** In the order of the report. */
const SECTIONS: Record<LineStatus, string> = {
  fail: 'In the way',
  warn: 'Warnings',
  unknown: 'Cannot be judged for want of evidence',
  waived: 'Waived',
  skip: 'Do not apply',
  pass: 'Hold',
};

function formatReport(report: Report, mark: string, rows: number): string {
  const sections: [string, string[]][] = [
    ['Could not be judged', errorLines(report)],
    ...(Object.keys(SECTIONS) as LineStatus[]).map((status): [string, string[]] => [
      SECTIONS[status],
      sectionLines(report, status, `${mark}##`, rows),
    ]),
    [TASKS_HEADING, formatTaskList(report)],
    [QUESTIONS_HEADING, formatQuestionTable(listUnasked(report))],
    ['Sources', sourceTable(report)],
  ];
  const shown = sections
    .filter(([, body]) => body.length > 0)
    .map(([title, body]) => `${mark}# ${title}\n\n${body.join('\n').trimEnd()}`);
  return [`${mark} tp-doctor: ${escapeMarkdown(formatVerdict(report))}`, intro(report), ...shown].join(
    '\n\n',
  );
}

function sectionLines(report: Report, status: LineStatus, mark: string, rows: number): string[] {
  if (status === 'waived') return waivedTable(linesOf(report), rows);
  const results = report.results.filter((result) => result.status === status);
  return results.map((result) => (isOpen(status) ? formatResult(result, mark, rows) : formatQuiet(result)));
}

/** The evidence to do, each command once and whole. */
function formatTaskList(report: Report): string[] {
  const { evidence = [] } = report;
  if (evidence.length === 0) return [];
  const items = groupTasks(report).flatMap(({ command, tasks }) => [
    ...tasks.map((task) => `- [ ] ${escapeMarkdown(`${task.action} (${formatTaskCounts(task)})`)}`),
    `  - ${markdownCode(command)}`,
  ]);
  return [`${escapeMarkdown(formatTaskTotal(evidence))}.`, '', ...items];
}

function intro(report: Report): string {
  const { inventory, source, target, now, exitCode } = report;
  const collected = inventory?.collectedAt ? `, collected ${escapeMarkdown(inventory.collectedAt)}` : '';
  const file = inventory ? [`- Inventory ${markdownCode(inventory.file)}${collected}`] : [];
  return [
    `- ${escapeMarkdown(`From ${source ?? 'an unknown version'} to ${target ?? 'an unknown version'}, judged at ${now}, exit code ${exitCode}`)}`,
    ...file,
    ...[formatConfiguration(report) ?? []].flat().map((text) => `- ${escapeMarkdown(text)}`),
    ...(report.error ? [] : [`- Result: ${formatFigures(report)}`]),
  ].join('\n');
}

function errorLines({ error }: Report): string[] {
  if (!error) return [];
  return [
    `**${escapeMarkdown(error.code)}**: ${escapeMarkdown(error.message)}`,
    ...error.details.map((detail) => `- Detail: ${escapeMarkdown(detail)}`),
  ];
}

function formatResult(result: Result, mark: string, rows: number): string {
  const { heading, advice, lines } = viewOf(result);
  const own = lines.filter(({ status }) => status !== 'waived');
  const links = result.references.map(({ title, url }) => `- Page: ${markdownLink(title, url)}`);
  return [
    `${mark} ${markdownCode(result.ruleId)}: ${escapeMarkdown(heading)}`,
    '',
    ...limited(['Object', 'Status', 'Why', 'Found', 'Expected'], own.slice(0, rows).map(openRow), own.length),
    '',
    ...(advice.fix === null ? [] : [`- What to do: ${escapeMarkdown(advice.fix)}`]),
    ...(advice.supply === null ? [] : [`- Evidence to supply: ${escapeMarkdown(advice.supply)}`]),
    ...links,
    '',
  ].join('\n');
}

function openRow({ finding, status, message }: Line): string[] {
  if (!finding) return ['–', status, escapeMarkdown(message ?? 'no reason given'), '', ''];
  const why = `${escapeMarkdown(finding.message)}${finding.baseline ? ` (${finding.baseline})` : ''}`;
  return [
    markdownCode(finding.subject || '–'),
    status,
    why,
    markdownCode(formatFound(finding) ?? ''),
    markdownCode(finding.expected ?? ''),
  ];
}

function waivedTable(lines: readonly Line[], rows: number): string[] {
  const waived = lines.flatMap(({ result, finding }) => {
    if (!finding?.waiver) return [];
    const { reason, owner, expires } = finding.waiver;
    return [
      [
        markdownCode(result.ruleId),
        markdownCode(finding.subject),
        ...[finding.message, reason, owner, expires].map(escapeMarkdown),
      ],
    ];
  });
  return waived.length === 0
    ? []
    : limited(
        ['Rule', 'Object', 'Finding', 'Reason', 'Owner', 'Expires'],
        waived.slice(0, rows),
        waived.length,
      );
}

function limited(head: string[], shown: string[][], all: number): string[] {
  const left = all - shown.length;
  return [...markdownTable(head, shown), ...(left > 0 ? ['', `… and ${left} more.`] : [])];
}

function formatQuiet(result: Result): string {
  const reason = result.reason === null ? '' : `: ${escapeMarkdown(result.reason)}`;
  return `- ${markdownCode(result.ruleId)} ${escapeMarkdown(viewOf(result).heading)}${reason}`;
}

function sourceTable({ sources }: Report): string[] {
  if (sources.length === 0) return [];
  const rows = sources.map(({ id, kind, status, collectedAt, reason }) => [
    markdownCode(id),
    ...[kind, status ?? 'not said', collectedAt ?? '', reason ?? ''].map(escapeMarkdown),
  ]);
  return markdownTable(['Source', 'Kind', 'State', 'Collected', 'Reason'], rows);
}
