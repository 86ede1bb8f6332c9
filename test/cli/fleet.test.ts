import { availableParallelism } from 'node:os';
import { BIN, NOW, run } from '../support/cli/run';
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

describe('many', () => {
  const environments = Array.from({ length: 45 }, (_one, at) => `estate-${at}`);
  const marks = () => project.read('threads').split('\n').filter(Boolean);

  beforeAll(() => {
    // The notes make them large enough that a further thread pays.
    environments.forEach((environment, at) => {
      const file = `many/${String(at).padStart(2, '0')}.json`;
      if (at === 7) project.write(file, '{'.padEnd(2 ** 20));
      else if (at % 5 === 0) project.oldAgent(file, environment);
      else project.inventory(file, { environment, notes: 'n'.repeat(1.5 * 2 ** 20) });
    });
    // Loaded by every thread before the tool itself: notes which thread read an inventory.
    project.write(
      'mark.cjs',
      `const { isMainThread } = require('node:worker_threads');
       if (process.env.BREAK && !isMainThread) throw new Error('broken');
       const fs = require('node:fs');
       const { readFileSync, appendFileSync } = fs;
       fs.readFileSync = (file, ...rest) => {
         const mark = isMainThread ? 'main\\n' : 'helper\\n';
         if (/many.[0-9]+.json$/.test(file)) appendFileSync(${JSON.stringify(project.path('threads'))}, mark);
         return readFileSync(file, ...rest);
       };`,
    );
    project.write('tp-doctor.config.json', '{ "rules": { "nas-agent-colocated": "off" } }');
  });

  function checkMarked(env: Record<string, string> = {}, before = '') {
    project.write('threads', '');
    const script = `set +e\n${before} node --require ./mark.cjs "${BIN}" check many --target 7.4 --now ${NOW} --format json`;
    const ran = project.bash(script, env);
    return { ...ran, threads: [...new Set(marks())].toSorted(), reads: marks().length };
  }

  let known: ReturnType<typeof checkMarked> | undefined;
  /** On one core, so in one thread. */
  const one = () => (known ??= checkMarked({}, 'taskset -c 0'));

  test('are judged on several threads with the same report as on one, in the order of the files', () => {
    const alone = one();
    expect(alone.threads).toEqual(['main']);
    const { stdout, stderr, code, threads, reads } = checkMarked();
    expect(reads).toBe(environments.length);
    expect(threads).toEqual(availableParallelism() > 1 ? ['helper', 'main'] : ['main']);
    expect({ stdout, stderr, code }).toEqual({ stdout: alone.stdout, stderr: alone.stderr, code: 2 });
    const { reports } = JSON.parse(stdout) as { reports: { environment: string | null; verdict: string }[] };
    expect(reports.map(({ environment }) => environment)).toEqual(
      environments.map((name, at) => (at === 7 ? null : name)),
    );
    expect(reports.map(({ verdict }) => verdict).slice(4, 8)).toEqual([
      'ready-with-warnings',
      'not-ready',
      'ready-with-warnings',
      'error',
    ]);
  });

  test('a thread that breaks leaves its files to the others', () => {
    const broken = checkMarked({ BREAK: '1' });
    expect(broken.threads).toEqual(['main']);
    const { stdout, stderr, code } = one();
    expect({ stdout: broken.stdout, stderr: broken.stderr, code: broken.code }).toEqual({
      stdout,
      stderr,
      code,
    });
  });
});
