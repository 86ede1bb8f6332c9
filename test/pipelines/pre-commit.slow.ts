import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { BIN, ROOT } from '../support/cli/run';
import { testWith } from '../support/jest/needs';
import { smallRule } from '../support/judge/small-rule';
import { npm } from '../support/pipelines/package';
import { AS_OF_NOW, Project } from '../support/cli/project';
import { snippets } from '../support/pipelines/snippets';

interface Hook {
  id: string;
  entry: string;
  files: string;
  pass_filenames?: boolean;
}

// What pre-commit.com, "Creating new hooks", says of the keys that are used here.
const SCHEMA = {
  type: 'array',
  items: {
    type: 'object',
    required: ['id', 'name', 'entry', 'language'],
    additionalProperties: false,
    properties: {
      id: { type: 'string' },
      name: { type: 'string' },
      description: { type: 'string' },
      entry: { type: 'string' },
      language: { const: 'node' },
      files: { type: 'string', format: 'regex' },
      require_serial: { type: 'boolean' },
      pass_filenames: { type: 'boolean' },
      minimum_pre_commit_version: { type: 'string' },
    },
  },
};

const HOOKS = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as Hook[];
const [CONFIG = ''] = snippets('pipelines/pre-commit.md', 'yaml');
const [REPO] = parse(CONFIG).repos as { rev: string; hooks: { id: string; args: string[] }[] }[];

jest.setTimeout(60_000);
const testRun = testWith('posix');

const project = new Project();
afterAll(() => {
  project.remove();
});

/** Does as pre-commit does: entry, then args of the configuration, then the files of the commit that fit. */
function runHook(id: string, files: string[], more: string[] = []) {
  const hook = HOOKS.find((one) => one.id === id);
  const args = REPO?.hooks.find((one) => one.id === id)?.args ?? [];
  const fitting =
    hook?.pass_filenames === false ? [] : files.filter((file) => new RegExp(hook?.files ?? '').test(file));
  const words = [...args, ...more, ...fitting].map((word) => `'${word}'`).join(' ');
  return project.bash(`tp-doctor() { node "${BIN}" "$@"; }; ${hook?.entry ?? ''} ${words}`);
}

test('the hooks have the keys that pre-commit knows, and the page names hooks that are there', () => {
  const validate = new Ajv({ formats: { regex: (text: string) => Boolean(new RegExp(text)) } }).compile(
    SCHEMA,
  );
  expect(validate(HOOKS) ? [] : validate.errors).toEqual([]);
  const ids = HOOKS.map(({ id }) => id);
  expect(REPO?.hooks.map(({ id }) => id)).toEqual(ids);
  expect(REPO?.rev).toBe(`v${JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version}`);
});

test('npm pack prints the name of the package only, for pre-commit takes what it prints as one', () => {
  // In a folder of its own, with a build that only says something: other tests use dist/.
  for (const file of ['.npmrc', 'package.json']) project.copy(file, `package/${file}`);
  const build = `import { writeFileSync } from 'node:fs'; writeFileSync('built', ''); console.log('dist: 1 byte');`;
  project.write('package/scripts/build.mjs', build);
  const printed = npm(['pack', '--pack-destination', project.folder], project.path('package'));
  expect(printed).toMatch(/^tp-doctor-[\d.]+\.tgz\n$/);
  expect(project.read('package/built')).toBe('');
});

testRun('the inventories of a commit are judged, other files are not', () => {
  project.inventory('estates/inventory-a.json', { environment: 'a' });
  project.oldAgent('inventory.json', 'b');
  const files = ['estates/inventory-a.json', 'package.json', 'src/inventory.ts'];
  expect(runHook('tp-doctor', files, [AS_OF_NOW])).toMatchObject({ code: 0, stderr: '' });
  expect(runHook('tp-doctor', [...files, 'inventory.json'], [AS_OF_NOW]).code).toBe(1);
});

testRun('rules of your own are linted', () => {
  const references = [{ title: 'x', url: 'https://x.example' }];
  const assert = { required: ['version'] };
  const rule = smallRule({ id: 'own-rule', facts: ['own'], needs: ['/version'], assert, references });
  project.write('rules/agents/own-rule.json', JSON.stringify(rule));
  const linted = runHook('tp-doctor-rules', ['rules/agents/x.json']);
  expect(linted).toMatchObject({ code: 0, stdout: '' });
  project.write('rules/agents/bad.json', '{ "id": "bad" }');
  expect(runHook('tp-doctor-rules', ['rules/agents/bad.json'])).toMatchObject({ code: 2 });
});
