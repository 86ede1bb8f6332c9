import { KEYWORDS } from '../../../src/engine/keywords';
import { createRuleAjv } from '../../../src/load/rules/compiler';
import { askKeyword } from '../../support/judge/ask-keyword';

const ajv = createRuleAjv();
const isAllowed = (name: string, value: unknown) => ajv.validate(KEYWORDS[name]?.valueSchema ?? false, value);

/** What else may stand in the place of a text, and what may not. */
const pointer = { good: '/x', bad: [7, 'x'] };
const text = { good: 'x', bad: [7, {}, null] };
const isData = { good: { $data: '/x' }, bad: [{}, { $data: 'x' }, { $data: 7 }, { $data: '/x', y: 1 }] };
const orData = (one: { good: unknown; bad: unknown[] }) => [
  { ...one, bad: [...one.bad, ...isData.bad] },
  isData,
];
const number = { good: 1, bad: ['1'] };
const texts = { good: ['x'], bad: ['x', [], [7]] };
const duration = { good: 'P7D', bad: ['7 days', '2026-01-01', 'P7D or so', 7] };
const key = { good: '', bad: [7, 'x'] };
const flag = { good: true, bad: [false, 'x'] };

type Field = { good: unknown; bad: unknown[]; optional?: true };
const optional = (field: Field): Field => ({ ...field, optional: true });

/** Keywords whose values are objects: their fields. */
const OBJECTS: Record<string, Record<string, Field | Field[]>> = {
  atLeastTimes: { value: orData(number), times: orData(number), plus: orData(number) },
  atMostShareOf: { value: orData(number), percent: orData(number) },
  accountKind: {
    is: { good: ['domain', 'local', 'local-service', 'computer'], bad: ['domain', [], ['x'], [7]] },
    on: orData(text),
  },
  distinctBy: { list: pointer, key: ['fqdn', 'address', 'host'].map((good) => ({ good, bad: ['name', 7] })) },
  existsIn: {
    list: pointer,
    on: { good: ['/x', ''], bad: ['/x', [], [7], ['x']] },
    from: optional(key),
    replace: optional({ good: ['a', 'b'], bad: [['a'], ['a', 'b', 'c'], ['a', 7], 'a'] }),
    value: optional(text),
  },
  fitsTable: {
    table: orData({ good: [{}], bad: ['x'] }),
    value: pointer,
    column: text,
    conditions: optional(pointer),
  },
  gapless: { list: pointer, group: pointer, place: pointer },
  holds: {
    key,
    values: { good: ['x'], bad: ['x', [], [7], Array.from({ length: 31 }, String)] },
    match: { good: 'mention', bad: ['like', 7] },
  },
  keptShare: { of: pointer, percent: orData(number) },
  missingFrom: { list: pointer, on: { good: ['/x'], bad: ['/x', [], [7], ['/x', '/y']] }, value: text },
  pairedWith: { table: orData({ good: [{}], bad: ['x'] }), of: orData(text), by: text, column: text },
  sameVersion: { partner: pointer, subject: pointer },
  timelyIn: {
    list: pointer,
    key: pointer,
    from: pointer,
    time: pointer,
    since: pointer,
    newerThan: orData(duration),
  },
  valuesKept: { from: pointer, to: pointer, of: pointer, by: pointer, value: pointer },
};

/** All others. */
const PLAIN: Record<string, Field[]> = {
  administratorIn: [pointer],
  aheadBy: orData(duration),
  compatibleWith: [{ good: 'activityMonitor', bad: ['x'] }],
  documentedEdge: [flag],
  earlierThanTarget: [flag],
  hostName: [flag],
  isAnyOf: orData(texts),
  keptTime: [pointer],
  keptTrue: [pointer],
  laterThan: orData(text),
  mentionsNone: [texts],
  newerThan: orData(duration),
  notBeforeNewest: [pointer],
  ofTarget: [
    { good: 'line', bad: ['x'] },
    { good: 'version', bad: ['x'] },
  ],
  olderThan: orData(duration),
  otherHostThan: orData(text),
  outsideOf: orData(text),
  releaseNamed: [flag],
  sameManagerAs: [pointer],
  sameServerAs: orData(text),
  settingsCurrent: [
    {
      good: [{ keys: ['k'], values: ['v'], now: 'n' }],
      bad: ['x', [], ['x'], [{ keys: ['k'], values: ['v'] }]],
    },
    {
      good: [{ keys: ['k'], now: 'n', facts: ['A12'] }],
      bad: [[{ keys: ['k'], values: [], now: 'n' }], [{ values: ['v'], now: 'n' }]],
    },
    { good: [{ keys: ['k'], values: ['v'], now: 'n' }], bad: [[{ keys: ['k'], values: ['v'], now: 7 }]] },
    {
      good: [{ keys: ['k'], values: ['v'], now: 'n' }],
      bad: [[{ keys: ['k'], values: ['v'], now: 'n', x: 1 }]],
    },
  ],
  usedNas: [flag],
  versionParts: [{ good: 4, bad: [0, 5, 1.5, '4'] }],
  versionRange: [
    { good: '>=7.3', bad: [7, {}, { more: '7' }] },
    { good: { minimum: '7.3' }, bad: [{ minimum: 7 }, { minimum: { $data: 'x' } }] },
    { good: { below: { $data: '/x' } }, bad: [{ below: 7 }, { below: '7', more: 1 }] },
    { good: { range: '7.3' }, bad: [{ range: 7 }] },
  ],
  windowsServer: orData(texts),
};

const fieldsOf = (name: string) =>
  Object.entries(OBJECTS[name] ?? {}).map(([field, kinds]) => ({ field, kinds: [kinds].flat() }));
const goodOf = (name: string) =>
  Object.fromEntries(fieldsOf(name).map(({ field, kinds }) => [field, kinds[0]?.good]));

test('what is tried here is every keyword', () => {
  expect(Object.keys({ ...OBJECTS, ...PLAIN }).sort()).toEqual(Object.keys(KEYWORDS));
});

test.each(Object.keys(PLAIN))('what the value of %s may be', (name) => {
  const kinds = PLAIN[name] ?? [];
  expect(kinds.map(({ good }) => good).filter((value) => !isAllowed(name, value))).toEqual([]);
  expect(kinds.flatMap(({ bad }) => bad).filter((value) => isAllowed(name, value))).toEqual([]);
});

test.each(Object.keys(OBJECTS))('what the value of %s may be: nothing more, nothing less', (name) => {
  const good = goodOf(name);
  const allowed: unknown[] = [good];
  const refused: unknown[] = ['x', { ...good, more: 1 }];
  for (const { field, kinds } of fieldsOf(name)) {
    for (const kind of kinds) {
      allowed.push({ ...good, [field]: kind.good });
      refused.push(...kind.bad.map((bad) => ({ ...good, [field]: bad })));
    }
    const rest = Object.fromEntries(Object.entries(good).filter(([name]) => name !== field));
    (kinds[0]?.optional ? allowed : refused).push(rest);
  }
  expect(allowed.filter((value) => !isAllowed(name, value))).toEqual([]);
  expect(refused.filter((value) => isAllowed(name, value))).toEqual([]);
});

const TIME = '2026-11-19T00:00:00Z';
/** A value in a rule, and what can be read of each kind. */
const READABLE: Record<string, [value: unknown, ...readable: unknown[]]> = {
  aheadBy: ['P1D', TIME],
  atLeastTimes: [{ value: 1, times: 1, plus: 1 }, 7],
  atMostShareOf: [{ value: 1, percent: 1 }, 7],
  compatibleWith: ['activityMonitor', '7.1'],
  accountKind: [{ is: ['domain'], on: 'SQL01' }, 'CONTOSO\\svc'],
  administratorIn: ['/inventory/admins', 'CONTOSO\\svc'],
  distinctBy: [{ list: '/inventory/agents', key: 'host' }, { name: 'a' }],
  documentedEdge: [true, '7.3'],
  earlierThanTarget: [true, '7.3'],
  fitsTable: [{ table: [], value: '/v', column: 'c' }, { v: 1 }],
  gapless: [{ list: '/inventory/agents', group: '/file', place: '/at' }, { at: 0 }],
  holds: [{ key: '', values: ['x'], match: 'equal' }, ['y']],
  hostName: [true, 'SQL01'],
  isAnyOf: [['x'], 'x', 7],
  keptShare: [{ of: '/n', percent: 90 }, { n: 1 }],
  keptTime: ['/t', { t: TIME }],
  keptTrue: ['/on', { on: true }],
  laterThan: ['7.3', '7.4'],
  mentionsNone: [['x'], ['y']],
  newerThan: ['P1D', TIME],
  notBeforeNewest: ['/inventory/agents/*/at', TIME],
  ofTarget: ['line', '7.4'],
  olderThan: ['P1D', TIME],
  otherHostThan: ['TP01', 'SQL01'],
  outsideOf: ['C:\\x', 'C:\\y'],
  pairedWith: [{ table: [{ a: '7', b: '8' }], of: '7.1', by: 'a', column: 'b' }, '8.1'],
  releaseNamed: [true, 'Windows 10'],
  sameVersion: [{ partner: '/v', subject: '/v' }, { v: '7.4' }],
  settingsCurrent: [[{ keys: ['k'], values: ['v'], now: 'n' }], [{ key: 'x', value: 'y' }]],
  timelyIn: [
    { list: '/inventory/agents', key: '/k', from: '/k', time: '/t', since: '/t', newerThan: 'P7D' },
    { k: 'a', t: TIME },
  ],
  valuesKept: [
    { from: '/inventory/agents', to: '/inventory/agents', of: '/k', by: '/k', value: '/v' },
    { k: 'a' },
  ],
  usedNas: [true, { type: 'NetApp' }, [{ type: 'NetApp' }]],
  versionParts: [4, '7.4'],
  versionRange: ['>=7', '7.4'],
  windowsServer: [['2019'], 'Windows Server 2019'],
};

const kindOf = (value: unknown) =>
  value === TIME
    ? 'time'
    : Array.isArray(value)
      ? 'list'
      : { string: 'text', number: 'number', object: 'object' }[typeof value as 'string'];

const SCOPE = {
  inventory: {
    admins: [{ name: 'X\\other', kind: 'user' }],
    agents: [{ name: 'a', k: 'a', t: TIME, at: TIME, v: 'x' }],
  },
  subject: { n: 1, t: TIME, on: true, v: '7.4' },
  target: { line: '7.4', version: '7.4', acceptedSources: [], routes: [] },
  targets: { lines: [] },
  compatibility: { activityMonitor: [], hostTypes: { nas: ['NetApp'], others: ['Windows'] } },
};

test.each(Object.entries(READABLE))(
  'what %s says that it reads, it can read',
  (name, [value, ...readable]) => {
    for (const given of readable) expect(askKeyword(name, value, given, SCOPE)?.unreadable).toBeUndefined();
    expect(KEYWORDS[name]?.judges).toEqual(readable.map(kindOf));
  },
);

test('all others look at values of any kind, or at none', () => {
  const others = Object.keys(KEYWORDS).filter((name) => !Object.hasOwn(READABLE, name));
  expect(others).toEqual(['existsIn', 'missingFrom', 'sameManagerAs', 'sameServerAs']);
  expect(others.filter((name) => KEYWORDS[name]?.judges)).toEqual([]);
});

test.each([
  ['gapless', { list: '/inventory/agents', group: '/file', place: '/at' }, { file: 'x', at: 1 }],
  ['releaseNamed', true, 'Windows'],
])('%s says yes or nothing', (name, value, given) => {
  expect(askKeyword(name, value, given)).toHaveProperty('unreadable');
  expect(KEYWORDS[name]?.neverViolated).toBe(true);
});
