import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { BIN, NOW, ROOT } from '../support/cli/run';
import { Project } from '../support/cli/project';
import { testWith } from '../support/jest/needs';
import { loadActionLinter } from '../support/pipelines/action-linter';
import { snippets } from '../support/pipelines/snippets';

const [GITHUB = '', GITLAB = '', AZURE = '', SHARDS = '', FLEET = ''] = snippets(
  'pipelines/fleet.md',
  'yaml',
);
const [KUBECTL = ''] = snippets('pipelines/fleet.md', 'sh');

jest.setTimeout(60_000);
const testRun = testWith('posix', 'git');

const project = new Project();
beforeAll(() => {
  project.copy('ci/fleet');
  // Only check knows a clock of its own.
  project.write(
    'bin/tp-doctor',
    `#!/bin/sh\n[ "$1" = render ] || set -- "$@" --now "\${NOW:-${NOW}}"\nexec node "${BIN}" "$@"\n`,
  );
  project.write('bin/npm', '#!/bin/sh\nexit 0\n');
  project.bash('chmod +x bin/*');
  ['a', 'b', 'c', 'd e', 'f'].forEach((name) =>
    project.inventory(`inventories/${name}.json`, { environment: name }),
  );
  project.oldAgent('inventories/c.json', 'c');
});
afterAll(() => {
  project.remove();
});

const clean = () => project.bash('rm -rf shards previous fleet.*');
const judge = (index: number, total: number, env = {}) =>
  project.bash(`sh ci/fleet/judge-shard.sh ${index} ${total}`, env);
const joinShards = () => project.bash('sh ci/fleet/join-shards.sh');
const environments = () =>
  (JSON.parse(project.read('fleet.json')) as { reports: { environment: string }[] }).reports.map(
    (one) => one.environment,
  );

describe('the scripts', () => {
  testRun.each([2, 7])('%i shards judge each estate once, and the join says what one run would', (total) => {
    clean();
    for (let index = 0; index < total; index++)
      expect(judge(index, total)).toMatchObject({ code: 0, stderr: '' });
    expect(joinShards()).toMatchObject({ code: 1 });
    expect(environments()).toEqual(['a', 'b', 'c', 'd e', 'f']);
    project.bash('tp-doctor check inventories --target 7.4 --format json=whole.json || true');
    expect(project.read('fleet.json')).toBe(project.read('whole.json'));
  });

  testRun('a shard that was lost, or that could not judge, is an error', () => {
    clean();
    expect(joinShards()).toMatchObject({ code: 2 });
    judge(0, 2);
    const ran = joinShards();
    expect(ran).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there are 5 estates, and reports of 3 are given'),
    });
    expect(project.bash('test -e previous').code).toBe(1);
    expect(judge(1, 2, { TP_DOCTOR_ARGUMENTS: '--fail-no warn' })).toMatchObject({ code: 2 });
    expect(joinShards().code).toBe(2);
  });

  testRun('the page says what is new since the run before', () => {
    clean();
    judge(0, 1);
    joinShards();
    project.oldAgent('inventories/b.json', 'b');
    judge(0, 1, { NOW: '2026-11-20T23:00:00Z' });
    expect(joinShards().code).toBe(1);
    expect(project.read('fleet.html')).toMatch(/New since <time[^>]*>2026-11-20 22:00 UTC<\/time>/);
    expect(project.read('fleet.html')).toContain('READY → NOT READY');
    project.inventory('inventories/b.json', { environment: 'b' });
  });
});

/** Runs the commands of a page as they stand: those of the tool come from bin/. */
function expectWhole(
  shard: (index: number) => string,
  total: number,
  fleet: string,
  env: (index: number) => Record<string, string>,
) {
  clean();
  for (let index = 0; index < total; index++)
    expect(project.bash(shard(index), env(index))).toMatchObject({ code: 0 });
  expect(project.bash(fleet)).toMatchObject({ code: 1 });
  expect(environments()).toHaveLength(5);
}

interface Step {
  run?: string;
  bash?: string;
  task?: string;
  inputs?: Record<string, string>;
}
const runsOf = (steps: readonly Step[]) => steps.flatMap(({ run, bash }) => run ?? bash ?? []).join('\n');

describe('the examples', () => {
  testRun('GitHub takes the workflow, and its commands judge the fleet', () => {
    expect(loadActionLinter()('workflow', GITHUB)).toEqual([]);
    const { jobs } = parse(GITHUB);
    expect(jobs.fleet).toMatchObject({ needs: 'shard', if: 'always()' });
    const { index } = jobs.shard.strategy.matrix as { index: number[] };
    expect(index).toEqual([...index.keys()]);
    const total = index.length;
    expectWhole(
      () => runsOf(jobs.shard.steps),
      total,
      runsOf(jobs.fleet.steps),
      (at) => ({ INDEX: `${at}`, TOTAL: `${total}` }),
    );
  });

  testRun('GitLab takes the pipeline, and its commands judge the fleet', () => {
    project.write('.gitlab-ci.yml', GITLAB);
    project.bash('[ -d .git ] || git init --quiet');
    const home = mkdtempSync(join(tmpdir(), 'tp-doctor-home-'));
    const tool = join(ROOT, 'node_modules/gitlab-ci-local/src/index.js');
    const options = {
      cwd: project.folder,
      env: { PATH: process.env.PATH, HOME: home },
      encoding: 'utf8',
    } as const;
    const { status, stderr } = spawnSync(process.execPath, [tool, '--preview'], options);
    rmSync(home, { recursive: true });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const { shard, fleet } = parse(GITLAB);
    expect(fleet.when).toBe('always');
    const total = shard.parallel as number;
    expectWhole(
      () => shard.script.join('\n'),
      total,
      fleet.script.join('\n'),
      (at) => ({
        CI_NODE_INDEX: `${at + 1}`,
        CI_NODE_TOTAL: `${total}`,
      }),
    );
  });

  testRun('the commands of Azure Pipelines judge the fleet, and its keys are known', () => {
    const { jobs } = parse(AZURE) as {
      jobs: {
        job: string;
        steps: Step[];
        dependsOn?: string;
        condition?: string;
        strategy?: { parallel: number };
      }[];
    };
    const [shard, fleet] = jobs;
    expect(fleet).toMatchObject({ dependsOn: 'shard', condition: 'succeededOrFailed()' });
    const known = ['bash', 'task', 'condition', 'inputs', 'displayName', 'continueOnError'];
    const keys = jobs.flatMap(({ steps }) => steps.flatMap((step) => Object.keys(step)));
    expect(keys.filter((key) => !known.includes(key))).toEqual([]);
    const total = shard?.strategy?.parallel ?? 0;
    expectWhole(
      () => runsOf(shard?.steps ?? []),
      total,
      runsOf(fleet?.steps ?? []),
      (at) => ({
        SYSTEM_JOBPOSITIONINPHASE: `${at + 1}`,
        SYSTEM_TOTALJOBSINPHASE: `${total}`,
      }),
    );
  });

  testRun('the Jobs of Kubernetes judge the fleet, each pod by its number', () => {
    const [shards, fleet] = [parse(SHARDS), parse(FLEET)];
    const { completions, parallelism, completionMode } = shards.spec;
    expect({ completionMode, parallelism }).toEqual({ completionMode: 'Indexed', parallelism: completions });
    const scripts = [shards, fleet].map(
      ({ spec }) => spec.template.spec.containers[0].args.join('\n') as string,
    );
    expect(scripts[0]).toContain(`"$JOB_COMPLETION_INDEX" ${completions}\n`);
    expectWhole(
      () => scripts[0] ?? '',
      completions,
      scripts[1] ?? '',
      (at) => ({ JOB_COMPLETION_INDEX: `${at}` }),
    );
    const names = [shards, fleet].map(({ metadata }) => `job/${metadata.name}`);
    expect(names.filter((name) => !KUBECTL.includes(name))).toEqual([]);
  });
});
