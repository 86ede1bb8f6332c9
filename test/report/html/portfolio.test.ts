import { compareWithBaseline } from '../../../src/engine/compare/baseline';
import type { Report } from '../../../src/model/report';
import { formatHtml } from '../../../src/report/html/report';
import { attribute, elementsOf, textOf, type Element } from '../../support/report/html-tree';
import { errorReport, finding, fleet, report, result } from '../../support/report/report-sample';

const inventory = (name: string) => ({
  file: `${name}.json`,
  sha256: '',
  collectedAt: '2026-11-20T20:00:00Z',
});
const ready = (environment: string) =>
  report([result('agent-connected', 'pass')], { environment, inventory: inventory(environment) });
const failing = (environment: string, ...subjects: string[]) =>
  report(
    [
      result('agent-version-accepted', 'fail', {
        failureTitle: `${subjects.length} Agents are too old`,
        findings: subjects.map((subject) => finding(subject)),
      }),
    ],
    { environment, inventory: inventory(environment) },
  );

function pageOf(reports: Report[], baseline?: readonly Report[]) {
  const text = formatHtml(fleet(...reports), baseline ? { baseline } : {});
  const elements = elementsOf(text);
  const card = (name: string) => elements.find((one) => attribute(one, 'class') === `card ${name}`);
  return { text, elements, rows: (name: string) => rowsOf(card(name)) };
}

/** The cells of every row of a card, as words. */
function rowsOf(card: Element | undefined): string[][] {
  const found: string[][] = [];
  const walk = (node: Element): void => {
    if (node.tagName === 'tr')
      found.push(
        node.childNodes
          .map(textOf)
          .map((text) => text.trim())
          .filter(Boolean),
      );
    else for (const child of node.childNodes) if ('tagName' in child) walk(child);
  };
  if (card) walk(card);
  return found;
}

test('names what is in the way by the rule, worst first, with the estates that share it', () => {
  const { rows } = pageOf([
    ready('a'),
    failing('b', 'DC1'),
    failing('c', 'DC1', 'DC2'),
    report(
      [result('agent-connected', 'warn', { title: 'Every Agent is connected', findings: [finding('DC9')] })],
      {
        environment: 'd',
      },
    ),
  ]);
  expect(
    rows('across')
      .slice(1)
      .map((row) => row.map((cell) => cell.replace(/\s+/g, ' '))),
  ).toEqual([
    [
      'Not met: Every Agent is new enough for the target Enterprise ManagerAgents · agent-version-accepted',
      'Fail',
      '2 of 4',
      '3',
      'b, c',
    ],
    ['Not met: Every Agent is connectedAgents · agent-connected', 'Warn', '1 of 4', '1', 'd'],
  ]);
});

test('says what is new since the run before: findings, verdicts, estates, and how the counts moved', () => {
  const baseline = [failing('b', 'DC1'), ready('a'), failing('e', 'DC1')];
  const now = [failing('b', 'DC1', 'DC2'), failing('a', 'DC7'), failing('new', 'DC1'), ready('e')].map(
    (one) => ({
      ...one,
      ...compareWithBaseline(one, baseline),
    }),
  );
  const { rows, text } = pageOf(now, baseline);
  expect(text).toContain('<h2>New since <time');
  const [, fresh, ...rest] = rows('trend');
  expect(fresh?.slice(1)).toEqual(['Fail', '2', 'b, a']);
  expect(rest).toEqual([
    ['Verdict', 'Estates', 'Which'],
    ['READY → NOT READY', '1', 'a'],
    ['Not in the run before: NOT READY', '1', 'new'],
    ['NOT READY → READY', '1', 'e'],
    ['Count', 'Before', 'Now', 'Change'],
    ['COULD NOT JUDGE', '0', '0', '–'],
    ['NOT READY', '2', '3', '+1'],
    ['UNDETERMINED', '0', '0', '–'],
    ['READY WITH WARNINGS', '0', '0', '–'],
    ['READY', '1', '1', '–'],
    ['Rules that failed, in all estates', '2', '3', '+1'],
  ]);
  expect(pageOf(now).rows('trend')).toEqual([]);
});

test('says where not all are judged alike', () => {
  const later = {
    ...ready('b'),
    now: '2026-11-25T08:00:00Z',
    target: '7.5',
    tool: { name: 'tp-doctor', version: '9.9.9' } as const,
  };
  const card = pageOf([ready('a'), later]).elements.find(
    (one) => attribute(one, 'class') === 'card portfolio',
  );
  expect(card && textOf(card).replace(/\s+/g, ' ')).toMatch(
    /Judged between 2026-11-20 22:00 UTC and 2026-11-25 08:00 UTC\. For 7\.4, 7\.5: not all for the same target\. By tp-doctor 1\.0\.0, 9\.9\.9: the rules may differ\./,
  );
});

describe('of very many estates', () => {
  const subjects = Array.from({ length: 300 }, (_, at) => `HOST${at}`);
  const many = Array.from({ length: 40 }, (_, at) =>
    at % 2 ? ready(`e${at}`) : failing(`e${at}`, ...subjects),
  );
  const page = pageOf([...many, errorReport()]);

  test('each is there with what is open, and the page stays small', () => {
    const estates = page.elements.filter((one) => attribute(one, 'class') === 'estate');
    expect(estates).toHaveLength(41);
    expect(estates.filter((one) => textOf(one).includes('and 295 more'))).toHaveLength(20);
    expect(textOf(estates[0] as Element)).toContain('unexpected token');
    expect(page.text.length).toBeLessThan(150_000);
    expect(page.text).toContain('Of each estate this page shows what is open, in short');
  });

  test('all are named for the rule that they share', () => {
    const [, row] = page.rows('across');
    expect(row?.at(-1)?.match(/e\d+/g)).toHaveLength(20);
  });
});
