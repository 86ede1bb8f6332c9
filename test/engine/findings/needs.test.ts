import { pathsOfNeeds } from '../../../src/engine/findings/needs';
import type { Need } from '../../../src/model/rule';
import { judgeWith, smallRule } from '../../support/judge/small-rule';

const full = { name: 'DC01', version: '7.4', hosts: [{ name: 'a' }] };

/** What the rule says of one Agent that meets its assertion: what it lacks, or that it passes. */
function say(
  needs: Need[],
  agent: object,
  own: Parameters<typeof smallRule>[0] = {},
  sections = {},
): string | undefined {
  const [result] = judgeWith([smallRule({ needs, ...own })], {
    agents: [{ name: 'DC01', ...agent }],
    ...sections,
  });
  return result?.findings[0]?.message ?? result?.status;
}

describe('evidence without which a rule cannot pass', () => {
  test.each<[string, Need[], object, string]>([
    ['a field that is there', ['/version'], full, 'pass'],
    ['one that is not', ['/version'], {}, 'version is not known'],
    ['null', ['/version'], { version: null }, 'version is not known'],
    ['a text that says nothing', ['/deep/v'], { deep: { v: 'N/A' } }, 'deep.v is not known'],
    ['false, which is evidence', ['/v'], { v: false }, 'pass'],
    ['the first that lacks', ['/version', '/v', '/w'], { version: '7' }, 'v is not known'],
    ['a field of a field', ['/deep/v'], { deep: {} }, 'deep.v is not known'],
    ['every element', ['/hosts/*/name'], { hosts: [{ name: 'a' }, { name: 'b' }] }, 'pass'],
    ['not every element', ['/hosts/*/name'], { hosts: [{ name: 'a' }, {}] }, 'hosts[].name is not known'],
    ['a list that is missing', ['/hosts/*/name'], {}, 'hosts is not known'],
    ['what a name of an object leads to', ['/constructor'], {}, 'constructor is not known'],
    ['a value of a kind', [{ path: '/v', is: { const: 1 } }], { v: 1 }, 'pass'],
    [
      'one of another kind',
      [{ path: '/v', is: { const: 1 } }],
      { v: 2 },
      'v is not known: 2 does not say it',
    ],
    [
      'elements of a kind',
      [{ path: '/list/*', is: { const: 1 } }],
      { list: [1, 2] },
      'list[] is not known: 2 does not say it',
    ],
    ['where it is asked for', [{ path: '/v', unless: { required: ['w'] } }], {}, 'v is not known'],
    ['where something else does', [{ path: '/v', unless: { required: ['w'] } }], { w: 1 }, 'pass'],
    ['where its absence is meant', [{ path: '/v', unless: true }], {}, 'pass'],
  ])('%s', (_name, needs, agent, said) => {
    expect(say(needs, agent)).toBe(said);
  });

  test('of another part of the inventory', () => {
    const need = ['#/inventory/enterpriseManager/version'];
    expect(say(need, {})).toBe('enterpriseManager.version is not known');
    expect(say(need, {}, {}, { enterpriseManager: { version: '7.4' } })).toBe('pass');
    expect(say(['#/inventory/policies/*/name'], {}, {}, { policies: [{}] })).toBe(
      'policies[].name is not known',
    );
  });

  test('a violation stands without it, unless nothing can be said without it', () => {
    const violated = { assert: false, message: 'violated' };
    expect(say(['/v'], {}, violated)).toBe('violated');
    expect(say([{ path: '/v', first: true }], {}, violated)).toBe('v is not known');
    expect(say([{ path: '/v', first: true }], { v: 1 }, violated)).toBe('violated');
    expect(say(['/w', { path: '/v', first: true }], { v: 1 }, violated)).toBe('violated');
  });

  test('what an assertion compares with is such evidence', () => {
    const assert = { properties: { version: { const: { $data: '/inventory/enterpriseManager/version' } } } };
    const em = (version: unknown) => ({ enterpriseManager: { version } });
    expect(say([], full, { assert }, em('7.4'))).toBe('pass');
    expect(say([], full, { assert }, {})).toBe('enterpriseManager.version is not known');
    const own = { properties: { version: { const: { $data: '/subject/other' } } } };
    expect(say([], full, { assert: { allOf: [own] } })).toBe('other is not known');
    expect(say([], { ...full, other: '7.4' }, { assert: { allOf: [own] } })).toBe('pass');
  });
});

test('a finding has the fingerprint of 1.0 beside its own where that was another one', () => {
  const of = (agent: object) =>
    judgeWith([smallRule({ assert: false, subject: '{host}' })], { agents: [agent] })[0]?.findings[0];
  expect(of({ name: 'DC01' })).not.toHaveProperty('formerFingerprint');
  const other = of({ name: 'DC01', domain: 'corp.contoso.com' });
  expect(other?.formerFingerprint).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(other?.formerFingerprint).toBe(of({ name: 'DC01', domain: 'CORP' })?.fingerprint);
});

test('only a violation has values of its own', () => {
  const [result] = judgeWith([smallRule({ needs: ['/v'], expected: 'x' })], { agents: [{ name: 'DC01' }] });
  expect(result?.findings[0]).toMatchObject({ kind: 'no-evidence', actual: null, expected: null });
});

test('messages and expectations may name the target and the params', () => {
  const rule = smallRule({
    assert: false,
    message: 'to {target} {limit}',
    expected: '{limit}',
    params: { limit: 7 },
  });
  const [result] = judgeWith([rule], { agents: [{ name: 'DC01' }] });
  expect(result?.findings[0]).toMatchObject({ message: 'to 7.4 7', expected: '7' });
});

test('the paths of needs, but for those whose absence is meant', () => {
  expect(
    pathsOfNeeds(['/a', { path: '/b', is: true }, { path: '/c', unless: true }, { path: '/d', unless: {} }]),
  ).toEqual(['/a', '/b', '/d']);
});

describe('evidence that may be in no list at all', () => {
  const needs: Need[] = [
    { path: '/v', once: true },
    { path: '/w', once: true },
  ];
  const say = (...agents: object[]) => {
    const [result] = judgeWith([smallRule({ needs })], { agents });
    return result?.findings.map(({ subject, path, message }) => `${path} ${subject}: ${message}`);
  };

  test('is missing once, of the list, where no subject has it', () => {
    expect(say({ name: 'A' }, { name: 'B' })).toEqual(['/agents agents: v is not known of any']);
    expect(say({ name: 'A', v: 1 }, { name: 'B', v: 1 })).toEqual(['/agents agents: w is not known of any']);
  });

  test('is missing of each subject where another one has it, or lacks something else', () => {
    expect(say({ name: 'A', v: 1, w: 1 }, { name: 'B', w: 1 })).toEqual(['/agents/1 B: v is not known']);
    expect(say({ name: 'A', w: 1 }, { name: 'B', v: 1 })).toEqual([
      '/agents/0 A: v is not known',
      '/agents/1 B: w is not known',
    ]);
  });

  test('is missing of a subject that sources contradict each other about', () => {
    const conflicts = [{ field: 'v', values: [] }];
    expect(say({ name: 'A', conflicts })?.[0]).toMatch(/^[/]agents[/]0 A: /);
  });
});
