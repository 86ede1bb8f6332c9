import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadActionLinter } from '../support/pipelines/action-linter';
import { ROOT, type Ran } from '../support/cli/run';
import { testWith } from '../support/jest/needs';
import { pipelineProject } from '../support/pipelines/pipeline';
import { AS_OF_NOW } from '../support/cli/project';
import { snippets } from '../support/pipelines/snippets';

interface Step {
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  env?: Record<string, string>;
}
interface Action {
  inputs: Record<string, { default?: string }>;
  outputs: Record<string, object>;
  runs: { steps: Step[] };
}

const TEXT = readFileSync(join(ROOT, 'action.yml'), 'utf8');
const ACTION = parse(TEXT) as Action;
const [WORKFLOW = ''] = snippets('pipelines/github.md', 'yaml');
const PAGE = readFileSync(join(ROOT, 'docs/pipelines/github.md'), 'utf8');

interface ActionRun extends Ran {
  outputs: Record<string, string>;
  summary: string;
  /** Results by rule that would be uploaded, or null without an upload. */
  uploaded: string[] | null;
}

jest.setTimeout(60_000);
const testRun = testWith('posix');

const { project, packed } = pipelineProject();

/** Does what a runner does with the action's own steps: expressions become values of the environment. */
function runAction(inputs: Record<string, string>): ActionRun {
  const files = {
    GITHUB_OUTPUT: project.write('output', ''),
    GITHUB_STEP_SUMMARY: project.write('summary.md', ''),
  };
  const outputs = () =>
    Object.fromEntries(
      project
        .read('output')
        .split('\n')
        .map((line) => line.split('=')),
    );
  const valueOf = (expression: string) =>
    expression.replace(
      /\$\{\{ (inputs|steps\.check\.outputs)\.([\w-]+) \}\}/g,
      (_all, source, name: string) =>
        source === 'inputs'
          ? String(
              { package: packed(), arguments: AS_OF_NOW, ...inputs }[name] ??
                ACTION.inputs[name]?.default ??
                '',
            )
          : (outputs()[name] ?? ''),
    );
  const ran: Ran = { stdout: '', stderr: '', code: 0 };
  for (const { run, env = {} } of ACTION.runs.steps) {
    if (run === undefined || ran.code !== 0) continue;
    const values = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, valueOf(text)]));
    const runner = { GITHUB_ACTION_PATH: ROOT, RUNNER_TEMP: project.path('runner'), ...files };
    const { stdout, stderr, code } = project.bash(run, { ...runner, ...values });
    Object.assign(ran, { stdout: ran.stdout + stdout, stderr: ran.stderr + stderr, code });
  }
  const upload = outputs()['upload-file'];
  const log = upload === undefined ? null : JSON.parse(readFileSync(upload, 'utf8'));
  const results = log?.runs.flatMap((one: { results: { ruleId: string }[] }) => one.results);
  const uploaded = results?.map(({ ruleId }: { ruleId: string }) => ruleId) ?? null;
  return { ...ran, outputs: outputs(), summary: project.read('summary.md'), uploaded };
}

describe("GitHub's own parser", () => {
  const lint = loadActionLinter();

  test('finds nothing wrong with the action and the workflow of the page', () => {
    expect(lint('action', TEXT)).toEqual([]);
    expect(lint('workflow', WORKFLOW)).toEqual([]);
  });

  test('would find a misspelt key', () => {
    expect(lint('action', TEXT.replace('shell: bash', 'shel: bash')).join()).toContain('shel');
    expect(lint('workflow', WORKFLOW.replace('runs-on', 'runs-no')).join()).toContain('runs-no');
  });
});

test('no input is part of the text of a script', () => {
  expect(ACTION.runs.steps.flatMap(({ run }) => run ?? []).filter((run) => run.includes('${{'))).toEqual([]);
});

test('the page and the action name the same inputs, outputs and the version of the package', () => {
  const listed = [...PAGE.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name);
  expect(listed).toEqual(
    Object.keys(ACTION.inputs).toSorted((a, b) => listed.indexOf(a) - listed.indexOf(b)),
  );
  const used = Object.keys(parse(WORKFLOW).jobs['tp-doctor'].steps[1].with);
  expect(used.filter((name) => !(name in ACTION.inputs))).toEqual([]);
  expect(Object.keys(ACTION.outputs).filter((name) => !PAGE.includes(`\`${name}\``))).toEqual([]);
  expect(ACTION.inputs.version?.default).toBe(
    JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version,
  );
});

testRun('a ready estate ends with 0, a summary and an upload that closes its alerts', () => {
  project.inventory('inventory.json');
  const ran = runAction({ inventory: 'inventory.json', target: '7.4', upload: 'true' });
  expect(ran.stderr).toBe('');
  expect(ran).toMatchObject({ code: 0, uploaded: [], outputs: { 'exit-code': '0' } });
  expect(ran.stdout).toContain('::notice title=tp-doctor check::contoso-prod: ready for 7.4');
  expect(ran.summary).toContain('contoso-prod');
  expect(JSON.parse(project.read('tp-doctor.sarif')).version).toBe('2.1.0');
});

testRun('open findings are uploaded before the action ends with their exit code; waived ones are not', () => {
  project.oldAgent('estates/a b.json', 'a');
  project.inventory('estates/c.json', { environment: 'c' });
  const inputs = { inventory: 'estates/a b.json\r\nestates/c.json\n', target: '7.4', upload: 'true' };
  const formats = { format: 'junit=results.xml\nmarkdown=report.md' };
  expect(runAction({ ...inputs, ...formats })).toMatchObject({
    code: 1,
    uploaded: ['tp-doctor/agent-version-accepted'],
  });
  expect(project.read('results.xml')).toContain('<testsuites');
  expect(project.read('report.md')).toContain('agent-version-accepted');

  const waiver = { rule: 'agent-version-accepted', reason: 'r', owner: 'o', expires: '2026-12-31' };
  project.write('waived.json', JSON.stringify({ waivers: [waiver] }));
  const waived = runAction({ ...inputs, inventory: 'estates/a b.json', config: 'waived.json' });
  expect(waived).toMatchObject({ code: 0, uploaded: [] });
});

testRun('an estate that could not be judged keeps its alerts', () => {
  project.write('mixed/broken.json', '{');
  project.oldAgent('mixed/old.json');
  const ran = runAction({ inventory: 'mixed', target: '7.4', upload: 'true' });
  expect(ran).toMatchObject({ code: 2, uploaded: ['tp-doctor/agent-version-accepted'] });
  expect(runAction({ inventory: 'no.json', target: '7.4', upload: 'true' })).toMatchObject({
    code: 2,
    uploaded: null,
  });
});

testRun('nothing is uploaded unless asked for, nor where code scanning would refuse it', () => {
  project.inventory('inventory.json');
  expect(runAction({ inventory: 'inventory.json', target: '7.4' })).toMatchObject({
    code: 0,
    uploaded: null,
  });
  for (let at = 0; at < 21; at++) project.inventory(`many/${at}.json`, { environment: `e${at}` });
  const many = runAction({ inventory: 'many', target: '7.4', upload: 'true' });
  expect(many).toMatchObject({ code: 0, uploaded: null });
  expect(many.stdout).toContain('::warning::Nothing was uploaded');
});

testRun('a package that cannot be installed is 2, not the 1 of "not ready"', () => {
  const ran = runAction({ inventory: 'inventory.json', target: '7.4', package: './no-such.tgz' });
  expect(ran.code).toBe(2);
  expect(ran.stdout).toContain('::error::./no-such.tgz could not be installed');
});

testRun('an inventory with the signs of a shell is a name and nothing else', () => {
  const name = '$(touch pwned);`touch pwned`.json';
  const ran = runAction({ inventory: name, target: '7.4' });
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain(`tp-doctor: ${name}: no such file`);
  expect(() => readFileSync(project.path('pwned'))).toThrow('ENOENT');
});

testRun('the upload of the action takes the file that the check made', () => {
  const upload = ACTION.runs.steps.find(({ uses }) => uses?.startsWith('github/codeql-action/upload-sarif@'));
  expect(upload?.if).toBe("${{ steps.check.outputs.upload-file != '' }}");
  writeFileSync(project.path('alien.sarif'), JSON.stringify({ version: '2.1.0', runs: [] }));
  const script = `node "${ROOT}/ci/github/code-scanning.mjs" alien.sarif alien-upload.sarif; ls alien-upload.sarif`;
  expect(project.bash(script).code).not.toBe(0);
});
