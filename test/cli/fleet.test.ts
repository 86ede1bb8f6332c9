import { NOW, run } from '../support/cli/run';
import { Project } from '../support/cli/project';

jest.setTimeout(60_000);

const project = new Project();
afterAll(() => {
  project.remove();
});

const check = (...args: string[]) =>
  run(['check', ...args, '--target', '7.4', '--now', NOW], { cwd: project.folder });

describe('several inventories', () => {
  beforeAll(() => {
    project.inventory('small/a.json', { environment: 'ready' });
    project.oldAgent('small/b.json', 'old');
    project.inventory('small/c.json', { environment: 'bare', database: undefined });
    project.write('small/d.json', '{');
    project.inventory('small/e.json', { environment: 'ready too' });
  });

  test('end with a table of estates, the worst first, and how many there are of each verdict', () => {
    const { stdout, stderr, code } = check('small');
    const rows = [...stdout.matchAll(/^│ (\S.*?) {2,}│ ([A-Z ]+?) +│/gm)].map(([, name, verdict]) => [
      name,
      verdict,
    ]);
    expect(rows).toEqual([
      ['small/d.json', 'COULD NOT JUDGE'],
      ['old', 'NOT READY'],
      ['bare', 'UNDETERMINED'],
      ['ready', 'READY'],
      ['ready too', 'READY'],
    ]);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      '5 estates: 1 could not be judged, 1 not ready, 1 undetermined, 2 ready',
    );
    expect(stderr).toMatch(/^tp-doctor: small\/d\.json: line 1, column 2: is not valid JSON: .*\n$/);
    expect(code).toBe(2);
  });

  test('two files of one environment are an error, and neither of them is judged', () => {
    project.inventory('twins/a.json', { environment: 'ready' });
    project.inventory('twins/b.json', { environment: 'ready' });
    project.inventory('twins/c.json', { environment: 'other' });
    const { stdout, stderr, code } = check('twins', '--format', 'json');
    const { reports } = JSON.parse(stdout) as { reports: { verdict: string }[] };
    expect(reports.map(({ verdict }) => verdict)).toEqual(['error', 'error', 'ready']);
    expect(stderr).toContain(
      'twins/a.json: is of the environment "ready", and so is twins/b.json; name one of them',
    );
    expect(code).toBe(2);
  });

  test('a name from outside cannot speak to the terminal on stderr either', () => {
    project.write('esc/\u001b[31m.json', '{');
    project.inventory('esc/b.json');
    expect(check('esc').stderr).toContain('tp-doctor: esc/\\x1b[31m.json: ');
  });
});
