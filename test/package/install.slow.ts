import { ROOT } from '../support/cli/run';
import { Project } from '../support/cli/project';
import { testWith } from '../support/jest/needs';
import { installGlobally, npm } from '../support/pipelines/package';

jest.setTimeout(300_000);

const project = new Project();
afterAll(() => {
  project.remove();
});

testWith('posix')('the package installs with all that it depends on, and gathers', () => {
  const packed = npm(['pack', '--ignore-scripts', '--pack-destination', project.folder], ROOT).trim();
  const runInstalled = installGlobally(['--prefer-offline', project.path(packed)], project);
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
