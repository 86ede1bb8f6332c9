import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { findDescriptor, formatWriteError, writeWhole } from '../../src/load/write-file';
import { makeFolder } from '../support/gather/read-source';
import { testWith } from '../support/jest/needs';

const textOf = (cwd: string, name: string) => readFileSync(join(cwd, name), 'utf8');

test('a file is written whole, in pieces too, and nothing else is left', async () => {
  const cwd = makeFolder();
  await writeWhole('a.txt', cwd, 'one');
  await writeWhole('b.txt', cwd, ['o', 'n', 'e']);
  await writeWhole('a.txt', cwd, 'two');
  expect([textOf(cwd, 'a.txt'), textOf(cwd, 'b.txt')]).toEqual(['two', 'one']);
  expect(readdirSync(cwd).sort()).toEqual(['a.txt', 'b.txt']);
});

test('a file that cannot be made whole is not touched', async () => {
  const cwd = makeFolder();
  writeFileSync(join(cwd, 'a.txt'), 'old');
  const broken = (function* () {
    yield 'new';
    throw new Error('no more');
  })();
  await expect(writeWhole('a.txt', cwd, broken)).rejects.toMatchObject({
    code: 'output',
    message: 'a.txt: cannot be written: no more',
  });
  expect(textOf(cwd, 'a.txt')).toBe('old');
  expect(readdirSync(cwd)).toEqual(['a.txt']);
});

test.each([
  ['none/a.txt', 'its folder does not exist'],
  ['file/a.txt', 'its folder is a file'],
  ['folder', 'it is a folder'],
])('%s: %s', async (file, why) => {
  const cwd = makeFolder();
  writeFileSync(join(cwd, 'file'), '');
  mkdirSync(join(cwd, 'folder'));
  await expect(writeWhole(file, cwd, '')).rejects.toThrow(`${file}: cannot be written: ${why}`);
});

test('what a run that was killed has left is removed after an hour', async () => {
  const cwd = makeFolder();
  const [left, young, other] = [
    '.tp-doctor-0123456789ab.tmp',
    '.tp-doctor-ba9876543210.tmp',
    'x.tp-doctor-0123456789ab.tmp',
  ];
  for (const name of [left, young, other]) writeFileSync(join(cwd, name), '');
  const old = new Date(Date.now() - 3_700_000);
  for (const name of [left, other]) utimesSync(join(cwd, name), old, old);
  const recent = new Date(Date.now() - 3_500_000);
  utimesSync(join(cwd, young), recent, recent);
  await writeWhole('a.txt', cwd, '');
  expect(readdirSync(cwd).sort()).toEqual([young, 'a.txt', other].sort());
});

testWith('posix')('links are followed, and the access of a file stays', async () => {
  const cwd = makeFolder();
  writeFileSync(join(cwd, 'a.txt'), 'old', { mode: 0o640 });
  symlinkSync('a.txt', join(cwd, 'link'));
  symlinkSync('link', join(cwd, 'far'));
  symlinkSync('new.txt', join(cwd, 'ahead'));
  await writeWhole('far', cwd, 'new');
  await writeWhole('ahead', cwd, 'more', 0o600);
  expect([textOf(cwd, 'a.txt'), textOf(cwd, 'new.txt')]).toEqual(['new', 'more']);
  expect(['a.txt', 'new.txt'].map((name) => statSync(join(cwd, name)).mode & 0o777)).toEqual([0o640, 0o600]);
  symlinkSync('circle', join(cwd, 'circle'));
  await expect(writeWhole('circle', cwd, '')).rejects.toThrow('it is a symbolic link that leads to itself');
});

testWith('posix')('a device and a descriptor are written into', async () => {
  const cwd = makeFolder();
  await writeWhole('/dev/null', cwd, 'gone');
  expect(statSync('/dev/null').isFile()).toBe(false);
  const descriptor = openSync(join(cwd, 'a.txt'), 'w');
  await writeWhole(`/dev/fd/${descriptor}`, cwd, 'one');
  await writeWhole(`/dev/fd/${descriptor}`, cwd, [' and', ' two']);
  closeSync(descriptor);
  expect(textOf(cwd, 'a.txt')).toBe('one and two');
  await expect(writeWhole('/dev/fd/999', cwd, '')).rejects.toThrow('it is not open');
  symlinkSync('/dev/stdout', join(cwd, 'out'));
  const found = [
    '/dev/stdout',
    '/dev/stderr',
    '/dev/fd/3',
    '/proc/self/fd/12',
    join(cwd, 'out'),
    join(cwd, 'a.txt'),
    '/dev/null',
  ];
  expect(found.map(findDescriptor)).toEqual([1, 2, 3, 12, 1, undefined, undefined]);
});

test.each([
  ['EROFS', 'no permission, the disk is read-only'],
  ['EACCES', 'no permission'],
  ['EPERM', 'no permission'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the quota of the disk is used up'],
  ['EFBIG', 'it is larger than a file may be here'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['EMFILE', 'too many files are open; allow more (ulimit -n)'],
  ['ENFILE', 'too many files are open on this machine'],
  ['EPIPE', 'its reader has gone'],
  ['ERR_STREAM_DESTROYED', 'its reader has gone'],
  [undefined, 'as Node says it'],
])('the error %s is said in words', (code, words) => {
  expect(formatWriteError({ code, message: 'as Node says it' })).toBe(words);
});
