import { PAIRED, type Row } from '../../../src/gather/merge/pair-rows';

/** For each older row the position of the fresher one that it belongs to; -1 where there is none. */
function pair(list: string, fresher: Row[], older: Row[]): number[] {
  const partners = PAIRED[list]?.(fresher, older) ?? [];
  return partners.map((row) => (row ? fresher.indexOf(row) : -1));
}

test.each<[string, string, Row[], Row[], number[]]>([
  [
    'by name, in any case',
    '/database/databases',
    [{ name: 'a' }, { name: 'B' }],
    [{ name: 'b' }, { name: 'c' }],
    [1, -1],
  ],
  ['by path', '/policyExports', [{ path: 'x' }, { path: 'y' }], [{ path: 'Y' }, { path: 'X' }], [1, 0]],
  [
    'by GUID, then id, then name',
    '/policies',
    [{ guid: '1', name: 'a' }, { id: '2', name: 'b' }, { name: 'c' }],
    [{ name: 'c' }, { id: '2', name: 'x' }, { guid: '1' }],
    [2, 1, 0],
  ],
  [
    'by id, then host',
    '/activityMonitor/agents',
    [{ id: '1', host: 'a' }, { host: 'b' }],
    [{ host: 'b' }, { id: '1', host: 'c' }, { host: 'a' }],
    [1, 0, -1],
  ],
  [
    'never by a text that says nothing',
    '/database/databases',
    [{ name: 'N/A' }, {}, { name: 7 }],
    [{ name: 'N/A' }, {}, { name: 7 }],
    [-1, -1, -1],
  ],
  ['one to one', '/database/databases', [{ name: 'a' }], [{ name: 'a' }, { name: 'a' }], [0, -1]],
  [
    'hosts by name and domain',
    '/agents',
    [
      { name: 'DC01', domain: 'A' },
      { name: 'dc01', domain: 'B' },
    ],
    [
      { name: 'dc01', domain: 'B' },
      { name: 'DC01', domain: 'A' },
    ],
    [1, 0],
  ],
  [
    'hosts of which one has no domain go last',
    '/agents',
    [{ name: 'DC01', domain: 'A' }],
    [{ name: 'DC01' }, { name: 'DC01', domain: 'A' }],
    [-1, 0],
  ],
  [
    'hosts of no domain',
    '/agents',
    [{ name: 'DC01' }, { name: 'DC01', domain: 'A' }],
    [{ name: 'DC01', domain: 'A' }, { name: 'DC01' }],
    [1, 0],
  ],
  [
    'no hosts of two domains',
    '/agents',
    [{ name: 'DC01', domain: 'A' }],
    [{ name: 'DC01', domain: 'B' }],
    [-1],
  ],
  [
    'two hosts of one name to two',
    '/agents',
    [{ name: 'DC01' }, { name: 'DC01' }],
    [{ name: 'DC01' }, { name: 'DC01' }, { name: 'DC01' }],
    [0, 1, -1],
  ],
  [
    'hosts by FQDN where there is no name',
    '/agents',
    [{ fqdn: 'dc01.a.com' }],
    [{ name: 'N/A', fqdn: 'DC01.a.com' }],
    [0],
  ],
  [
    'no hosts without a name',
    '/agents',
    [{ domain: 'A' }, { name: '-' }],
    [{ domain: 'A' }, { name: '-' }],
    [-1, -1],
  ],
])('rows are paired: %s', (_how, list, fresher, older, partners) => {
  expect(pair(list, fresher, older)).toEqual(partners);
});
