import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtInSchema } from '../../src/load/rules/built-in';
import { findFaults } from '../../src/load/schema';
import type { Plan } from '../../src/model/plan';
import type { Fleet } from '../../src/model/report';
import { expectGolden, NOW, ROOT, run, transcript } from '../support/cli/run';

const FORTY = 'fixtures/estates/forty-agents.json';
const SMALL = 'fixtures/estates/small-7.3.7.json';
const CONTOSO = 'fixtures/inventories/contoso-7.3.9.json';
const plan = (...args: string[]) => run(['plan', ...args, '--now', NOW]);

describe('golden', () => {
  test.each(['table', 'markdown', 'html'])('40 Agents to 8.1 as %s', (format) => {
    const { stdout, stderr, code } = plan(FORTY, '--target', '8.1', '--format', format);
    expect([stderr, code]).toEqual(['', 1]);
    expectGolden(`cli/plan/forty.${format === 'table' ? 'txt' : format}`, stdout);
  });

  test('a small estate with every detail', () => {
    const ran = plan(SMALL, '--target', '7.5', '--via', '7.3.9.42');
    expectGolden('cli/plan/small.txt', transcript(ran));
  });

  test('no documented route', () => {
    expectGolden('cli/plan/no-route.txt', transcript(plan(CONTOSO, '--target', '7.4', '--via', '7.3.9.5')));
  });
});

describe('the JSON', () => {
  test.each([
    [FORTY, ['--target', '8.1']],
    [SMALL, ['--target', '8.1', '--via', '8.0', '--via', '7.4']],
    [CONTOSO, ['--target', '7.3.9.5']],
  ])('of %s %j fits its schema', (file, args) => {
    const { stdout, code } = plan(file, ...args, '--format', 'json');
    const document = JSON.parse(stdout) as Plan;
    expect(findFaults(builtInSchema('plan'), document)).toEqual([]);
    expect(document.exitCode).toBe(code);
  });

  test('of a run that cannot judge fits the schema of a report', () => {
    const { stdout, code } = plan('missing.json', '--target', '8.1', '--format', 'json');
    expect(findFaults(builtInSchema('report'), JSON.parse(stdout))).toEqual([]);
    expect(code).toBe(2);
  });
});

describe('other formats', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tp-doctor-plan-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('get one report for each hop, beside the formats of the plan', () => {
    const [junit, page] = [join(folder, 'plan.xml'), join(folder, 'plan.html')];
    const ran = plan(
      FORTY,
      '--target',
      '8.1',
      '--format',
      `junit=${junit}`,
      '--format',
      `html=${page}`,
      '--format',
      'ndjson',
    );
    expect(ran.code).toBe(1);
    const targets = ran.stdout.split('\n').map((line) => /"target":"([0-9.]+)"/.exec(line)?.[1]);
    expect(new Set(targets.filter((one) => one !== undefined))).toEqual(new Set(['7.3.9', '7.5', '8.1']));
    expect(readFileSync(junit, 'utf8')).toContain('agent-version-accepted');
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/);
  });

  test('say that there is no route', () => {
    const ran = plan(CONTOSO, '--target', '7.3.9.5', '--format', 'csv');
    expect(ran.stdout).toContain('no documented edge leads from 7.3.9.42 to 7.3.9.5');
  });
});

describe('what it refuses', () => {
  test.each([
    [[CONTOSO, '--target', '8.2'], '--target: "8.2" is not a known target'],
    [[CONTOSO, '--target', '8.1', '--via', '7.6'], '--via: "7.6" is not a known target'],
    [[CONTOSO], '--target is missing'],
    [['--target', '8.1'], 'plan: name exactly one inventory'],
    [[CONTOSO, SMALL, '--target', '8.1'], 'plan: name exactly one inventory'],
    [[CONTOSO, '--target', '8.1', '--format', 'markdwon'], 'did you mean "markdown"?'],
    [[CONTOSO, '--target', '8.1', '--fail-on', 'new'], 'name it with --baseline of check'],
    [
      [CONTOSO, '--target', '7.4', '--only', 'agent-version-accepted', '--skip', 'agent-version-accepted'],
      'every rule is skipped',
    ],
  ])('%j', (args, message) => {
    const ran = plan(...args);
    expect(ran.stderr).toContain(message);
    expect([ran.stdout, ran.code]).toEqual(['', 2]);
  });

  test('an inventory that does not say which version is installed', () => {
    const input = JSON.stringify({
      schemaVersion: 1,
      environment: 'contoso',
      collectedAt: NOW,
      sources: [],
      enterpriseManager: { host: 'TPEM01' },
    });
    const ran = run(['plan', '-', '--target', '8.1', '--now', NOW], { input });
    expect(ran.stderr).toContain('/enterpriseManager/version: is missing, so there is nothing to plan from');
    expect(ran.code).toBe(2);
  });
});

test('a plan one edge away says what check says', () => {
  const check = JSON.parse(
    run(['check', CONTOSO, '--target', '7.4', '--now', NOW, '--format', 'json']).stdout,
  ) as Fleet['reports'][0];
  const made = JSON.parse(plan(CONTOSO, '--target', '7.4', '--format', 'json').stdout) as Plan;
  expect(made.hops.map((hop) => hop.results)).toEqual([check.results]);
  expect(made.hops[0]?.summary).toEqual(check.summary);
});

test('a hostile inventory prints no control character and opens no markup', () => {
  const estate = JSON.parse(readFileSync(join(ROOT, SMALL), 'utf8')) as {
    environment: string;
    agents: { name: string; status: string }[];
    policies: { name: string }[];
  };
  const hostile = '</title><script>alert(1)</script>\u001b[31m|`x` [a](javascript:b) {to} <img src=x>';
  estate.environment = hostile;
  for (const row of [...estate.agents, ...estate.policies]) row.name = hostile;
  if (estate.agents[0]) estate.agents[0].status = hostile;
  const input = JSON.stringify(estate);
  for (const format of ['table', 'markdown', 'html', 'json']) {
    const { stdout } = run(['plan', '-', '--target', '8.1', '--now', NOW, '--format', format], { input });
    expect(stdout).not.toContain('\u001b');
    if (format === 'html') {
      expect(stdout).not.toMatch(/<img|<\/title><\/title>/);
      expect(stdout.match(/<script/g)).toHaveLength(1);
      expect(stdout.match(/<title>/g)).toHaveLength(1);
    }
    if (format === 'markdown') expect(stdout).not.toMatch(/(?<!\\)<script|(?<!\\)\[a\]\(/);
  }
});
