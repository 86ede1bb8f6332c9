import { checkDocument } from '../../src/load/document';
import { formatFaults } from '../../src/load/schema-faults';
import type { Fault } from '../../src/model/rule';

const schema = {
  properties: {
    agents: { items: { $ref: '#/$defs/agent' } },
    mode: { description: 'one of the modes' },
    free: { properties: {} },
  },
  $defs: { agent: { properties: { version: { description: 'four numbers' }, name: {} } } },
};
const document = {
  agents: [{ version: 7, list: [], deep: {} }],
  mode: 'of',
  text: 'x'.repeat(81),
  fit: 'y'.repeat(78),
};
const fault = (keyword: string, instancePath: string, params: object, own: object = {}): Fault =>
  ({ keyword, instancePath, params, schemaPath: '#/properties/mode/x', ...own }) as Fault;
const say = (...faults: Fault[]) => formatFaults(faults, document, schema);

test.each<[string, Fault]>([
  ['/: "schemaVersion" is missing', fault('required', '', { missingProperty: 'schemaVersion' })],
  [
    '/: unknown property "agnets"; did you mean "agents"?',
    fault('additionalProperties', '', { additionalProperty: 'agnets' }),
  ],
  [
    '/agents/0: unknown property "zzzzzzzzz"; allowed: version, name',
    fault('additionalProperties', '/agents/0', { additionalProperty: 'zzzzzzzzz' }),
  ],
  [
    '/: "sqlPassword" is not allowed: a secret is never in a file; name an environment variable instead',
    fault('additionalProperties', '', { additionalProperty: 'sqlPassword' }),
  ],
  [
    '/mode: is "of"; allowed: on, off; did you mean "on"?',
    fault('enum', '/mode', { allowedValues: ['on', null, 'off'] }),
  ],
  ['/agents/0/version: is 7; allowed: on', fault('enum', '/agents/0/version', { allowedValues: ['on'] })],
  ['/agents/0/version: is 7; allowed: 1', fault('const', '/agents/0/version', { allowedValue: 1 })],
  [
    '/agents/0/list: is a list; allowed: string or null',
    fault('type', '/agents/0/list', { type: ['string', 'null'] }),
  ],
  ['/agents/0/deep: is an object; allowed: string', fault('type', '/agents/0/deep', { type: 'string' })],
  ['/agents/1: is nothing; allowed: object', fault('type', '/agents/1', { type: 'object' })],
  [
    `/text: is "${'x'.repeat(79)}…; it must be short`,
    fault('maxLength', '/text', {}, { message: 'must be short' }),
  ],
  [`/fit: is "${'y'.repeat(78)}"; it maxLength`, fault('maxLength', '/fit', {})],
  ['/mode: is "of"; allowed: one of the modes', fault('pattern', '/mode', { pattern: '^x$' })],
  [
    '/fit: is "' + 'y'.repeat(78) + '"; allowed: ^x$',
    fault('pattern', '/fit', { pattern: '^x$' }, { schemaPath: '#/nowhere/x' }),
  ],
  [
    '/mode: is "of"; allowed: a time with an offset, such as 2026-11-20T21:04:11Z',
    fault('format', '/mode', { format: 'date-time' }),
  ],
  ['/mode: is "of"; allowed: a day, such as 2026-12-31', fault('format', '/mode', { format: 'date' })],
  [
    '/fit: is "' + 'y'.repeat(78) + '"; allowed: ipv6',
    fault('format', '/fit', { format: 'ipv6' }, { schemaPath: '#/nowhere/x' }),
  ],
])('%s', (line, given) => {
  expect(say(given)).toEqual([line]);
});

test('only what tells something is said, and once', () => {
  const missing = fault('required', '', { missingProperty: 'a' });
  const others = ['anyOf', 'oneOf', 'if', '$ref'].map((keyword) => fault(keyword, '', {}));
  expect(say(missing, ...others, missing)).toEqual(['/: "a" is missing']);
});

test.each([
  [50, 50, '/: "49" is missing'],
  [51, 51, 'and 1 more'],
  [60, 51, 'and 10 more'],
])('of %d faults %d lines are said', (count, lines, last) => {
  const said = say(
    ...Array.from({ length: count }, (_, at) => fault('required', '', { missingProperty: String(at) })),
  );
  expect([said.length, said.at(-1)]).toEqual([lines, last]);
});

test('a document that does not fit its schema is refused with every fault and the file', async () => {
  await expect(
    checkDocument({ schemaVersion: 2, sources: 7 }, 'inventory', 'a.json', 'inventory'),
  ).rejects.toMatchObject({
    code: 'inventory',
    message: expect.stringMatching(/^a\.json: \/.*: /) as string,
    details: expect.arrayContaining([expect.stringMatching(/^a\.json: \//)]) as string[],
  });
});
