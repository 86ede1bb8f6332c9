import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { readSources, type SourceFile } from './support/source-files';

const FLOORS: Record<string, number> = {
  model: 1,
  engine: 2,
  gather: 3,
  load: 3,
  report: 3,
  commands: 4,
  cli: 5,
};
const TOP = 6;

/**
 * The one owner of each third-party package: a file, or a folder where the design says so. Another file that
 * needs it asks its owner.
 */
const OWNERS: Record<string, RegExp> = {
  ajv: /^load\/(schema|rules\/compiler)\.ts$/,
  'ajv-formats': /^load\/schema\.ts$/,
  'cli-table3': /^report\/text\/terminal-table\.ts$/,
  'csv-parse': /^gather\//,
  'fastest-levenshtein': /^engine\/values\/suggestions\.ts$/,
  'jsonc-parser': /^load\/json\.ts$/,
  mssql: /^gather\//,
  saxes: /^gather\//,
  semver: /^engine\/values\/versions\.ts$/,
  tinyglobby: /^load\/files\.ts$/,
  yargs: /^cli\//,
};

const sources = readSources();

function floorOf(path: string): number {
  const folder = folderOf(path);
  return folder === '' ? TOP : (FLOORS[folder] ?? NaN);
}

/** The folder of a file below src/, or of an import that names the folder; "" for the files of src/ itself. */
function folderOf(path: string): string {
  const first = path.split('/', 1)[0] ?? '';
  return path.includes('/') || first in FLOORS ? first : '';
}

function isOwn(name: string): boolean {
  return name.startsWith('.');
}

function isOfNode(name: string): boolean {
  return name.startsWith('node:') || builtinModules.includes(name);
}

/** "@scope/name/file" as "@scope/name". */
function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Imports that point up, or across the third floor to another folder. */
function climbing({ path, imports }: SourceFile): string[] {
  return imports.filter(isOwn).flatMap((name) => {
    const target = posix.join(posix.dirname(path), name);
    const isData = target.startsWith('../') && target.endsWith('.json');
    const isDown = floorOf(target) < floorOf(path);
    return folderOf(path) === folderOf(target) || isDown || isData ? [] : [`${path} imports ${target}`];
  });
}

describe('the floors', () => {
  test('every folder has one', () => {
    expect(sources.length).toBeGreaterThan(30);
    expect(sources.filter(({ path }) => Number.isNaN(floorOf(path))).map(({ path }) => path)).toEqual([]);
  });

  test('imports point down, or stay in their folder', () => {
    expect(sources.flatMap(climbing)).toEqual([]);
  });

  test('the model imports nothing but itself, the engine nothing but node:crypto and its packages', () => {
    const outside = (folder: string) =>
      sources
        .filter(({ path }) => path.startsWith(folder))
        .flatMap(({ path, imports }) =>
          imports.filter((name) => !isOwn(name)).map((name) => `${path}: ${name}`),
        );
    expect(outside('model/')).toEqual([]);
    expect(
      outside('engine/').filter((line) => line.includes('node:') && !line.endsWith('node:crypto')),
    ).toEqual([]);
  });

  test('only main.ts touches the process', () => {
    const touching = sources.filter(({ imports }) => imports.some((name) => /^(node:)?process$/.test(name)));
    expect(touching.map(({ path }) => path).filter((path) => path !== 'main.ts')).toEqual([]);
  });
});

describe('third-party packages', () => {
  const used = sources.flatMap(({ path, imports }) =>
    imports
      .filter((name) => !isOwn(name) && !isOfNode(name))
      .map((name) => ({ path, name: packageOf(name) })),
  );

  test('each has one owner', () => {
    const byOthers = used.filter(({ path, name }) => !OWNERS[name]?.test(path));
    const owners = new Map<string, Set<string>>();
    for (const { path, name } of byOthers) owners.set(name, (owners.get(name) ?? new Set()).add(path));
    const shared = [...owners].filter(([name, paths]) => name in OWNERS || paths.size > 1);
    expect(shared.map(([name, paths]) => `${name}: ${[...paths].join(', ')}`)).toEqual([]);
  });
});

describe('the limits of size', () => {
  const functions = sources.flatMap(({ path, functions: own }) => own.map((one) => ({ path, ...one })));
  const sizes = functions.map(({ lines }) => lines).sort((a, b) => a - b);
  const at = (share: number) => sizes[Math.floor((sizes.length - 1) * share)] ?? Infinity;

  test('no file has more than 250 lines', () => {
    expect(sources.filter(({ lines }) => lines > 250).map(({ path, lines }) => `${path}: ${lines}`)).toEqual(
      [],
    );
  });

  test('no function has more than 60 lines', () => {
    const long = functions.filter(({ lines }) => lines > 60);
    expect(long.map(({ path, name, lines }) => `${path} ${name}: ${lines}`)).toEqual([]);
  });

  test('half of all functions have 12 lines or fewer, nine in ten fewer than 40', () => {
    expect(sizes.length).toBeGreaterThan(200);
    expect(at(0.5)).toBeLessThanOrEqual(12);
    expect(at(0.9)).toBeLessThan(40);
  });
});
