import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expandFiles, formatReadError, readBytes, readStream } from '../../src/load/files';
import { makeFolder } from '../support/gather/read-source';
import { testWith } from '../support/jest/needs';

const cwd = makeFolder();
for (const name of ['b.json', 'A.JSON', 'c.txt', '[1].json', '.hidden.json'])
  writeFileSync(join(cwd, name), name);
mkdirSync(join(cwd, 'empty'));
mkdirSync(join(cwd, 'in', 'below'), { recursive: true });
for (const name of ['x.json', 'below/y.json', 'z.txt']) writeFileSync(join(cwd, 'in', name), name);
mkdirSync(join(cwd, 'way', 'folder.json'), { recursive: true });
for (const folder of ['plain', 'a.json.d']) mkdirSync(join(cwd, 'way', folder));
symlinkSync('nowhere', join(cwd, 'way', 'link.json'));
symlinkSync('loop', join(cwd, 'loop'));
// Standard input, whatever lies there.
mkdirSync(join(cwd, '-'));

test.each<[string, string[]]>([
  ['-', ['-']],
  ['b.json', ['b.json']],
  ['none.json', ['none.json']],
  ['[1].json', ['[1].json']],
  ['in', [join('in', 'x.json')]],
  ['.', ['.hidden.json', 'A.JSON', '[1].json', 'b.json']],
  ['*.txt', ['c.txt']],
  ['?.json', ['b.json']],
  ['*.json', ['[1].json', 'b.json']],
  ['{b,c}.*', ['b.json', 'c.txt']],
  ['in/**/*.json', ['in/below/y.json', 'in/x.json']],
  ['in\\*.json', ['in/x.json']],
  // What could not be judged is named, and not passed over.
  ['way/*', ['way/folder.json', 'way/link.json']],
])('%s names %j', async (argument, files) => {
  expect(await expandFiles(argument, cwd)).toEqual(files);
});

/** Root may list every folder, so it is somebody else for a while. */
async function withoutRights<T>(run: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return run();
  process.seteuid?.(65534);
  return run().finally(() => process.seteuid?.(0));
}

testWith('posix')('a folder that may not be listed is named, and not passed over', async () => {
  const estates = makeFolder();
  for (const folder of ['a', 'locked']) {
    mkdirSync(join(estates, folder));
    writeFileSync(join(estates, folder, 'x.json'), '');
  }
  chmodSync(estates, 0o755);
  chmodSync(join(estates, 'locked'), 0o311);
  const found = await withoutRights(async () => ({
    fromAbove: await expandFiles('*/*.json', estates),
    fromWithin: await expandFiles('*.json', join(estates, 'locked')),
    folder: await expandFiles('locked', estates).catch((error: unknown) => error),
  }));
  chmodSync(join(estates, 'locked'), 0o755);
  expect(found).toMatchObject({
    fromAbove: ['a/x.json', 'locked'],
    fromWithin: ['.'],
    folder: {
      code: 'inventory',
      message: 'locked: may not be read; check its permissions',
      details: [],
      cause: { code: 'EACCES' },
    },
  });
});

test.each([
  ['none/*.json', 'inventory', 'none/*.json: no file matches; check the pattern'],
  ['{b,c}.json/*', 'inventory', '{b,c}.json/*: no file matches; check the pattern'],
  ['in*', 'inventory', 'in*: no file matches; check the pattern'],
  ['*.xml', 'inventory', '*.xml: no file matches; check the pattern'],
  ['empty', 'inventory', 'empty: the folder has no *.json file; name an inventory'],
  ['b.json/x', 'inventory', 'b.json/x: leads through a file as if it were a folder; check the path'],
])('%s names nothing', async (argument, code, message) => {
  await expect(expandFiles(argument, cwd)).rejects.toMatchObject({ code, message, details: [] });
});

test('why it cannot be found out what is there is kept', async () => {
  await expect(expandFiles('loop', cwd)).rejects.toMatchObject({
    message: 'loop: is a symbolic link that leads to itself; check the path',
    details: [],
    cause: { code: 'ELOOP' },
  });
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
