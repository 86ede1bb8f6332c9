import type { FindingExplanation, RuleExplanation } from '../../model/explanation';
import type { Finding, Report, Result } from '../../model/report';
import { parseTokens, valueAt } from '../values/pointers';
import { selectFacts, type Knowledge } from './rule';

/** A finding where it stands. */
export interface FoundFinding {
  report: Report;
  result: Result;
  finding: Finding;
}

/** Every finding of the reports whose fingerprint begins so, with or without `sha256:`; also what a baseline has left open. */
export function findFindings(reports: readonly Report[], prefix: string): FoundFinding[] {
  const wanted = prefix.toLowerCase().replace(/^sha256:/, '');
  return reports.flatMap((report) =>
    [...report.results, ...(report.unjudged ?? [])].flatMap((result) =>
      result.findings
        .filter(({ fingerprint }) => fingerprint.replace(/^sha256:/, '').startsWith(wanted))
        .map((finding) => ({ report, result, finding })),
    ),
  );
}

/** The inventory that was judged, if it is still there. */
export interface Evidence {
  /** Whether its SHA-256 is that of the report. */
  isSame: boolean;
  document: unknown;
}

/** The way from evidence to finding. `rule`: null where it is not built in. */
export function explainFinding(
  { report, result, finding }: FoundFinding,
  file: string,
  rule: RuleExplanation | null,
  evidence: Evidence | undefined,
  { facts }: Pick<Knowledge, 'facts'>,
): FindingExplanation {
  const { environment, target, now, verdict, inventory, sources } = report;
  const { ruleId, title, level, status, remediation, references } = result;
  const [section = ''] = parseTokens(finding.path);
  return {
    kind: 'finding',
    report: { file, environment, target, now, verdict },
    ruleId,
    title,
    level,
    status,
    finding,
    evidence: {
      inventory,
      isSame: evidence ? evidence.isSame : null,
      values: evidence?.isSame ? listValues(finding, rule, evidence.document) : [],
      sources: sources.filter((source) => source.sections?.includes(section)),
    },
    rule,
    remediation: finding.kind === 'violation' ? remediation : null,
    supply: finding.kind === 'no-evidence' ? result.evidence : null,
    references,
    facts: selectFacts(result.facts, facts),
    flips: listFlips(result, finding),
  };
}

/** What stands in the inventory at the fields that the rule needs of the object; without a rule, the object itself. */
function listValues(
  { path }: Finding,
  rule: RuleExplanation | null,
  document: unknown,
): { path: string; value: unknown }[] {
  const fields = (rule?.evidence ?? []).map(({ field }) => field).filter((field) => field.startsWith('/'));
  const paths = fields.length === 0 ? [path] : fields.map((field) => `${path}${field}`);
  return paths
    .filter((one) => !one.includes('*'))
    .map((one) => ({ path: one, value: valueAt(document, parseTokens(one)) ?? null }));
}

function listFlips(result: Result, finding: Finding): string[] {
  if (finding.waiver) {
    const { expires, owner } = finding.waiver;
    return [`A waiver of ${owner} accepts it until ${expires}; after that day it counts again.`];
  }
  return [...listRemedies(result, finding), describeGate(result)];
}

function listRemedies({ evidence }: Result, { kind, subject, expected }: Finding): string[] {
  const object = subject === '' ? 'the inventory' : subject;
  const wanted = expected === null || expected === '' ? 'what the rule asks' : expected;
  if (kind === 'rule-error')
    return [
      'The rule itself failed. Nothing in the estate changes that: report it, or for a rule of your own put it right.',
    ];
  if (kind === 'no-evidence')
    return [
      `It is judged as soon as what is missing is known of ${object}${evidence === null ? '' : `: supply ${evidence}`}.`,
      `It then holds where that is ${wanted}, and is a violation where it is not.`,
    ];
  return [
    `It holds once what is found of ${object} is ${wanted}: do what is said above, gather again, and check again.`,
    'Evidence that is left out does not make it hold: it would be not known, which is no pass.',
    'A waiver accepts it until a day (docs/waivers.md).',
  ];
}

/** What this finding alone does to the verdict. */
function describeGate({ level }: Result): string {
  return level === 'fail'
    ? 'Its rule has the level fail: while it is open, the estate is not ready.'
    : 'Its rule has the level warn: it closes the gate only with --fail-on warn.';
}
