import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { FORMATS } from '../../src/report/formats';
import { NOW, run } from '../support/cli/run';
import { Project } from '../support/cli/project';

jest.setTimeout(60_000);

const project = new Project();
afterAll(() => {
  project.remove();
});

const here = (...args: string[]) => run(args, { cwd: project.folder });
const check = (...args: string[]) => here('check', ...args, '--target', '7.4', '--now', NOW);
/** Standard error without the line that says how old the reports are: it differs every minute. */
const told = ({ stderr }: { stderr: string }) =>
  stderr.split('\n').filter((line) => line !== '' && !/nothing was judged anew$/.test(line));

beforeAll(() => {
  project.inventory('estates/a.json', { environment: 'a' });
  project.oldAgent('estates/b.json', 'b');
  project.inventory('estates/c.json', { environment: 'c', database: undefined });
  project.inventory('estates/d.json', { environment: 'd' });
  project.oldAgent('estates/e.json', 'e');
  check('estates', '--format', 'json=fleet.json');
  mkdirSync(project.path('shards'));
  // A shard of two estates, and three of one.
  check('estates/e.json', 'estates/b.json', '--format', 'json=shards/1.json');
  for (const name of ['a', 'c', 'd']) check(`estates/${name}.json`, '--format', `json=shards/${name}.json`);
});

/** The text of every format, each from a file that one run has written. */
function everyFormat(folder: string, ...args: string[]): Record<string, string> {
  mkdirSync(project.path(folder), { recursive: true });
  here(...args, ...FORMATS.flatMap((format) => ['--format', `${format}=${folder}/${format}`]));
  return Object.fromEntries(FORMATS.map((format) => [format, project.read(`${folder}/${format}`)]));
}

const judging = ['--target', '7.4', '--now', NOW];

test.each([
  ['of one estate', ['estates/b.json'], 'b', []],
  ['of several', ['estates'], 'all', []],
  [
    'compared with an older one',
    ['estates', '--baseline', 'fleet.json'],
    'new',
    ['--previous', 'fleet.json'],
  ],
])('a report %s is written as check writes it, byte for byte', (_name, args, folder, more) => {
  const checked = everyFormat(`check-${folder}`, 'check', ...args, ...judging);
  const rendered = everyFormat(`render-${folder}`, 'render', `check-${folder}/json`, ...more);
  expect(rendered).toEqual(checked);
});

test('shards make the same as all in one, however they were split', () => {
  const joined = everyFormat('joined', 'render', 'shards', '--expect', '5');
  expect(joined).toEqual(everyFormat('together', 'check', 'estates', ...judging));
});

test('the exit code is that of the worst, and the age is told', () => {
  const ran = here('render', 'shards/a.json', 'shards/d.json');
  expect({ code: ran.code, told: told(ran) }).toEqual({ code: 0, told: [] });
  expect(ran.stderr).toMatch(
    /^tp-doctor: judged 2026-11-20T22:00:00Z \(\d+ (day|hour)s? ago\); nothing was judged anew\n$/,
  );
  expect(here('render', 'shards/a.json', 'shards/c.json').code).toBe(3);
  expect(here('render', 'shards').code).toBe(1);
});

test('a report from standard input is taken', () => {
  const ran = run(['render', '-', '--format', 'csv'], {
    cwd: project.folder,
    input: project.read('shards/a.json'),
  });
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('estates/a.json') });
});

describe('what is missing is an error of the run', () => {
  test('a shard that was lost', () => {
    const ran = here('render', 'shards/a.json', 'shards/d.json', '--expect', '5');
    expect(ran.code).toBe(2);
    expect(told(ran)).toEqual([
      'tp-doctor: --expect: there are 5 estates, and reports of 2 are given; a shard was lost',
    ]);
    expect(ran.stdout).toContain('1 could not be judged, 2 ready');
  });

  test('one that was left over', () => {
    const ran = here('render', 'shards', '--expect', '4');
    expect(told(ran)).toEqual([
      'tp-doctor: --expect: there are 4 estates, and reports of 5 are given; one is left from another run',
    ]);
    expect(ran.code).toBe(2);
  });

  test('an estate of the run before, unless the number is given', () => {
    const args = ['render', 'shards/a.json', 'shards/d.json', '--previous', 'fleet.json'];
    const ran = here(...args);
    expect(ran.code).toBe(2);
    expect(told(ran).slice(0, 1)).toEqual([
      'tp-doctor: --previous: has a report of "b", and none is given now; name that too, or the number of estates that there are (--expect N)',
    ]);
    expect(here(...args, '--expect', '2').code).toBe(0);
  });

  test('a file that is no report, beside others that are shown', () => {
    project.write('bad/a.json', '{');
    for (const name of ['b', 'c'])
      cpSync(project.path(`shards/${name === 'b' ? '1' : 'c'}.json`), project.path(`bad/${name}.json`));
    const ran = here('render', 'bad');
    expect(ran.code).toBe(2);
    expect(ran.stdout).toContain('4 estates: 1 could not be judged, 2 not ready, 1 undetermined');
    expect(told(ran)).toEqual([
      expect.stringMatching(/^tp-doctor: bad\/a\.json: line 1, column 2: is not valid JSON/),
    ]);
  });
});

test('two reports of one estate are refused by the names of both', () => {
  project.write('twin.json', project.read('shards/a.json'));
  const ran = here('render', 'shards/a.json', 'twin.json', 'shards/d.json');
  expect(ran.code).toBe(2);
  expect(told(ran)).toEqual([
    'tp-doctor: shards/a.json: is of the environment "a", and so is twin.json; name one of them, or give each its own environment',
    'tp-doctor: twin.json: is of the environment "a", and so is shards/a.json; name one of them, or give each its own environment',
  ]);
  expect(told(here('render', 'shards/a.json', 'shards/a.json'))[0]).toBe(
    'tp-doctor: shards/a.json: is given twice; name it once',
  );
});

test('reports that are not alike are said to be', () => {
  here('check', 'estates/d.json', '--target', '7.5', '--now', NOW, '--format', 'json=d75.json');
  project.write(
    'old.json',
    project.read('shards/c.json').replace('"version": "1.0.0"', '"version": "0.9.0"'),
  );
  const lines = told(here('render', 'shards/a.json', 'd75.json', 'old.json'));
  expect(lines).toEqual([
    'tp-doctor: the reports are for different targets: 7.4 (2 estates), 7.5 (1 estate)',
    expect.stringMatching(
      /^tp-doctor: judged by tp-doctor .*0\.9\.0 \(1 estate\).*, shown by .*: the rules may differ$/,
    ),
  ]);
});

describe('what cannot be shown', () => {
  beforeAll(() => {
    here('plan', 'estates/b.json', ...judging, '--format', 'json=plan.json');
    check('estates/b.json', '--format', 'sarif=check.sarif');
    project.write('config.json', '{ "target": "7.4" }');
    mkdirSync(project.path('empty'), { recursive: true });
    const report = JSON.parse(readFileSync(project.path('check-b/json'), 'utf8'));
    project.write('better.json', JSON.stringify({ ...report, verdict: 'ready', exitCode: 0 }));
    const now = '2026-11-21T22:00:00Z';
    project.write('later.json', JSON.stringify({ ...JSON.parse(project.read('shards/a.json')), now }));
  });

  test.each<[string, string, string[]]>([
    ['a report is missing: ', 'no argument', []],
    [
      'estates/a.json: is an inventory, and a report is expected; tp-doctor check judges it',
      'an inventory',
      ['estates/a.json'],
    ],
    ['plan.json: is a plan, and a report is expected', 'a plan', ['plan.json']],
    ['check.sarif: is a SARIF log', 'SARIF', ['check.sarif']],
    ['no.json: no such file', 'no file', ['no.json']],
    [
      'config.json: is a configuration, and a report is expected; --config reads it',
      'a configuration',
      ['config.json'],
    ],
    ['empty: the folder has no *.json file; name a report', 'an empty folder', ['empty']],
    ['*.none: no file matches', 'a glob without a match', ['*.none']],
    ['--expect: 0 is no number of estates', 'a number', ['shards', '--expect', '0']],
    ['better.json: the report of "b" has the verdict "ready"', 'a report that was changed', ['better.json']],
    [
      '--output shards/a.json: is read in this run',
      'its own input',
      ['shards/a.json', '--output', 'shards/a.json'],
    ],
    [
      '--previous: a: it was judged',
      'a later one as the one before',
      ['shards/a.json', '--previous', 'later.json'],
    ],
  ])('one line and exit code 2: %s', (message, _what, args) => {
    const { stdout, stderr, code } = here('render', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.slice(0, message.length + 11)).toBe(`tp-doctor: ${message}`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

test('a fault is a JSON document where JSON is asked for', () => {
  const { stdout, code } = here('render', 'no.json', '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({ command: 'render', verdict: 'error' });
  expect(code).toBe(2);
});
