import { formatTable } from '../../src/report/formats/table';
import { sortNaturally } from '../../src/report/text/natural-order';
import type { Report, Result } from '../../src/model/report';
import { run } from '../support/cli/run';
import { finding, fleet, OPTIONS, report, result } from '../support/report/report-sample';

const linesOf = (of: Report, more: object = {}) =>
  formatTable(fleet(of), { ...OPTIONS, ...more }).split('\n');

test('an estate that is not ready takes no more than 120 lines of a terminal of 80 columns', () => {
  const judged = [
    'check',
    'fixtures/inventories/fabrikam-not-ready.json',
    '--target',
    '7.4',
    '--now',
    '2026-11-20T22:00:00Z',
  ];
  const lines = run(judged, { env: { COLUMNS: '80' } }).stdout.split('\n');
  expect(lines.length).toBeLessThanOrEqual(121);
  const kinds = lines
    .map((line) => /^(fail|warn|Evidence)/.exec(line)?.[0])
    .filter((kind) => kind !== undefined);
  expect([...new Set(kinds)]).toEqual(['fail', 'warn', 'Evidence']);
  expect(kinds).toEqual(kinds.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
  expect(lines.at(-3)).toMatch(/^Next: /);
  expect(lines.at(-2)).toMatch(/^NOT READY .*6 fail/);
});

const ORDER = ['fail', 'warn', 'Evidence'];

const many = (count: number, more: object = {}): Result =>
  result('agents-well', 'fail', {
    failureTitle: `${count} Agents are ill`,
    findings: Array.from({ length: count }, (_, at) => finding(`DC${at + 1}`, { message: `runs ${at % 2}` })),
    ...more,
  });

test('objects are grouped by what is said of them, as people count, and the rest is counted', () => {
  expect(linesOf(report([many(12)])).join('\n')).toContain(
    '      DC1, DC3, DC5, DC7, DC9: runs 0 + 7 more (--all)\n      To do: ',
  );
  expect(linesOf(report([many(12)]), { top: 7 }).join('\n')).toContain(
    '      DC1, DC3, DC5, DC7, DC9, DC11: runs 0\n      DC2: runs 1 + 5 more (--all)\n',
  );
  expect(linesOf(report([many(12)]), { top: Infinity }).join('\n')).toContain(
    '      DC2, DC4, DC6, DC8, DC10, DC12: runs 1\n      To do: ',
  );
  expect(sortNaturally(['DC10', 'DC2', 'dc1', 'A'])).toEqual(['A', 'DC2', 'DC10', 'dc1']);
});

test('a warning is short, whole with --all, and in the way where warnings have closed the gate', () => {
  const warned = { ...many(2), level: 'warn', status: 'warn' } as const;
  const open = report([warned]);
  expect(linesOf(open).join('\n')).not.toContain('To do: ');
  expect(linesOf(open, { top: Infinity }).join('\n')).toContain('To do: ');
  expect(linesOf({ ...open, exitCode: 1 }).join('\n')).toContain('To do: ');
});

test('nothing that is open is left out: a rule that no task supplies, one that failed itself, what is waived', () => {
  const waiver = { reason: 'accepted', owner: 'j.doe', expires: '2026-12-31' };
  const text = linesOf(
    report([
      result('unsupplied', 'unknown', {
        findings: [finding('DC1', { kind: 'no-evidence', message: 'x is not known' })],
      }),
      result('faulty', 'unknown', {
        findings: [finding('DC2', { kind: 'rule-error', message: 'the rule failed: y' })],
      }),
      result('accepted', 'pass', { findings: [finding('DC3', { waiver })] }),
    ]),
  ).join('\n');
  expect(text).toMatch(/unsupplied: .*x is not known/);
  expect(text).toMatch(/faulty: .*the rule failed: y/);
  expect(text).toMatch(/accepted: DC3: [^]*waived until 2026-12-31 by[^]*j\.doe: accepted/);
});

test('each command stands once, below the things to do for it', () => {
  const task = { command: 'tp-doctor gather --facts facts.json', owner: 'you', subjects: 1, blocking: 1 };
  const evidence = [
    { ...task, action: 'How many users?', rules: ['a'] },
    { ...task, action: 'Is it used?', rules: ['b', 'c'] },
  ];
  const open = report([], { evidence });
  expect(linesOf(open).slice(2, 6)).toEqual([
    'Evidence to supply: 2 things to do, 3 rules wait for it',
    '  How many users? (you, 1 rule, 1 can block)',
    '  Is it used? (you, 2 rules, 1 can block)',
    '    tp-doctor gather --facts facts.json',
  ]);
  expect(linesOf(open, { top: 1 })).toContain('  Is it used? (you, 2 rules, 1 can block): b + 1 more');
});
