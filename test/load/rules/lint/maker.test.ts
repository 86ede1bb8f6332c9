import { inRange } from '../../../../src/engine/values/versions';
import { Scope, type Run } from '../../../../src/engine/scope/scope';
import { EstateMaker, pathOf, rowOf, type Estate } from '../../../../src/load/rules/lint/estates/maker';
import { constantsOf } from '../../../../src/load/rules/lint/estates/values';
import type { Wish } from '../../../../src/load/rules/lint/estates/wishes';
import { scopeOf } from '../../../../src/load/rules/lint/scope';
import { builtInValidator } from '../../../../src/load/rules/built-in';
import type { Rule } from '../../../../src/model/rule';
import { smallRule } from '../../../support/judge/small-rule';

const ROW = '/inventory/agents/0';

/** Numbers that are the same each time, and as good as by chance. */
function createRandom(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function makerFor(
  own: Partial<Rule>,
  reads: string[] = [],
  random = createRandom(),
  texts = ['7.4'],
): EstateMaker {
  const rule = smallRule(own);
  const scope = new Scope({} as Run, {});
  return new EstateMaker(
    { rule, reads, envelope: scopeOf(rule), constants: constantsOf(texts), scope },
    random,
  );
}

const wish = (path: string, keyword: string, value: unknown, holds = true): Wish => ({
  path,
  keyword,
  value,
  holds,
});
const there = (path: string, isThere = true): Wish => ({ path, isThere });

function manyOf(maker: EstateMaker, wishes: readonly Wish[], count = 60): Estate[] {
  return Array.from({ length: count }, () => maker.make(wishes)).flatMap((made) => made ?? []);
}

test('a pointer of a rule is the path of the first object that it stands for', () => {
  expect(pathOf('/agents/*')).toBe(ROW);
  expect(pathOf('#/before/activityMonitor/agents/*/hosts/*')).toBe(
    '/before/activityMonitor/agents/0/hosts/0',
  );
  expect(pathOf('/enterpriseManager')).toBe('/inventory/enterpriseManager');
  expect(rowOf('/inventory/policies')).toBe('/inventory/policies/0');
});

describe('an estate that is made', () => {
  test('meets what is asked of its fields, and every one of it can be a file', async () => {
    const isInventory = await builtInValidator('inventory');
    const wishes = [
      wish(`${ROW}/version`, 'versionRange', '>=7.4'),
      wish(`${ROW}/cpuCores`, 'minimum', 1, false),
      there(`${ROW}/fqdn`),
      there(`${ROW}/status`, false),
    ];
    const reads = ['version', 'cpuCores', 'fqdn', 'status'].map((name) => `/inventory/agents/*/${name}`);
    const made = manyOf(makerFor({}, reads), wishes);
    expect(made).toHaveLength(60);
    for (const { inventory, before } of made) {
      const [agent] = inventory.agents ?? [];
      expect(inRange(agent?.version ?? '', '>=7.4')).toBe(true);
      expect(agent?.cpuCores).toBe(0);
      expect(agent?.fqdn).toEqual(expect.any(String));
      expect(agent).not.toHaveProperty('status');
      expect([isInventory(inventory), isInventory(before)]).toEqual([true, true]);
    }
  });

  test.each<[string, Wish[]]>([
    ['two that contradict each other', [there(`${ROW}/version`), there(`${ROW}/version`, false)]],
    [
      'a value where there is to be none',
      [wish(`${ROW}/cpuCores`, 'minimum', 0), there(`${ROW}/cpuCores`, false)],
    ],
    ['what no value has', [wish(`${ROW}/cpuCores`, 'minimum', 5), wish(`${ROW}/cpuCores`, 'maximum', 4)]],
    ['the opposite of what every value has', [wish(`${ROW}/cpuCores`, 'minimum', 0, false)]],
  ])('is none where wishes cannot be met: %s', (_what, wishes) => {
    expect(makerFor({}).make(wishes)).toBeUndefined();
  });

  test('takes what may meet a wish where nothing surely does, and what surely does first', () => {
    const twice = wish(`${ROW}/name`, 'distinctBy', { list: '/inventory/agents', key: 'host' }, false);
    expect(makerFor({}).make([twice])?.inventory.agents?.[0]?.name).toEqual(expect.any(String));
    const readable = makerFor({}, [], () => 0.5).make([wish(`${ROW}/status`, 'versionRange', '>=7')]);
    expect(inRange(readable?.inventory.agents?.[0]?.status ?? '', '>=7')).toBe(true);
  });

  test('puts what is within a list or an object beside what is there', () => {
    const settings = `${ROW}/loggingIni/settings/0`;
    const wishes = [
      wish(`${settings}/key`, 'const', '7.4'),
      there(`${ROW}/loggingIni`),
      there(`${settings}/section`),
    ];
    expect(makerFor({}).make(wishes)?.inventory.agents?.[0]?.loggingIni).toEqual({
      settings: [{ key: '7.4', section: expect.any(String) as string }],
    });
  });

  test('keeps what is within where what is around it is asked for too', () => {
    const settings = `${ROW}/loggingIni/settings`;
    const wishes = [wish(`${settings}/0/key`, 'const', '7.4'), there(settings)];
    expect(makerFor({}).make(wishes)?.inventory.agents?.[0]?.loggingIni?.settings?.[0]?.key).toBe('7.4');
    const around = makerFor({ each: '/activityMonitor/agents/*' }).make([
      there('/inventory/activityMonitor'),
    ]);
    expect(around?.inventory.activityMonitor?.agents?.length).toBeGreaterThan(0);
  });

  test('tells a name that ends with a number from a position', () => {
    const path = '/inventory/certsInfo/certificates/0/fingerprintSha256';
    for (const { inventory } of manyOf(makerFor({}), [there(path)])) {
      const certificate = inventory.certsInfo?.certificates?.[0];
      expect([Array.isArray(certificate), typeof certificate?.fingerprintSha256]).toEqual([false, 'string']);
    }
  });

  test('has what its schema asks for in what it has', async () => {
    const isInventory = await builtInValidator('inventory');
    for (const { inventory } of manyOf(makerFor({}), [there('/inventory/sources/0/status')])) {
      expect(inventory.sources[0]).toMatchObject({
        id: expect.any(String) as string,
        kind: expect.any(String) as string,
      });
      expect(isInventory(inventory)).toBe(true);
    }
  });

  test('has values by chance in what the rule reads, mostly and not always, and nothing else', () => {
    const reads = [
      '/inventory/agents/*/status',
      '/inventory/enterpriseManager/host',
      '/target/version',
      '/params/x',
    ];
    const made = manyOf(makerFor({}, reads), [], 200);
    const statuses = made.map(({ inventory }) => inventory.agents?.[0]?.status);
    const lacking = statuses.filter((status) => status === undefined).length;
    expect(lacking).toBeGreaterThan(5);
    expect(lacking).toBeLessThan(60);
    expect(new Set(statuses).size).toBeGreaterThan(5);
    expect(statuses).toContain('7.5');
    expect(Object.keys(made[0] ?? {})).toEqual(['inventory', 'before']);
    expect(made.some(({ inventory }) => inventory.enterpriseManager?.host !== undefined)).toBe(true);
    expect(made.every(({ inventory }) => inventory.agents?.every((agent) => !('mode' in agent)))).toBe(true);
  });

  test('fills every row of an outer list, of none to two rows', () => {
    const reads = ['/inventory/policies/*/name'];
    const counts = manyOf(makerFor({}, reads), [], 100).map(({ inventory }) => inventory.policies?.length);
    expect([...new Set(counts)].sort()).toEqual([0, 1, 2]);
    // Whatever else is read of the list.
    const both = manyOf(makerFor({}, ['/inventory/policies', ...reads]), [], 100);
    expect(Math.max(...both.map(({ inventory }) => inventory.policies?.length ?? 0))).toBe(2);
    const whole = manyOf(makerFor({}, ['/inventory/policies']), [], 100);
    expect(whole.some(({ inventory }) => inventory.policies?.[0]?.name !== undefined)).toBe(true);
  });

  test('prefers the values that the rule names', () => {
    const made = manyOf(makerFor({}, ['/inventory/agents/*/status'], createRandom(), ['own']), [], 300);
    const own = made.filter(({ inventory }) => inventory.agents?.[0]?.status === 'own').length;
    expect(own).toBeGreaterThan(40);
  });

  test('gives one name to many places', () => {
    const reads = ['/inventory/agents/*/fqdn', '/inventory/enterpriseManager/host'];
    const made = manyOf(makerFor({}, reads), [], 300);
    const same = made.filter(
      ({ inventory }) =>
        inventory.agents?.[0]?.fqdn !== undefined &&
        inventory.agents[0].fqdn === inventory.enterpriseManager?.host,
    );
    expect(same.length).toBeGreaterThan(30);
    expect(new Set(same.map(({ inventory }) => inventory.agents?.[0]?.fqdn)).size).toBeGreaterThan(3);
  });
});

describe('the subject may stand twice', () => {
  const named = [wish(`${ROW}/name`, 'const', '7.4')];

  test('under the same name or another, or not', () => {
    const made = manyOf(makerFor({}), named, 100).map(({ inventory }) =>
      inventory.agents?.map(({ name }) => name).join(),
    );
    expect([...new Set(made)].sort()).toEqual(['7.4', '7.4,7.4', '7.4,twin']);
    expect(made.filter((names) => names === '7.4').length).toBeGreaterThan(50);
  });

  test('as it is where it has no name, and not where it is in no list', () => {
    const made = manyOf(makerFor({}), [there(`${ROW}/fqdn`)], 100);
    expect(new Set(made.map(({ inventory }) => inventory.agents?.length))).toEqual(new Set([1, 2]));
    for (const { inventory } of made) expect(inventory.agents?.at(-1)).toEqual(inventory.agents?.[0]);
    const single = manyOf(makerFor({ each: '/enterpriseManager' }), []);
    expect(single.every(({ inventory }) => inventory.enterpriseManager !== undefined)).toBe(true);
  });
});

describe('a partner', () => {
  const partner = { list: '/inventory/policies', whenMissing: 'violation' as const };
  const phase = 'post-upgrade' as const;

  test('has mostly the keys of the subject', () => {
    const each = '#/before/policies/*';
    const maker = makerFor({ phase, each, partner: { ...partner, by: ['/guid', '/name'] } });
    const made = manyOf(
      maker,
      [wish('/before/policies/0/name', 'const', '7.4'), there('/before/policies/0/guid')],
      100,
    );
    const linked = made.filter(({ inventory, before }) => {
      const [own, other] = [before.policies?.[0], inventory.policies?.[0]];
      return own?.guid === other?.guid && own?.name === other?.name;
    });
    expect(linked.length).toBeGreaterThan(80);
    expect(linked.length).toBeLessThan(100);
  });

  test.each([
    ['#/before/agents/*', '/inventory/agents', 'name'],
    ['/activityMonitor/agents/*', '/inventory/agents', 'host'],
  ])('of %s by host has its name', (each, list, field) => {
    const maker = makerFor(
      { phase, each, partner: { list, by: ['host'], whenMissing: 'violation' } },
      [],
      () => 0.5,
    );
    const made = maker.make([]) as unknown as Record<string, Record<string, unknown>>;
    const subject = each.startsWith('#')
      ? made.before?.agents
      : (made.inventory?.activityMonitor as { agents: object[] }).agents;
    expect((subject as Record<string, unknown>[])[0]?.[field]).toBe('host1');
    expect((made.inventory?.agents as { name: string }[])[0]?.name).toBe('host1');
  });
});
