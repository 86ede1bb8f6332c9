import { formatSuggestion } from '../../../engine/values/suggestions';
import type { Rule } from '../../../model/rule';
import { below, type RuleFaults } from './faults';
import { ANY, find, kindsOf, type Field } from './fields';

/** What an assertion says of what does not hold. */
const PROBLEM = ['actual', 'expected', 'detail'];

/** Refuses what stands in braces in a text and names nothing, or stands in a text in which nothing is filled in. */
export function checkTexts(faults: RuleFaults, scope: Field, rule: Rule): void {
  const { subject = ANY, target = ANY, params = ANY } = scope.properties ?? {};
  const layers = [target, params, { type: 'object', properties: { target: ANY, source: ANY } }];
  const problem: Field = {
    type: 'object',
    properties: Object.fromEntries(PROBLEM.map((name) => [name, ANY])),
  };
  const named = { ...subject, properties: { ...subject.properties, ...hostOf(subject) } };
  checkText(faults, '/subject', rule.subject, [named, problem, ...layers]);
  checkText(faults, '/message', rule.message, [subject, problem, ...layers]);
  checkText(faults, '/partner/message', rule.partner?.message, [subject, problem, ...layers]);
  checkText(faults, '/expected', rule.expected, [problem, ...layers]);
  checkText(faults, '/title', rule.title, []);
  for (const [at, text] of listFailureTitles(rule)) checkText(faults, at, text, [COUNT, ...layers]);
  checkText(faults, '/remediation', rule.remediation, []);
  checkText(faults, '/noneReason', rule.noneReason, []);
  rule.appliesTo?.when?.forEach(({ otherwise }, at) =>
    checkText(faults, below('/appliesTo/when', at, 'otherwise'), otherwise, []),
  );
}

const COUNT: Field = { type: 'object', properties: { count: ANY } };

function listFailureTitles({ failureTitle = '' }: Rule): [string, string][] {
  if (typeof failureTitle === 'string') return [['/failureTitle', failureTitle]];
  return Object.entries(failureTitle).map(([number, text]) => [below('/failureTitle', number), text]);
}

/** `{host}` is computed for what has a name of a host. */
function hostOf({ properties = {} }: Field): Record<string, Field> {
  return 'name' in properties || 'host' in properties ? { host: ANY } : {};
}

function checkText(faults: RuleFaults, at: string, text: string | undefined, layers: readonly Field[]): void {
  for (const [, name = ''] of (text ?? '').matchAll(/\{([A-Za-z0-9_.]+)\}/g)) {
    const tokens = name.split('.');
    if (layers.some((layer) => kindsOf(layer).length === 0 || find(layer, tokens).field)) continue;
    const known = layers.flatMap((layer) => Object.keys(layer.properties ?? {}));
    faults.add(
      at,
      layers.length === 0
        ? `"{${name}}" stands in a text in which nothing is filled in`
        : `"{${name}}" names nothing${formatSuggestion(name, known)}`,
    );
  }
}
