import { statusOf, summarize, verdictOf, type Gate } from '../../../src/engine/verdict/verdict';
import type { Finding, Level, Result, Status } from '../../../src/model/report';

const finding = (kind: Finding['kind'], own: Partial<Finding> = {}): Finding => ({
  kind,
  subject: 's',
  path: '/s',
  message: 'm',
  actual: null,
  expected: null,
  fingerprint: 'sha256:0',
  waiver: null,
  ...own,
});

const waiver = { reason: 'r', owner: 'o', expires: '2026-12-31' };

const result = (status: Status, level: Level, findings: Finding[] = []): Result => ({
  ruleId: 'r',
  title: 't',
  category: 'agents',
  level,
  status,
  checked: 1,
  findings,
  reason: null,
  evidence: null,
  remediation: '',
  references: [],
  facts: [],
});

const strict: Gate = { failOn: 'fail', allowUnknown: false };

describe('the verdict', () => {
  test.each<[string, Result[], Partial<Gate>, string, number]>([
    ['nothing but passes and skips', [result('pass', 'fail'), result('skip', 'warn')], {}, 'ready', 0],
    ['a violation of level fail', [result('fail', 'fail'), result('unknown', 'fail')], {}, 'not-ready', 1],
    ['a violation of level warn', [result('warn', 'warn')], {}, 'ready-with-warnings', 0],
    ['the same with --fail-on warn', [result('warn', 'warn')], { failOn: 'warn' }, 'not-ready', 1],
    ['missing evidence at level fail', [result('unknown', 'fail')], {}, 'undetermined', 3],
    [
      'the same with --allow-unknown',
      [result('unknown', 'fail')],
      { allowUnknown: true },
      'ready-with-warnings',
      0,
    ],
    ['missing evidence at level warn', [result('unknown', 'warn')], {}, 'ready-with-warnings', 0],
    ['the same with --fail-on warn', [result('unknown', 'warn')], { failOn: 'warn' }, 'undetermined', 3],
    ['--allow-unknown hides no violation', [result('fail', 'fail')], { allowUnknown: true }, 'not-ready', 1],
  ])('%s', (_name, results, gate, verdict, exitCode) => {
    expect(verdictOf(results, { ...strict, ...gate })).toEqual({ verdict, exitCode });
  });

  test('with --fail-on new only findings that the baseline did not have close the gate', () => {
    const gate = { ...strict, onlyNew: true };
    const of = (own: Partial<Finding>) => [result('fail', 'fail', [finding('violation', own)])];
    expect(verdictOf(of({ baseline: 'new' }), gate).verdict).toBe('not-ready');
    expect(verdictOf(of({ baseline: 'known' }), gate).verdict).toBe('ready-with-warnings');
    expect(verdictOf(of({ baseline: 'new', waiver }), gate).verdict).toBe('ready-with-warnings');
  });
});

describe('the status of a result', () => {
  const [broken, open, error] = [finding('violation'), finding('no-evidence'), finding('rule-error')];

  test.each<[string, Finding[], Status]>([
    ['a violation', [open, broken], 'warn'],
    ['missing evidence', [open], 'unknown'],
    ['an error of the rule', [error], 'unknown'],
    ['a waived violation', [finding('violation', { waiver })], 'skip'],
    ['missing evidence beside a waived violation', [finding('violation', { waiver }), open], 'unknown'],
    ['nothing', [], 'skip'],
  ])('%s', (_name, findings, status) => {
    expect(statusOf('warn', findings, 'skip')).toBe(status);
  });
});

test('the summary counts each result once, and says for how many there was evidence', () => {
  const waived = [finding('violation', { waiver }), finding('violation')];
  const results = [
    result('pass', 'fail'),
    result('fail', 'fail', waived),
    result('warn', 'warn'),
    result('unknown', 'warn'),
    result('skip', 'warn'),
  ];
  expect(summarize(results)).toEqual({
    rules: 5,
    pass: 1,
    warn: 1,
    fail: 1,
    unknown: 1,
    skip: 1,
    waived: 1,
    coverage: { applicable: 4, judged: 3 },
  });
});
