import type { Report, Result } from '../../model/report';
import type { Reporter } from '../reporter';
import { escapeControls } from '../text/control-characters';
import { fileUri } from '../text/file-address';
import { jsonText } from '../text/json';
import { escapeMarkdown, markdownLink } from '../text/markdown';
import { httpUrl } from '../text/web-address';
import { estateOf, formatError, formatHeadline } from '../view/estate';
import { lineFingerprint } from '../view/fingerprint';
import { type LineStatus, sortByStatus } from '../view/order';
import { findPage, formatLine, type Line, linesOf, viewOf } from '../view/result';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** SARIF 2.1.0, one run for each inventory (or hop of a plan). */
export const formatSarif: Reporter = (run) => {
  const ids = runIds(run.reports);
  const runs = run.reports.map((report, index) => sarifRun(report, ids[index] ?? ''));
  return `${jsonText({ $schema: SCHEMA, version: '2.1.0', runs }, 2)}\n`;
};

function sarifRun(report: Report, id: string): object {
  const rules = new Map(report.results.map((result, index) => [result.ruleId, index]));
  const { shown, left } = selectLines(report);
  const { verdict, environment, source, target, now, summary, sources, estate, configuration } = report;
  return {
    tool: {
      driver: { name: report.tool.name, version: report.tool.version, rules: report.results.map(sarifRule) },
    },
    automationDetails: { id, description: { text: formatHeadline(report) } },
    invocations: [invocation(report, left)],
    ...(report.inventory && { artifacts: [artifact(report.inventory)] }),
    columnKind: 'utf16CodeUnits',
    results: shown.map((line) => sarifResult(report, line, rules.get(line.result.ruleId) ?? -1)),
    properties: {
      ...{ verdict, environment, source, target, now, summary, sources, estate },
      ...(configuration && { configuration }),
      ...(left > 0 && { resultsLeftOut: left }),
    },
  };
}

/**
 * GitHub refuses a run of more than 25,000 results, and shows the first 5,000 by severity
 * (docs.github.com, "SARIF results exceed limits"): the worst stand first, and each rule keeps one of each status.
 */
const MOST_RESULTS = 25_000;

function selectLines(report: Report): { shown: Line[]; left: number } {
  const lines = sortByStatus(linesOf(report));
  const left = Math.max(0, lines.length - MOST_RESULTS);
  if (left === 0) return { shown: lines, left };
  const seen = new Set<string>();
  const isFirst = lines.map(({ result, status }) => seen.size < seen.add(`${status} ${result.ruleId}`).size);
  let room = MOST_RESULTS - seen.size;
  const shown = lines.filter((_, at) => isFirst[at] || room-- > 0);
  return { shown, left: lines.length - shown.length };
}

/**
 * `tp-doctor/check/contoso-prod/7.4/`: the part before the last slash is GitHub's category, which must be another
 * for every run of one upload and the same in every upload.
 */
function runIds(reports: readonly Report[]): string[] {
  const seen = new Map<string, number>();
  return reports.map((report) => {
    const parts = [report.tool.name, report.command, estateOf(report), report.target ?? '-'];
    const id = fileUri(parts.map((part) => escapeControls(part).replace(/[\\/]/g, '-')).join('/'));
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? `${id}/` : `${id}~${count}/`;
  });
}

function invocation({ error, exitCode }: Report, left: number): object {
  const notice = (level: string, id: string, text: string) => ({
    level,
    message: { text: literal(text) },
    descriptor: { id },
  });
  return {
    executionSuccessful: !error,
    exitCode,
    toolExecutionNotifications: [
      ...(error ? [notice('error', error.code, formatError(error))] : []),
      ...(left > 0 ? [notice('warning', 'results-left-out', formatLeft(left))] : []),
    ],
  };
}

function formatLeft(left: number): string {
  return `${left} results are left out, as GitHub refuses a run of more than ${MOST_RESULTS}; --format json has them all.`;
}

/** With the name of the tool, so that it is told from those of others in one list. */
function sarifId(ruleId: string): string {
  return `tp-doctor/${ruleId}`;
}

function artifact({ file, sha256 }: NonNullable<Report['inventory']>): object {
  return {
    location: { uri: fileUri(file) },
    roles: ['analysisTarget'],
    ...(sha256 !== '' && { hashes: { 'sha-256': sha256 } }),
  };
}

function sarifRule(result: Result): object {
  const page = findPage(result);
  const { heading, advice } = viewOf(result);
  const help = [
    { name: 'What to do', text: advice.fix },
    { name: 'Evidence to supply', text: advice.supply },
  ].flatMap(({ name, text }) => (text === null ? [] : [{ name, text }]));
  const title = escapeControls(result.title);
  const links = result.references.map(({ title, url }) => markdownLink(title, url));
  const pages = result.references.map(({ title, url }) => escapeControls(`${title}: ${httpUrl(url) ?? url}`));
  return {
    id: sarifId(result.ruleId),
    shortDescription: { text: escapeControls(heading) },
    fullDescription: { text: `${title}.` },
    help: {
      text: [title, ...help.map(({ name, text }) => escapeControls(`${name}: ${text}`)), ...pages].join('\n'),
      markdown: [
        `**Rule:** ${escapeMarkdown(result.title)}`,
        ...help.map(({ name, text }) => `**${name}:** ${escapeMarkdown(text)}`),
        ...links.map((link) => `- ${link}`),
      ].join('\n\n'),
    },
    ...(page !== null && { helpUri: page }),
    defaultConfiguration: { level: result.level === 'fail' ? 'error' : 'warning' },
    // No security-severity: these are no weaknesses that somebody could attack.
    properties: {
      tags: [result.category],
      facts: result.facts,
      'problem.severity': result.level === 'fail' ? 'error' : 'warning',
    },
  };
}

// SARIF has "open" for what cannot be judged, but only with level "none" (section 3.27.10), which viewers hide:
// the gate would look open. So it is a "fail" of its rule's level; properties.status tells it apart.
const KINDS: Record<LineStatus, 'fail' | 'pass' | 'notApplicable'> = {
  fail: 'fail',
  warn: 'fail',
  unknown: 'fail',
  waived: 'fail',
  pass: 'pass',
  skip: 'notApplicable',
};

function sarifResult(report: Report, line: Line, ruleIndex: number): object {
  const { result, finding } = line;
  const kind = KINDS[line.status];
  const fingerprint = lineFingerprint(report, line);
  return {
    ruleId: sarifId(result.ruleId),
    ruleIndex,
    kind,
    level: kind !== 'fail' ? 'none' : result.level === 'fail' ? 'error' : 'warning',
    message: { text: literal(formatLine(line)) },
    locations: locations(report, line),
    // GitHub keeps one alert for each primaryLocationLineHash and would else take one for the whole first line.
    partialFingerprints: {
      'tpDoctorFinding/v1': formerOf(finding) ?? fingerprint,
      'tpDoctorFinding/v2': fingerprint,
      primaryLocationLineHash: fingerprint,
    },
    suppressions: finding?.waiver ? [suppression(finding.waiver)] : [],
    ...(finding?.baseline && { baselineState: finding.baseline === 'new' ? 'new' : 'unchanged' }),
    properties: resultProperties(line),
  };
}

/** What 1.0 had, for readers that know the finding by it. */
function formerOf(finding: Line['finding']): string | undefined {
  return finding?.formerFingerprint?.replace(/^sha256:/, '');
}

function resultProperties({ result, finding, status }: Line): object {
  const { category, checked, reason, evidence } = result;
  const found = finding && {
    kind: finding.kind,
    path: finding.path,
    actual: finding.actual,
    expected: finding.expected,
  };
  return { status, category, checked, reason, evidence, ...found };
}

function suppression({ reason, owner, expires }: { reason: string; owner: string; expires: string }): object {
  return {
    kind: 'external',
    status: 'accepted',
    justification: escapeControls(`${reason} (${owner}, until ${expires})`),
  };
}

/** The inventory file; the place in it is a JSON pointer, because a report knows no line numbers. */
function locations(report: Report, { finding }: Line): object[] {
  const logical = finding && [
    {
      name: escapeControls(finding.subject),
      fullyQualifiedName: escapeControls(finding.path),
      kind: 'object',
    },
  ];
  const physical = report.inventory && {
    artifactLocation: { uri: fileUri(report.inventory.file), index: 0 },
    region: { startLine: 1 },
  };
  if (!logical && !physical) return [];
  return [{ ...(physical && { physicalLocation: physical }), ...(logical && { logicalLocations: logical }) }];
}

// In a message `{0}` is a placeholder and `[a](b)` a link (sections 3.11.5 and 3.11.6).
function literal(text: string): string {
  return text.replace(/\{(\d+)\}/g, '{{$1}}').replace(/\]\(/g, '\\](');
}
