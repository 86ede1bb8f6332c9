import type { Report, Result, Status } from '../../model/report';
import type { Reporter } from '../reporter';
import { escapeXml } from '../text/xml';
import { estateOf, formatHeadline } from '../view/estate';
import { groupBy } from '../view/group-by';
import type { LineStatus } from '../view/order';
import { listRelaxed } from '../view/relaxed';
import { formatLine, viewOf } from '../view/result';

interface Case {
  attributes: Record<string, string>;
  outcome: 'failure' | 'error' | 'skipped' | 'passed';
  xml: string;
}

/**
 * JUnit XML as Jenkins' junit-10.xsd has it: a suite for each category of each report, a case for each rule. Unknown
 * is an error, skip is skipped. A warning is a passed case whose output says so, because these files turn a build
 * red; only where warnings alone closed the gate (`--fail-on warn`) is it a failure.
 */
export const formatJunit: Reporter = (run) => {
  const suites = run.reports.flatMap(reportSuites);
  const total = (key: 'tests' | 'failures' | 'errors') => suites.reduce((sum, suite) => sum + suite[key], 0);
  const head = `<testsuites name="tp-doctor" tests="${total('tests')}" failures="${total('failures')}" errors="${total('errors')}">`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    head,
    ...suites.map((suite) => suite.xml),
    '</testsuites>',
    '',
  ].join('\n');
};

interface Suite {
  tests: number;
  failures: number;
  errors: number;
  xml: string;
}

function reportSuites(report: Report): Suite[] {
  const suites = [...groupBy(report.results, ({ category }) => category)].map(([category, results]) =>
    suiteOf(
      report,
      category,
      results.map((result) => caseOf(report, result)),
    ),
  );
  return report.error ? [suiteOf(report, 'verdict', [errorCase(report)]), ...suites] : suites;
}

function suiteOf(report: Report, category: string, cases: readonly Case[]): Suite {
  const count = (outcome: Case['outcome']) => cases.filter((testCase) => testCase.outcome === outcome).length;
  const counts = { tests: cases.length, failures: count('failure'), errors: count('error') };
  const name = `${packageOf(report)}.${category}`;
  const suite = attributesOf({ name, ...counts, skipped: count('skipped'), timestamp: report.now });
  const body = cases.map(({ attributes, xml }) =>
    element('testcase', { classname: name, ...attributes }, xml),
  );
  return { ...counts, xml: [`<testsuite${suite}>`, properties(report), ...body, '</testsuite>'].join('\n') };
}

/** Estate and target without a dot: at the last dot of a class name readers split package from class. */
function packageOf(report: Report): string {
  const target = report.target === null ? '' : ` (${report.target})`;
  return `${estateOf(report)}${target}`.replaceAll('.', '_');
}

function properties(report: Report): string {
  const { command, verdict, exitCode, source, target } = report;
  const values = {
    tool: report.tool.version,
    command,
    verdict,
    relaxed: listRelaxed(report.summary).join(', '),
    exitCode,
    source,
    target,
    inventory: report.inventory?.sha256,
    configuration: report.configuration?.file,
    configurationSha256: report.configuration?.sha256,
  };
  const known = Object.entries(values).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  );
  const list = known.map(([name, value]) => `<property${attributesOf({ name, value: String(value) })}/>`);
  return `<properties>${list.join('')}</properties>`;
}

function caseOf(report: Report, result: Result): Case {
  const outcome = outcomeOf(report, result);
  const time = result.durationMs === undefined ? {} : { time: (result.durationMs / 1000).toFixed(3) };
  const attributes = { name: result.ruleId, ...time };
  const { heading, advice, lines } = viewOf(result);
  const text = lines
    .filter(({ status }) => status !== 'pass')
    .map((line) => `${LABELS[line.status]}${formatLine(line)}`);
  const isClosed = outcome === 'failure' || outcome === 'error';
  const fix = isClosed && advice.fix !== null ? [advice.fix] : [];
  const pages = isClosed ? result.references.map(({ url }) => url) : [];
  const body = [...text, ...fix, ...pages].map(escapeXml).join('\n');
  if (outcome === 'passed') return { attributes, outcome, xml: body && `<system-out>${body}</system-out>` };
  const message = `${heading}: ${text.length === 1 ? (text[0] ?? '') : `${text.length} findings`}`;
  return { attributes, outcome, xml: element(outcome, { type: result.status, message }, body) };
}

// formatLine says the others.
const LABELS: Record<LineStatus, string> = {
  fail: 'Fail: ',
  warn: 'Warning: ',
  unknown: '',
  waived: '',
  skip: '',
  pass: '',
};

function outcomeOf(report: Report, { status }: Result): Case['outcome'] {
  return status === 'warn' && warningsBlock(report) ? 'failure' : OUTCOMES[status];
}

const OUTCOMES: Record<Status, Case['outcome']> = {
  fail: 'failure',
  warn: 'passed',
  unknown: 'error',
  skip: 'skipped',
  pass: 'passed',
};

/** Exit code 1 without a failed rule: `--fail-on warn` was given, and warnings are what it found. */
function warningsBlock({ exitCode, results }: Report): boolean {
  return exitCode === 1 && !results.some((result) => result.status === 'fail');
}

function errorCase(report: Report): Case {
  const xml = element('error', { type: report.error?.code ?? 'error', message: formatHeadline(report) }, '');
  return { attributes: { name: 'could-be-judged' }, outcome: 'error', xml };
}

function element(name: string, attributes: Record<string, string>, body: string): string {
  return `<${name}${attributesOf(attributes)}${body === '' ? '/' : `>${body}</${name}`}>`;
}

function attributesOf(attributes: Record<string, string | number>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}
