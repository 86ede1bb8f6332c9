import { summarize, statusOf } from '../../../src/engine/verdict/verdict';
import type { Question, Result } from '../../../src/model/report';
import type { Rule } from '../../../src/model/rule';
import { judgeOne, judgeWith, smallRule } from '../../support/judge/small-rule';

const counted: Question = {
  id: 'own-count',
  ask: 'How many are there?',
  fields: ['/enterpriseManager/adUserCount'],
  owner: 'directory',
};
const sized: Partial<Rule> = {
  each: '/enterpriseManager',
  subject: 'Enterprise Manager {host}',
  needs: ['/host', '/adUserCount'],
  question: counted,
};
const checkedBy: Question = { ...counted, id: 'own-agents', fields: ['/agents/*/dotNetRelease'] };
const onAgents: Partial<Rule> = {
  needs: ['/dotNetRelease'],
  assert: { properties: { dotNetRelease: { minimum: 2 } } },
  question: checkedBy,
};
const agents = (...releases: unknown[]) => ({
  agents: releases.map((dotNetRelease, at) => ({
    name: `DC0${at}`,
    ...(dotNetRelease ? { dotNetRelease } : {}),
  })),
});
const kindsOf = ({ findings }: Result) => findings.map(({ kind }) => kind);

test('a result that waits for what only a person knows names the question, and is unknown as before', () => {
  const result = judgeOne(sized, { enterpriseManager: { host: 'EM01' } });
  expect(result).toMatchObject({ status: 'unknown', question: counted });
  expect(result.findings).toMatchObject([{ subject: 'Enterprise Manager EM01', path: '/enterpriseManager' }]);
});

test.each<[string, object]>([
  ['other evidence is missing', { enterpriseManager: { adUserCount: 1 } }],
  ['its whole section is missing', {}],
  ['all is known', { enterpriseManager: { host: 'EM01', adUserCount: 1 } }],
])('it names none where %s', (_name, sections) => {
  expect(judgeOne(sized, sections).question).toBeUndefined();
});

test('the questions of rules/questions.json need not stand in a rule', () => {
  const { each = '', needs = [] } = sized;
  const result = judgeOne({ each, needs }, { enterpriseManager: { host: 'EM01' } });
  expect(result.question?.id).toBe('ad-user-count');
});

test('what all rows of a list lack is one question, and one finding about the list', () => {
  const { question, status, partial, findings } = judgeOne(onAgents, agents(0, 0, 0));
  expect({ question, status, partial }).toEqual({ question: checkedBy, status: 'unknown', partial: true });
  expect(findings).toMatchObject([
    { kind: 'no-evidence', subject: 'agents', path: '/agents', key: '/agents/*/dotNetRelease' },
  ]);
  expect(findings[0]?.message).toContain('dotNetRelease is not known of any of the 3');
});

test('where one row has it, the others lack ordinary evidence', () => {
  for (const known of [2, 1]) {
    const result = judgeOne(onAgents, agents(0, known, 0));
    expect(result.question).toBeUndefined();
    expect(kindsOf(result).filter((kind) => kind === 'no-evidence')).toHaveLength(2);
  }
});

test('what a rule asks of every row about one decision is one finding', () => {
  const rule = { needs: ['#/inventory/enterpriseManager/adUserCount'], question: counted };
  const result = judgeOne(rule, { enterpriseManager: { host: 'EM01' }, ...agents(1, 2) });
  expect(result.question).toEqual(counted);
  expect(result.findings).toMatchObject([{ path: '/enterpriseManager/adUserCount' }]);
});

test('evidence from before the upgrade is no question any more', () => {
  const each = '#/before/enterpriseManager';
  const options = { before: { enterpriseManager: { host: 'EM01' } } };
  expect(judgeOne({ ...sized, each }, {}, options).question).toBeUndefined();
});

test('a list that is known to be incomplete waits for its source', () => {
  const missing = [{ path: '/agents', reason: 'cut' }];
  const sources = [{ id: 'list', kind: 'agents', status: 'partial', sections: ['agents'], missing }];
  const question = { ...checkedBy, fields: ['/agents'] };
  const result = judgeOne({ ...onAgents, question }, { sources, ...agents(2) });
  expect(result).toMatchObject({ status: 'unknown' });
  expect(result.question).toBeUndefined();
});

test('a condition that only a person can decide is a question too', () => {
  const when = {
    any: '/enterpriseManager',
    needs: ['/adUserCount'],
    matches: { properties: { adUserCount: { minimum: 1 } } },
    otherwise: 'no users',
  };
  const result = judgeOne(
    { appliesTo: { when: [when] }, question: counted },
    { enterpriseManager: {}, ...agents(1) },
  );
  expect(result).toMatchObject({ status: 'unknown', question: counted });
});

test('the summary counts questions, each once, of what is unknown', () => {
  const rules = ['a', 'b', 'c'].map((id) => smallRule({ ...sized, id }));
  const results = judgeWith(rules, { enterpriseManager: { host: 'EM01' } });
  expect(summarize(results).coverage).toEqual({ applicable: 3, judged: 0, questions: 1 });
  const waiver = { reason: 'known', owner: 'me', expires: '2030-01-01' };
  const waived = results.map((result) => ({
    ...result,
    findings: result.findings.map((finding) => ({ ...finding, waiver })),
    status: statusOf('fail', [], 'pass'),
  }));
  expect(summarize(waived).coverage.questions).toBe(0);
});
