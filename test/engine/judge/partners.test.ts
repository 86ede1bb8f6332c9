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

  test('one that need not be there passes', () => {
    const partner = { list: '/inventory/agents', by: ['host'], whenMissing: 'pass' as const };
    expect(judge({ ...byHost, partner }, before, { agents: [{ name: 'DC02' }] }).status).toBe('pass');
  });
});

describe('a partner by the first key that both have', () => {
  const policy = { guid: 'G1', name: 'A', enabled: true };

  test.each<[string, object[], string]>([
    ['the guid, without regard to case', [{ guid: 'g1', name: 'renamed', enabled: true }], 'pass'],
    ['the name, where the guid is not known', [{ name: 'a', enabled: true }], 'pass'],
    ['switched off since', [{ guid: 'G1', enabled: false }], 'fail'],
    ['gone', [{ guid: 'G2', name: 'B' }], 'fail'],
    ['gone, or the one that has neither', [{ id: '7' }], 'unknown'],
    ['gone from a list that is empty', [], 'fail'],
  ])('%s', (_name, policies, status) => {
    expect(judge(byGuid, { policies: [policy] }, { policies }).status).toBe(status);
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
