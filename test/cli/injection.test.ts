import { Project } from '../support/cli/project';
import { NOW, run } from '../support/cli/run';

const project = new Project();
afterAll(() => {
  project.remove();
});

const COMMANDS = [
  '::stop-commands::x',
  '##vso[task.setvariable variable=PATH]x',
  '##teamcity[x]',
  '\u009b2J\u202e\u200b',
];
const isCommand = /^\s*::\w|##[a-z]*\[|[\u0080-\u009f\u202e\u200b]/im;

test.each(COMMANDS)('an environment named %j is only shown', (environment) => {
  project.oldAgent('inventory.json', environment);
  const when = ['--target', '7.4', '--now', NOW];
  const given = { cwd: project.folder };
  for (const format of ['table', 'markdown', 'json', 'csv', 'junit'])
    expect(run(['check', 'inventory.json', ...when, '--format', format], given).stdout).not.toMatch(
      isCommand,
    );
  expect(run(['plan', 'inventory.json', ...when], given).stdout).not.toMatch(isCommand);
  const json = run(['check', 'inventory.json', ...when, '--format', 'json'], given).stdout;
  expect((JSON.parse(json) as { environment: string }).environment).toBe(environment);
  const verify = ['verify', '--before', 'inventory.json', '--after', 'inventory.json', ...when];
  expect(run(verify, given).stdout).not.toMatch(isCommand);
});

test.each(COMMANDS)('a message about a file named %j is no command', (name) => {
  const given = { cwd: project.folder };
  for (const args of [
    ['check', `./x\n${name}`, '--target', '7.4', '--verbose'],
    ['diff', name, name],
    ['rules', 'lint', name],
    ['rules', 'show', name, '--format', 'json'],
    ['gather', '--environment', name, '--agents', name, '--output', '-'],
    ['gather', '--environment', 'x', '--agents', name, '--dry-run'],
    ['check', 'inventory.json', '--target', name, '--format', 'json'],
  ]) {
    const { stdout, stderr } = run(args, given);
    expect(stdout + stderr).not.toBe('');
    expect(`${stdout}\n${stderr}`).not.toMatch(isCommand);
  }
});
