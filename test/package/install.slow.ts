import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/cli/run';
import { Project } from '../support/cli/project';
import { testWith } from '../support/jest/needs';
import { installGlobally, npm } from '../support/pipelines/package';

jest.setTimeout(300_000);

const PACKAGE = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const project = new Project();
let user: Project;
beforeEach(() => {
  user = new Project();
});
afterEach(() => {
  user.remove();
});
afterAll(() => {
  project.remove();
});

const packed = npm(['pack', '--ignore-scripts', '--pack-destination', project.folder], ROOT).trim();

testWith('posix')('the package installs with all that it depends on, and gathers', () => {
  const runInstalled = installGlobally(['--prefer-offline', project.path(packed)], user);
  const server = [
    '--environment',
    'x',
    '--sql-server',
    '127.0.0.1,1',
    '--sql-auth',
    'sql',
    '--sql-user',
    'sa',
  ];
  const { stderr } = runInstalled(['gather', ...server], { TP_DOCTOR_SQL_PASSWORD: 'x' });
  expect(stderr).toContain('127.0.0.1,1: nothing listens there');
});

testWith('posix')('it installs for everybody on a machine, and the command and its page are there', () => {
  user.bash(`tar -xzf "${project.path(packed)}"`);
  user.write('package/package.json', JSON.stringify({ ...PACKAGE, dependencies: {} }));
  installGlobally(['--install-links', user.path('package')], user);
});
