import fc from 'fast-check';
import type { FindingKind, Level, Status } from '../../../src/model/report';
import { findPage, formatLine, linesOf, viewOf } from '../../../src/report/view/result';
import { contoso, finding, report, result } from '../../support/report/report-sample';

const WAIVER = { reason: 'accepted', owner: 'J. Doe', expires: '2026-12-31' };

test('a result that is open for a reason that none of its findings shows keeps a line of its own', () => {
  const waived = result('r', 'unknown', {
    findings: [finding('DC01', { waiver: WAIVER })],
    reason: 'no agents',
  });
  expect(viewOf(waived).lines.map(({ status }) => status)).toEqual(['waived', 'unknown']);
});

test('whatever a result holds, it has a line, and an open one has a line with its status', () => {
  const statuses = fc.constantFrom<Status>('fail', 'warn', 'unknown', 'skip', 'pass');
  const kinds = fc.constantFrom<FindingKind>('violation', 'no-evidence', 'rule-error');
  const findings = fc.array(fc.record({ kind: kinds, waiver: fc.constantFrom(null, WAIVER) }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(statuses, fc.constantFrom<Level>('warn', 'fail'), findings, (status, level, list) => {
      const one = result('r', status, { level, findings: list.map((more) => finding('DC01', more)) });
      const { lines } = viewOf(one);
      expect(lines.length).toBeGreaterThanOrEqual(Math.max(1, list.length));
      const open = status === 'fail' || status === 'warn' || status === 'unknown';
      if (open) expect(lines.map((line) => line.status)).toContain(status);
    }),
  );
});

test('what cannot be judged is as loud as its rule, and what is waived is quiet', () => {
  const loud = linesOf(contoso()).map((line) => [line.status, line.result.level, line.severity]);
  expect(loud).toEqual([
    ['fail', 'fail', 'error'],
    ['unknown', 'fail', 'error'],
    ['waived', 'fail', 'note'],
    ['warn', 'warn', 'warning'],
    ['unknown', 'fail', 'error'],
    ['unknown', 'warn', 'warning'],
    ['waived', 'fail', 'note'],
    ['pass', 'fail', 'none'],
    ['skip', 'fail', 'none'],
  ]);
});

test('a line is one sentence with what would supply the evidence, or with the waiver', () => {
  const [, , waived, , unknown] = linesOf(contoso()).map(formatLine);
  expect(unknown).toBe(
    'Cannot be judged: the inventory has no section database (supply: gather --sql-server)',
  );
  expect(waived).toMatch(
    /^Waived: CONTOSO\\DC09: .* \(Host is decommissioned in December; J. Doe, until 2026-12-31\)$/,
  );
});

test('the page of a rule is its first web address', () => {
  const references = [
    'kA04u00000111KdCAI',
    'javascript:alert(1)',
    'https://docs.netwrix.com/a',
    'https://b.example/',
  ];
  expect(findPage({ references: references.map((url) => ({ title: 'x', url })) })).toBe(
    'https://docs.netwrix.com/a',
  );
  expect(findPage({ references: [] })).toBeNull();
});

describe('the advice', () => {
  const [fix, evidence] = ['Upgrade the Agent.', 'gather --agents FILE'];
  const about = { remediation: fix, evidence };

  test.each([
    ['fail', { fix, supply: null }],
    ['warn', { fix, supply: null }],
    ['unknown', { fix: null, supply: evidence }],
    ['pass', { fix: null, supply: null }],
    ['skip', { fix: null, supply: null }],
  ] as const)(
    'of a rule of status %s is the remediation only where something is wrong',
    (status, expected) => {
      expect(viewOf(result('r', status, about)).advice).toEqual(expected);
      expect(linesOf(report([result('r', status, about)]))[0]?.advice).toEqual(expected);
    },
  );

  test('of a rule with violations and missing evidence is both, of each line its own', () => {
    const findings = [finding('DC01'), finding('DC02', { kind: 'no-evidence' })];
    const { advice, lines } = viewOf(result('r', 'fail', { ...about, findings }));
    expect(advice).toEqual({ fix, supply: evidence });
    expect(lines.map((line) => line.advice)).toEqual([
      { fix, supply: null },
      { fix: null, supply: evidence },
    ]);
  });

  test('is nothing where all is waived, and no evidence helps a rule that failed itself', () => {
    const waived = finding('DC01', { waiver: WAIVER });
    expect(viewOf(result('r', 'pass', { ...about, findings: [waived] })).advice).toEqual({
      fix: null,
      supply: null,
    });
    const findings = [finding('DC01', { kind: 'rule-error' })];
    expect(viewOf(result('r', 'unknown', { ...about, findings })).advice).toEqual({
      fix: null,
      supply: null,
    });
  });
});

describe('the heading', () => {
  const failureTitle = '2 Agents are not connected';
  const title = 'Every Agent is connected';

  test.each([
    ['fail', failureTitle],
    ['warn', failureTitle],
    ['unknown', title],
    ['pass', title],
    ['skip', title],
  ] as const)('of a rule of status %s says what is wrong only where something is', (status, expected) => {
    expect(viewOf(result('r', status, { title, failureTitle })).heading).toBe(expected);
  });

  test('says that the healthy condition is not met where the rule has no other words', () => {
    expect(viewOf(result('r', 'fail', { title })).heading).toBe('Not met: Every Agent is connected');
  });
});
