import { readsOf } from '../../../src/engine/keywords/reads';
import { builtInRules, builtInSchema } from '../../../src/load/rules/built-in';
import type { JsonSchema, Partner, Rule } from '../../../src/model/rule';
import { judgeOne, smallRule } from '../../support/judge/small-rule';

interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  properties?: Record<string, Schema>;
  items?: Schema;
}

const inventory = builtInSchema('inventory') as Schema;

/** Whether the inventory has what a path leads to; a list that is looked at as a whole stands for its elements. */
function isKnown(tokens: readonly string[], given: Schema | undefined): boolean {
  const schema = given?.$ref ? inventory.$defs?.[given.$ref.split('/').at(-1) ?? ''] : given;
  const [token, ...rest] = tokens;
  if (schema === undefined) return false;
  if (token === undefined) return true;
  if (schema.items) return isKnown(token === '*' ? rest : tokens, schema.items);
  return isKnown(rest, schema.properties?.[token]);
}

test('a path that the inventory does not have is told from one that it has', () => {
  expect(isKnown(['agents', '*', 'version'], inventory)).toBe(true);
  expect(isKnown(['certsInfo', 'files', 'name'], inventory)).toBe(true);
  expect(isKnown(['agents', '*', 'verzion'], inventory)).toBe(false);
});

/** What tells which host a row stands for: each list has some of these. */
const HOST = ['name', 'host', 'domain', 'fqdn'];

test.each(builtInRules())('what $id looks at is in the inventory', (rule) => {
  const paths = readsOf(rule).paths.map((path) => path.slice(1).split('/'));
  const evidence = paths.filter(([root, ...tokens]) => {
    const isHost = HOST.includes(tokens.at(-1) ?? '') && rule.id === 'agent-name-unique';
    return (root === 'inventory' || root === 'before') && !isHost;
  });
  expect(evidence.length).toBeGreaterThan(0);
  expect(
    evidence.filter(([, ...tokens]) => !isKnown(tokens, inventory)).map((path) => path.join('/')),
  ).toEqual([]);
});

test('what a rule looks at is said by its needs, its schemas and its keywords', () => {
  const rule = smallRule({
    where: { required: ['status'] },
    needs: ['/version', { path: '/osVersion', unless: { properties: { platform: { const: 'x' } } } }],
    assert: {
      anyOf: [
        { properties: { eventsInQueue: { maximum: { $data: '/params/most' } } } },
        { properties: { modules: { existsIn: { list: '/inventory/policies', on: ['/name'] } } } },
      ],
    },
  });
  expect(readsOf(rule)).toEqual({
    paths: [
      '/inventory/agents/*',
      '/inventory/agents/*/eventsInQueue',
      '/inventory/agents/*/modules',
      '/inventory/agents/*/modules/name',
      '/inventory/agents/*/osVersion',
      '/inventory/agents/*/platform',
      '/inventory/agents/*/status',
      '/inventory/agents/*/version',
      '/inventory/policies/*/name',
      '/params/most',
    ],
    lists: ['/inventory/agents', '/inventory/policies'],
    indexes: [{ keep: 'keys', list: '/inventory/policies', by: ['/name'] }],
    conditions: [],
  });
});

const agents = '/inventory/agents';
const ofManager = ['address', 'fqdn', 'host'].map((field) => `/inventory/enterpriseManager/${field}`);

test.each<[name: string, value: unknown, paths: string[]]>([
  ['keptTrue', '/on', [`${agents}/*/on`, '/subject/on']],
  ['keptShare', { of: '/n', percent: { $data: '/params/p' } }, [`${agents}/*/n`, '/params/p', '/subject/n']],
  ['keptTime', '/t', [`${agents}/*/t`, '/subject/t']],
  ['sameVersion', { partner: '/a', subject: '/b' }, [`${agents}/*/a`, '/subject/b']],
  ['fitsTable', { table: [], value: '/v', column: 'c' }, [`${agents}/*/v`]],
  ['fitsTable', { table: [], value: '/v', column: '/c' }, [`${agents}/*/c`, `${agents}/*/v`]],
  ['settingsCurrent', [{ keys: ['k'], values: ['v'], now: 'n' }], [`${agents}/*/key`, `${agents}/*/value`]],
  ['holds', { key: '/n', values: ['x'], match: 'equal' }, [`${agents}/*/n`]],
  ['otherHostThan', { $data: '/params/host' }, [...ofManager, '/params/host']],
  ['outsideOf', { $data: '/params/folder' }, [...ofManager, '/params/folder']],
  [
    'sameManagerAs',
    '/before/enterpriseManager',
    ['address', 'domain', 'fqdn', 'host'].flatMap((field) => [
      `/before/enterpriseManager/${field}`,
      `${agents}/*/${field}`,
    ]),
  ],
  ['notBeforeNewest', '/before/agents/*/at', ['/before/agents/*/at']],
  [
    'distinctBy',
    { list: '/before/agents', key: 'host' },
    ['domain', 'fqdn', 'host', 'name'].flatMap((field) => [
      `/before/agents/*/${field}`,
      `${agents}/*/${field}`,
    ]),
  ],
  [
    'distinctBy',
    { list: '/before/agents', key: 'fqdn' },
    ['fqdn', 'name'].flatMap((field) => [`/before/agents/*/${field}`, `${agents}/*/${field}`]),
  ],
  ['existsIn', { list: '/before/policies', on: ['/a'] }, ['/before/policies/*/a', `${agents}/*/a`]],
  [
    'existsIn',
    { list: '/before/policies', on: ['/a'], from: '/b' },
    ['/before/policies/*/a', `${agents}/*/b`],
  ],
  ['existsIn', { list: '/before/policies', on: ['/a'], value: 'x' }, ['/before/policies/*/a']],
  ['missingFrom', { list: '/before/policies', on: ['/a'], value: 'x' }, ['/before/policies/*/a']],
  [
    'gapless',
    { list: '/before/policies', group: '/g', place: '/p' },
    ['/before/policies/*/g', '/before/policies/*/p', `${agents}/*/g`, `${agents}/*/p`],
  ],
  [
    'timelyIn',
    {
      list: '/before/policies',
      key: '/k',
      from: '/f',
      time: '/t',
      since: '/s',
      newerThan: { $data: '/params/p' },
    },
    ['/before/policies/*/k', '/before/policies/*/t', `${agents}/*/f`, `${agents}/*/s`, '/params/p'],
  ],
  [
    'valuesKept',
    { from: '/before/policies', to: '/inventory/policies', of: '/o', by: '/b', value: '/v' },
    ['b', 'v']
      .flatMap((field) => [`/before/policies/*/${field}`, `/inventory/policies/*/${field}`])
      .concat(`${agents}/*/o`),
  ],
])('what %s %j looks at', (name, value, paths) => {
  const { paths: found } = readsOf(smallRule({ assert: { [name]: value } }));
  expect(found).toEqual([...new Set([`${agents}/*`, ...paths])].sort());
});

test('lists of the value are looked up whole, before and after', () => {
  const { indexes, lists } = readsOf(
    smallRule({
      assert: { valuesKept: { from: '/before/x', to: '/inventory/a/*/x', of: '/o', by: '/b', value: '/v' } },
    }),
  );
  expect(indexes).toEqual([
    { keep: 'values', list: '/before/x', by: '/b', value: '/v' },
    { keep: 'values', list: '/inventory/a/*/x', by: '/b', value: '/v' },
  ]);
  expect(lists).toEqual(['/before/x', '/inventory/a', '/inventory/a/*/x', '/inventory/agents']);
});

test('what a rule says beside its schemas is looked at too', () => {
  const paths = (own: Partial<Rule>) =>
    readsOf(smallRule(own)).paths.filter((path) => path !== `${agents}/*`);
  expect(paths({ pick: { newest: '/at' } as never })).toEqual([`${agents}/*/at`]);
  const values = ['a', { $data: '/params/b', default: 'b' }];
  expect(paths({ members: { key: '/k', values, whenMissing: 'violation' } })).toEqual([
    `${agents}/*/k`,
    '/params/b',
  ]);
  const partner: Partner = { list: '/before/agents', by: ['host', '/id'], whenMissing: 'pass' };
  expect(paths({ partner, assertPartner: { required: ['x'] } })).toEqual([
    '/before/agents/*/id',
    '/before/agents/*/x',
    `${agents}/*/id`,
  ]);
  expect(readsOf(smallRule({ partner })).indexes.map(({ list, by }) => `${list} ${String(by)}`)).toEqual([
    '/before/agents host',
    '/before/agents /id',
    `${agents} host`,
    `${agents} /id`,
  ]);
  expect(paths({ needs: ['#/before/agents'] })).toEqual(['/before/agents']);
});

test('each condition looks things up for itself', () => {
  const existsIn = { list: '/inventory/databases', on: ['/name'] };
  const rule = smallRule({
    appliesTo: {
      when: [
        { any: '/policies/*', where: { required: ['a'] }, matches: { existsIn }, needs: ['/b'] },
        { none: '/exports/*', matches: { required: ['c'] }, needs: [] },
      ],
    } as never,
  });
  expect(readsOf(rule)).toEqual({
    paths: [
      `${agents}/*`,
      '/inventory/databases/*/name',
      '/inventory/exports/*/c',
      '/inventory/policies/*/a',
      '/inventory/policies/*/b',
      '/inventory/policies/*/name',
    ],
    lists: [agents],
    indexes: [],
    conditions: [[{ keep: 'keys', list: '/inventory/databases', by: ['/name'] }], []],
  });
});

test.each<[JsonSchema, string[]]>([
  [{ items: { properties: { a: true } } }, ['/*/a']],
  [{ contains: { required: ['a'] } }, ['/*/a']],
  [{ allOf: [{ required: ['a'] }, { not: { required: ['b'] } }] }, ['/a', '/b']],
  [{ dependentSchemas: { z: { required: ['a'] } }, $defs: { z: { required: ['b'] } } }, ['/a', '/b']],
  [
    { dependentSchemas: { properties: { required: ['a'] } }, $defs: { properties: { required: ['b'] } } },
    ['/a', '/b'],
  ],
  [{ enum: [{ required: ['a'] }], maximum: null } as never, []],
  [{ definitions: { properties: { required: ['a'] } } }, ['/a']],
  [
    {
      const: null,
      enum: [null, { $data: 7 }],
      maximum: 4,
      default: { required: ['a'] },
      examples: [{ required: ['a'] }],
    },
    [],
  ],
])('a schema such as %j is about what is in the value', (schema, paths) => {
  const { paths: found } = readsOf(smallRule({ assert: { properties: { v: schema } } }));
  const whole = [`${agents}/*`, `${agents}/*/v`];
  expect(found.filter((path) => !whole.includes(path))).toEqual(paths.map((path) => `${agents}/*/v${path}`));
});

test('lists are those of inventories, in one order', () => {
  const { lists } = readsOf(
    smallRule({
      each: '/b/*/c/*',
      needs: ['#/before/d/*', '#/target/e/*', '#/params/f/*', '#/inventory/a/*/g'],
    }),
  );
  expect(lists).toEqual(['/before/d', '/inventory/a', '/inventory/b', '/inventory/b/*/c']);
});

test('data that looks like a keyword is data, and a keyword is found wherever a schema may stand', () => {
  const rule = smallRule({
    assert: { properties: { notes: { not: { const: { holds: true, existsIn: 1 } } } } },
  });
  expect(readsOf(rule).indexes).toEqual([]);
  const distinctBy = { list: '/inventory/agents', key: 'host' };
  const agents = [{ name: 'A' }, { name: 'a' }];
  for (const assert of [
    { dependentSchemas: { name: { distinctBy } } },
    { if: { required: ['name'] }, then: { distinctBy } },
    { $defs: { one: { distinctBy } }, allOf: [{ distinctBy }] },
  ])
    expect(judgeOne({ assert }, { agents }).findings.map(({ kind }) => kind)).toEqual([
      'violation',
      'violation',
    ]);
});
