import { chooseRule, type Choice } from '../../../src/engine/judge/choice';
import type { CompiledRule, Rule } from '../../../src/model/rule';
import { everyRule } from '../../support/judge/judge-inventory';
import { judgeWith, smallRule } from '../../support/judge/small-rule';

const choose = (own: Partial<Rule>, choice: Partial<Choice>) => {
  const { level, params, leftOut, relaxed } = chooseRule({ rule: smallRule(own) } as CompiledRule, {
    ...everyRule,
    ...choice,
  });
  return { level, params, isLeftOut: leftOut?.status === 'skip', relaxed };
};
const settings = (setting: Choice['settings'][string]) => ({ settings: { 'small-rule': setting } });
const params = { a: 1, b: [1] };

test.each<[string, Partial<Rule>, Partial<Choice>, object]>([
  ['a rule as its file has it', {}, {}, { level: 'fail', params: {}, isLeftOut: false, relaxed: [] }],
  ['lowered', {}, settings('warn'), { level: 'warn', relaxed: ['lowered'] }],
  [
    'lowered with params',
    { params },
    settings({ level: 'warn', params: { a: 1 } }),
    { level: 'warn', params, relaxed: ['lowered'] },
  ],
  ['raised', { level: 'warn' }, settings('fail'), { level: 'fail', relaxed: [] }],
  ['a warning as it is', { level: 'warn' }, settings('warn'), { level: 'warn', relaxed: [] }],
  [
    'other params',
    { params },
    settings({ params: { a: 2 } }),
    { level: 'fail', params: { a: 2, b: [1] }, relaxed: ['params'] },
  ],
  ['params of a rule that has none', {}, settings({ params: { a: 2 } }), { relaxed: ['params'] }],
  ['the same params', { params }, settings({ params: { b: [1] } }), { params, relaxed: [] }],
  ['off', {}, settings('off'), { level: 'fail', isLeftOut: true, relaxed: ['off'] }],
  ['not among the only ones', {}, { only: new Set(['other']) }, { isLeftOut: true, relaxed: ['only'] }],
  ['the only one', {}, { only: new Set(['small-rule']) }, { isLeftOut: false, relaxed: [] }],
  ['skipped', {}, { skip: new Set(['small-rule']) }, { isLeftOut: true, relaxed: ['skip'] }],
  ['another one is skipped', {}, { skip: new Set(['other']) }, { isLeftOut: false, relaxed: [] }],
  ['judged only after the install', {}, { whileUninstalled: true }, { isLeftOut: true, relaxed: [] }],
  ['the same, and off', {}, { whileUninstalled: true, ...settings('off') }, { isLeftOut: true, relaxed: [] }],
  [
    'judged before too',
    { whileUninstalled: true },
    { whileUninstalled: true },
    { isLeftOut: false, relaxed: [] },
  ],
  ['a setting by a name of objects', { id: 'constructor' }, {}, { level: 'fail', params: {}, relaxed: [] }],
])('%s', (_name, own, choice, chosen) => {
  expect(choose(own, choice)).toMatchObject(chosen);
});

describe('rules about the same objects, each with its own params', () => {
  const where = { required: ['kind'], properties: { kind: { const: { $data: '/params/kind' } } } };
  const policies = [
    { name: 'a', kind: 'x', at: '2026-11-01T00:00:00Z' },
    { name: 'b', kind: 'y', at: '2026-11-02T00:00:00Z' },
    { name: 'c', kind: 'x', at: '2026-11-03T00:00:00Z' },
    { name: 'd', kind: 'y', at: '2026-11-03T00:00:00Z' },
    { name: 'e', kind: 'x', at: '2026-11-03T00:00:00Z' },
  ];
  const rule = (id: string, kind: string, own: Partial<Rule> = {}) =>
    smallRule({ id, each: '/policies/*', where, assert: false, params: { kind }, ...own });
  const subjectsOf = (rules: Rule[]) =>
    Object.fromEntries(
      judgeWith(rules, { policies }).map(({ ruleId, findings }) => [
        ruleId,
        findings.map(({ subject }) => subject),
      ]),
    );

  test('where it says so', () => {
    expect(subjectsOf([rule('one', 'x'), rule('two', 'y')])).toEqual({
      one: ['a', 'c', 'e'],
      two: ['b', 'd'],
    });
  });

  test('of the newest, all of the same time, whatever their order', () => {
    const pick = { pick: { newest: '/at' } };
    expect(subjectsOf([rule('one', 'x', pick), rule('two', 'y', pick)])).toEqual({
      one: ['c', 'e'],
      two: ['d'],
    });
    policies.reverse();
    expect(subjectsOf([rule('two', 'y', pick), rule('one', 'x', pick)])).toEqual({
      one: ['c', 'e'],
      two: ['d'],
    });
  });
});
