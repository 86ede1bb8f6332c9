import { parseInventoryPointer } from '../../../engine/values/pointers';
import type { Condition, JsonSchema, Rule } from '../../../model/rule';
import { below } from './faults';
import { areAlike, formatKinds, kindsOf, type Field } from './fields';
import { checkList, checkPointer, checkPointerBelow, type Lint } from './pointers';
import { checkSchema } from './schemas';

/** Holds every pointer and schema of a rule against what it may look at. */
export function checkReferences(lint: Lint, rule: Rule): void {
  const subject = checkEach(lint, rule.each, '/each');
  checkSchemaOf(lint, rule.where, '/where', subject);
  checkSchemaOf(lint, rule.assert, '/assert', subject);
  checkNeeds(lint, rule, subject);
  checkMembers(lint, rule, subject);
  checkPartner(lint, rule, subject);
  if (rule.pick) {
    const time = checkPointer(lint, rule.pick.newest, '/pick/newest', 'subject');
    if (!areAlike(['time'], kindsOf(time)))
      lint.faults.add('/pick/newest', `is ${formatKinds(kindsOf(time))}, and a time is needed`);
  }
  rule.question?.fields.forEach((field, at) =>
    checkPointer(lint, field, below('/question/fields', at), 'inventory'),
  );
  rule.appliesTo?.when?.forEach((condition, at) =>
    checkCondition(lint, condition, below('/appliesTo/when', at)),
  );
}

function checkEach(lint: Lint, each: string, at: string): Field {
  const { root } = parseInventoryPointer(each);
  if (root === 'inventory' || root === 'before') return checkPointer(lint, each, at, 'inventory');
  lint.faults.add(
    at,
    `"${each}" is no part of an inventory; allowed: such as /agents/* or #/before/agents/*`,
  );
  return {};
}

function checkSchemaOf(lint: Lint, schema: JsonSchema | undefined, at: string, field: Field): void {
  checkSchema(lint, schema, { at, field, name: '' });
}

function checkNeeds(lint: Lint, { needs }: Rule, subject: Field): void {
  needs.forEach((need, index) => {
    const at = below('/needs', index);
    const { path, is, unless } = typeof need === 'string' ? { path: need } : need;
    const field = checkPointer(lint, path, typeof need === 'string' ? at : below(at, 'path'), 'subject');
    checkSchemaOf(lint, unless, below(at, 'unless'), subject);
    // `is` is asked of the value in the place of the subject.
    const scope = { ...lint.scope, properties: { ...lint.scope.properties, subject: field } };
    checkSchemaOf({ ...lint, scope }, is, below(at, 'is'), field);
  });
}

function checkMembers(lint: Lint, { members }: Rule, subject: Field): void {
  if (!members) return;
  const key = checkPointerBelow(lint, subject, members.key, '/members/key');
  if (!areAlike(['text'], kindsOf(key)))
    lint.faults.add('/members/key', `is ${formatKinds(kindsOf(key))}, and a text is needed`);
  members.values.forEach((value, index) => {
    if (typeof value === 'string') return;
    checkPointer(lint, value.$data, below('/members/values', index, '$data'), 'scope');
  });
}

function checkPartner(lint: Lint, { partner, assertPartner }: Rule, subject: Field): void {
  if (!partner) return;
  const other = checkList(lint, partner.list, '/partner/list');
  checkSchemaOf(lint, assertPartner, '/assertPartner', other);
  partner.by.forEach((by, index) => {
    const at = below('/partner/by', index);
    if (by === 'host') {
      if (partner.by.length > 1) lint.faults.add(at, '"host" is allowed only alone');
    } else if (by.startsWith('/')) {
      for (const row of [subject, other]) checkPointerBelow(lint, row, by, at);
    } else lint.faults.add(at, `"${by}" is no pointer; allowed: "host", or pointers such as "/${by}"`);
  });
}

function checkCondition(lint: Lint, { any, none, where, matches, needs }: Condition, at: string): void {
  const key = any === undefined ? 'none' : 'any';
  const element = checkEach(lint, any ?? none ?? '', below(at, key));
  const properties: Record<string, Field> = { ...lint.scope.properties, subject: element };
  delete properties.partner;
  const own = { ...lint, scope: { ...lint.scope, properties } };
  needs.forEach((need, index) => {
    const place = below(at, 'needs', index);
    if (need.startsWith('#'))
      lint.faults.add(place, `"${need}" is not of the element; allowed: such as /version`);
    else checkPointer(own, need, place, 'subject');
  });
  checkSchemaOf(own, where, below(at, 'where'), element);
  checkSchemaOf(own, matches, below(at, 'matches'), element);
}
