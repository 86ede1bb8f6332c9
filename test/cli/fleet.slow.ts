import { availableParallelism } from 'node:os';
import { BIN, NOW } from '../support/cli/run';
import { Project } from '../support/cli/project';

jest.setTimeout(300_000);

const project = new Project();
afterAll(() => {
  project.remove();
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
