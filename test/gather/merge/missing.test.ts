import { dropSupplied } from '../../../src/gather/merge/missing';
import type { Source } from '../../../src/model/inventory';

type Missing = NonNullable<Source['missing']>;
const entryOf = (missing: Missing, own: Partial<Source> = {}): Source => ({
  id: 'a',
  kind: 'agent-list',
  status: 'partial',
  reason: 'old',
  missing,
  ...own,
});
const lack = (path: string): Missing[number] => ({ path, reason: `no ${path}` });

/** The paths that are missing still. */
function left(paths: string[], own: unknown, inventory: unknown): (string | null | undefined)[] {
  const entry = entryOf(paths.map(lack));
  dropSupplied(entry, own, inventory);
  return (entry.missing ?? []).map(({ path }) => path);
}

test.each<[string, string, unknown, unknown, boolean]>([
  ['a value of another source', '/a/b', {}, { a: { b: 1 } }, true],
  ['no value', '/a/b', {}, { a: {} }, false],
  ['a value that is null', '/a/b', {}, { a: { b: null } }, false],
  ['no object', '/a/b', {}, { a: 'b' }, false],
  ['a value of its own', '/a', { a: [] }, { a: [] }, false],
  ['every row', '/a/*/v', {}, { a: [{ v: 1 }, { v: 2 }] }, true],
  ['not every row', '/a/*/v', {}, { a: [{ v: 1 }, {}] }, false],
  ['every row but one without an Agent', '/a/*/v', {}, { a: [{ v: 1 }, { status: 'No Agent' }] }, true],
  ['no row', '/a/*/v', {}, { a: [] }, false],
  [
    'the row of that name',
    '/a/1/v',
    { a: [{ name: 'x' }, { name: 'y' }] },
    { a: [{ name: 'y', v: 1 }, { name: 'x' }] },
    true,
  ],
  [
    'another row at that place',
    '/a/1/v',
    { a: [{ name: 'x' }, { name: 'y' }] },
    { a: [{ name: 'y' }, { name: 'x', v: 1 }] },
    false,
  ],
  [
    'the row of that id',
    '/a/0/v',
    { a: [{ id: 'x', host: 'h' }] },
    { a: [{ id: 'x', host: 'i', v: 1 }] },
    true,
  ],
  ['the row of that host', '/a/0/v', { a: [{ host: 'h' }] }, { a: [{ host: 'h', v: 1 }] }, true],
  [
    'two rows of that name',
    '/a/0/v',
    { a: [{ name: 'x' }] },
    {
      a: [
        { name: 'x', v: 1 },
        { name: 'x', v: 2 },
      ],
    },
    false,
  ],
  ['a row without a name', '/a/0/v', { a: [{ name: 7 }] }, { a: [{ name: 7, v: 1 }] }, false],
  ['a row that is not its own', '/a/0/v', {}, { a: [{ v: 1 }] }, false],
])('what was missing is supplied by %s', (_by, path, own, inventory, isSupplied) => {
  expect(left([path], own, inventory)).toEqual(isSupplied ? [] : [path]);
});

test('the entry says what others supplied, and is whole where nothing is left', () => {
  const inventory = { a: 1, b: 2 };
  const whole = entryOf([lack('/a'), lack('/b')]);
  dropSupplied(whole, {}, inventory);
  expect(whole).toMatchObject({
    status: 'ok',
    missing: [],
    notes: 'supplied by another source: /a and 1 more',
  });
  const partial = entryOf([lack('/c'), lack('/a')], { notes: 'own' });
  dropSupplied(partial, {}, inventory);
  expect(partial).toMatchObject({
    status: 'partial',
    notes: 'own; supplied by another source: /a',
    missing: [lack('/c')],
  });
  expect(partial.reason).toContain('no /c');
});

test('an entry that lacks only what is to be had elsewhere is whole', () => {
  const open = { ...lack('/b'), open: true };
  const entry = entryOf([lack('/a'), open]);
  dropSupplied(entry, {}, { a: 1 });
  expect(entry).toMatchObject({ status: 'ok', missing: [open], reason: 'no /b' });
});

test('an entry stays as it is where nothing was supplied, it has failed, or nobody says what is missing', () => {
  const failed = entryOf([lack('/a')], { status: 'failed' });
  const silent: Source = { id: 'a', kind: 'agent-list', status: 'partial' };
  const pathless = entryOf([{ reason: 'x' } as Missing[number]]);
  for (const entry of [failed, silent, pathless, entryOf([lack('/b')])]) {
    const before = structuredClone(entry);
    dropSupplied(entry, {}, { a: 1 });
    expect(entry).toEqual(before);
  }
});
