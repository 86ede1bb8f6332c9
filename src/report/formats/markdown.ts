import { type Fleet, type Report, type Result, VERDICTS } from '../../model/report';
import { estateOf, formatFigures, VERDICT_PHRASES, formatVerdict } from '../view/headline';
import { formatFound, type Line, linesOf, resultLines } from '../view/lines';
import { markdownCode, markdownLink, markdownTable, escapeMarkdown } from '../text/markdown';
import type { Reporter } from '../reporter';

/** GitHub-flavoured Markdown for people: verdict, what is open with objects and remediation, then all the rest. */
export const formatMarkdown: Reporter = (run) => formatShortMarkdown(run, Infinity);

/** The same with at most `rows` objects listed for a rule; the text says how many it leaves out. */
export function formatShortMarkdown(run: Fleet, rows: number): string {
  const several = run.reports.length > 1;
  const parts = run.reports.map((report) => formatReport(report, several ? '##' : '#', rows));
  return `${[...(several ? [formatFleet(run)] : []), ...parts].join('\n\n')}\n`;
}

function formatFleet({ reports }: Fleet): string {
  const worstFirst = reports.toSorted((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict));
  const rows = worstFirst.map((report) => {
    const { summary, source, target, verdict } = report;
    const { judged, applicable } = summary.coverage;
    const counts = [summary.fail, summary.warn, summary.unknown].map(String);
    const route = escapeMarkdown(`${source ?? '?'} → ${target ?? '?'}`);
    return [
      markdownCode(estateOf(report)),
      VERDICT_PHRASES[verdict],
      route,
      ...counts,
      `${judged} of ${applicable}`,
    ];
  });
  const head = ['Estate', 'Verdict', 'Route', 'Fail', 'Warn', 'Unknown', 'Judged'];
  return [`# tp-doctor: ${reports.length} reports`, '', ...markdownTable(head, rows)].join('\n');
}

function formatReport(report: Report, mark: string, rows: number): string {
  const lines = linesOf(report);
  const byStatus = (status: Result['status']) => report.results.filter((result) => result.status === status);
  const open = (status: Result['status']) =>
    byStatus(status).map((result) => formatResult(result, `${mark}##`, rows));
  const sections: [string, string[]][] = [
    ['Could not be judged', errorLines(report)],
    ['In the way', open('fail')],
    ['Warnings', open('warn')],
    ['Cannot be judged for want of evidence', open('unknown')],
    ['Waived', waivedTable(lines, rows)],
    ['Do not apply', byStatus('skip').map(quietLine)],
    ['Hold', byStatus('pass').map(quietLine)],
    ['Sources', sourceTable(report)],
  ];
  const shown = sections
    .filter(([, body]) => body.length > 0)
    .map(([title, body]) => `${mark}# ${title}\n\n${body.join('\n').trimEnd()}`);
  return [`${mark} tp-doctor: ${escapeMarkdown(formatVerdict(report))}`, intro(report), ...shown].join(
    '\n\n',
  );
}

function intro(report: Report): string {
  const { inventory, source, target, now, exitCode } = report;
  const collected = inventory?.collectedAt ? `, collected ${escapeMarkdown(inventory.collectedAt)}` : '';
  const file = inventory ? [`- Inventory ${markdownCode(inventory.file)}${collected}`] : [];
  return [
    `- ${escapeMarkdown(`From ${source ?? 'an unknown version'} to ${target ?? 'an unknown version'}, judged at ${now}, exit code ${exitCode}`)}`,
    ...file,
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
  const own = resultLines(result).filter((line) => line.status !== 'waived');
  const links = result.references.map(({ title, url }) => `- Page: ${markdownLink(title, url)}`);
  const evidence =
    result.evidence === null ? [] : [`- Evidence to supply: ${escapeMarkdown(result.evidence)}`];
  return [
    `${mark} ${markdownCode(result.ruleId)}: ${escapeMarkdown(result.title)}`,
    '',
    ...limited(['Object', 'Status', 'Why', 'Found', 'Expected'], own.map(openRow), rows),
    '',
    `- What to do: ${escapeMarkdown(result.remediation)}`,
    ...evidence,
    ...links,
    '',
  ].join('\n');
}

function openRow({ finding, result, status }: Line): string[] {
  if (!finding) return ['–', status, escapeMarkdown(result.reason ?? 'no reason given'), '', ''];
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
    : limited(['Rule', 'Object', 'Finding', 'Reason', 'Owner', 'Expires'], waived, rows);
}

function limited(head: string[], all: string[][], rows: number): string[] {
  const left = all.length - rows;
  return [...markdownTable(head, all.slice(0, rows)), ...(left > 0 ? ['', `… and ${left} more.`] : [])];
}

function quietLine(result: Result): string {
  const reason = result.reason === null ? '' : `: ${escapeMarkdown(result.reason)}`;
  return `- ${markdownCode(result.ruleId)} ${escapeMarkdown(result.title)}${reason}`;
}

function sourceTable({ sources }: Report): string[] {
  if (sources.length === 0) return [];
  const rows = sources.map(({ id, kind, status, collectedAt, reason }) => [
    markdownCode(id),
    ...[kind, status ?? 'not said', collectedAt ?? '', reason ?? ''].map(escapeMarkdown),
  ]);
  return markdownTable(['Source', 'Kind', 'State', 'Collected', 'Reason'], rows);
}
