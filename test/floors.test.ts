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
  tedious: /^gather\/sql-server\/connection\//,
  saxes: /^gather\//,
  semver: /^engine\/values\/versions\.ts$/,
  tinyglobby: /^load\/find\/glob\.ts$/,
  yargs: /^cli\//,
};

/** Made from rules/inventory.schema.json, with its descriptions. */
const GENERATED = ['model/inventory.ts'];

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

/** The folders with more files than somebody can take in. */
function crowded(paths: readonly string[]): string[] {
  const folders = paths.map((path) => posix.dirname(path));
  const counts = new Map(
    folders.map((folder) => [folder, folders.filter((other) => other === folder).length]),
  );
  return [...counts].filter(([, count]) => count > 12).map(([folder, count]) => `${folder}: ${count} files`);
}

/** What each file or folder imports. */
type Edges = Map<string, Set<string>>;

function edgesBetween(files: readonly Pick<SourceFile, 'path' | 'imports'>[]): Edges {
  const known = new Set(files.map(({ path }) => path));
  const find = (from: string, name: string) => {
    const target = posix.join(posix.dirname(from), name);
    return [`${target}.ts`, `${target}/index.ts`, target].filter((path) => known.has(path));
  };
  return new Map(
    files.map(({ path, imports }) => [
      path,
      new Set(imports.filter(isOwn).flatMap((name) => find(path, name))),
    ]),
  );
}

/** The same between folders; one within another belongs to it, as a list to what it lists. */
function foldersOf(edges: Edges): Edges {
  const folders: Edges = new Map();
  for (const [from, targets] of edges) {
    const own = folders.get(posix.dirname(from)) ?? new Set();
    for (const target of targets)
      if (!isWithin(posix.dirname(target), posix.dirname(from))) own.add(posix.dirname(target));
    folders.set(posix.dirname(from), own);
  }
  return folders;
}

/** Whether one of two folders is the other or lies in it. */
function isWithin(a: string, b: string): boolean {
  return `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`);
}

/** Every circle once, from its first member by name. */
function circlesIn(edges: Edges): string[] {
  const found = new Set<string>();
  const done = new Set<string>();
  const walk = (at: string, path: readonly string[]) => {
    const start = path.indexOf(at);
    if (start !== -1) {
      const circle = path.slice(start);
      const first = circle.indexOf([...circle].sort()[0] ?? '');
      const turned = [...circle.slice(first), ...circle.slice(0, first)];
      found.add([...turned, turned[0]].join(' → '));
      return;
    }
    if (done.has(at)) return;
    for (const next of edges.get(at) ?? []) walk(next, [...path, at]);
    done.add(at);
  };
  for (const at of edges.keys()) walk(at, []);
  return [...found].sort();
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

describe('folders', () => {
  test('have at most 12 files, each about one idea', () => {
    expect(crowded(sources.map(({ path }) => path))).toEqual([]);
  });

  test('a folder with 13 files is named', () => {
    const files = Array.from({ length: 13 }, (_none, at) => `engine/values/part${at}.ts`);
    expect(crowded(files)).toEqual(['engine/values: 13 files']);
    expect(crowded(files.slice(1))).toEqual([]);
  });

  test('and files import each other in no circle, be it for a type', () => {
    expect(circlesIn(edgesBetween(sources))).toEqual([]);
    expect(circlesIn(foldersOf(edgesBetween(sources)))).toEqual([]);
  });

  test('a circle is named with every part of it', () => {
    const made = [
      { path: 'engine/plan/a.ts', imports: ['./b'] },
      { path: 'engine/plan/b.ts', imports: ['../judge/c', 'semver'] },
      { path: 'engine/judge/c.ts', imports: ['../plan/a', '../d', './inner/f'] },
      { path: 'engine/judge/inner/f.ts', imports: ['../g'] },
      { path: 'engine/judge/g.ts', imports: [] },
      { path: 'engine/d.ts', imports: ['../model/e', '../model/data.json'] },
      { path: 'model/e.ts', imports: [] },
    ];
    expect(circlesIn(edgesBetween(made))).toEqual([
      'engine/judge/c.ts → engine/plan/a.ts → engine/plan/b.ts → engine/judge/c.ts',
    ]);
    expect(circlesIn(foldersOf(edgesBetween(made)))).toEqual(['engine/judge → engine/plan → engine/judge']);
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

  test('no file that somebody writes has more than 250 lines', () => {
    const written = sources.filter(({ path }) => !GENERATED.includes(path));
    expect(written.filter(({ lines }) => lines > 250).map(({ path, lines }) => `${path}: ${lines}`)).toEqual(
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
