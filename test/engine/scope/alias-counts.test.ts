import { AliasCounts } from '../../../src/engine/scope/alias-counts';

/** How many rows of other names have an alias of each of these. */
const othersBy = (field: 'fqdn' | 'address', rows: readonly unknown[]) => {
  const counts = new AliasCounts({
    keep: 'alias-counts',
    list: '/inventory/agents',
    by: [`/${field}`, '/name'],
  });
  for (const row of rows) counts.see(row);
  return rows.map((row) => counts.others(row));
};

test.each<[string, unknown[], (number | undefined)[]]>([
  [
    'of one name are one host',
    [
      { name: 'a', fqdn: 'x.y' },
      { name: 'A', fqdn: 'X.Y' },
    ],
    [0, 0],
  ],
  [
    'of two names',
    [
      { name: 'a', fqdn: 'x.y' },
      { name: 'b', fqdn: 'x.y' },
    ],
    [1, 1],
  ],
  [
    'whatever stands around it',
    [
      { name: 'a', fqdn: ' x.y ' },
      { name: 'b', fqdn: 'CORP\\x.y.' },
    ],
    [1, 1],
  ],
  ['where the name is one', [{ name: 'a.x' }, { name: 'b', fqdn: 'a.x' }], [1, 1]],
  [
    'where a row is named otherwise',
    [
      { host: 'a', fqdn: 'x.y' },
      { name: 'b', fqdn: 'x.y' },
    ],
    [1, 1],
  ],
  ['not without a name', [{ name: 'a', fqdn: 'x.y' }, { fqdn: 'x.y' }], [0, undefined]],
  [
    'not an address',
    [
      { name: 'a', fqdn: '10.0.0.1' },
      { name: 'b', fqdn: '10.0.0.1' },
    ],
    [undefined, undefined],
  ],
  [
    'not the machine itself',
    [
      { name: 'a', fqdn: 'localhost' },
      { name: 'b', fqdn: 'localhost.corp' },
    ],
    [undefined, undefined],
  ],
  ['not a name without a domain', [{ name: 'a' }, { name: 'b', fqdn: null }], [undefined, undefined]],
  [
    'of three names, two of them twice',
    [
      { name: 'a', fqdn: 'x.y' },
      { name: 'a', fqdn: 'x.y' },
      { name: 'b', fqdn: 'x.y' },
      { name: 'b', fqdn: 'x.y' },
      { name: 'c', fqdn: 'x.y' },
    ],
    [3, 3, 3, 3, 4],
  ],
  [
    'counted once where name and FQDN are one',
    [
      { name: 'x.y', fqdn: 'x.y' },
      { name: 'b', fqdn: 'x.y' },
    ],
    [1, 1],
  ],
])('rows with one FQDN: %s', (_what, rows, others) => {
  expect(othersBy('fqdn', rows)).toEqual(others);
});

test.each<[string, unknown[], (number | undefined)[]]>([
  [
    'of two names',
    [
      { name: 'a', address: '10.0.0.1' },
      { name: 'b', address: '10.0.0.1' },
    ],
    [1, 1],
  ],
  [
    'among several',
    [
      { name: 'a', address: '10.0.0.9, 10.0.0.1;10.0.0.2' },
      { name: 'b', address: '10.0.0.2 10.0.0.3' },
    ],
    [1, 1],
  ],
  ['where the name is one', [{ name: '10.0.0.1' }, { name: 'b', address: '10.0.0.1' }], [1, 1]],
  [
    'not what is no text',
    [
      { name: 'a', address: 7 },
      { name: 'b', address: null },
    ],
    [undefined, undefined],
  ],
  ['not without a name', [{ address: '10.0.0.1' }, { name: 'a', address: '10.0.0.1' }], [undefined, 0]],
])('rows with one address: %s', (_what, rows, others) => {
  expect(othersBy('address', rows)).toEqual(others);
});

test('a row without a name takes no part, whichever comes first', () => {
  const rows = [{ fqdn: 'x.y' }, { name: 'a', fqdn: 'x.y' }, { fqdn: 'x.y' }];
  expect(othersBy('fqdn', rows)).toEqual([undefined, 0, undefined]);
});
