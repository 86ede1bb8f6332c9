import { readsOf } from '../../../src/engine/keywords/reads';
import { builtInRules, builtInSchema } from '../../../src/load/rules/built-in';
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
