import { run, NOW } from '../support/cli/run';
import { testWith } from '../support/jest/needs';
import { Project } from '../support/cli/project';

const project = new Project();
beforeAll(() => {
  project.oldAgent('inventory.json');
});
afterAll(() => {
  project.remove();
});

const check = (args: string[], env: Record<string, string> = {}) =>
  run(['check', 'inventory.json', '--target', '7.4', '--now', NOW, ...args], { cwd: project.folder, env });

describe('--group-by', () => {
  const groups = (...args: string[]) => JSON.parse(check(['--format', 'tickets', ...args]).stdout).groupBy;

  test('says what a ticket stands for', () => {
    expect([groups(), groups('--group-by', 'rule'), groups('--group-by=subject')]).toEqual([
      'rule',
      'rule',
      'subject',
    ]);
  });

  test('names the nearest word where it is misspelt, before anything is judged', () => {
    expect(check(['--group-by', 'subjct', '--format=tickets=t.json'])).toEqual({
      stdout: '',
      stderr:
        'tp-doctor: --group-by: "subjct" is not something to group by; did you mean "subject"?; allowed: rule, subject\n',
      code: 2,
    });
  });
});

describe('GITHUB_STEP_SUMMARY', () => {
  const env = { GITHUB_STEP_SUMMARY: project.path('summary.md') };

  test('--format github adds the report to what other steps wrote', () => {
    project.write('summary.md', '# Before\n');
    expect(check(['--format', 'github'], env).code).toBe(1);
    const summary = project.read('summary.md');
    expect(summary.startsWith('# Before\n')).toBe(true);
    expect(summary).toContain('agent-version-accepted');
  });

  test.each([['github=log.txt'], ['table'], ['markdown']])('--format %s leaves it alone', (format) => {
    project.write('summary.md', '');
    check(['--format', format], env);
    expect(project.read('summary.md')).toBe('');
  });

  test('where it cannot be written, a line says so and the verdict stands', () => {
    const ran = check(['--format', 'github'], { GITHUB_STEP_SUMMARY: project.path('no/such/folder') });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toBe(
      'tp-doctor: the job summary was not written: its folder does not exist (GITHUB_STEP_SUMMARY)\n',
    );
  });
});

describe('hyperlinks', () => {
  const ADDRESS = 'https://docs.netwrix.com/docs/threatprevention/7_4/install/upgrade/overview';
  const LINK = `\u001b]8;;${ADDRESS}\u001b\\Upgrade Procedure: ${ADDRESS}\u001b]8;;\u001b\\`;

  test('FORCE_HYPERLINK makes links of pages, and 0 takes them away', () => {
    expect(check([], { FORCE_HYPERLINK: '1' }).stdout).toContain(LINK);
    expect(check([], { FORCE_HYPERLINK: '0' }).stdout).not.toContain('\u001b');
  });

  test('no terminal, no links; a file has none either', () => {
    expect(check([], { WT_SESSION: '1', TERM_PROGRAM: 'vscode' }).stdout).not.toContain('\u001b');
    check(['--output', 'table.txt'], { FORCE_HYPERLINK: '1' });
    expect(project.read('table.txt')).toContain(`Upgrade Procedure: ${ADDRESS}\n`);
  });

  testWith('posix').each([
    ['WT_SESSION=1', true],
    ['VTE_VERSION=7003', true],
    ['VTE_VERSION=4803', false],
    ['TERM_PROGRAM=Apple_Terminal', false],
    ['WT_SESSION=1 FORCE_HYPERLINK=0', false],
  ])('a terminal with %s: %s', (env, shown) => {
    const inventory = project.path('inventory.json');
    const command = `env ${env} ${process.execPath} ${process.cwd()}/bin/tp-doctor.js check ${inventory} --target 7.4 --now ${NOW}`;
    // script(1) gives it a terminal.
    const { stdout } = project.bash(`set +e; script --quiet --command "${command}" /dev/null`, {
      TERM: 'xterm',
    });
    expect(stdout).toContain('agent-version-accepted');
    expect(stdout.includes('\u001b]8;;https://')).toBe(shown);
  });
});

describe('--verbose', () => {
  test('shows every rule with its time in milliseconds, also of several inventories', () => {
    const { stdout } = check(['--verbose']);
    expect(stdout).toMatch(/│ status +│ rule +│ subjects +│ ms +│/);
    const rows = [...stdout.matchAll(/^│ (?:pass|fail) +│ ([\w-]+) +│.*│ (\d+\.\d\d) +│$/gm)];
    expect(rows.map(([, rule]) => rule)).toEqual(
      expect.arrayContaining(['agent-version-accepted', 'inventory-fresh']),
    );
    project.inventory('second.json', { environment: 'second' });
    expect(check(['--verbose', 'second.json']).stdout.match(/│ ms +│/g)).toHaveLength(2);
    expect(check([]).stdout).not.toMatch(/│ ms +│/);
  });
});
