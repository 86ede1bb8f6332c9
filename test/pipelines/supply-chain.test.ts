import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { parse } from 'yaml';
import { loadActionLinter } from '../support/pipelines/action-linter';
import { ROOT } from '../support/cli/run';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const find = (pattern: string) => globSync(pattern, { cwd: ROOT, dot: true }).toSorted();
const lint = loadActionLinter();
const WORKFLOWS = find('.github/workflows/*.yml');

/** Every action that a file takes from elsewhere; tp-doctor's own is named as its reader will name it. */
const usesOf = (file: string) =>
  [...read(file).matchAll(/^\s*(?:- )?uses: *(\S.*)$/gm)]
    .map(([, action = '']) => action)
    .filter((action) => !/^(?:\.\/|OWNER\/tp-doctor@)/.test(action));

test.each([...WORKFLOWS, 'action.yml', ...find('docs/**/*.md')].filter((file) => usesOf(file).length > 0))(
  '%s takes every action by its commit, and says which version that is',
  (file) => {
    expect(
      usesOf(file).filter((action) => !/^[\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action)),
    ).toEqual([]);
  },
);

test('one action is the same commit everywhere', () => {
  const all = [...WORKFLOWS, 'action.yml', ...find('docs/**/*.md')].flatMap(usesOf);
  const names = all.map((action) => action.split('@')[0]);
  expect(new Set(all).size).toBe(new Set(names).size);
});

test.each(WORKFLOWS)('%s is a workflow, and may by default read and no more', (file) => {
  expect(lint('workflow', read(file))).toEqual([]);
  expect(parse(read(file)).permissions).toEqual({ contents: 'read' });
});

test('a release is published with its provenance, after the whole check, and only from a release', () => {
  const { on, jobs } = parse(read('.github/workflows/publish.yml'));
  expect(on).toEqual({ release: { types: ['published'] } });
  expect(jobs.publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  const commands: string[] = jobs.publish.steps.map(({ run = '' }: { run?: string }) => run);
  expect(commands.findIndex((run) => run.includes('.ci/run'))).toBeLessThan(
    commands.findIndex((run) => run.includes('npm publish --provenance')),
  );
  expect(commands.join('\n')).not.toContain('${{');
});

test('known holes and signatures of packages are looked for on every change of them and every week', () => {
  const { on, jobs } = parse(read('.github/workflows/supply-chain.yml'));
  expect(on.schedule).toHaveLength(1);
  expect(on.push.paths).toContain('package-lock.json');
  const commands = jobs.audit.steps.map(({ run = '' }: { run?: string }) => run);
  expect(commands).toEqual(expect.arrayContaining(['npm audit --omit=dev', 'npm audit signatures']));
});
