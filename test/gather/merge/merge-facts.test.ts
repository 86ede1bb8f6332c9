import { mergeFacts } from '../../../src/gather/merge/merge-facts';
import type { Outcome } from '../../../src/gather/run';
import type { Source } from '../../../src/model/inventory';

function merge(inventory: object, patch: object, own: Partial<Source> = {}) {
  const entry: Source = { id: 'facts', kind: 'facts', status: 'ok', ...own };
  const facts = { entry, gathered: { sections: patch, missing: [] } } as unknown as Outcome;
  return { merged: mergeFacts(inventory, facts), entry };
}

test.each<[string, object, object, string | undefined]>([
  ['what was not known', {}, { enterpriseManager: { version: '7.4' } }, undefined],
  ['what it says as well', { a: { b: 1 } }, { a: { b: 1 } }, undefined],
  ['a value', { a: { b: 1, c: 2 } }, { a: { b: 2, c: null } }, '/a/b 1; /a/c 2'],
  ['a list', { a: [1, 2] }, { a: [] }, '/a (2 rows)'],
  ['an object', { a: { b: 1 } }, { a: 'text' }, '/a (an object)'],
  ['a text where an object comes', { a: 'text' }, { a: { b: 1 } }, '/a text'],
  ['a long text', { a: 'x'.repeat(81) }, { a: 'y' }, `/a ${'x'.repeat(80)}`],
])('facts say what they take the place of: %s', (_name, inventory, patch, note) => {
  const expected = note === undefined ? undefined : `takes the place of ${note}`;
  expect(merge(inventory, patch).entry.notes).toBe(expected);
});

test.each<[number, string]>([
  [10, 'f9 1'],
  [11, 'f9 1; and 1 more'],
])('of %d corrections ten are named', (count, end) => {
  const row = (value: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, value]));
  const { entry } = merge({ a: row(1) }, { a: row(2) }, { notes: 'by hand' });
  expect(entry.notes).toMatch(/^by hand; takes the place of \/a\/f0 1; /);
  expect(entry.notes?.endsWith(end)).toBe(true);
});

test('facts that could not be read change nothing', () => {
  const { merged, entry } = merge({ a: { b: 1 } }, { a: { b: 2 } }, { status: 'failed' });
  expect([merged, entry.fields]).toEqual([{ a: { b: 1 } }, undefined]);
});

test('only what a fact says is settled', () => {
  const conflicts = ['language', 'version'].map((field) => ({ field, other: 'b', source: 'two' }));
  const inventory = {
    enterpriseManager: { language: 'de-DE', version: '7.4', conflicts },
    database: { version: '15', conflicts: [{ field: 'version' }] },
  };
  expect(merge(inventory, { enterpriseManager: { language: 'en-US' } }).merged).toEqual({
    ...inventory,
    enterpriseManager: { language: 'en-US', version: '7.4', conflicts: conflicts.slice(1) },
  });
});
