import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../support/cli/run';
import { testWith } from '../support/jest/needs';
import { pipelineProject } from '../support/pipelines/pipeline';
import { AS_OF_NOW } from '../support/cli/project';
import { snippets } from '../support/pipelines/snippets';

// The schema of Azure Pipelines is on no registry, so the keys are held against its documentation here
// (learn.microsoft.com, "YAML schema reference": steps.bash, steps.task, parameters).
const KEYS = {
  parameter: ['name', 'type', 'default'],
  bash: ['bash', 'displayName', 'env'],
  task: ['task', 'displayName', 'condition', 'inputs'],
};

interface Template {
  parameters: { name: string; type: string; default: string }[];
  steps: { bash?: string; task?: string; env?: Record<string, string>; inputs?: Record<string, string> }[];
}

const TEMPLATE = parse(readFileSync(join(ROOT, 'ci/azure/tp-doctor.yml'), 'utf8')) as Template;
const [BASH, PUBLISH] = TEMPLATE.steps;
const [PIPELINE = ''] = snippets('pipelines/azure.md', 'yaml');

jest.setTimeout(60_000);
const testRun = testWith('posix');

const { project, packed } = pipelineProject();

function runStep(parameters: Record<string, string>) {
  const given: Record<string, string> = { package: packed(), arguments: AS_OF_NOW, ...parameters };
  const valueOf = (text: string) =>
    text.replace(/\$\{\{ parameters\.(\w+) \}\}/g, (_all, name: string) => {
      const declared = TEMPLATE.parameters.find((one) => one.name === name);
      return given[name] ?? declared?.default ?? `no parameter ${name}`;
    });
  const env = Object.fromEntries(
    Object.entries(BASH?.env ?? {}).map(([name, text]) => [name, valueOf(text)]),
  );
  return project.bash(BASH?.bash ?? 'exit 99', { AGENT_TEMPDIRECTORY: project.path('temp'), ...env });
}

test('the template has only keys that Azure Pipelines knows', () => {
  expect(Object.keys(TEMPLATE)).toEqual(['parameters', 'steps']);
  const unknown = [
    ...TEMPLATE.parameters.flatMap((one) => Object.keys(one).filter((key) => !KEYS.parameter.includes(key))),
    ...Object.keys(BASH ?? {}).filter((key) => !KEYS.bash.includes(key)),
    ...Object.keys(PUBLISH ?? {}).filter((key) => !KEYS.task.includes(key)),
  ];
  expect(unknown).toEqual([]);
  expect(BASH?.bash).not.toContain('${{');
  // $(name) is a macro of Azure Pipelines only where a variable has that name; none is named like these commands.
  expect([...(BASH?.bash ?? '').matchAll(/\$\((\w+)\)/g)]).toEqual([]);
});

test('the pipeline of the page names the template and parameters that it has', () => {
  const [step] = parse(PIPELINE).steps;
  expect(readFileSync(join(ROOT, step.template), 'utf8')).not.toBe('');
  const names = TEMPLATE.parameters.map(({ name }) => name);
  expect(Object.keys(step.parameters).filter((name) => !names.includes(name))).toEqual([]);
  const { version } = JSON.parse(project.read('package/package/package.json'));
  expect(TEMPLATE.parameters.find(({ name }) => name === 'package')?.default).toBe(`tp-doctor@${version}`);
});

testRun('the step judges, writes its reports and ends with the exit code of tp-doctor', () => {
  project.inventory('inventories/a b.json', { environment: 'a' });
  project.oldAgent('inventories/c.json', 'c');
  expect(runStep({ inventory: 'inventories/a b.json', target: '7.4' })).toMatchObject({
    code: 0,
    stderr: '',
  });
  const ran = runStep({ inventory: 'inventories/*.json\n', target: '7.4' });
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('##vso[task.logissue type=error;');
  const summary = /##vso\[task\.uploadsummary\](.+)/.exec(ran.stdout)?.[1] ?? '';
  expect(readFileSync(summary, 'utf8')).toContain('agent-version-accepted');
  expect(project.read(PUBLISH?.inputs?.testResultsFiles ?? '')).toContain('<failure');
});

testRun('a package that cannot be installed is 2, not the 1 of "not ready"', () => {
  const ran = runStep({ package: './no-such.tgz' });
  expect(ran.code).toBe(2);
  expect(ran.stdout).toContain('##vso[task.logissue type=error]./no-such.tgz could not be installed');
});
