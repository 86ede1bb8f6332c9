import { spawn } from 'node:child_process';
import { BIN, cleanEnv, NOW, ROOT, type Ran } from '../support/cli/run';
import { Project } from '../support/cli/project';
import { testWith } from '../support/jest/needs';

// 1 says that an estate is not ready: no stream, folder or file that fails may ever end in it.
const project = new Project();
beforeAll(() => {
  project.inventory('inventory.json');
  project.write('bin/tp-doctor', `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`);
});
afterAll(() => {
  project.remove();
});

const CHECK = `tp-doctor check inventory.json --target 7.4 --now ${NOW}`;
const GATHER = 'tp-doctor gather --environment contoso-prod --merge inventory.json';
const bash = (script: string) => project.bash(`set +e; chmod +x bin/tp-doctor; ${script}`);
const FULL =
  'tp-doctor: standard output: cannot be written to its end: the disk is full; the answer is not complete\n';

testWith('posix').each([
  [CHECK],
  [`${CHECK} --format html`],
  ['tp-doctor --version'],
  [`${GATHER} --output -`],
])('standard output full: %s', (command) => {
  const { code, stderr } = bash(`${command} > /dev/full`);
  expect({ code, stderr: stderr.replace(/^(gather: |SOURCE|inventory-1).*\n/gm, '') }).toEqual({
    code: 2,
    stderr: FULL,
  });
});

testWith('posix')('a reader that has gone, whatever the verdict', async () => {
  const args = [
    'check',
    `${ROOT}/fixtures/inventories/fabrikam-not-ready.json`,
    '--target=7.4',
    `--now=${NOW}`,
  ];
  const child = spawn(process.execPath, [BIN, ...args], { env: cleanEnv({}) });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: FULL.replace('the disk is full', 'its reader has gone'),
  });
});

testWith('posix').each([
  ['full', '2> /dev/full'],
  ['closed', '2>&-'],
])('standard error %s: the exit code is all that is left', (_what, redirection) => {
  expect(bash(`tp-doctor check nowhere.json --target 7.4 ${redirection}`)).toEqual({
    stdout: '',
    stderr: '',
    code: 2,
  });
});

testWith('posix')('standard error full: what was gathered is written all the same', () => {
  expect(bash(`${GATHER} --output gathered.json 2> /dev/full`).code).toBe(2);
  expect(JSON.parse(project.read('gathered.json'))).toMatchObject({ environment: 'contoso-prod' });
});

testWith('posix')('standard input closed', () => {
  expect(bash(`tp-doctor check - --target 7.4 <&-`)).toEqual<Ran>({
    stdout: '',
    stderr: 'tp-doctor: (standard input): is empty; a JSON document is expected\n',
    code: 2,
  });
});

testWith('posix')('the working directory is gone', () => {
  const { code, stderr } = bash(`mkdir gone; cd gone; rmdir ../gone; ${CHECK}`);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^(.*getcwd.*\n)?tp-doctor: the working directory is gone; change to one that exists\n$/,
  );
});
