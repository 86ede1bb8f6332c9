import { NOW, run } from '../support/cli/run';
import { Project } from '../support/cli/project';

// What every object of JavaScript has is not what a table of ours has: no such name may be found in one.
const project = new Project();
beforeAll(() => {
  project.inventory('inventory.json');
});
afterAll(() => {
  project.remove();
});

const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];
const tp = (...args: string[]) => run(args, { cwd: project.folder });
const check = (...args: string[]) => tp('check', 'inventory.json', `--now=${NOW}`, ...args);
const withConfig = (text: string) => {
  project.write('c.json', text);
  return check('--target=7.4', '--config=c.json');
};

describe.each(NAMES)('%s', (name) => {
  test.each<[string, () => ReturnType<typeof run>]>([
    ['a command', () => tp(name, '--target=7.4')],
    ['a target', () => check(`--target=${name}`)],
    ['a stop', () => tp('plan', 'inventory.json', '--target=8.1', `--via=${name}`)],
    ['a format', () => check('--target=7.4', `--format=${name}`)],
    ['a format of a file', () => check('--target=7.4', `--format=${name}=x`)],
    ['a format of a plan', () => tp('plan', 'inventory.json', '--target=8.1', `--format=${name}`)],
    ['a rule alone', () => check('--target=7.4', `--only=${name}`)],
    ['a rule less', () => check('--target=7.4', `--skip=${name}`)],
    ['a level', () => check('--target=7.4', `--fail-on=${name}`)],
    ['a group', () => check('--target=7.4', `--group-by=${name}`)],
    ['an option', () => check('--target=7.4', `--${name}`)],
    ['a phase', () => tp('verify', `--phase=${name}`, '--target=7.4')],
    ['an action of rules', () => tp('rules', name)],
    ['a rule to show', () => tp('rules', 'show', name)],
    ['a schema', () => tp('schema', name)],
    ['a shell', () => tp('completion', name)],
    ['a field of --map', () => tp('gather', '--environment=e', '--agents=a.csv', '--map', `Name=${name}`)],
    ['an encryption', () => tp('gather', '--environment=e', '--sql-server=s', `--sql-encrypt=${name}`)],
    ['a key of the configuration', () => withConfig(`{"${name}":{}}`)],
    ['a key of its sources', () => withConfig(`{"sources":{"${name}":{}}}`)],
    ['a rule of the configuration', () => withConfig(`{"rules":{"${name}":"off"}}`)],
    ['a level of the configuration', () => withConfig(`{"rules":{"sql-backup-recent":"${name}"}}`)],
    [
      'a param of the configuration',
      () => withConfig(`{"rules":{"sql-backup-recent":{"params":{"${name}":1}}}}`),
    ],
  ])('as %s there is none', (_what, command) => {
    const { code, stderr } = command();
    expect(stderr).not.toContain('bug of tp-doctor');
    expect(stderr).toMatch(/^tp-doctor: /);
    expect(code).toBe(2);
  });

  test('as a column of an export it is a column like any other', () => {
    project.write('a.csv', `Name,${name}\nDC1,x\n`);
    tp('gather', '--environment=e', '--agents=a.csv', '--output=o.json');
    expect(JSON.parse(project.read('o.json')).agents).toEqual([{ name: 'DC1' }]);
  });

  test('as a field of an inventory it is refused', () => {
    project.write('bad.json', project.read('inventory.json').replace('{', `{"${name}":{"agents":[]},`));
    expect(tp('check', 'bad.json', '--target=7.4')).toMatchObject({ code: 2, stdout: '' });
  });
});
