import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { BIN, NOW, run } from '../support/cli/run';
import { Project } from '../support/cli/project';
import { testWith } from '../support/jest/needs';

// Input that a reader passes over is an estate, a value or a rule less: each has to be told.
let project: Project;
beforeEach(() => {
  project = new Project();
  project.inventory('estates/one/a.json');
});
afterEach(() => {
  project.remove();
});

const WHEN = ['--target=7.4', `--now=${NOW}`];
const check = (...args: string[]) => run(['check', ...args, ...WHEN], { cwd: project.folder });

test('rules in a linked folder are read, and a link that leads nowhere is told', () => {
  project.write('common/deep/x-one.json', '{}');
  mkdirSync(project.path('own'));
  symlinkSync('../common', project.path('own/linked'));
  symlinkSync('..', project.path('own/again'));
  expect(check('estates/one/a.json', '--rules=own').stderr).toMatch(/x-one.json: .*/);
  project.write('own/x-two.json', '{}');
  symlinkSync('nowhere', project.path('own/broken'));
  const { code, stderr } = check('estates/one/a.json', '--rules=own');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^tp-doctor: .*broken: .*no such file.*\n$/);
});

describe('under a glob', () => {
  test.each([
    [
      'a link that leads nowhere',
      () => symlinkSync('nowhere', project.path('estates/one/b.json')),
      'no such file',
    ],
    ['a folder', () => mkdirSync(project.path('estates/one/b.json')), 'is a folder; name a file'],
    ['a link to itself', () => symlinkSync('b.json', project.path('estates/one/b.json')), 'leads to itself'],
  ])('%s is an estate that cannot be judged', (_what, make, why) => {
    make();
    for (const pattern of ['estates/**/*.json', 'estates/*/*.json', 'estates/one']) {
      const { code, stdout, stderr } = check(pattern);
      expect([code, stdout.includes('READY')]).toEqual([2, true]);
      expect(stderr).toMatch(new RegExp(`^tp-doctor: estates/one/b.json: .*${why}.*\n$`));
    }
  });

  const isRoot = process.getuid?.() === 0;
  testWith('posix')('a folder that may not be listed is one too', () => {
    project.oldAgent('estates/locked/l.json');
    chmodSync(project.path('estates/locked'), 0o000);
    for (const folder of ['.', 'estates', 'estates/one', 'estates/one/a.json'])
      chmodSync(project.path(folder), 0o755);
    // Root reads everything.
    const asOther = isRoot ? 'setpriv --reuid=65534 --regid=65534 --clear-groups ' : '';
    const tool = `${asOther}${process.execPath} ${BIN}`;
    for (const named of ['estates/**/*.json', 'estates/*/*.json', 'estates/locked']) {
      const { code, stderr } = project.bash(`${tool} check '${named}' ${WHEN.join(' ')}`);
      chmodSync(project.path('estates/locked'), 0o000);
      expect([code, stderr]).toEqual([
        2,
        'tp-doctor: estates/locked: may not be read; check its permissions\n',
      ]);
    }
    chmodSync(project.path('estates/locked'), 0o755);
  });
});

describe('a name that stands twice in one object', () => {
  const twice = (file: string, find: string, more: string) => {
    const text = project.read(file).replace(find, `${more}${find}`);
    project.write(file, text);
  };
  const place = /line \d+, column \d+: "\w+" stands twice in one object; keep one of them\n$/;

  test('in an inventory', () => {
    twice('estates/one/a.json', '"collectedAt"', '"collectedAt":"2026-11-20T21:00:00Z",');
    expect(check('estates/one/a.json')).toMatchObject({ code: 2, stderr: expect.stringMatching(place) });
  });

  test.each([['{"target":"7.4","target":"8.0"}'], ['{"target":"7.4", // why\n"target":"8.0",}']])(
    'in a configuration: %s',
    (text) => {
      project.write('c.json', text);
      expect(check('estates/one/a.json', '--config=c.json').stderr).toMatch(place);
    },
  );

  test('in a rule, a report, facts and another inventory', () => {
    project.write('own/own.json', '{"id":"own","id":"own"}');
    expect(check('estates/one/a.json', '--rules=own').stderr).toMatch(place);
    project.write('report.json', '{"reports":[],"reports":[]}');
    expect(check('estates/one/a.json', '--baseline=report.json').stderr).toMatch(place);
    for (const flag of ['--facts', '--merge']) {
      const ran = run(['gather', '--environment=e', flag, 'report.json', '--output=o.json'], {
        cwd: project.folder,
      });
      expect(ran.stderr).toMatch(/report\.json: line 1, column 15: "reports" stands twice/);
    }
  });
});

test.each([
  ['a.csv', 'Name,Version,name\nDC1,7.3,DC2\n', 'a.csv:1: column 3, "name", is there already as column 1'],
  ['a.csv', '#TYPE x\nName;Version;Version\nDC1;7.3;7.4\n', 'a.csv:2: column 3, "Version", is there already'],
  ['a.json', '[{"Name":"a"},{"Name":"b","Name":"c"}]', 'after record 1: "Name" stands twice in one object'],
])('%s: %j is refused', (file, text, message) => {
  project.write(file, text);
  const ran = run(['gather', '--environment=e', '--agents', file, '--output=o.json'], {
    cwd: project.folder,
  });
  expect(ran.code).toBe(1);
  expect(ran.stderr.replaceAll(project.folder, '')).toMatch(/failed/);
  expect(JSON.parse(project.read('o.json')).sources[0].reason).toContain(message);
});

test('a CSV file may have several columns without a name', () => {
  project.write('a.csv', 'Name,,Version,\nDC1,,7.3.9.1,\n');
  const args = ['gather', '--environment=e', '--agents=a.csv', '--output=o.json'];
  run(args, { cwd: project.folder });
  expect(JSON.parse(project.read('o.json')).agents).toMatchObject([{ name: 'DC1', version: '7.3.9.1' }]);
});

describe('a text that is cut, doubled or no text', () => {
  const text = () => readFileSync(project.path('estates/one/a.json'));
  test.each([
    ['two documents', () => Buffer.concat([text(), text()])],
    ['something after its end', () => Buffer.concat([text(), Buffer.from('}')])],
    ['a NUL after its end', () => Buffer.concat([text(), Buffer.from([0])])],
    ['half of it', () => text().subarray(0, text().length / 2)],
    ['half of it in UTF-16', () => Buffer.from(`\ufeff${text().toString()}`, 'utf16le').subarray(0, 999)],
    ['two byte-order marks', () => Buffer.concat([Buffer.from('\ufeff\ufeff'), text()])],
    [
      'a byte that is not UTF-8 beside a character that stands for one',
      () =>
        Buffer.concat([
          Buffer.from('{"x-\ufffd'),
          Buffer.from([0xe9]),
          Buffer.from('":1,'),
          text().subarray(1),
        ]),
    ],
  ])('%s', (_what, make) => {
    project.write('bad.json', '');
    writeFileSync(project.path('bad.json'), make());
    expect(check('bad.json')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^tp-doctor: bad.json: .*\n$/),
    });
  });
});
