import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { ROOT, runBinary } from '../support/cli/run';
import { npm } from '../support/pipelines/package';
import { Project } from '../support/cli/project';

const PACKAGE = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const project = new Project();
let files: string[] = [];

beforeAll(() => {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', project.folder];
  const [found] = JSON.parse(npm(args, ROOT)) as { files: { path: string }[] }[];
  files = found?.files.map(({ path }) => path).toSorted() ?? [];
});
afterAll(() => {
  project.remove();
});

test('the package has what a user needs and nothing else', () => {
  const pages = ['CHANGELOG.md', 'LICENSE', 'README.md'].filter((page) => existsSync(join(ROOT, page)));
  const tool = [
    'bin/tp-doctor.js',
    'dist/LICENCES.txt',
    'dist/tp-doctor.cjs',
    'dist/tp-doctor.cjs.cache',
    'man/tp-doctor.1',
  ];
  expect(files).toEqual([...pages, 'package.json', ...tool].toSorted());
});

test('every module that the bundle leaves out is a dependency', () => {
  const bundle = readFileSync(join(ROOT, 'dist/tp-doctor.cjs'), 'utf8');
  const required = [...bundle.matchAll(/require\("([^".][^"]*)"\)/g)].map(([, name = '']) => name);
  const alien = required.filter((name) => !name.startsWith('node:') && !builtinModules.includes(name));
  // ajv names its own modules in the text of code that it writes only when asked to.
  const names = new Set(
    alien.map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    ),
  );
  expect([...names].filter((name) => !(name in PACKAGE.dependencies) && !name.startsWith('ajv'))).toEqual([]);
});

test('the bundle asks for no module with import(), which a script with a code cache does not have', () => {
  expect(readFileSync(join(ROOT, 'dist/tp-doctor.cjs'), 'utf8')).not.toMatch(/\bimport\("/);
  const { stderr } = runBinary(
    ['gather', '--environment', 'x', '--sql-server', '127.0.0.1,1', '--sql-auth', 'sql', '--sql-user', 'sa'],
    { cwd: project.folder, env: { TP_DOCTOR_SQL_PASSWORD: 'x' } },
  );
  expect(stderr).toContain('127.0.0.1,1: nothing listens there');
});
