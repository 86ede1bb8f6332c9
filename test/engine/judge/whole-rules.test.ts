import { assembleRules } from '../../../src/load/rules/assembly';
import { compileSchemas } from '../../../src/load/rules/compiler';
import type { Result } from '../../../src/model/report';
import type { Rule } from '../../../src/model/rule';
import { HEADER, judgeLoaded } from '../../support/judge/judge-inventory';
import { judgeOne, judgeWith, smallRule } from '../../support/judge/small-rule';

type Own = Partial<Rule>;

/** The kinds of what was found, by subject. */
const found = ({ findings }: Result) => findings.map(({ kind, subject }) => `${subject}: ${kind}`);
const source = (path: string) => ({
  sources: [{ id: 'grid', kind: 'facts', missing: [{ path, reason: 'cut off' }] }],
});
const agents = [{ name: 'A', version: '7.4' }, { name: 'B' }];

describe('a rule that rests on a condition', () => {
  const applies = (condition: object, sections: object) =>
    judgeOne(
      {
        assert: false,
        appliesTo: {
          when: [
            {
              matches: { properties: { on: { const: true } }, required: ['on'] },
              needs: [],
              otherwise: 'not so',
              ...condition,
            },
          ],
        } as never,
      },
      { agents: [{ name: 'A' }], ...sections },
    );
  const any = { any: '/policies/*' };
  const none = { none: '/policies/*' };

  test.each<[string, object, object, string, string | null]>([
    ['any, and one matches', any, { policies: [{ on: false }, { on: true }] }, 'fail', null],
    ['any, and none matches', any, { policies: [{ on: false }] }, 'skip', 'not so'],
    ['any, of an empty list', any, { policies: [] }, 'skip', 'not so'],
    ['any, and the list is not there', any, {}, 'unknown', 'policies is not known'],
    ['any, and one row is not known', any, { policies: [null] }, 'unknown', 'policies/* is not known'],
    ['none, and one matches', none, { policies: [{ on: true }] }, 'skip', 'not so'],
    ['none, and none matches', none, { policies: [{ on: false }] }, 'fail', null],
    ['none, and the list is not there', none, {}, 'unknown', 'policies is not known'],
    [
      'any, where a row lacks a need',
      { ...any, needs: ['/on'] },
      { policies: [{}] },
      'unknown',
      'policies/*/on is not known',
    ],
    [
      'any, where a row lacks a need and another matches',
      { ...any, needs: ['/on'] },
      { policies: [{}, { on: true }] },
      'fail',
      null,
    ],
    [
      'of some rows',
      { ...any, where: { required: ['x'] } },
      { policies: [{ on: true }, { x: 1, on: false }] },
      'skip',
      'not so',
    ],
    [
      'that cannot be read',
      { ...any, matches: { properties: { v: { versionRange: '>=7' } } } },
      { policies: [{ v: 'odd' }] },
      'unknown',
      'policies/*/v is not known',
    ],
    [
      'of rows that cannot be read',
      { ...any, where: { properties: { v: { versionRange: '>=7' } } } },
      { policies: [{ v: 'odd', on: true }] },
      'unknown',
      'policies/*/v is not known',
    ],
    [
      'any, of a list that is cut off',
      any,
      { policies: [{ on: false }], ...source('/policies') },
      'unknown',
      'policies: the list is not complete',
    ],
    [
      'any, of a list that is not there, and is said to be cut off',
      any,
      source('/policies'),
      'unknown',
      'policies is not known',
    ],
    [
      'any, of a list that is cut off, and one matches',
      any,
      { policies: [{ on: true }], ...source('/policies') },
      'fail',
      null,
    ],
    [
      'none, of a list that is cut off',
      none,
      { policies: [{ on: false }], ...source('/policies') },
      'unknown',
      'policies: the list is not complete',
    ],
  ])('%s', (_what, condition, sections, status, reason) => {
    expect(applies(condition, sections)).toMatchObject({ status, reason });
  });
});

describe('members that a list must have', () => {
  const members = { key: '/name', values: ['A', 'C'], whenMissing: 'violation' as const };
  const missing = (own: Own, sections: object) => found(judgeOne({ members, ...own }, sections));

  test.each<[string, Own, object, string[]]>([
    ['that are there', {}, { agents: [{ name: 'a' }, { name: 'c' }] }, []],
    ['of which one is missing', {}, { agents: [{ name: 'a' }] }, ['C: violation']],
    ['of an empty list', {}, { agents: [] }, ['A: violation', 'C: violation']],
    ['of a list that is not there', {}, {}, ['agents: no-evidence']],
    ['beside one without a name', {}, { agents: [{ name: 'a' }, {}] }, ['C: no-evidence']],
    [
      'of a list that is cut off',
      {},
      { agents: [{ name: 'a' }], ...source('/agents') },
      ['C: no-evidence', 'agents: no-evidence'],
    ],
    [
      'whose absence proves nothing',
      { members: { ...members, whenMissing: 'no-evidence' } },
      { agents: [{ name: 'a' }] },
      ['C: no-evidence'],
    ],
    [
      'two of one name',
      { members: { ...members, values: ['A', 'a'] } },
      { agents: [{ name: 'a' }] },
      ['a: no-evidence'],
    ],
    [
      'all others do not matter',
      { assert: false },
      { agents: [{ name: 'x' }, { name: 'a' }, { name: 'c' }] },
      ['a: violation', 'c: violation'],
    ],
  ])('%s', (_what, own, sections, kinds) => {
    expect(missing(own, sections)).toEqual(kinds);
  });

  test('each that is missing was judged, and is said so', () => {
    const result = judgeOne({ members }, { agents: [{ name: 'a' }] });
    expect(result.checked).toBe(2);
    expect(result.findings).toMatchObject([
      { path: '/agents', message: 'is missing', actual: null, expected: 'present' },
    ]);
  });
});

describe('the newest', () => {
  const policies = (...rows: [name: string, at: string | undefined, bad?: boolean][]) => ({
    policies: rows.map(([name, at, bad = false]) => ({ name, at, bad })),
  });
  const rule: Own = {
    each: '/policies/*',
    pick: { newest: '/at' } as never,
    assert: { properties: { bad: { const: false } } },
  };
  const [old, young] = ['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'];

  test.each<[string, object, string[]]>([
    ['decides', policies(['a', old, true], ['b', young]), []],
    ['is all of the same time', policies(['a', young, true], ['b', young]), ['a: violation']],
    ['holds, so one without a time does not matter', policies(['a', young], ['b', undefined]), []],
    [
      'does not hold, and one without a time may be newer',
      policies(['a', young, true], ['b', undefined]),
      ['b: no-evidence'],
    ],
    [
      'does not hold, nor one without a time',
      policies(['a', young, true], ['b', undefined, true]),
      ['b: violation'],
    ],
    ['is one without a time that holds', policies(['b', undefined]), []],
    ['is one of those without a time', policies(['b', undefined], ['c', undefined, true]), ['c: violation']],
    [
      'one of two of the same time does not hold, and one has none',
      policies(['a', young, true], ['b', young], ['c', undefined]),
      ['c: no-evidence'],
    ],
  ])('%s', (_what, sections, kinds) => {
    expect(found(judgeOne(rule, sections))).toEqual(kinds);
  });
});

test.each([
  ['the newest', [{ name: 'a', at: '2026-11-01T00:00:00Z' }]],
  ['one without a time', [{ name: 'a' }]],
  ['the newest, beside one without a time', [{ name: 'b', at: '2026-11-01T00:00:00Z' }, { name: 'a' }]],
])('an error over %s is an error of the rule', (_which, rows) => {
  const broken = {
    get bad(): boolean {
      throw new Error('broken evidence');
    },
  };
  const policies = rows.map((row) => Object.defineProperties(row, Object.getOwnPropertyDescriptors(broken)));
  const pick = { newest: '/at' };
  const result = judgeOne(
    { each: '/policies/*', pick, assert: { properties: { bad: { const: false } } } },
    { policies },
  );
  expect(result.findings).toMatchObject([{ kind: 'rule-error', subject: 'a' }]);
});

describe('a list that is cut off', () => {
  test.each<[string, Own, object, string, string[]]>([
    [
      'leaves a rule open that finds nothing',
      { assert: true },
      { agents, ...source('/agents') },
      'unknown',
      ['agents: no-evidence'],
    ],
    [
      'not one that finds a violation',
      { assert: { required: ['version'] } },
      { agents, ...source('/agents') },
      'fail',
      ['B: violation', 'agents: no-evidence'],
    ],
    ['nor one about another list', { assert: true }, { agents, ...source('/policies') }, 'pass', []],
    [
      'is missing where it is not there',
      { assert: true },
      source('/agents'),
      'unknown',
      ['agents: no-evidence'],
    ],
    [
      'may be in another list',
      { each: '/a/*/b/*', assert: true },
      { a: [{ b: [{}] }], ...source('/agents') },
      'pass',
      [],
    ],
  ])('%s', (_what, own, sections, status, kinds) => {
    const result = judgeOne(own, sections);
    expect([result.status, found(result)]).toEqual([status, kinds]);
  });

  test('is partial', () => {
    expect(judgeOne({}, { agents }).partial).toBeUndefined();
    expect(judgeOne({}, { agents, ...source('/agents') }).partial).toBe(true);
    expect(judgeOne({}, { agents: [null] }).partial).toBe(true);
    expect(judgeOne({}, {}).partial).toBe(true);
    expect(judgeOne({ needs: ['/version'] }, { agents })).not.toHaveProperty('partial');
  });
});

describe('nothing to judge', () => {
  const where = { required: ['x'] };

  test.each<[string, Own, object, string, string]>([
    [
      'an empty list',
      {},
      { agents: [] },
      'unknown',
      'agents: the list is empty, which is evidence for nothing',
    ],
    [
      'an empty list that is nothing to judge',
      { whenEmpty: 'skip' },
      { agents: [] },
      'skip',
      'agents: the list is empty, which is evidence for nothing',
    ],
    ['the same, with a reason', { whenEmpty: 'skip', noneReason: 'no x' }, { agents: [] }, 'skip', 'no x'],
    [
      'an empty list, whatever the reason',
      { noneReason: 'no x' },
      { agents: [] },
      'unknown',
      'agents: the list is empty, which is evidence for nothing',
    ],
    ['none that is meant', { where }, { agents }, 'skip', 'agents: none that the rule is about'],
    ['none that is meant, with a reason', { where, noneReason: 'no x' }, { agents }, 'skip', 'no x'],
    [
      'none that is meant, which is not known',
      { where, whenNoneMatch: 'unknown' },
      { agents },
      'unknown',
      'agents: none that the rule is about',
    ],
    ['another target', { appliesTo: { target: '>=8' } }, { agents }, 'skip', 'for targets >=8'],
  ])('%s', (_what, own, sections, status, reason) => {
    expect(judgeOne(own, sections)).toMatchObject({ status, reason, checked: 0 });
  });

  test('who is meant cannot be read', () => {
    const result = judgeOne(
      { where: { properties: { version: { versionRange: '>=7' } } } },
      { agents: [{ name: 'A', version: 'odd' }] },
    );
    expect([result.checked, result.status, found(result)]).toEqual([1, 'unknown', ['A: no-evidence']]);
  });
});

test('one that is gone violates, unless that is allowed', () => {
  const before = { agents: [{ name: 'A' }, { name: 'Z' }] };
  const gone = (whenMissing: 'violation' | 'pass', own: Own = {}) =>
    judgeOne(
      {
        each: '#/before/agents/*',
        partner: { list: '/inventory/agents', by: ['host'], whenMissing, message: 'is gone' },
        assertPartner: true,
        ...own,
      } as Own,
      { agents },
      { before },
    );
  expect(gone('pass').status).toBe('pass');
  expect(gone('violation').findings).toMatchObject([
    { subject: 'Z', message: 'is gone', actual: null, expected: 'still there' },
  ]);
  expect(gone('violation', { expected: 'one more' }).findings).toMatchObject([{ expected: 'one more' }]);
});

test('rules about the same objects are asked together, those of any phase too, and timed alone', () => {
  const where = { required: ['version'] };
  const rules = ['one', 'two'].map((id) => smallRule({ id, where, assert: false, phase: 'always' }));
  for (const timed of [false, true])
    expect(judgeWith(rules, { agents }, { timed }).map((result) => found(result))).toEqual([
      ['A: violation'],
      ['A: violation'],
    ]);
  expect(judgeWith(rules, { agents: [null, ...agents] }).map(({ checked }) => checked)).toEqual([1, 1]);
});

test('whether an object is meant is asked once for all rules that ask the same', () => {
  const where = { properties: { description: { const: 'x' } } };
  let asked = 0;
  const row = {
    name: 'A',
    get description(): string {
      asked += 1;
      return 'x';
    },
  };
  const askedBy = (count: number) => {
    const rules = Array.from({ length: count }, (_one, id) =>
      smallRule({ id: `rule-${id}`, each: '/policies/*', where }),
    );
    asked = 0;
    judgeLoaded(
      { ...HEADER, schemaVersion: 1, policies: [row] },
      { rules: assembleRules(rules, { ...compileSchemas(rules), lookUps: [] }) },
    );
    return asked;
  };
  expect(askedBy(3)).toBe(askedBy(1));
});

test('how less is asked is said only where it is', () => {
  const settings = { 'small-rule': 'warn' } as const;
  expect(judgeOne({}, { agents })).not.toHaveProperty('relaxed');
  expect(judgeOne({}, { agents }, { choice: { settings } }).relaxed).toEqual(['lowered']);
  const other = { appliesTo: { target: '>=8' } };
  expect(judgeOne(other, { agents }, { choice: { settings } })).not.toHaveProperty('relaxed');
});
