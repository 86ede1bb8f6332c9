import { basisOf } from '../../../src/engine/verdict/basis';
import type { Rule } from '../../../src/model/rule';
import { smallRule } from '../../support/judge/small-rule';

const rule = smallRule({ each: '/agents/*', assert: true });

test('one digest for what is asked of the same objects, with the same params', () => {
  expect(basisOf(rule, { a: 1 })).toMatch(/^[0-9a-f]{16}$/);
  expect(basisOf({ ...rule, title: 'other', remediation: 'other' }, { a: 1 })).toBe(basisOf(rule, { a: 1 }));
});

test.each<Partial<Rule>>([
  { assert: false },
  { each: '/databases/*' },
  { where: false },
  { needs: ['/version'] },
  { whenEmpty: 'unknown' },
  { whileUninstalled: true },
] as Partial<Rule>[])('another one with %j', (other) => {
  expect(basisOf({ ...rule, ...other }, {})).not.toBe(basisOf(rule, {}));
});

test('another one with other params, for the same rule', () => {
  expect(basisOf(rule, { a: 2 })).not.toBe(basisOf(rule, { a: 1 }));
});
