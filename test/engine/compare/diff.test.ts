import fc from 'fast-check';
import {
  compareWithBaseline,
  findVanished,
  keepUnjudged,
  listBaselineCautions,
} from '../../../src/engine/compare/baseline';
import { compareReports } from '../../../src/engine/compare/diff';
import { findSwapped } from '../../../src/engine/compare/order';
import { pairFindings } from '../../../src/engine/compare/pairing';
import { fingerprintOf } from '../../../src/engine/findings/subjects';
import { statusOf, summarize, verdictOf } from '../../../src/engine/verdict/verdict';
import type { Finding, Report, Result } from '../../../src/model/report';
import { TOOL } from '../../../src/model/version';

const WAIVER = { reason: 'replaced', owner: 'j.doe', expires: '2027-01-31' };

function finding(subject: string, more: Partial<Finding> = {}, rule = 'agent-connected'): Finding {
  return {
    kind: 'violation',
    subject,
    path: '/agents/0',
    message: 'is not connected',
    actual: 'Stopped',
    expected: 'Active',
    key: subject.toLowerCase(),
    fingerprint: fingerprintOf('contoso', rule, subject),
    waiver: null,
    ...more,
  };
}

function result(findings: Finding[], more: Partial<Result> = {}): Result {
  return {
    ruleId: 'agent-connected',
    title: 'Every Agent is connected',
    category: 'agents',
    level: 'fail',
    status: statusOf('fail', findings, 'pass'),
    checked: 5,
    findings,
    reason: null,
    evidence: null,
    remediation: 'Connect it.',
    references: [],
    facts: ['B1'],
    ...more,
  };
}

function report(results: Result[], more: Partial<Report> = {}): Report {
  return {
    schemaVersion: 1,
    tool: TOOL,
    command: 'check',
    environment: 'contoso',
    inventory: null,
    source: '7.3.9.42',
    target: '7.4',
    now: '2026-11-20T22:00:00Z',
    verdict: 'ready',
    exitCode: 0,
    summary: summarize(results),
    results,
    sources: [],
    estate: { agents: null, agentVersions: [] },
    ...more,
  };
}

const compare = (older: Report[], newer: Report[]) =>
  compareReports(
    { file: 'old.json', sha256: 'a', reports: older },
    { file: 'new.json', sha256: 'b', reports: newer },
  );
const compareFindings = (older: Finding[], newer: Finding[]) =>
  compare([report([result(older)])], [report([result(newer)])]);

describe('a comparison', () => {
  test('tells new, changed, persisting and resolved', () => {
    const diff = compareFindings(
      [finding('DC01'), finding('DC02'), finding('DC03')],
      [
        finding('DC02', { path: '/agents/7' }),
        finding('DC03', { actual: 'Lost Connection' }),
        finding('DC04'),
      ],
    );
    expect(diff.summary).toEqual({ new: 1, changed: 1, persisting: 1, resolved: 1, unjudged: 0 });
    expect(diff.new[0]).toMatchObject({ subject: 'DC04', before: null });
    expect(diff.changed[0]).toMatchObject({
      subject: 'DC03',
      actual: 'Lost Connection',
      before: { actual: 'Stopped' },
    });
    expect(diff.persisting[0]?.path).toBe('/agents/7');
    expect(diff.exitCode).toBe(1);
  });

  test('a lower level is a change, and a higher one is new: it closes a gate that was open', () => {
    const [low, high] = [report([result([finding('DC01')], { level: 'warn' })]), report([result([finding('DC01')])])]; // prettier-ignore
    expect(compare([low], [high])).toMatchObject({ new: [{ before: { level: 'warn' } }], exitCode: 1 });
    expect(compare([high], [low])).toMatchObject({ changed: [{ before: { level: 'fail' } }], exitCode: 0 });
  });

  test('a finding of a rule that asks something else is new, and the comparison says so', () => {
    const asks = (basis: string) => report([result([finding('DC01')], { basis })]);
    const diff = compare([asks('a')], [asks('b')]);
    expect(diff).toMatchObject({ summary: { new: 1, persisting: 0 }, exitCode: 1 });
    expect(diff.cautions).toEqual([
      'contoso: agent-connected asks something else than in the older report, so what is found by that is new',
    ]);
    const before = [report([], { environment: 'fabrikam' }), asks('a')];
    expect(compare(before, [report([], { environment: 'woodgrove' }), asks('b')]).cautions).toEqual(
      diff.cautions,
    );
    expect(compare([asks('a')], [asks('a')]).cautions.join()).not.toContain('asks');
  });

  test('an estate that the newer document lost is said, though it had no finding', () => {
    const diff = compare([report([]), report([], { environment: 'fabrikam' })], [report([])]);
    expect(diff).toMatchObject({ notCompared: [{ file: 'new.json' }], exitCode: 2 });
    expect(diff.notCompared[0]?.message).toContain('"fabrikam"');
  });

  test('a violation that was missing evidence before is new; evidence that is missing now is a change', () => {
    const open = finding('DC01', { kind: 'no-evidence', message: 'status is not known' });
    expect(compareFindings([open], [finding('DC01')])).toMatchObject({
      summary: { new: 1, changed: 0 },
      new: [{ before: { kind: 'no-evidence' } }],
      exitCode: 1,
    });
    expect(compareFindings([finding('DC01')], [open])).toMatchObject({
      summary: { changed: 1 },
      exitCode: 0,
    });
  });

  test('a waiver that is gone makes its finding new; a new finding under a waiver closes nothing', () => {
    const waived = finding('DC01', { waiver: WAIVER });
    expect(compareFindings([waived], [finding('DC01')])).toMatchObject({ summary: { new: 1 }, exitCode: 1 });
    expect(compareFindings([], [waived])).toMatchObject({ summary: { new: 1 }, exitCode: 0 });
    expect(compareFindings([waived], [waived]).summary).toMatchObject({ persisting: 1 });
    expect(compareFindings([finding('DC01')], [waived]).summary).toMatchObject({ changed: 1 });
  });

  test('an object is known by its key, whatever it is called now', () => {
    const renamed = { ...finding('Alpha'), subject: 'Beta' };
    expect(compareFindings([finding('Alpha')], [renamed]).summary).toMatchObject({ new: 0, persisting: 1 });
  });

  test('two rows of one host are two findings with one fingerprint', () => {
    const row = (message: string) => finding('DC01', { message });
    const two = compareFindings([row('a'), row('b')], [row('b'), row('a')]);
    expect(two.summary).toEqual({ new: 0, changed: 0, persisting: 2, resolved: 0, unjudged: 0 });
    const third = compareFindings([row('a'), row('a')], [row('a'), row('c'), row('a')]);
    expect(third.summary).toEqual({ new: 1, changed: 0, persisting: 2, resolved: 0, unjudged: 0 });
    expect(third.new[0]?.message).toBe('c');
    // What is the same in none of them pairs in the order of the rows.
    const { changed } = compareFindings([row('a'), row('b')], [row('c'), row('d')]);
    expect(changed.map((one) => [one.message, one.before.message])).toEqual([
      ['c', 'a'],
      ['d', 'b'],
    ]);
    expect(compareFindings([row('a'), row('a')], [row('a')]).summary).toMatchObject({
      persisting: 1,
      resolved: 1,
    });
  });

  test.each([
    [
      'was left out',
      result([], { status: 'skip', checked: 0, reason: 'left out by --skip' }),
      'left out by --skip',
    ],
    [
      'had no evidence at all',
      result([finding('agents', { kind: 'no-evidence', message: 'agents is not known' })], { checked: 0 }),
      'agents is not known',
    ],
  ])('what a rule found is not resolved when it %s', (_how, now, reason) => {
    const diff = compare([report([result([finding('DC01')])])], [report([now])]);
    expect(diff.summary).toMatchObject({ resolved: 0, unjudged: 1 });
    expect(diff.unjudged[0]).toMatchObject({ subject: 'DC01', reason });
  });

  test.each([
    ['a list that it looks at was not complete', report([result([], { partial: true })])],
    [
      'a source of its section failed',
      report([result([])], {
        sources: [
          {
            id: 'sql',
            kind: 'sql-server',
            status: 'failed',
            reason: 'no login',
            collectedAt: null,
            sections: ['agents'],
          },
        ],
      }),
    ],
  ])('what a rule found is not resolved when %s', (_how, now) => {
    const diff = compare([report([result([finding('DC01')])])], [now]);
    expect(diff.summary).toMatchObject({ resolved: 0, unjudged: 1 });
  });

  test('a rule that does not apply any more, or whose list is empty now, resolves nothing', () => {
    const judged = [
      result([], { status: 'skip', checked: 0, reason: 'not for 8.1' }),
      result([], { checked: 0 }),
    ];
    const reasons = judged.map((now) => {
      const diff = compare([report([result([finding('DC01')])])], [report([now])]);
      return [diff.summary.resolved, diff.unjudged[0]?.reason];
    });
    expect(reasons).toEqual([
      [0, 'not for 8.1'],
      [0, 'the rule was not judged'],
    ]);
  });

  test('each rule and each estate is compared with itself', () => {
    const other = { ruleId: 'other' };
    const older = [result([finding('DC01')]), result([finding('P', {}, 'other')], other)];
    const blind = result([], { ...other, partial: true });
    expect(compare([report(older)], [report([result([]), blind])])).toMatchObject({
      resolved: [{ ruleId: 'agent-connected' }],
      unjudged: [{ ruleId: 'other' }],
    });
    const fabrikam = report([result([], { partial: true })], { environment: 'fabrikam' });
    expect(compare([report(older.slice(0, 1))], [report([result([])]), fabrikam]).summary.resolved).toBe(1);
  });

  test('both sides are named with their estates', () => {
    const summary = { ...summarize([]), waived: 2 };
    delete summary.relaxed;
    const { command, older, newer } = compare([report([], { summary })], [report([], { command: 'verify' })]);
    const estate = { environment: 'contoso', target: '7.4', now: '2026-11-20T22:00:00Z', verdict: 'ready' };
    expect(command).toBe('diff');
    expect(older).toEqual({
      file: 'old.json',
      sha256: 'a',
      command: 'check',
      estates: [{ ...estate, waived: 2, relaxed: null }],
    });
    expect(newer).toMatchObject({ file: 'new.json', sha256: 'b', command: 'verify', estates: [estate] });
  });

  test('versions of the tool that differ are said, each once and in order', () => {
    const by = (...versions: string[]) =>
      versions.map((version, at) => report([], { tool: { ...TOOL, version }, environment: `e${at}` }));
    expect(compare(by('1.0.0', '1.0.0'), by('1.1.0', '1.0.0')).cautions).toEqual([
      'tp-doctor 1.0.0 made the older report and 1.0.0, 1.1.0 the newer one: the rules may differ',
    ]);
    expect(compare(by('1.0.0', '1.1.0'), by('1.1.0', '1.0.0')).cautions).toEqual([]);
  });

  test('a rule or an estate that is not in the newer report resolves nothing', () => {
    expect(compare([report([result([finding('DC01')])])], [report([])]).unjudged[0]?.reason).toBe(
      'the rule is not in the newer report',
    );
    const other = report([result([])], { environment: 'fabrikam' });
    expect(compare([report([result([finding('DC01')])])], [other]).unjudged[0]?.reason).toBe(
      'the estate is not judged in the newer report',
    );
    const error = { code: 'inventory', message: 'is no JSON', details: [] } as const;
    expect(compare([report([result([finding('DC01')])])], [report([], { error })]).unjudged[0]?.reason).toBe(
      'the estate is not judged in the newer report',
    );
  });

  test('an estate that could not be judged is named, and ends with 2', () => {
    const error = { code: 'inventory', message: 'no such file', details: [] } as const;
    const broken = report([], { environment: null, verdict: 'error', exitCode: 2, error });
    const diff = compare([report([result([])])], [report([result([])]), broken]);
    expect(diff).toMatchObject({
      notCompared: [{ file: 'new.json', message: 'an estate: no such file' }],
      exitCode: 2,
    });
  });
});

describe('a report of 1.0, which knew a host by the first label of its domain', () => {
  const print = (key: string) => fingerprintOf('contoso', 'agent-connected', key);
  const former = (subject: string, more: Partial<Finding> = {}) => {
    const made = finding(subject, { fingerprint: print('corp\\dc01'), ...more });
    delete made.key;
    return made;
  };
  const current = (subject: string, key: string) =>
    finding(subject, { key, fingerprint: print(key), formerFingerprint: print('corp\\dc01') });
  const inContoso = current('corp.contoso.com\\DC01', 'dc01.corp.contoso.com');
  const inFabrikam = current('corp.fabrikam.com\\DC01', 'dc01.corp.fabrikam.com');

  test('is matched by the key that it had, and the comparison says so', () => {
    const diff = compareFindings([former('CORP\\DC01')], [inContoso]);
    expect(diff.summary).toMatchObject({ new: 0, persisting: 1, resolved: 0 });
    expect(diff.cautions.join()).toContain('old.json is a report of tp-doctor 1.0');
    expect(compareFindings([inContoso], [inContoso]).cautions).toEqual([]);
  });

  test('hides no new finding of another host that had the same key', () => {
    const known = former('corp.contoso.com\\DC01');
    expect(compareFindings([known], [inFabrikam])).toMatchObject({
      new: [{ subject: 'corp.fabrikam.com\\DC01' }],
      resolved: [{ subject: 'corp.contoso.com\\DC01' }],
    });
    expect(compareFindings([known], [inFabrikam, inContoso])).toMatchObject({
      new: [{ subject: 'corp.fabrikam.com\\DC01' }],
      persisting: [{ subject: 'corp.contoso.com\\DC01' }],
    });
    // What may be either of two is neither.
    expect(compareFindings([former('CORP\\DC01')], [inFabrikam, inContoso]).summary.new).toBe(2);
    expect(compareFindings([known], [former('corp.fabrikam.com\\DC01')]).summary.new).toBe(1);
  });

  test('is matched by the host that a label names, however it is written', () => {
    const now = current('Enterprise Manager dc01.corp.contoso.com', 'dc01.corp.contoso.com');
    const known = former('Enterprise Manager CORP\\DC01');
    expect(compareFindings([known], [now]).summary).toMatchObject({ persisting: 1 });
    expect(compareFindings([known], [{ ...now, formerFingerprint: print('other') }]).summary.new).toBe(1);
    const twin = { ...inContoso, subject: 'dc01.corp.contoso.com' };
    expect(compareFindings([former('CORP\\DC01')], [inContoso, twin]).summary).toMatchObject({
      new: 1,
      persisting: 1,
    });
  });

  test('is matched by its label and its words first, so that the order of rows decides nothing', () => {
    const row = (subject: string, message: string) => former(subject, { message });
    const older = [row('CORP\\DC01', 'a'), row('CORP\\DC01', 'b'), row('CORP\\DC02', 'c')];
    const newer = [row('corp\\dc02', 'd'), row('corp\\dc01', 'b'), row('corp\\dc01', 'a')];
    const { summary, changed } = compareFindings(older, newer);
    expect(summary).toMatchObject({ new: 0, persisting: 2, changed: 1 });
    expect(changed[0]?.before.message).toBe('c');
  });

  test('is told apart by keys from then on', () => {
    const keyed = (one: Finding): Finding => ({ ...one, fingerprint: inContoso.fingerprint });
    expect(compareFindings([keyed(inContoso)], [inFabrikam]).summary).toMatchObject({ new: 1, resolved: 1 });
  });
});

describe('a baseline', () => {
  const marked = (now: Result[], older: Report, target = '7.4') =>
    compareWithBaseline({ environment: 'contoso', target, results: now, sources: [] }, [older]);
  const marksOf = (now: Result[], older: Report, target?: string) =>
    marked(now, older, target).results.flatMap(({ findings }) => findings.map((one) => one.baseline));
  const mark = (older: Finding[], newer: Finding[]) => marksOf([result(newer)], report([result(older)]));

  test('marks each finding as new or known', () => {
    expect(mark([finding('DC01')], [finding('DC01'), finding('DC02')])).toEqual(['known', 'new']);
    expect(mark([], [])).toEqual([]);
  });

  test('counts rows that share a fingerprint', () => {
    expect(mark([finding('DC01')], [finding('DC01', { message: 'c' }), finding('DC01')])).toEqual([
      'new',
      'known',
    ]);
  });

  test('does not make an expired waiver or a missing proof permanent', () => {
    expect(mark([finding('DC01', { waiver: WAIVER })], [finding('DC01')])).toEqual(['new']);
    expect(mark([finding('DC01', { kind: 'no-evidence' })], [finding('DC01')])).toEqual(['new']);
    expect(mark([finding('DC01')], [finding('DC01', { kind: 'no-evidence' })])).toEqual(['known']);
    const open = finding('DC01', { kind: 'no-evidence' });
    expect(mark([open], [open])).toEqual(['known']);
  });

  test('knows only what was asked then too: at that level, for that target, by that rule', () => {
    const now = [result([finding('DC01')], { basis: 'a' })];
    const was = (more: Partial<Result>) => report([result([finding('DC01')], more)]);
    expect(marksOf(now, was({ basis: 'a' }))).toEqual(['known']);
    // Reports of 1.0 do not say what a rule asked.
    expect(marksOf(now, was({}))).toEqual(['known']);
    expect(marksOf(now, was({ basis: 'b' }))).toEqual(['new']);
    expect(marksOf([result([finding('DC01')])], was({ basis: 'a' }))).toEqual(['known']);
    expect(marksOf(now, was({ basis: 'a', level: 'warn' }))).toEqual(['new']);
    expect(marksOf([result([finding('DC01')], { level: 'warn' })], was({ level: 'warn' }))).toEqual([
      'known',
    ]);
    expect(marksOf(now, was({ basis: 'a' }), '8.0')).toEqual(['new']);
    expect(marksOf(now, { ...was({ basis: 'a' }), environment: 'fabrikam' })).toEqual(['new']);
  });

  test('keeps what nobody could judge this time, until somebody can', () => {
    const blind = result([], { partial: true });
    const first = marked([blind], report([result([finding('DC01')])]));
    expect(first.unjudged).toMatchObject([{ ruleId: 'agent-connected', findings: [{ subject: 'DC01' }] }]);
    const kept = report([blind], { unjudged: first.unjudged });
    expect(marked([blind], kept).unjudged).toEqual(first.unjudged);
    expect(marksOf([result([finding('DC01')])], kept)).toEqual(['known']);
    expect(marked([result([])], kept).unjudged).toEqual([]);
    expect(
      marked([result([], { status: 'skip', checked: 0, reason: 'not for 8.1' })], kept).unjudged,
    ).toEqual([]);
  });

  test('keeps what it has of an estate that could not be read, known by its environment or its file', () => {
    const error = { code: 'inventory', message: 'is no JSON', details: [] } as const;
    const inventory = { file: 'a.json', sha256: 'a', collectedAt: '' };
    const older = report([result([finding('DC01')])], { inventory });
    const broken = report([], { environment: null, target: null, inventory, error });
    const kept = keepUnjudged(broken, [older]);
    expect(kept).toMatchObject({ environment: 'contoso', unjudged: [{ findings: [{ subject: 'DC01' }] }] });
    expect(keepUnjudged(broken, [kept])).toEqual(kept);
    expect(marksOf([result([finding('DC01')])], kept)).toEqual(['known']);
    expect(keepUnjudged({ ...broken, inventory: null }, [older]).unjudged).toBeUndefined();
    expect(findVanished([kept], [])).toEqual(['contoso']);
    expect(findVanished([broken], [])).toEqual([]);
    // That it could not be read is said of it already.
    expect(findVanished([older], [broken])).toEqual([]);
    expect(findVanished([older], [{ ...broken, inventory: null }])).toEqual(['contoso']);
    expect(findVanished([older], [report([], { environment: 'fabrikam', inventory })])).toEqual(['contoso']);
    expect(findVanished([report([])], [broken])).toEqual(['contoso']);
  });

  test('keeps nothing for an estate that was judged, had no finding, or is another one', () => {
    const error = { code: 'inventory', message: 'is no JSON', details: [] } as const;
    const inventory = { file: 'a.json', sha256: 'a', collectedAt: '' };
    const older = report([result([finding('DC01')]), result([], { ruleId: 'other' })]);
    const broken = report([], { error });
    expect(keepUnjudged(broken, [older]).unjudged).toEqual(older.results.slice(0, 1));
    const unnamed = report([], { environment: null, inventory: null, error });
    const same = (now: Report, ...baseline: Report[]) => expect(keepUnjudged(now, baseline)).toBe(now);
    same(report([result([])]), older);
    same(broken, report([result([])]));
    same(broken, { ...older, environment: 'fabrikam' });
    same(unnamed, older);
    same({ ...broken, environment: 'fabrikam', inventory }, { ...older, inventory });
    const before = [
      { ...unnamed, inventory },
      { ...older, inventory },
    ];
    expect(keepUnjudged({ ...unnamed, inventory }, before).environment).toBe('contoso');
  });

  test('says what it is not compared with', () => {
    const now = report([result([finding('DC01')], { basis: 'a' })]);
    expect(listBaselineCautions([now], [now])).toEqual([]);
    expect(listBaselineCautions([now], [{ ...now, environment: 'b' }])[0]).toContain(
      'all its findings are new',
    );
    expect(listBaselineCautions([now], [{ ...now, target: '8.0' }])[0]).toContain('for 8.0, not for 7.4');
    const kept = report([], { unjudged: [result([finding('DC01')])] });
    expect(listBaselineCautions([kept], [now])[0]).toContain(
      '"contoso": 1 of its findings could not be looked for',
    );
    expect(listBaselineCautions([{ ...now, environment: null }], [now])).toEqual([]);
    const error = { code: 'inventory', message: 'is no JSON', details: [] } as const;
    expect(listBaselineCautions([{ ...now, error }], [])).toEqual([]);
    expect(listBaselineCautions([now], [{ ...now, error }])[0]).toContain('no judged report of "contoso"');
    expect(listBaselineCautions([now], [{ ...now, error, unjudged: [] }])).toEqual([]);
    const asks = (basis: string, ...rules: string[]) =>
      report(rules.map((ruleId) => result([], { ruleId, basis })));
    const saying = (of: string) =>
      `"contoso": ${of} something else than in the older report, so what is found by that is new`;
    expect(listBaselineCautions([asks('a', 'x')], [asks('b', 'x')])).toEqual([saying('x asks')]);
    expect(listBaselineCautions([asks('a', 'x', 'y')], [asks('b', 'x', 'y')])).toEqual([saying('x, y ask')]);
    expect(listBaselineCautions([asks('a', 'x')], [asks('b', 'y')])).toEqual([]);
  });

  test('keeps every result and their order', () => {
    const results = [result([finding('DC02')]), result([], { ruleId: 'other' }), result([finding('DC01')])];
    expect(
      marked(results, report([])).results.map((one) => [
        one.ruleId,
        one.findings.map((each) => each.subject),
      ]),
    ).toEqual([
      ['agent-connected', ['DC02']],
      ['other', []],
      ['agent-connected', ['DC01']],
    ]);
  });
});

describe('reports in the wrong order', () => {
  const at = (collectedAt: string, now = '2026-11-20T22:00:00Z') =>
    report([], { inventory: { file: 'i.json', sha256: 'a', collectedAt }, now });
  const [monday, friday] = ['2026-11-16T20:00:00Z', '2026-11-20T20:00:00+01:00'].map((time) => at(time)) as [Report, Report]; // prettier-ignore

  test('are told by their evidence, and by the time of the run where that is the same', () => {
    expect(findSwapped([monday], [friday])).toBeUndefined();
    expect(findSwapped([friday], [monday])).toBe(
      'contoso: its evidence in the newer report (2026-11-16T20:00:00Z) is older than in the older one (2026-11-20T20:00:00+01:00)',
    );
    expect(findSwapped([monday], [monday])).toBeUndefined();
    const later = at('2026-11-16T20:00:00Z', '2026-11-21T22:00:00Z');
    expect(findSwapped([later], [monday])).toBe(
      'contoso: it was judged in the newer report (2026-11-20T22:00:00Z) before it was in the older one (2026-11-21T22:00:00Z)',
    );
    // Newer evidence may be judged as of an earlier time.
    expect(findSwapped([later], [friday])).toBeUndefined();
    expect(findSwapped([{ ...later, inventory: null }], [{ ...monday, inventory: null }])).toContain(
      'judged',
    );
    expect(findSwapped([monday], [later])).toBeUndefined();
    expect(findSwapped([report([])], [monday])).toBeUndefined();
    expect(findSwapped([friday], [{ ...monday, environment: 'fabrikam' }])).toBeUndefined();
  });
});

describe('--fail-on new', () => {
  const gate = { failOn: 'fail', allowUnknown: false, onlyNew: true } as const;
  const judged = (findings: Finding[], level: 'fail' | 'warn' = 'fail') =>
    verdictOf([result(findings, { level, status: statusOf(level, findings, 'pass') })], gate);
  const known = finding('DC01', { baseline: 'known' });
  const open = finding('DC02', { kind: 'no-evidence', baseline: 'new' });

  test('lets what is known pass, with a warning', () => {
    expect(judged([known])).toEqual({ verdict: 'ready-with-warnings', exitCode: 0 });
  });

  test('closes on a new violation beside a known one', () => {
    expect(judged([known, finding('DC02', { baseline: 'new' })])).toEqual({
      verdict: 'not-ready',
      exitCode: 1,
    });
  });

  test('is undetermined where evidence is newly missing, also beside a known violation', () => {
    expect(judged([known, open])).toEqual({ verdict: 'undetermined', exitCode: 3 });
    expect(verdictOf([result([open])], { ...gate, allowUnknown: true }).exitCode).toBe(0);
  });

  test('keeps to its level and to waivers', () => {
    expect(judged([finding('DC02', { baseline: 'new' })], 'warn').exitCode).toBe(0);
    expect(judged([finding('DC02', { baseline: 'new', waiver: WAIVER })]).exitCode).toBe(0);
  });

  test('a finding without a mark counts as new', () => {
    expect(judged([finding('DC02')]).exitCode).toBe(1);
  });
});

describe('pairs', () => {
  const some = fc.array(
    fc.record({ subject: fc.constantFrom('A', 'B', 'C'), message: fc.constantFrom('x', 'y') }),
    { maxLength: 8 },
  );
  const findingsOf = (rows: { subject: string; message: string }[]) =>
    rows.map(({ subject, message }) => finding(subject, { message }));

  test('pair every finding once, and never two that differ in fingerprint', () => {
    fc.assert(
      fc.property(some, some, (a, b) => {
        const [older, newer] = [findingsOf(a), findingsOf(b)];
        const { pairs, gone } = pairFindings(older, newer);
        expect(pairs.map((pair) => pair.now)).toEqual(newer);
        const taken = pairs.map((pair) => pair.before).filter((one) => one !== undefined);
        expect(new Set([...taken, ...gone])).toEqual(new Set(older));
        expect(taken.length + gone.length).toBe(older.length);
        for (const { now, before } of pairs) if (before) expect(before.fingerprint).toBe(now.fingerprint);
        for (const one of gone) {
          const left = pairs.filter((pair) => !pair.before && pair.now.fingerprint === one.fingerprint);
          expect(left).toEqual([]);
        }
      }),
    );
  });

  test('a document compared with itself has nothing but persisting findings', () => {
    fc.assert(
      fc.property(some, (rows) => {
        const diff = compareFindings(findingsOf(rows), findingsOf(rows.toReversed()));
        expect(diff.summary).toMatchObject({ new: 0, changed: 0, resolved: 0, persisting: rows.length });
        expect(diff.exitCode).toBe(0);
      }),
    );
  });
});
