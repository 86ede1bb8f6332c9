import { formatValue } from '../../engine/values/format';
import type {
  Explanation,
  Fact,
  FactExplanation,
  FindingExplanation,
  RuleExplanation,
  StepExplanation,
} from '../../model/explanation';
import type { Reference } from '../../model/report';
import type { ReportOptions } from '../reporter';
import { escapeControls } from '../text/control-characters';
import { createPainter, type Painter } from '../text/terminal';
import { wrap } from '../text/wrap';
import { VERDICT_BADGES } from '../view/estate';

const NARROWEST = 60;
const WIDEST = 110;
/** Before each text, for the name of what it is. */
const LABEL = 17;

/** Said of a rule that rests on no page. */
const OWN = 'own: advice of tp-doctor, which no page of the vendor has';

type Row = [label: string, ...texts: string[]];

/** An explanation for somebody at a terminal. */
export function formatExplanation(
  explanation: Explanation,
  { color, width }: Pick<ReportOptions, 'color' | 'width'>,
): string {
  const paint = createPainter({ color });
  const columns = Math.min(WIDEST, Math.max(NARROWEST, width));
  const [head = '', ...rows] = linesOf(explanation);
  const heading = wrap(escapeControls(String(head)), columns).map((line) => paint('bold', line));
  return `${[...heading, '', ...rows.flatMap((row) => formatRow(row as Row, columns, paint))].join('\n')}\n`;
}

function linesOf(explanation: Explanation): (string | Row)[] {
  switch (explanation.kind) {
    case 'rule':
      return ruleLines(explanation);
    case 'step':
      return stepLines(explanation);
    case 'fact':
      return factLines(explanation);
    case 'finding':
      return findingLines(explanation);
  }
}

function ruleLines(rule: RuleExplanation): (string | Row)[] {
  return [
    rule.title,
    ['Rule', `${rule.id}: level ${rule.level}, ${rule.category}, ${rule.phase}`],
    ['Applies to', rule.targets === null ? 'every target' : `targets ${rule.targets}`],
    ['Judges', rule.each === '' ? 'the inventory' : `each of ${rule.each}`],
    ...askedRows(rule),
    [
      'Evidence',
      ...rule.evidence.map(({ field, supply }) => (supply === null ? field : `${field} (${supply})`)),
    ],
    ['To do', rule.remediation],
    ...basisRows(rule),
    ...rule.results.map(({ environment, status, checked, reason, findings }): Row => [
      'In the report',
      `${environment ?? '?'}: ${status}, ${checked} judged${reason === null ? '' : `; ${reason}`}`,
      ...findings.map(
        (one) => `${one.fingerprint.replace(/^sha256:/, '').slice(0, 12)}  ${one.subject}: ${one.message}`,
      ),
    ]),
  ];
}

/** What a rule asks, as its file says it, and the values that it compares with. */
function askedRows({ where, assertion, thresholds, params }: RuleExplanation): Row[] {
  return [
    ...(where === null ? [] : [['Where', formatSchema(where)] as Row]),
    ['Assertion', formatSchema(assertion)],
    ['Thresholds', ...thresholds.flatMap(({ name, values }) => values.map(({ targets, value }) => `${name} = ${formatValue(value)} (${targets.join(', ')})`))], // prettier-ignore
    ['Params', ...Object.entries(params).map(([name, value]) => `${name} = ${JSON.stringify(value)}`)],
  ];
}

/** With blanks, at which a line can be broken. */
function formatSchema(schema: unknown): string {
  return JSON.stringify(schema, null, 1).replace(/\n\s*/g, ' ');
}

function basisRows({
  facts,
  references,
}: {
  facts: readonly Fact[];
  references: readonly Reference[];
}): Row[] {
  return [
    [
      'Facts',
      ...facts.map(({ id, text, page }) =>
        text === '' ? (id === 'own' ? OWN : id) : `${id}  ${text} [${page}]`,
      ),
    ],
    ['Pages', ...references.map(({ title, url }) => `${title}: ${url}`)],
  ];
}

function stepLines({ id, title, detail, facts }: StepExplanation): (string | Row)[] {
  return [title, ['Step', `${id}, of a plan`], ['To do', detail], ...basisRows({ facts, references: [] })];
}

function factLines({ id, topic, text, page, rules, steps }: FactExplanation): (string | Row)[] {
  return [
    `${id}  ${text}`,
    ['Topic', topic],
    ['Pages', page],
    [
      'Rules',
      ...(rules.length === 0 ? ['none'] : rules.map((rule) => `${rule.id} (${rule.level}): ${rule.title}`)),
    ],
    ['Steps', ...(steps.length === 0 ? ['none'] : steps.map((step) => `${step.id}: ${step.title}`))],
  ];
}

function findingLines(found: FindingExplanation): (string | Row)[] {
  const { report, finding, evidence, rule } = found;
  return [
    `${finding.subject === '' ? '' : `${finding.subject}: `}${finding.message}`,
    ['Rule', `${found.ruleId} (level ${found.level}): ${found.title}`],
    ['Report', `${report.file}: ${report.environment ?? '?'}${report.target === null ? '' : ` for ${report.target}`}, ${VERDICT_BADGES[report.verdict]}, judged ${report.now}`],
    ['Fingerprint', finding.fingerprint],
    ['Evidence', `${evidence.inventory?.file ?? 'no file'} ${finding.path}`, describeFile(evidence), ...evidence.values.map(({ path, value }) => `${path} = ${JSON.stringify(value)}`)],
    ['Sources', ...evidence.sources.map(({ id, status, reason, collectedAt }) => `${id}: ${status ?? '?'}${reason === null ? '' : `, ${reason}`}, gathered ${collectedAt ?? 'at an unknown time'}`)],
    ['Found', finding.kind === 'violation' ? formatValue(finding.actual) : 'not known'],
    ['Wanted', ...(finding.expected === null ? [] : [finding.expected])],
    ...(rule ? askedRows(rule) : []),
    ...basisRows(found),
    ['To do', ...[found.remediation, found.supply].filter((text) => text !== null)],
    ['What changes it', ...found.flips],
  ]; // prettier-ignore
}

function describeFile({ isSame }: FindingExplanation['evidence']): string {
  if (isSame === null) return 'the file is not here; values are those of the report';
  return isSame
    ? 'the file is as it was judged'
    : 'the file has changed since it was judged; values are those of the report';
}

/** A label and its texts, wrapped beside it; nothing where there is no text. */
function formatRow([label, ...texts]: Row, columns: number, paint: Painter): string[] {
  const lines = texts.flatMap((text) => {
    const [first = '', ...rest] = wrap(escapeControls(text), columns - LABEL - 2);
    return [first, ...rest.map((line) => `  ${line}`)];
  });
  return lines.map((line, at) => paint('dim', (at === 0 ? label : '').padEnd(LABEL)) + line);
}
