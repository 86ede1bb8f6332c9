import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { formatReadError, readBytes, readStream } from '../../src/load/files';
import { makeFolder } from '../support/gather/read-source';

const cwd = makeFolder();
writeFileSync(join(cwd, 'b.json'), 'b.json');
mkdirSync(join(cwd, 'in'));

test('a file is read from the folder, or it is said why not', () => {
  expect(readBytes('b.json', cwd, 'config').toString()).toBe('b.json');
  const faultOf = (file: string) => {
    try {
      return readBytes(file, cwd, 'config');
    } catch (error) {
      return error;
    }
  };
  expect(faultOf('none')).toMatchObject({
    code: 'config',
    message: 'none: no such file; check the path',
    details: [],
    cause: { code: 'ENOENT' },
  });
  expect(faultOf('in')).toMatchObject({ message: 'in: is a folder; name a file' });
});

test.each([
  ['ENOENT', 'no such file; check the path'],
  ['ELOOP', 'is a symbolic link that leads to itself; check the path'],
  ['ENAMETOOLONG', 'is a longer name than a file can have; check the path'],
  ['EMFILE', 'too many files are open; allow more (ulimit -n)'],
  ['ENFILE', 'too many files are open on this machine'],
  ['EACCES', 'may not be read; check its permissions'],
  ['EPERM', 'may not be read; check its permissions'],
  ['ERR_FS_FILE_TOO_LARGE', 'is larger than 2 GiB; split the estate into several inventories'],
  ['EOTHER', 'as Node says it'],
  [undefined, 'as Node says it'],
])('the error %s is said in words', (code, words) => {
  expect(formatReadError({ code, message: 'as Node says it' })).toBe(words);
});

test('a stream is read to its end', async () => {
  expect((await readStream(Readable.from(['a', Buffer.from('b')]))).toString()).toBe('ab');
});
