import { STRICT, type Gate } from '../../../src/engine/verdict/gate';
import { statusOf, summarize, verdictOf } from '../../../src/engine/verdict/verdict';
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

const strict = STRICT;

test('where nobody asks for another gate, missing evidence at level fail closes it, and a warning does not', () => {
  expect(verdictOf([result('unknown', 'fail')], STRICT).exitCode).toBe(3);
  expect(verdictOf([result('warn', 'warn')], STRICT).exitCode).toBe(0);
  expect(STRICT).toEqual({ failOn: 'fail', allowUnknown: false });
});

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
    [
      'a pass beside a warning',
      [result('pass', 'fail'), result('warn', 'warn')],
      {},
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
    expect(verdictOf([result('pass', 'fail')], gate).verdict).toBe('ready');
  });
});

test.each<[string, Partial<Result>, Level, Partial<Gate>, string]>([
  ['a rule that is left out', { relaxed: ['skip'] }, 'fail', {}, 'ready-with-warnings'],
  ['a rule of level warn that is left out', { relaxed: ['skip'] }, 'warn', {}, 'ready'],
  ['the same with --fail-on warn', { relaxed: ['skip'] }, 'warn', { failOn: 'warn' }, 'ready-with-warnings'],
  ['a rule that was of level fail', { relaxed: ['lowered'] }, 'warn', {}, 'ready-with-warnings'],
  [
    'a finding that is waived',
    { findings: [finding('violation', { waiver })] },
    'fail',
    {},
    'ready-with-warnings',
  ],
  ['a finding that nobody has waived', { findings: [finding('violation')] }, 'fail', {}, 'ready'],
  ['one of a rule of level warn', { findings: [finding('violation', { waiver })] }, 'warn', {}, 'ready'],
])('%s: no estate is ready of which less was asked', (_name, own, level, gate, verdict) => {
  const judged = { ...result('pass', level), ...own };
  expect(verdictOf([judged], { ...strict, ...gate })).toEqual({ verdict, exitCode: 0 });
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
    relaxed: { only: 0, skip: 0, off: 0, lowered: 0, params: 0, allowedUnknown: 0, known: 0 },
    coverage: { applicable: 4, judged: 3, questions: 0 },
  });
});

describe('the summary counts in how many ways less was asked', () => {
  const open = finding('violation', { baseline: 'known' });
  const results = [
    { ...result('skip', 'fail'), relaxed: ['off' as const] },
    { ...result('pass', 'warn'), relaxed: ['lowered' as const, 'params' as const] },
    result('unknown', 'fail'),
    result('unknown', 'warn'),
    result('pass', 'fail', [finding('violation', { baseline: 'known', waiver })]),
    result('fail', 'fail', [open, open, finding('violation', { baseline: 'new' })]),
    result('warn', 'warn', [open]),
  ];
  const rules = { only: 0, skip: 0, off: 1, lowered: 1, params: 1 };

  test.each<[Partial<Gate>, number, number]>([
    [{}, 0, 0],
    [{ allowUnknown: true }, 1, 0],
    [{ allowUnknown: true, failOn: 'warn' }, 2, 0],
    [{ onlyNew: true }, 0, 2],
    [{ onlyNew: true, failOn: 'warn' }, 0, 3],
  ])('with %j', (gate, allowedUnknown, known) => {
    expect(summarize(results, { ...strict, ...gate }).relaxed).toEqual({ ...rules, allowedUnknown, known });
  });
});
