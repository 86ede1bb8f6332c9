import { init } from '../../../src/commands/start/init';
import { Project } from '../../support/cli/project';
import { run } from '../../support/cli/run';
import { testIo, type TestIo } from '../../support/gather/gather-io';

const project = new Project();
afterAll(() => project.remove());
const folder = (name: string) => {
  project.write(`${name}/.keep`, '');
  return project.path(name);
};
const config = (name: string) => project.read(`${name}/tp-doctor.config.json`);

test('init, then check of the folder: the sample is judged, called a sample, and not ready', () => {
  const cwd = folder('piped');
  const { code, stdout, stderr } = run(['init'], { cwd });
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toBe(
    'wrote tp-doctor.config.json\nwrote inventory.sample.json\nnext: tp-doctor check . (judges the sample), then tp-doctor gather for your own estate\n',
  );
  expect(config('piped')).toContain('  // "environment": "NAME",\n');
  const checked = run(['check', '.'], { cwd });
  expect(checked.code).toBe(1);
  expect(checked.stderr).toBe(
    'tp-doctor: inventory.sample.json: is the sample of tp-doctor init, not your estate; "tp-doctor gather" makes an inventory of yours\n' +
      'tp-doctor: passed over tp-doctor.config.json: is a configuration; --config reads it\n',
  );
  expect(checked.stdout).toMatch(/^sample {2}7\.5\.0\.9 → [0-9.]+ {2}NOT READY$/m);
});

/** Answers each question with the next of `answers`. */
function answerAll({ stdin, stderr }: TestIo, answers: readonly string[]): void {
  const left = [...answers];
  stderr.on('data', (chunk: Buffer) => {
    if (/: (?:\(.*\) )?$/.test(chunk.toString())) setImmediate(() => stdin.write(`${left.shift() ?? ''}\r`));
  });
}

test('on a terminal init asks for the name and the target, and proposes both', async () => {
  const ask = async (name: string, answers: string[]) => {
    const io = testIo(folder(name), { env: { USERDNSDOMAIN: 'CORP.EXAMPLE.COM' } });
    Object.assign(io.stdin, { isTTY: true });
    Object.assign(io.stderr, { isTTY: true, columns: 60 });
    answerAll(io, answers);
    expect(await init(io)).toBe(0);
    return config(name);
  };
  expect(await ask('proposed', ['', ''])).toMatch(/^ {2}"environment": "corp\.example\.com",$/m);
  const own = await ask('own', ['my "estate"', '9.9', '7.5']);
  expect(own).toContain('  "environment": "my \\"estate\\"",\n');
  expect(own).toContain('  "target": "7.5",\n');
});
