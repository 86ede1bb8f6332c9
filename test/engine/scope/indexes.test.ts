import { IncompleteLists } from '../../../src/engine/scope/incomplete';
import { Indexes, requestPartners, requestRivals } from '../../../src/engine/scope/indexes';
import { Place } from '../../../src/engine/values/pointers';
import type { Inventory } from '../../../src/model/inventory';
import type { IndexRequest, Partner } from '../../../src/model/rule';

const list = '/inventory/agents';
const keys = (): IndexRequest => ({ keep: 'keys', list, by: ['/name'] });
const hostCounts: IndexRequest = { keep: 'host-counts', list, by: [] };

/** Indexes that were asked for, and shown these rows; undefined stands for a list that is not there. */
function filled(requests: IndexRequest[], rows: readonly unknown[], missing: object[] = []): Indexes {
  const inventory = { sources: [{ id: 'a', kind: 'facts', missing }] } as unknown as Inventory;
  const indexes = new Indexes({ inventory: new IncompleteLists(inventory) });
  for (const build of indexes.request(requests))
    for (const row of rows) build.see(new Place(row, 'inventory', '/agents', 0));
  return indexes;
}

test('equal requests share one index', () => {
  const indexes = new Indexes({});
  const [build] = indexes.request([keys(), keys()]);
  expect(indexes.request([keys()])).toEqual([]);
  expect(build?.list).toEqual({ root: 'inventory', tokens: ['agents', '*'] });
  expect(indexes.keys(keys())).toBe(build?.index);
  expect(indexes.request([{ keep: 'keys', list, by: ['/id'] }])).toHaveLength(1);
});

test('a list that its source knows to be incomplete leaves open what is not found in it', () => {
  const isFound = (missing: object[]) =>
    filled([keys()], [{ name: 'a' }], missing)
      .keys(keys())
      ?.find('b');
  expect(isFound([])).toBe(false);
  expect(isFound([{ path: '/policies', reason: 'x' }])).toBe(false);
  expect(isFound([{ path: '/agents', reason: 'x' }])).toBeUndefined();
});

test('a list of which a part is not there has no index', () => {
  expect(filled([keys()], [{ name: 'a' }, undefined, { name: 'b' }]).keys(keys())).toBeUndefined();
  expect(filled([keys()], []).keys(keys())?.find('a')).toBe(false);
});

test('what goes wrong while an index is filled is said by the first error, to those who look it up', () => {
  const broken = (message: string) => ({
    get host() {
      throw new Error(message);
    },
  });
  const indexes = filled([hostCounts, keys()], [{ name: 'a' }, broken('one'), broken('two')]);
  expect(() => indexes.hostCounts(hostCounts)).toThrow('one');
  expect(indexes.keys(keys())?.find('a')).toBe(true);
});

test('each kind of index tells what it kept of the rows', () => {
  const rows = [
    { name: 'a', fqdn: 'a.x', id: '1' },
    { name: 'b', fqdn: 'a.x', id: '2' },
  ];
  const [row] = rows;
  const aliases = { keep: 'alias-counts', list, by: ['/fqdn', '/name'] } as const;
  const values = { keep: 'values', list, by: '/id', value: '/name' } as const;
  const rawValues = { ...values, keep: 'raw-values' } as const;
  const [byHost, byText] = requestPartners({ list, by: ['host', '/id'], whenMissing: 'pass' });
  if (!byHost || !byText) throw new Error('there are two');
  const indexes = filled([hostCounts, keys(), aliases, values, rawValues, byHost, byText], rows);
  expect(indexes.hostCounts(hostCounts)?.others(row)).toBe(0);
  expect(indexes.aliasCounts(aliases)?.others(row)).toBe(1);
  expect(indexes.values(values)?.of('1')).toEqual(new Set(['a']));
  expect(indexes.rawValues(rawValues)?.of('2')).toEqual(['b']);
  expect(indexes.rowsByHost(byHost)?.find({ name: 'a', domain: undefined })).toBe(row);
  expect(indexes.rowsByText(byText)?.find('1')).toBe(row);
});

test('what nobody asked for, or asked for as something else, is a fault of the keyword', () => {
  const indexes = filled([hostCounts], []);
  expect(() => indexes.keys(keys())).toThrow('no index over /inventory/agents');
  expect(() => indexes.keys(hostCounts)).toThrow('no index over /inventory/agents');
});

test('of the partners all ways to find them are kept; of the subjects too, where they are rows of a list', () => {
  const partner: Partner = { list: '/before/agents', by: ['host', '/id'], whenMissing: 'pass' };
  const rowsOf = (where: string) => ['host', '/id'].map((by) => ({ keep: 'rows', list: where, by }));
  expect(requestPartners(partner)).toEqual(rowsOf('/before/agents'));
  expect(requestRivals('/agents/*', partner)).toEqual(rowsOf('/inventory/agents'));
  expect(requestRivals('/activityMonitor/agents/*', partner)).toEqual(
    rowsOf('/inventory/activityMonitor/agents'),
  );
  expect(requestRivals('/database', partner)).toEqual([]);
  expect(requestRivals('/policies/*/rules', partner)).toEqual([]);
});
