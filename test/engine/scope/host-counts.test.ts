import { HostCounts } from '../../../src/engine/scope/host-counts';
import { hostOf, sameHost } from '../../../src/engine/values/hosts';

const DOMAINS = [undefined, 'corp', 'corp.local', 'corp.net', 'lab'];
const ROWS = [...DOMAINS.map((domain) => ({ name: 'DC01', domain })), { name: 'DC02' }];

const countsOf = (rows: readonly unknown[]) => {
  const counts = new HostCounts();
  for (const row of rows) counts.see(row);
  return rows.map((row) => counts.others(row));
};

/** By comparing each pair. */
const pairsOf = (rows: readonly object[]) =>
  rows.map((row) => {
    const own = hostOf(row);
    return rows.filter((other) => {
      const its = hostOf(other);
      return other !== row && own && its && sameHost(own, its);
    }).length;
  });

test('a row has as many others as comparing each pair finds', () => {
  for (const a of ROWS)
    for (const b of ROWS)
      for (const c of ROWS) {
        const rows = [{ ...a }, { ...b }, { ...c }, { name: 'dc01', domain: 'CORP' }];
        expect({ rows, others: countsOf(rows) }).toEqual({ rows, others: pairsOf(rows) });
      }
});

test('a row without a name stands for no host', () => {
  expect(countsOf([{ domain: 'corp' }, { name: 'DC01' }, 'text'])).toEqual([undefined, 0, undefined]);
});
