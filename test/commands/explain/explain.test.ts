import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInFacts, builtInRules, builtInSteps } from '../../../src/load/rules/built-in';
import type { Report } from '../../../src/model/report';
import { NOW, ROOT, run } from '../../support/cli/run';
import { Project } from '../../support/cli/project';

const project = new Project();
afterAll(() => {
  project.remove();
});

const explain = (...args: string[]) => run(['explain', ...args], { cwd: project.folder });
const json = (...args: string[]) => JSON.parse(explain(...args, '--format', 'json').stdout);
let print = '';

beforeAll(() => {
  project.oldAgent('inventory.json');
  run(['check', 'inventory.json', '--target', '7.4', '--now', NOW, '--format', 'json=report.json'], {
    cwd: project.folder,
  });
  const report = JSON.parse(project.read('report.json')) as Report;
  const result = report.results.find(({ ruleId }) => ruleId === 'agent-version-accepted');
  print = result?.findings[0]?.fingerprint.slice('sha256:'.length) ?? '';
});

test('every fact of docs/facts.md is built in, with its page', () => {
  const page = readFileSync(join(ROOT, 'docs/facts.md'), 'utf8');
  const facts = builtInFacts();
  expect(facts.map(({ id }) => id)).toEqual([...page.matchAll(/^\| ([A-Z]\d+) /gm)].map(([, id]) => id));
  expect(facts.filter(({ text, page: where, topic }) => !text || !where || !topic)).toEqual([]);
  const cited = [...builtInRules(), ...builtInSteps()].flatMap((one) => one.facts);
  const known = new Set(facts.map(({ id }) => id));
  expect(cited.filter((id) => id !== 'own' && !known.has(id))).toEqual([]);
});

test('every rule, step and fact can be explained', () => {
  const { stdout, code } = explain('agent-version-accepted');
  expect(code).toBe(0);
  for (const text of [
    'Every Agent is new enough',
    'minimumAgent = 7.3.9 (7.4, 7.5)',
    'versionRange',
    'gather --agents FILE',
    'A3  EM 7.4 accepts',
    '/install/upgrade/agent',
  ])
    expect(stdout).toContain(text);
  expect(json('agents-at-minimum')).toMatchObject({
    kind: 'step',
    id: 'agents-at-minimum',
  });
  const fact = json('a3');
  expect(fact).toMatchObject({ kind: 'fact', id: 'A3', topic: 'Upgrade paths' });
  expect(fact.rules.map(({ id }: { id: string }) => id)).toContain('agent-version-accepted');
  expect(fact.steps.map(({ id }: { id: string }) => id)).toContain('agents-at-minimum');
});

test('a rule with a report says what that has found, by fingerprints that can be explained', () => {
  const { results } = json('agent-version-accepted', 'report.json');
  expect(results).toEqual([
    expect.objectContaining({
      environment: 'old',
      status: 'fail',
      findings: [expect.objectContaining({ fingerprint: `sha256:${print}` })],
    }),
  ]);
});

describe('a finding', () => {
  test('is explained from its evidence to what would change it', () => {
    const found = json(print.slice(0, 8), 'report.json');
    expect(found).toMatchObject({
      kind: 'finding',
      ruleId: 'agent-version-accepted',
      report: { file: 'report.json', environment: 'old', verdict: 'not-ready' },
      finding: { path: '/agents/0', actual: '7.3.8.176' },
      evidence: {
        inventory: { file: 'inventory.json' },
        isSame: true,
        values: [{ path: '/agents/0/version', value: '7.3.8.176' }],
      },
      rule: { assertion: { properties: { version: expect.anything() } } },
      facts: [{ id: 'A3' }, { id: 'A4' }, { id: 'A5' }],
      flips: [
        expect.stringMatching(/^It holds once what is found of .* is .*7\.3\.9/),
        expect.anything(),
        expect.anything(),
        expect.stringContaining('level fail'),
      ],
    });
    expect(explain(`sha256:${print}`).stdout).toContain('/agents/0/version = "7.3.8.176"');
  });

  test('is found in the report of this folder, which is named', () => {
    expect(explain(print.slice(0, 12))).toMatchObject({
      code: 0,
      stderr: 'tp-doctor: looked in report.json; name another report behind the fingerprint\n',
    });
  });

  test('whose inventory has changed is told by the report alone', () => {
    project.write('elsewhere/report.json', project.read('report.json'));
    project.write('elsewhere/inventory.json', '{}');
    const told = run(['explain', print, '--format', 'json'], { cwd: project.path('elsewhere') });
    expect(JSON.parse(told.stdout).evidence).toMatchObject({ isSame: false, values: [] });
  });
});

test.each([
  ['agent-version', [], 'did you mean "agent-version-accepted" or "agent-version-agreed"?'],
  ['agent-verson-accepted', [], 'did you mean "agent-version-accepted"'],
  ['abc12', [], '"abc12" is too short for a fingerprint; give its first 8 letters at least'],
  ['00000000', ['report.json'], 'report.json: has no finding whose fingerprint begins with "00000000"'],
  ['00000000', ['inventory.json'], 'inventory.json: is an inventory'],
  ['constructor', [], 'there is no rule, step, fact or fingerprint "constructor"'],
])('%s is refused with what is near', (name, more, message) => {
  const { stdout, stderr, code } = explain(name, ...more);
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  expect(stderr).toContain(message);
});

test('what is not clear is named: several findings, several reports, none', () => {
  const report = JSON.parse(project.read('report.json')) as Report;
  const rename = (fingerprint: string, at: number) => `sha256:${'f'.repeat(8)}${at}${fingerprint.slice(16)}`;
  let at = 0;
  const twins = report.results.map((result) => ({
    ...result,
    findings: result.findings
      .flatMap((one) => [one, one])
      .map((one) => ({ ...one, fingerprint: rename(one.fingerprint, at++) })),
  }));
  project.write('several/a.json', JSON.stringify({ ...report, results: twins }));
  project.write('several/b.json', JSON.stringify(report));
  project.write('none/a.json', '{}');
  const ran = explain('ffffffff', 'several/a.json');
  expect(ran.stderr).toMatch(
    /a\.json: \d+ findings begin with "ffffffff"; give more letters of one of them:\n.*sha256:ffffffff0.*: agent/,
  );
  expect(run(['explain', print], { cwd: project.path('several') }).stderr).toContain(
    'several reports in this folder: a.json, b.json; name one',
  );
  expect(run(['explain', print], { cwd: project.path('none') }).stderr).toContain(
    'there is no report in this folder',
  );
});
