import type { Finding } from '../../../src/model/report';
import type { Rule } from '../../../src/model/rule';
import { judgeOne } from '../../support/judge/small-rule';

const partial = (path: string | undefined, more: object = {}) => ({
  id: 'agents',
  kind: 'agent-list',
  status: 'partial',
  sections: ['agents'],
  missing: [{ path, reason: 'three rows left out' }],
  ...more,
});
const agents = [{ name: 'DC01', domain: 'CONTOSO', version: '7.3.9' }];
const seen = (findings: readonly Finding[]) =>
  findings.map(({ kind, subject, message }) => [kind, subject, message]);
const LIST = ['no-evidence', 'agents', 'the list is not complete; source agents: three rows left out'];

describe('a rule over a list that is known to be incomplete', () => {
  test.each(['/agents', '/agents/*', '/agents/3', undefined])('is unknown where %s is missing', (path) => {
    const result = judgeOne({ title: String(path) }, { agents, sources: [partial(path)] });
    expect([result.status, ...seen(result.findings)]).toEqual(['unknown', LIST]);
  });

  test('is judged where a field of the rows is missing, or another section', () => {
    for (const path of ['/agents/*/fqdn', '/agents/0/fqdn', '/policies'])
      expect(judgeOne({}, { agents, sources: [partial(path)] }).status).toBe('pass');
  });

  test('keeps its violations, and is not green when they are waived', () => {
    const rule: Partial<Rule> = { assert: { properties: { version: { versionRange: '>=7.4' } } } };
    const sections = { agents, sources: [partial('/agents')] };
    expect(judgeOne(rule, sections).status).toBe('fail');
    const waiver = { rule: 'small-rule', subject: 'DC01', reason: 'r', owner: 'o', expires: '2027-01-01' };
    expect(judgeOne(rule, sections, { choice: { waivers: [waiver] } }).status).toBe('unknown');
  });

  test('is not skipped because no row that is there is meant', () => {
    const sections = { agents, sources: [partial('/agents')] };
    expect(judgeOne({ where: false }, sections).status).toBe('unknown');
    expect(judgeOne({ whenEmpty: 'skip' }, { ...sections, agents: [] }).status).toBe('unknown');
  });

  test('is unknown where its source is partial and does not say what is missing', () => {
    for (const missing of [undefined, []])
      expect(judgeOne({}, { agents, sources: [partial('', { missing })] }).status).toBe('unknown');
  });

  test('is judged where another source has the section of the one that failed', () => {
    const failed = partial('/agents', { status: 'failed', sections: [] });
    const other = { id: 'sql', kind: 'sql-server', status: 'ok', sections: ['agents'] };
    expect(judgeOne({}, { agents, sources: [failed, other] }).status).toBe('pass');
    expect(judgeOne({}, { agents, sources: [failed] }).status).toBe('unknown');
    expect(judgeOne({}, { agents, sources: [failed, { ...other, status: 'failed' }] }).status).toBe(
      'unknown',
    );
  });
});

describe('absence in a list that is known to be incomplete is not proven', () => {
  const sections = { agents, policies: [{ name: 'A' }], sources: [partial('/agents')] };
  const about: Partial<Rule> = { each: '/policies/*' };

  test.each<[string, Partial<Rule>]>([
    ['existsIn', { assert: { existsIn: { list: '/inventory/agents', on: ['/name'] } } }],
    ['missingFrom', { assert: { missingFrom: { list: '/inventory/agents', on: ['/name'], value: 'DC02' } } }],
    ['needs', { needs: ['#/inventory/agents/*/name'] }],
    [
      'notBeforeNewest',
      { assert: { properties: { modifiedAt: { notBeforeNewest: '/inventory/agents/*/lastEventAt' } } } },
    ],
  ])('by %s', (_name, rule) => {
    const result = judgeOne({ ...about, ...rule }, sections);
    expect(result.status).toBe('unknown');
    expect(seen(result.findings)).toContainEqual(LIST);
  });

  test.each(['violation', 'pass'] as const)('by a partner whose absence is a %s', (whenMissing) => {
    const partner = { list: '/inventory/agents', by: ['/name'], whenMissing };
    expect(judgeOne({ ...about, partner }, sections).status).toBe('unknown');
  });

  test('by the members that a list must have', () => {
    const members = { key: '/name', values: ['DC02'], whenMissing: 'violation' as const };
    const { status, findings } = judgeOne({ members }, sections);
    expect([status, findings.map(({ kind }) => kind)]).toEqual(['unknown', ['no-evidence', 'no-evidence']]);
  });

  test.each([
    ['any', 'is for agents'],
    ['none', 'is for none'],
  ])('by a condition of "%s"', (kind, otherwise) => {
    const when = [{ [kind]: '/agents/*', needs: [], matches: { required: ['fqdn'] }, otherwise }];
    const result = judgeOne({ ...about, appliesTo: { when } }, sections);
    expect([result.status, result.findings[0]?.message]).toEqual([
      'unknown',
      'agents: the list is not complete; source agents: three rows left out',
    ]);
  });
});
