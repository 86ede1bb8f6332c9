import type { Rule } from '../../../src/model/rule';
import { judgeOne } from '../../support/judge/small-rule';

const byHost: Partial<Rule> = {
  phase: 'post-upgrade',
  each: '#/before/agents/*',
  partner: { list: '/inventory/agents', by: ['host'], whenMissing: 'violation' },
  assertPartner: { properties: { status: { const: 'Active' } } },
  subject: '{host}',
};

const byGuid: Partial<Rule> = {
  phase: 'post-upgrade',
  each: '#/before/policies/*',
  partner: { list: '/inventory/policies', by: ['/guid', '/name'], whenMissing: 'violation' },
  assertPartner: { keptTrue: '/enabled' },
};

function judge(rule: Partial<Rule>, before: object, after: object) {
  const choice = { phase: 'post-upgrade' as const };
  return judgeOne(rule, after, { choice, before: before as Record<string, unknown> });
}

describe('a partner by host', () => {
  const before = { agents: [{ name: 'DC01', domain: 'CONTOSO' }] };

  test.each<[string, object, string]>([
    ['written as FQDN', { name: 'dc01.contoso.com', status: 'Active' }, 'pass'],
    ['without a domain', { name: 'dc01', status: 'Active' }, 'pass'],
    ['in another state', { name: 'DC01', domain: 'CONTOSO', status: 'Stopped' }, 'fail'],
    ['of another domain', { name: 'DC01', domain: 'FABRIKAM', status: 'Active' }, 'fail'],
    ['not there, where a row has no name', { domain: 'CONTOSO', status: 'Active' }, 'unknown'],
  ])('%s', (_name, row, status) => {
    expect(judge(byHost, before, { agents: [row] }).status).toBe(status);
  });

  test('a list that was not gathered proves nothing', () => {
    expect(judge(byHost, before, {}).findings).toMatchObject([
      { kind: 'no-evidence', subject: 'CONTOSO\\DC01', message: 'agents is not known' },
    ]);
  });

  test('a row from before without a name has no partner that could be missing', () => {
    const result = judge(byHost, { agents: [{ domain: 'CONTOSO' }] }, { agents: [{ name: 'DC01' }] });
    expect(result.findings).toMatchObject([{ kind: 'no-evidence' }]);
  });

  test.each<[string, object[], object[], string]>([
    ['may be either', [{ domain: 'CONTOSO' }, { domain: 'FABRIKAM' }], [{}], 'unknown'],
    ['is one of them', [{ domain: 'CONTOSO' }, { domain: 'FABRIKAM' }], [{ domain: 'CONTOSO' }], 'fail'],
    ['is both, as they are one', [{ domain: 'CONTOSO' }, { domain: 'contoso.com' }], [{}], 'pass'],
    ['is that of one without a domain', [{}, { domain: 'CONTOSO' }], [{ domain: 'CONTOSO' }], 'pass'],
  ])('a row that %s', (_name, were, are, status) => {
    const rows = (list: object[]) => list.map((row) => ({ name: 'DC01', status: 'Active', ...row }));
    for (const turned of [were, were.toReversed()])
      expect(judge(byHost, { agents: rows(turned) }, { agents: rows(are) }).status).toBe(status);
  });

  test('one that is there is found beside a row without a name', () => {
    const agents = [{ name: 'DC01', domain: 'CONTOSO', status: 'Active' }, { status: 'Active' }];
    expect(judge(byHost, before, { agents }).status).toBe('pass');
  });

  test('says what leaves it open', () => {
    const row = { name: 'DC01', domain: 'CONTOSO', status: 'Active' };
    const say = (was: object, is: object[]) =>
      judge(byHost, was, { agents: is }).findings.map(({ message }) => message);
    expect(say(before, [{ domain: 'CONTOSO' }])).toEqual(['agents[].name is not known']);
    expect(say(before, [row, { ...row, domain: undefined, status: 'Stopped' }])).toEqual([
      'agents is not known: several entries stand for it, and they differ',
    ]);
    const both = [row, { ...row, domain: 'FABRIKAM' }];
    expect(say({ agents: both }, [{ ...row, domain: undefined }])).toEqual(
      Array<string>(2).fill('agents is not known: one entry may stand for several, this one among them'),
    );
  });

  test('one that need not be there passes', () => {
    const partner = { list: '/inventory/agents', by: ['host'], whenMissing: 'pass' as const };
    expect(judge({ ...byHost, partner }, before, { agents: [{ name: 'DC02' }] }).status).toBe('pass');
  });
});

describe('a partner by the first key that both have', () => {
  const policy = { guid: 'G1', name: 'A', enabled: true };

  test.each<[string, object[], string]>([
    ['the guid, without regard to case', [{ guid: 'g1', name: 'a', enabled: true }], 'pass'],
    ['the guid, but not the name', [{ guid: 'G1', name: 'B', enabled: true }], 'unknown'],
    [
      'the name, but not the guid, where another has none',
      [{ guid: 'G2', name: 'A' }, { id: '1' }],
      'unknown',
    ],
    ['the name, where the guid is not known', [{ name: 'a', enabled: true }], 'pass'],
    ['switched off since', [{ guid: 'G1', enabled: false }], 'fail'],
    ['gone', [{ guid: 'G2', name: 'B' }], 'fail'],
    ['gone, or the one that has neither', [{ id: '7' }], 'unknown'],
    ['gone from a list that is empty', [], 'fail'],
    ['there, beside one that has neither', [{ guid: 'G1', name: 'A', enabled: true }, { id: '7' }], 'pass'],
  ])('%s', (_name, policies, status) => {
    expect(judge(byGuid, { policies: [policy] }, { policies }).status).toBe(status);
  });

  test('one that had no guid may have got one', () => {
    const before = { policies: [{ name: 'A', enabled: true }] };
    expect(judge(byGuid, before, { policies: [policy] }).status).toBe('pass');
  });

  test('two that were alike are both gone', () => {
    const before = { policies: [policy, { ...policy, enabled: false }] };
    expect(judge(byGuid, before, { policies: [] }).findings).toMatchObject(
      Array<object>(2).fill({ kind: 'violation' }),
    );
  });

  test('what leaves it open is said', () => {
    const say = (policies: object[] | undefined) =>
      judge(byGuid, { policies: [policy] }, { policies }).findings.map(({ message }) => message);
    expect(say([{ id: '7' }])).toEqual(['policies[].name is not known']);
    expect(say(undefined)).toEqual(['policies is not known']);
  });

  test('the braces of a GUID say nothing', () => {
    const guid = '5b1f6c0e-3f0a-4b5e-9f0b-0c7f2b0d1a01';
    const before = { policies: [{ guid: `{${guid.toUpperCase()}}`, enabled: true }] };
    expect(judge(byGuid, before, { policies: [{ guid, enabled: true }] }).status).toBe('pass');
  });

  test('says which of two things differs, and that one row is claimed by two', () => {
    const renamed = judge(byGuid, { policies: [policy] }, { policies: [{ ...policy, name: 'B' }] });
    expect(renamed.findings[0]?.message).toContain('its name was "A" and is "B", so it may be another one');
    const twins = { policies: [policy, { ...policy, enabled: false }] };
    const claimed = judge(byGuid, twins, { policies: [policy] });
    expect(claimed.findings.map(({ message }) => message)).toEqual(
      Array<string>(2).fill('policies is not known: one entry may stand for several, this one among them'),
    );
    expect(judge(byGuid, { policies: [policy, { ...policy }] }, { policies: [policy] }).status).toBe('pass');
  });

  test('what was off before may be off', () => {
    const before = { policies: [{ ...policy, enabled: false }] };
    expect(judge(byGuid, before, { policies: [{ ...policy, enabled: false }] }).status).toBe('pass');
  });
});

describe('values that must be kept', () => {
  const rule: Partial<Rule> = {
    phase: 'post-upgrade',
    each: '#/before/certsInfo/files/*',
    assert: {
      valuesKept: {
        from: '/before/certsInfo/certificates',
        to: '/inventory/certsInfo/certificates',
        of: '/name',
        by: '/file',
        value: '/fingerprintSha256',
      },
    },
  };
  const cert = (fingerprintSha256: string | undefined, file = 'Em-crt.pem') => ({ file, fingerprintSha256 });
  const before = { certsInfo: { files: [{ name: 'Em-crt.pem' }], certificates: [cert('AA:BB')] } };
  const judgeCerts = (certificates: object[] | undefined) =>
    judge(rule, before, { certsInfo: { certificates } });

  test('the same value, however it is written', () => {
    expect(judgeCerts([cert('aabb')]).status).toBe('pass');
    expect(judgeCerts([cert('cc'), cert('aa:bb')]).status).toBe('pass');
  });

  test('another value is a violation that names both', () => {
    expect(judgeCerts([cert('cc')]).findings).toMatchObject([
      { kind: 'violation', actual: ['cc'], expected: 'aabb' },
    ]);
    expect(judgeCerts([]).status).toBe('fail');
  });

  test('what is not known leaves it open', () => {
    expect(judgeCerts(undefined).status).toBe('unknown');
    expect(judgeCerts([cert(undefined)]).status).toBe('unknown');
    expect(judgeCerts([cert('cc'), { fingerprintSha256: 'aabb' }]).status).toBe('unknown');
  });
});
