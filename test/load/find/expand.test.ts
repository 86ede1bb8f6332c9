import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expandFiles, sniffFile } from '../../../src/load/find/expand';
import { makeFolder } from '../../support/gather/read-source';
import { testWith } from '../../support/jest/needs';

const cwd = makeFolder();
const find = (argument: string, folder = cwd, platform = 'linux') =>
  expandFiles(argument, { cwd: folder, platform });
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
  expect((await find(argument)).files).toEqual(files);
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
    fromAbove: (await find('*/*.json', estates)).files,
    fromWithin: (await find('*.json', join(estates, 'locked'))).files,
    folder: await find('locked', estates).catch((error: unknown) => error),
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
  await expect(find(argument)).rejects.toMatchObject({ code, message, details: [] });
});

test('why it cannot be found out what is there is kept', async () => {
  await expect(find('loop')).rejects.toMatchObject({
    message: 'loop: is a symbolic link that leads to itself; check the path',
    details: [],
    cause: { code: 'ELOOP' },
  });
});

describe('a folder with signs of patterns in its name', () => {
  const odd = makeFolder();
  for (const folder of ['Program Files (x86)', 'estates [old]', '{a}', 'plain']) mkdirSync(join(odd, folder));
  for (const folder of ['Program Files (x86)', 'estates [old]', '{a}'])
    for (const name of ['a (1).json', 'a2.json']) writeFileSync(join(odd, folder, name), '');
  writeFileSync(join(odd, 'plain', 'a(2).json'), '');

  test.each<[string, string[]]>([
    ['Program Files (x86)/*.json', ['Program Files (x86)/a (1).json', 'Program Files (x86)/a2.json']],
    ['Program Files (x86)\\a?.json', ['Program Files (x86)/a2.json']],
    ['estates [old]/a (*).json', ['estates [old]/a (1).json']],
    ['{a}/a[2-3].json', ['{a}/a2.json']],
    ['{p,q}*/a(*).json', ['plain/a(2).json']],
    ['./plain/*.json', ['plain/a(2).json']],
  ])('%s names %j', async (argument, files) => {
    expect((await find(argument, odd)).files).toEqual(files);
  });

  test('an absolute pattern is found from any working directory', async () => {
    const pattern = join(odd, 'Program Files (x86)', 'a?.json');
    expect((await find(pattern, cwd)).files).toEqual([join(odd, 'Program Files (x86)', 'a2.json')]);
  });
});

test('Windows knows no case of letters, so a pattern does not either there', async () => {
  expect((await find('*.json')).files).toEqual(['[1].json', 'b.json']);
  expect((await find('*.json', cwd, 'win32')).files).toEqual(['A.JSON', '[1].json', 'b.json']);
});

test('a file that is named is meant, those of a folder or a pattern are looked at', async () => {
  const named = async (argument: string) => (await find(argument)).isNamed;
  expect([await named('b.json'), await named('-'), await named('none.json')]).toEqual([true, true, true]);
  expect([await named('in'), await named('*.json')]).toEqual([false, false]);
});

describe('what a file is', () => {
  const folder = makeFolder();
  const inventory = '{ "schemaVersion": 1, "environment": "é", "collectedAt": "2026-11-20T22:00:00Z" }';
  const kindOf = (content: string | Buffer) => {
    writeFileSync(join(folder, 'x'), content);
    return sniffFile('x', folder);
  };

  test('is told in any encoding, also where its first part ends within a letter', () => {
    expect(kindOf(inventory)).toBe('inventory');
    expect(kindOf(`\ufeff${inventory}`)).toBe('inventory');
    expect(kindOf(Buffer.from(`\ufeff${inventory}`, 'utf16le'))).toBe('inventory');
    expect(kindOf(`${inventory.slice(0, -1)}, "agents": ["${'é'.repeat(200_000)}`)).toBe('inventory');
    expect(kindOf(`${inventory.slice(0, -1)}, "agents": ["a${'é'.repeat(200_000)}`)).toBe('inventory');
  });

  test('is not known where nobody can read it', () => {
    expect(sniffFile('nowhere', folder)).toBeUndefined();
    expect(sniffFile('.', folder)).toBeUndefined();
    expect(kindOf(Buffer.from([0xff, 0x00, 0xc0]))).toBeUndefined();
  });
});
