import { findSilence, sayWhy } from '../../../src/engine/compare/settled';
import { LEFT_OUT, type Finding, type ReportSource, type Result } from '../../../src/model/report';
import { finding, result } from '../../support/report/report-sample';

const open = (subject: string, path: string, more: Partial<Finding> = {}) =>
  finding(subject, { path, kind: 'no-evidence', message: `${subject} is not known`, ...more });
const source = (more: Partial<ReportSource> = {}): ReportSource => ({
  id: 'sql',
  kind: 'sql-server',
  status: 'failed',
  reason: 'no login',
  collectedAt: null,
  sections: ['agents'],
  ...more,
});

const silenceOf = (now: Result | undefined, ...sources: ReportSource[]) =>
  findSilence({ path: '/agents/6' }, now, { sources });

test.each<[string, Result | undefined, string | null]>([
  ['is not in the report', undefined, 'the rule is not in the newer report'],
  ['holds', result('r', 'pass'), null],
  ['finds another object', result('r', 'fail', { findings: [finding('DC02')] }), null],
  ['does not apply any more', result('r', 'skip', { checked: 0, reason: 'not for 8.1' }), null],
  ['looked at a part of a list', result('r', 'pass', { partial: true }), 'the rule was not judged'],
  ['has no evidence at all', result('r', 'unknown', { checked: 0, reason: 'no agents' }), 'no agents'],
  [
    'has no evidence of another object',
    result('r', 'unknown', { findings: [open('DC02', '/agents/1')] }),
    null,
  ],
  [
    'has no evidence of a list, beside what it finds',
    result('r', 'fail', { findings: [finding('DC02'), open('agents', '/agents')] }),
    'agents is not known',
  ],
  [
    'has no evidence of the inventory',
    result('r', 'unknown', { findings: [open('inventory', '')] }),
    'inventory is not known',
  ],
  [
    'finds that a list does not hold',
    result('r', 'fail', { findings: [finding('agents', { path: '/agents' })] }),
    null,
  ],
])('what is gone where its rule %s', (_how, now, reason) => {
  expect(silenceOf(now)).toBe(reason);
});

test.each(Object.values(LEFT_OUT))('what is gone where its rule is %s is not settled', (reason) => {
  expect(silenceOf(result('r', 'skip', { checked: 0, reason }))).toBe(reason);
});

test.each<[string, ReportSource, string | null]>([
  ['failed', source(), 'source sql: no login'],
  ['failed and does not say why', source({ reason: null }), 'source sql: failed'],
  ['is complete', source({ status: 'ok' }), null],
  ['failed, and is about something else', source({ sections: ['policies'] }), null],
])('what is gone where a source %s', (_how, one, reason) => {
  expect(silenceOf(result('r', 'pass'), one)).toBe(reason);
});

test('a source of a report of 1.0 does not say what it is about', () => {
  const former = source();
  delete former.sections;
  expect(silenceOf(result('r', 'pass'), former)).toBeNull();
});

test('the reason of the result comes before that of a list, and that before those of objects', () => {
  const findings = [open('DC02', '/agents/1'), open('agents', '/agents')];
  expect(sayWhy(result('r', 'unknown', { findings, reason: 'no source' }))).toBe('no source');
  expect(sayWhy(result('r', 'unknown', { findings }))).toBe('agents is not known');
  expect(sayWhy(result('r', 'unknown', { findings: findings.slice(0, 1) }))).toBe('DC02 is not known');
  // What is found of a list is not why nobody knows its objects.
  const empty = finding('policies', { path: '/policies', message: 'is empty' });
  expect(sayWhy(result('r', 'fail', { findings: [empty, ...findings] }))).toBe('agents is not known');
});
