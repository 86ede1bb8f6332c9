import { existsSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findSameFile } from '../../src/load/same-file';
import { makeFolder } from '../support/gather/read-source';
import { testWith } from '../support/jest/needs';

const cwd = makeFolder();
mkdirSync(join(cwd, 'rules', 'below'), { recursive: true });
for (const file of ['a.json', 'b.json', 'rules/r.json']) writeFileSync(join(cwd, file), '');
linkSync(join(cwd, 'a.json'), join(cwd, 'hard.json'));

beforeAll(() => {
  for (const [to, link] of [
    ['a.json', 'soft.json'],
    ['rules', 'linked'],
  ] as const)
    if (process.platform !== 'win32' && !existsSync(join(cwd, link))) symlinkSync(to, join(cwd, link));
});

const same = (file: string, other: string, reads?: RegExp) =>
  findSameFile(
    [
      { file: 'unlike.json', name: 'first' },
      { file, name: 'one' },
    ],
    [
      { file: 'b-other', name: 'second' },
      { file: other, name: 'other', ...(reads ? { reads } : {}) },
    ],
    cwd,
  )?.map(({ name }) => name);
const BOTH = ['one', 'other'];

test.each<[string, string, string[] | undefined]>([
  ['a.json', 'a.json', BOTH],
  ['a.json', './rules/../a.json', BOTH],
  [join(cwd, 'a.json'), 'a.json', BOTH],
  ['hard.json', 'a.json', BOTH],
  ['a.json', 'b.json', undefined],
  // Not there yet; Windows and macOS do not tell letters apart.
  ['new.json', './new.json', BOTH],
  ['New.json', 'new.JSON', BOTH],
  ['none/new.json', 'none/new.json', BOTH],
  ['new.json', 'newer.json', undefined],
  ['-', '-', BOTH],
  ['-', 'a.json', undefined],
])('%s and %s', (file, other, found) => {
  expect(same(file, other)).toEqual(found);
});

test.each<[string, RegExp | undefined, string[] | undefined]>([
  ['rules/new.json', /[.]json$/, BOTH],
  ['rules/below/new.json', /[.]json$/, BOTH],
  ['rules/r.json', /[.]json$/, BOTH],
  ['rules/new.txt', /[.]json$/, undefined],
  ['rules/new.json', undefined, undefined],
  ['new.json', /[.]json$/, undefined],
  ['../new.json', /[.]json$/, undefined],
  ['rules/..json', /[.]json$/, BOTH],
  ['rules/none/new.json', /[.]json$/, undefined],
])('%s is read in a folder that reads %s: %j', (file, reads, found) => {
  expect(same(file, 'rules', reads)).toEqual(found);
});

test('in a file nothing is read, and one that is both is told from itself alone', () => {
  expect(same('a.json/new.json', 'a.json', /[.]json$/)).toBeUndefined();
  const one = { file: 'a.json', name: 'one' };
  expect(findSameFile([one], [one], cwd)).toBeUndefined();
  expect(findSameFile([one], [one, { file: 'hard.json', name: 'other' }], cwd)?.[1]).toMatchObject({
    name: 'other',
  });
});

testWith('posix')('links are followed', () => {
  expect(same('soft.json', 'a.json')).toEqual(BOTH);
  expect(same('linked/new.json', 'rules', /[.]json$/)).toEqual(BOTH);
  expect(same('rules/new.json', 'linked', /[.]json$/)).toEqual(BOTH);
  expect(same('/dev/stdin', '-')).toEqual(BOTH);
});
