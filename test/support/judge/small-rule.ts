import { judge, type Case } from '../../../src/engine/judge/judge';
import type { Choice } from '../../../src/engine/judge/choice';
import { compileRule, createRuleAjv } from '../../../src/load/rules/compiler';
import type { Inventory } from '../../../src/model/inventory';
import type { Result } from '../../../src/model/report';
import type { CompiledRule, Rule } from '../../../src/model/rule';
import { catalogue, everyRule, findTarget, HEADER, NOW } from './judge-inventory';

/** A rule of a test's own: about agents, and always holding unless the test says otherwise. */
export function smallRule(own: Partial<Rule>): Rule {
  return {
    id: 'small-rule',
    title: 'A small rule',
    category: 'agents',
    level: 'fail',
    phase: 'pre-upgrade',
    each: '/agents/*',
    subject: '{name}',
    needs: [],
    assert: true,
    message: 'does not hold',
    remediation: 'Put it right.',
    references: [],
    facts: [],
    ...own,
  };
}

const ajv = createRuleAjv();
const compiledRules = new WeakMap<Rule, CompiledRule>();

/** Compiles a rule, once however often it is judged. */
function compile(rule: Rule): CompiledRule {
  const compiled = compiledRules.get(rule) ?? compileRule(ajv, rule, 'test');
  compiledRules.set(rule, compiled);
  return compiled;
}

interface Options {
  choice?: Partial<Choice>;
  target?: string;
  before?: Record<string, unknown>;
  timed?: boolean;
}

/** Judges an inventory's sections with rules of the test's own instead of the built-in ones. */
export function judgeWith(rules: Rule[], sections: object, options: Options = {}): Result[] {
  const compiled = rules.map(compile);
  const { choice = {}, target = '7.4', before, timed = false } = options;
  const estate: Case = {
    inventory: { ...HEADER, ...sections } as Inventory,
    target: findTarget(target),
    now: Date.parse(NOW),
    timed,
    ...(before ? { before: { ...HEADER, ...before } as unknown as Inventory } : {}),
  };
  return judge({ ...catalogue, rules: compiled }, { ...everyRule, ...choice }, estate).results;
}

/** The one result of one rule. */
export function judgeOne(own: Partial<Rule>, sections: object, options: Options = {}): Result {
  const [result] = judgeWith([smallRule(own)], sections, options);
  if (!result) throw new Error('the rule has no result');
  return result;
}
