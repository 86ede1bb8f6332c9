import {
  ANY,
  areAlike,
  find,
  formatKinds,
  kindsOf,
  step,
  withoutReferences,
  type Field,
} from '../../../../src/load/rules/lint/fields';

test.each<[Field, string]>([
  [{ type: 'string' }, 'a text'],
  [{ type: ['integer', 'null'] }, 'a number'],
  [{ type: ['number', 'string'] }, 'a number or a text'],
  [{ type: 'boolean' }, 'true or false'],
  [{ type: 'array' }, 'a list'],
  [{ type: ['object', 'null'] }, 'an object'],
  [{ type: 'string', format: 'date-time' }, 'a text or a time'],
  [{ type: 'string', format: 'date' }, 'a text'],
  [{ enum: ['a', null, 'b', 1] }, 'a text or a number'],
  [{ const: true }, 'true or false'],
  [{ type: 'string', enum: [1] }, 'a text'],
  [ANY, ''],
])('%j is %s', (field, words) => {
  expect(formatKinds(kindsOf(field))).toBe(words);
});

test('kinds are alike where one is the other, or where nobody knows', () => {
  expect(areAlike(['text', 'number'], ['number'])).toBe(true);
  expect(areAlike(['text'], ['number', 'flag'])).toBe(false);
  expect([areAlike([], ['flag']), areAlike(['flag'], [])]).toEqual([true, true]);
});

const agent: Field = {
  type: 'object',
  properties: { $schema: {}, name: { type: 'string' }, fqdn: {}, notes: {}, conflicts: {} },
};
const inventory: Field = {
  type: 'object',
  properties: {
    agents: { type: 'array', items: agent },
    names: { type: 'array' },
    version: { type: 'string' },
  },
};

test.each<[Field, string, string]>([
  [agent, 'nmae', 'there is no "nmae" here; did you mean "name"?'],
  [agent, 'zzzzzzzz', 'there is no "zzzzzzzz" here; allowed: name, fqdn'],
  [agent, 'constructor', 'there is no "constructor" here; allowed: name, fqdn'],
  [agent, '*', '"*" stands for the elements of a list, and here is an object'],
  [{ type: 'string' }, 'name', '"name" is asked of a text'],
  [
    { type: 'array', items: agent },
    'name',
    '"name" is asked of a list; for that of each of its elements write "*" before it',
  ],
])('one step from %j to %s: %s', (field, token, fault) => {
  expect(step(field, token)).toEqual({ fault });
});

test.each<[string[], boolean, Field]>([
  [[], false, inventory],
  [['agents', '*', 'name'], false, { type: 'string' }],
  [['agents', 'name'], true, { type: 'string' }],
  [['agents', '*', 'name'], true, { type: 'string' }],
  [['names', '*'], false, ANY],
  [['names', 'x'], true, ANY],
  [['x-own', 'below'], false, ANY],
])('from an inventory %j leads to something (through lists: %s)', (tokens, throughLists, field) => {
  expect(find(inventory, tokens, throughLists)).toEqual({ field });
});

test('what leads to nothing says at which step', () => {
  expect(find(inventory, ['agents', 'name']).fault).toContain('is asked of a list');
  expect(find(inventory, ['agent', 'name']).fault).toBe('there is no "agent" here; did you mean "agents"?');
  expect(find(inventory, ['version', 'x'], true).fault).toBe('"x" is asked of a text');
});

test('references are put in, with what stands beside them', () => {
  const schema = {
    $defs: { list: { items: { $ref: '#/$defs/one' } }, one: { type: 'string', title: 'of the reference' } },
    properties: { a: { $ref: '#/$defs/list' }, b: { $ref: '#/$defs/one', title: 'own' } },
    anyOf: [{ $ref: '#/$defs/one' }, null, 7],
  };
  const one = { type: 'string', title: 'of the reference' };
  expect(withoutReferences(schema)).toEqual({
    properties: { a: { items: one }, b: { type: 'string', title: 'own' } },
    anyOf: [one, null, 7],
  });
  expect(withoutReferences({ $ref: '#/$defs/none', title: 'a' })).toEqual({ title: 'a' });
});
