import { FORMATS } from '../../src/report/formats';
import { Project } from '../support/cli/project';
import { NOW, ROOT, run } from '../support/cli/run';

const READY = `${ROOT}/fixtures/inventories/contoso-7.3.9.json`;
const project = new Project();
afterAll(() => {
  project.remove();
});

let count = 0;
/** What a check of the ready estate says with a configuration. */
function check(config: object, ...args: string[]) {
  const file = `config-${count++}.json`;
  project.write(file, JSON.stringify(config));
  const ran = run(['check', READY, '--target', '7.4', '--now', NOW, '--config', file, ...args], {
    cwd: project.folder,
  });
  return { ...ran, head: ran.stdout.split('\n')[0] };
}

const OFF = { rules: { 'agent-version-accepted': 'off' } };
const READY_LINE = 'contoso-prod  7.3.9.42 → 7.4  READY';
const WARNED = `${READY_LINE} WITH WARNINGS, `;

test('an estate of which everything is asked is ready', () => {
  expect(check({}).head).toBe(READY_LINE);
});

test.each<[string, object, string[], string]>([
  ['switched off', OFF, [], `${WARNED}1 rule switched off`],
  ['left out by --skip', {}, ['--skip', 'agent-version-accepted'], `${WARNED}1 rule left out by --skip`],
  ['lowered', { rules: { 'agent-version-accepted': 'warn' } }, [], `${WARNED}1 rule lowered to warn`],
  [
    'judged by other params',
    { rules: { 'sql-backup-recent': { params: { maximumAge: 'P9999D' } } } },
    [],
    `${READY_LINE}, 1 rule with changed params`,
  ],
  ['of level warn', { rules: { 'agent-queue-drained': 'off' } }, [], `${READY_LINE}, 1 rule switched off`],
  ['raised', { rules: { 'agent-queue-drained': 'fail' } }, [], READY_LINE],
  [
    'set as it is',
    { rules: { 'sql-backup-recent': { level: 'fail', params: { maximumAge: 'PT24H' } } } },
    [],
    READY_LINE,
  ],
])('a rule that is %s stands in the headline', (_name, config, args, head) => {
  expect(check(config, ...args)).toMatchObject({ head, code: 0 });
});

test('with --only a run of one rule is no estate that is ready', () => {
  const { head } = check({}, '--only', 'agent-version-accepted');
  expect(head).toMatch(/READY WITH WARNINGS, \d+ rules not named by --only$/);
});

test('with --fail-on warn the rules of level warn count as well', () => {
  const { head } = check({ rules: { 'agent-queue-drained': 'off' } }, '--fail-on', 'warn');
  expect(head).toBe(`${WARNED}1 rule switched off`);
});

test('a rule for another target counts for nothing', () => {
  const other = run(['check', READY, '--target', '7.4', '--now', NOW, '--format', 'json']);
  const results = JSON.parse(other.stdout).results as { ruleId: string; reason: string | null }[];
  const id = results.find(({ reason }) => reason?.startsWith('for targets '))?.ruleId ?? '';
  expect(check({ rules: { [id]: 'off' } }).head).toBe(READY_LINE);
});

test.each(FORMATS)('%s says what was not asked', (format) => {
  const { stdout } = check(OFF, '--format', format);
  const said = format === 'json' || format === 'ndjson' ? /"off": ?1\b/ : /1 rule switched off/;
  expect(stdout).toMatch(said);
});

test.each(['table', 'markdown', 'html', 'json', 'sarif'])(
  'a plan as %s does for it and its hops',
  (format) => {
    project.write('off.json', JSON.stringify(OFF));
    const args = ['plan', READY, '--target', '8.1', '--now', NOW, '--config', 'off.json', '--format', format];
    const { stdout } = run(args, { cwd: project.folder });
    const said = format === 'json' ? /"off": 1\b/g : /1 rule switched off/g;
    expect(stdout.match(said)?.length).toBeGreaterThan(1);
  },
);

test('diff says it of both sides, and a finding of the rule is not resolved', () => {
  const old = `${ROOT}/fixtures/inventories/contoso-one-old-agent.json`;
  const check = ['check', old, '--target', '7.4', '--now', NOW, '--format'];
  run([...check, 'json=before.json'], { cwd: project.folder });
  project.write('off.json', JSON.stringify(OFF));
  run([...check, 'json=after.json', '--config', 'off.json'], { cwd: project.folder });
  const { stdout } = run(['diff', 'before.json', 'after.json'], { cwd: project.folder });
  expect(stdout).toContain('older: contoso-prod: not ready\n');
  expect(stdout).toContain('newer: contoso-prod: ready with warnings, 1 rule switched off\n');
  expect(stdout).toContain('0 resolved, 1 not judged any more');
});

test('known findings that --fail-on new lets through are counted', () => {
  const old = `${ROOT}/fixtures/inventories/contoso-one-old-agent.json`;
  const check = ['check', old, '--target', '7.4', '--now', NOW];
  run([...check, '--format', 'json=known.json'], { cwd: project.folder });
  const ran = run([...check, '--baseline', 'known.json', '--fail-on', 'new'], { cwd: project.folder });
  expect(ran.stdout).toMatch(/READY WITH WARNINGS, 1 known finding let through\n/);
  expect(ran.code).toBe(0);
});

test('rules without evidence that --allow-unknown lets through are counted', () => {
  const file = `${ROOT}/fixtures/inventories/incomplete.json`;
  const args = ['check', file, '--target', '7.4', '--now', NOW, '--allow-unknown'];
  expect(run(args).stdout).toMatch(/, \d+ rules without evidence let through\n/);
});

test('a run in which nothing is judged but a waiver is refused', () => {
  const waivers = [
    { rule: 'agent-version-accepted', reason: 'Ticket 4711', owner: 'j.doe', expires: '2026-12-01' },
  ];
  const ran = check({ ...OFF, waivers }, '--only', 'agent-version-accepted');
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain('every rule is skipped');
});

describe('a waiver', () => {
  const waiver = {
    rule: 'agent-version-accepted',
    reason: 'Ticket 4711',
    owner: 'j.doe',
    expires: '2026-12-01',
  };

  test.each([
    ' ',
    '\t\n',
    '-',
    '--',
    '?',
    '...',
    'n/a',
    'N.A.',
    ' NA ',
    'none',
    'TBD',
    'to-do',
    'Unknown',
    'xxx',
    '\u200b',
  ])('whose reason or owner is %j is refused', (text) => {
    const lines = check({ waivers: [waiver, { ...waiver, reason: text, owner: text }] }).stderr.split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(
      /config-\d+\.json: \/waivers\/1\/reason: is ".*", which says nothing; allowed: why the finding is accepted$/,
    );
    expect(lines[1]).toMatch(
      /\/waivers\/1\/owner: is ".*", which says nothing; allowed: a person or a team$/,
    );
  });

  test.each(['4711', 'Xena', '承認済み', 'Unknown to the vendor, see T-12'])(
    'may have the reason %j',
    (reason) => {
      expect(check({ waivers: [{ ...waiver, reason }] }).code).toBe(0);
    },
  );
});
