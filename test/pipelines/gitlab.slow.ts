import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../support/cli/run';
import { testWith } from '../support/jest/needs';
import { pipelineProject } from '../support/pipelines/pipeline';
import { AS_OF_NOW } from '../support/cli/project';
import { snippets } from '../support/pipelines/snippets';

const TEMPLATE = 'ci/gitlab/tp-doctor.gitlab-ci.yml';
const [INCLUDE = '', ALLOW_UNKNOWN = ''] = snippets('pipelines/gitlab.md', 'yaml');

interface Job {
  variables: Record<string, string>;
  script: string[];
  allow_failure?: { exit_codes: number };
  artifacts: { paths: string[]; reports: Record<string, string> };
}

jest.setTimeout(60_000);
const testRun = testWith('posix', 'git');

const { project, packed } = pipelineProject();
beforeAll(() => {
  project.copy(TEMPLATE);
});

interface Expanded {
  job?: Job;
  faults: string;
}

const known = new Map<string, Expanded>();

/** What gitlab-ci-local makes of a pipeline by GitLab's schema: the job as it would run, or what is wrong. */
function expand(pipeline: string): Expanded {
  const key = pipeline + project.read(TEMPLATE);
  const expanded = known.get(key) ?? expandAnew(pipeline);
  known.set(key, expanded);
  return expanded;
}

function expandAnew(pipeline: string): Expanded {
  project.write('.gitlab-ci.yml', pipeline);
  const home = mkdtempSync(join(tmpdir(), 'tp-doctor-home-'));
  const tool = join(ROOT, 'node_modules/gitlab-ci-local/src/index.js');
  // It includes files that git knows of only.
  project.bash('[ -d .git ] || git init --quiet; git add --all ci');
  const { stdout, stderr, status } = spawnSync(process.execPath, [tool, '--preview'], {
    cwd: project.folder,
    env: { PATH: process.env.PATH, HOME: home },
    encoding: 'utf8',
  });
  rmSync(home, { recursive: true });
  return status === 0 ? { job: parse(stdout)['tp-doctor'] as Job, faults: '' } : { faults: stdout + stderr };
}

/** Runs the script of the job as a GitLab runner does: line by line, in one shell. */
function runJob(variables: Record<string, string>) {
  const { job } = expand(INCLUDE);
  const all = {
    ...job?.variables,
    TP_DOCTOR_PACKAGE: packed(),
    TP_DOCTOR_ARGUMENTS: AS_OF_NOW,
    ...variables,
  };
  return project.bash(job?.script.join('\n') ?? 'exit 99', { ...all, TMPDIR: project.path('tmp') });
}

testRun('the pipelines of the page are valid for GitLab and set variables that the template has', () => {
  const { job, faults } = expand(INCLUDE);
  expect(faults).toBe('');
  const own = Object.keys((parse(project.read(TEMPLATE))['tp-doctor'] as Job).variables);
  expect(Object.keys(job?.variables ?? {})).toEqual(own);
  expect(job?.variables.TP_DOCTOR_TARGET).toBe('7.4');
  expect(expand(`${INCLUDE.split('\n\n')[0]}\n\n${ALLOW_UNKNOWN}`).job?.allow_failure).toEqual({
    exit_codes: 3,
  });
  expect(job?.variables.TP_DOCTOR_PACKAGE).toBe(
    `tp-doctor@${parse(project.read('package/package/package.json')).version}`,
  );
});

testRun('a misspelt key would be found', () => {
  const template = project.read(TEMPLATE);
  project.write(TEMPLATE, template.replace('when: always', 'when: allways'));
  expect(expand(INCLUDE).faults).toContain('allways');
  project.write(TEMPLATE, template);
});

testRun('the job judges, writes its reports and ends with the exit code of tp-doctor', () => {
  project.inventory('inventories/a.json', { environment: 'a' });
  expect(runJob({})).toMatchObject({ code: 0 });
  project.oldAgent('inventories/b.json', 'b');
  const ran = runJob({});
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('2 estates: 1 not ready, 1 ready');
  const { paths, reports } = expand(INCLUDE).job?.artifacts ?? { paths: [], reports: {} };
  expect(Object.values(reports).filter((file) => !paths.includes(file))).toEqual([]);
  const found = JSON.parse(project.read(reports.codequality ?? '')) as { check_name: string }[];
  expect(found.map(({ check_name }) => check_name)).toContain('agent-version-accepted');
  expect(project.read(reports.junit ?? '')).toContain('<failure');
});

testRun('a package that cannot be installed is 2, not the 1 of "not ready"', () => {
  expect(runJob({ TP_DOCTOR_PACKAGE: './no-such.tgz' }).code).toBe(2);
});
