import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { BIN, NOW, run } from '../support/cli/run';
import { Project } from '../support/cli/project';
import { testWith } from '../support/jest/needs';
import { smallRule } from '../support/judge/small-rule';

let project: Project;
beforeEach(() => {
  project = new Project();
  project.inventory('inventory.json');
});
afterEach(() => {
  project.remove();
});

const check = (...args: string[]) =>
  run(['check', 'inventory.json', '--target', '7.4', '--now', NOW, ...args], { cwd: project.folder });
const modeOf = (file: string) => statSync(project.path(file)).mode & 0o777;

describe('what is there stays what it is', () => {
  test('a link leads where it led, and the file keeps its mode', () => {
    project.write('real/report.txt', 'old');
    chmodSync(project.path('real/report.txt'), 0o640);
    symlinkSync('real/report.txt', project.path('link'));
    check('--output', 'link');
    expect(lstatSync(project.path('link')).isSymbolicLink()).toBe(true);
    expect(project.read('real/report.txt')).toContain('READY');
    expect([modeOf('real/report.txt'), readdirSync(project.path('real'))]).toEqual([0o640, ['report.txt']]);
  });

  test('a link to a file that is not there yet', () => {
    symlinkSync('fresh.txt', project.path('link'));
    check('--output', 'link');
    expect(lstatSync(project.path('link')).isSymbolicLink()).toBe(true);
    expect(project.read('fresh.txt')).toContain('READY');
  });

  testWith('posix')('a pipe and an open descriptor are written into', () => {
    const command = `${process.execPath} ${BIN} check inventory.json --target 7.4 --now ${NOW}`;
    const { stdout, code } = project.bash(
      `mkfifo pipe; cat pipe > read.txt & ${command} --output pipe; wait; test -p pipe
      { echo before; ${command} --output /dev/fd/3; echo after >&3; } 3> third.txt
      { echo before; ${command} --output /dev/stdout; echo after; } > first.txt; tail -n 1 first.txt third.txt`,
    );
    expect(code).toBe(0);
    expect(stdout.match(/after/g)).toHaveLength(2);
    for (const file of ['read.txt', 'third.txt', 'first.txt']) expect(project.read(file)).toContain('READY');
    expect(project.read('first.txt')).toMatch(/^before\n/);
  });
});

test('what is read in a folder is not written over', () => {
  const rule = JSON.stringify(
    smallRule({
      id: 'own-rule',
      facts: ['own'],
      references: [{ title: 'x', url: 'https://x.example' }],
      needs: ['/version'],
      assert: { properties: { version: { versionRange: '>=7.3' } } },
    }),
  );
  project.write('own/own-rule.json', rule);
  project.write('exports/one.xml', 'an export');
  symlinkSync('own', project.path('linked'));
  for (const file of ['own/own-rule.json', 'own/new.json', 'linked/deep/../own-rule.json']) {
    const { code, stderr } = check('--rules', 'own', '--output', file);
    expect([code, project.read('own/own-rule.json')]).toEqual([2, rule]);
    expect(stderr).toMatch(/^tp-doctor: --output .*json: is read in this run, as own; name another file\n$/);
  }
  const gather = (...args: string[]) =>
    run(['gather', '--environment=x', '--policy-export=exports', ...args], { cwd: project.folder });
  const { code, stderr } = gather('--output=exports/one.xml');
  expect([code, project.read('exports/one.xml')]).toEqual([2, 'an export']);
  expect(stderr).toMatch(/one.xml: is read in this run, as .*exports; name another file\n$/);
  expect(gather('--output=exports/inventory.json').stderr).not.toContain('is read in this run');
});

test('an inventory that is merged may be replaced, and is not where it could not be read', () => {
  project.inventory('own.json', { environment: 'x' });
  project.write('facts-x.json', '{ "decisions": { "agentExclusionsSet": true } }');
  const gather = (file: string) =>
    run(['gather', '--environment=x', '--facts=facts-x.json', `--merge=${file}`, `--output=./${file}`], {
      cwd: project.folder,
    });
  expect(gather('own.json')).toMatchObject({ code: 0 });
  const merged = JSON.parse(project.read('own.json')) as { decisions: object; agents: object[] };
  expect(merged.decisions).toMatchObject({ agentExclusionsSet: true });
  expect(merged.agents.length).toBeGreaterThan(0);
  project.write('broken.json', '{ "agents": [ }');
  const { code, stderr } = gather('broken.json');
  expect([code, project.read('broken.json')]).toEqual([2, '{ "agents": [ }']);
  expect(stderr).toMatch(
    /--output .*broken\.json: is an inventory of this run that could not be read.*; nothing was written\n$/,
  );
});

test('a name that fits is long enough for the file', () => {
  const name = `${'a'.repeat(250)}.txt`;
  expect(check('--output', name).code).toBe(0);
  expect(readdirSync(project.folder)).toContain(name);
});

test('what a killed run has left goes, what another one writes stays', () => {
  const [old, young, other] = ['.tp-doctor-0123456789ab.tmp', '.tp-doctor-ba9876543210.tmp', '.own.tmp'];
  for (const name of [old, young, other]) project.write(name, '');
  for (const name of [old, other]) utimesSync(project.path(name), 0, 0);
  check('--output', 'report.txt');
  expect(readdirSync(project.folder).sort()).toEqual([other, young, 'inventory.json', 'report.txt']);
});

describe('a file that is read in the same run is not written', () => {
  const given = () => project.read('inventory.json');

  test.each([
    ['its name', () => 'inventory.json'],
    ['another spelling', () => '../' + project.folder.split('/').at(-1) + '/./inventory.json'],
    ['a symbolic link', (to: string) => (symlinkSync('inventory.json', project.path(to)), to)],
    ['a hard link', (to: string) => (linkSync(project.path('inventory.json'), project.path(to)), to)],
  ])('by %s', (_what, make) => {
    const before = given();
    const file = make('other.json');
    expect(check('--output', file)).toEqual({
      stdout: '',
      stderr: `tp-doctor: --output ${file}: is read in this run, as inventory.json; name another file\n`,
      code: 2,
    });
    expect(check('--format', `json=${file}`).stderr).toContain(`--format json=${file}: is read in this run`);
    expect(given()).toBe(before);
  });

  test.each([
    ['check', ['check', 'inventory.json', '--target=7.4', '--config=x', '--output=x']],
    ['check --baseline', ['check', 'inventory.json', '--target=7.4', '--baseline=x', '--output=x']],
    ['plan', ['plan', 'x', '--target=8.1', '--output=x']],
    ['verify', ['verify', '--before=inventory.json', '--after=x', '--target=7.4', '--output=x']],
    ['diff', ['diff', 'inventory.json', 'x', '--output=x']],
    ['gather --agents', ['gather', '--environment=e', '--agents=x', '--output=x']],
    ['gather --facts', ['gather', '--environment=e', '--facts=x', '--output=x']],
  ])('by %s', (_command, args) => {
    project.write('x', '{}');
    const { code, stderr } = run(args, { cwd: project.folder });
    expect([code, project.read('x')]).toEqual([2, '{}']);
    // baseline is read before the inventories are known.
    expect(stderr).toMatch(/--output .*x: is read in this run, as .*x; name another file|x: /);
  });
});

describe('two formats in one file', () => {
  test.each([
    ['json=r', 'sarif=./r'],
    ['json=R', 'sarif=r'],
  ])('%s and %s', (one, other) => {
    expect(check('--format', one, '--format', other)).toEqual({
      stdout: '',
      stderr: `tp-doctor: --format ${one}: is the same file as --format ${other}; name two files\n`,
      code: 2,
    });
  });

  test('by --output', () => {
    mkdirSync(project.path('in'));
    expect(check('--format', 'json=in/../r', '--format', 'sarif', '--output', 'r').stderr).toContain(
      '--format json=in/../r: is the same file as --output r',
    );
  });
});
