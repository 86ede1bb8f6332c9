import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expandFiles, formatReadError, readBytes, readStream } from '../../src/load/files';
import { makeFolder } from '../support/gather/read-source';

const cwd = makeFolder();
for (const name of ['b.json', 'A.JSON', 'c.txt', '[1].json', '.hidden.json'])
  writeFileSync(join(cwd, name), name);
mkdirSync(join(cwd, 'empty'));
mkdirSync(join(cwd, 'in', 'below'), { recursive: true });
for (const name of ['x.json', 'below/y.json', 'z.txt']) writeFileSync(join(cwd, 'in', name), name);
mkdirSync(join(cwd, 'way', 'folder.json'), { recursive: true });
symlinkSync('nowhere', join(cwd, 'way', 'link.json'));

test.each<[string, string[]]>([
  ['-', ['-']],
  ['b.json', ['b.json']],
  ['none.json', ['none.json']],
  ['[1].json', ['[1].json']],
  ['in', [join('in', 'x.json')]],
  ['.', ['.hidden.json', 'A.JSON', '[1].json', 'b.json']],
  ['*.txt', ['c.txt']],
  ['?.json', ['b.json']],
  ['{b,c}.*', ['b.json', 'c.txt']],
  ['in/**/*.json', ['in/below/y.json', 'in/x.json']],
  ['in\\*.json', ['in/x.json']],
  // What could not be judged is named, and not passed over.
  ['way/*', ['way/folder.json', 'way/link.json']],
])('%s names %j', async (argument, files) => {
  expect(await expandFiles(argument, cwd)).toEqual(files);
});

test.each([
  ['*.xml', 'inventory', '*.xml: no file matches; check the pattern'],
  ['empty', 'inventory', 'empty: the folder has no *.json file; name an inventory'],
  ['b.json/x', 'inventory', 'b.json/x: leads through a file as if it were a folder; check the path'],
])('%s names nothing', async (argument, code, message) => {
  await expect(expandFiles(argument, cwd)).rejects.toMatchObject({ code, message });
});

test('a file is read from the folder, or it is said why not', () => {
  expect(readBytes('b.json', cwd, 'config').toString()).toBe('b.json');
  const faultOf = (file: string) => {
    try {
      return readBytes(file, cwd, 'config');
    } catch (error) {
      return error;
    }
  };
  expect(faultOf('none')).toMatchObject({ code: 'config', message: 'none: no such file; check the path' });
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
