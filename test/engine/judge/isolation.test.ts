import type { Rule } from '../../../src/model/rule';
import { judgeOne, judgeWith, smallRule } from '../../support/judge/small-rule';

const before = { policies: [{ guid: 'p1', enabled: true }] };
const choice = { phase: 'post-upgrade' } as const;

/** A rule that puts a partner into its scope. */
const withPartner: Rule = smallRule({
  id: 'a-partner',
  phase: 'post-upgrade',
  each: '#/before/policies/*',
  partner: { list: '/inventory/policies', by: ['/guid'], whenMissing: 'violation' },
});

describe('a rule is judged by what is its own', () => {
  test('not by the partner that another rule found', () => {
    const rule = smallRule({
      id: 'b-without',
      phase: 'post-upgrade',
      each: '/enterpriseManager',
      needs: ['#/partner/guid'],
    });
    const sections = { policies: [{ guid: 'p1', enabled: true }], enterpriseManager: { version: '7.4' } };
    const together = judgeWith([withPartner, rule], sections, { choice, before });
    const alone = judgeWith([rule], sections, { choice, before });
    expect(alone[0]?.status).toBe('unknown');
    expect(together.find(({ ruleId }) => ruleId === 'b-without')).toEqual(alone[0]);
  });

  test('not by the partner of the subject before', () => {
    const rule: Rule = {
      ...withPartner,
      needs: [{ path: '#/partner/enabled', first: true }],
      partner: { list: '/inventory/policies', by: ['/guid'], whenMissing: 'pass' },
    };
    const two = { policies: [{ guid: 'p1' }, { guid: 'p2' }] };
    const [result] = judgeWith(
      [rule],
      { policies: [{ guid: 'p1', enabled: true }] },
      { choice, before: two },
    );
    expect(result?.findings.map(({ path, kind }) => [path, kind])).toEqual([
      ['/policies/0', 'no-evidence'],
      ['/policies/1', 'no-evidence'],
    ]);
  });

  test('by its params: in its conditions and in the members that its list must have', () => {
    const params = { least: 5, name: 'TPData' };
    const when = [
      {
        any: '/agents/*',
        needs: ['/eventsInQueue'],
        matches: { properties: { eventsInQueue: { minimum: { $data: '/params/least' } } } },
        otherwise: 'no queue',
      },
    ];
    const agents = [{ name: 'A', eventsInQueue: 4 }];
    expect(judgeOne({ params, appliesTo: { when } }, { agents })).toMatchObject({
      status: 'skip',
      reason: 'no queue',
    });
    expect(judgeOne({ params: { least: 4 }, appliesTo: { when } }, { agents }).status).toBe('pass');
    const members = {
      key: '/name',
      values: [{ $data: '/params/name', default: 'NVMonitorData' }],
      whenMissing: 'violation' as const,
    };
    const rule = { params, each: '/database/databases/*', members, subject: '{name}' };
    expect(judgeOne(rule, { database: { databases: [{ name: 'TPData' }] } }).status).toBe('pass');
    expect(judgeOne(rule, { database: { databases: [{ name: 'Other' }] } }).findings).toMatchObject([
      { subject: 'TPData', kind: 'violation' },
    ]);
  });

  test('an error in a condition leaves that rule open, and no other', () => {
    const broken = {
      name: 'A',
      get osVersion(): string {
        throw new Error('broken evidence');
      },
    };
    const when = [{ any: '/agents/*', needs: ['/osVersion'], matches: true, otherwise: 'none' }];
    const results = judgeWith([smallRule({ appliesTo: { when } }), smallRule({ id: 'other' })], {
      agents: [broken],
    });
    expect(results.map(({ ruleId, status }) => [ruleId, status])).toEqual([
      ['other', 'pass'],
      ['small-rule', 'unknown'],
    ]);
    expect(results[1]?.reason).toBe('the rule failed: broken evidence');
  });

  test('a "where" that fails is reported by each rule that has it, and by no other', () => {
    const broken = {
      name: 'A',
      get osVersion(): string {
        throw new Error('broken evidence');
      },
    };
    const where = { properties: { osVersion: { versionRange: '>=7.4' } } };
    const rules = [smallRule({ id: 'a', where }), smallRule({ id: 'b', where }), smallRule({ id: 'c' })];
    const results = judgeWith(rules, { agents: [broken, { name: 'B', osVersion: '10.0' }] });
    expect(results.map(({ ruleId, status, checked }) => [ruleId, status, checked])).toEqual([
      ['a', 'unknown', 1],
      ['b', 'unknown', 1],
      ['c', 'pass', 2],
    ]);
    expect(results[0]?.findings).toMatchObject([{ kind: 'rule-error', subject: 'A' }]);
  });

  test('a look-up that cannot be filled leaves the rules open that need it, and no other', () => {
    const broken = {
      name: 'A',
      get fqdn(): string {
        throw new Error('broken evidence');
      },
    };
    const assert = { distinctBy: { list: '/inventory/agents', key: 'host' } };
    const results = judgeWith([smallRule({ id: 'b', assert }), smallRule({ id: 'a' })], { agents: [broken] });
    expect(results.map(({ ruleId, status }) => [ruleId, status])).toEqual([
      ['a', 'pass'],
      ['b', 'unknown'],
    ]);
    expect(results[1]?.findings).toMatchObject([
      { kind: 'rule-error', message: 'the rule failed: broken evidence' },
    ]);
  });
});

describe('the newest of several', () => {
  const pick = { newest: '/modifiedAt' };
  const rule = (id: string, most: number) =>
    smallRule({
      id,
      each: '/policyExports/*',
      pick,
      subject: '{path}',
      params: { most },
      where: { required: ['path'] },
      assert: { properties: { sizeBytes: { maximum: { $data: '/params/most' } } } },
    });
  const at = '2026-11-20T20:00:00Z';

  test('is judged by the params of its own rule', () => {
    const policyExports = [{ path: 'a', modifiedAt: at, sizeBytes: 5 }];
    const rules = [rule('a', 5), rule('b', 4), rule('c', 6)];
    expect(judgeWith(rules, { policyExports }).map(({ status }) => status)).toEqual(['pass', 'fail', 'pass']);
  });
});

test('of two rows that stand for one partner and differ neither counts', () => {
  const rows = [
    { guid: 'p1', enabled: true },
    { guid: 'P1', enabled: false },
  ];
  const rule: Rule = {
    ...withPartner,
    needs: ['#/partner/enabled'],
    assertPartner: { keptTrue: '/enabled' },
  };
  for (const policies of [rows, [...rows].reverse()]) {
    const [result] = judgeWith([rule], { policies }, { choice, before });
    expect(result?.findings).toMatchObject([{ kind: 'no-evidence' }]);
    expect(result?.findings[0]?.message).toContain('several entries stand for it, and they differ');
  }
});

test('two members of one name are not both there', () => {
  const members = {
    key: '/name',
    values: ['TPData', { $data: '/inventory/database/dataDatabase', default: 'Other' }],
    whenMissing: 'violation' as const,
  };
  const rule = { each: '/database/databases/*', members, subject: '{name}' };
  const database = { dataDatabase: 'tpdata', databases: [{ name: 'TPData' }] };
  expect(judgeOne(rule, { database }).findings).toMatchObject([
    { kind: 'no-evidence', message: expect.stringContaining('is the name of two') as string },
  ]);
});
