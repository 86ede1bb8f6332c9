import type { Report, Verdict } from '../../../src/model/report';
import { sortByStatus, sortByVerdict, STATUSES } from '../../../src/report/view/order';
import { report } from '../../support/report/report-sample';

function estate(environment: string, verdict: Verdict, counts: Partial<Report['summary']> = {}): Report {
  const empty = report([]);
  return { ...empty, environment, verdict, summary: { ...empty.summary, ...counts } };
}

test('what is waived stands between what is open and what holds', () => {
  expect(STATUSES).toEqual(['fail', 'warn', 'unknown', 'pass', 'skip']);
  const mixed = (['skip', 'waived', 'pass', 'unknown', 'fail'] as const).map((status) => ({ status }));
  const sorted = sortByStatus(mixed).map(({ status }) => status);
  expect(sorted).toEqual(['fail', 'unknown', 'waived', 'pass', 'skip']);
});

test('items of one status keep their order', () => {
  const items = ['a', 'b', 'c'].map((name) => ({ name, status: 'warn' as const }));
  expect(sortByStatus(items)).toEqual(items);
});

test.each([
  ['in their order', ['error', 'few', 'unknown', 'warned', 'many', 'ready']],
  ['fail, warn', ['error', 'many', 'warned', 'few', 'unknown', 'ready']],
  ['fail, unknown, warn', ['error', 'many', 'unknown', 'warned', 'few', 'ready']],
] as const)('reports come by their verdict, then "%s"', (ties, names) => {
  const reports = [
    estate('ready', 'ready'),
    estate('few', 'not-ready', { fail: 1 }),
    estate('unknown', 'not-ready', { fail: 1, unknown: 1 }),
    estate('warned', 'not-ready', { fail: 1, warn: 1 }),
    estate('many', 'not-ready', { fail: 2 }),
    estate('error', 'error'),
  ];
  expect(sortByVerdict(reports, ties).map(({ environment }) => environment)).toEqual(names);
});
