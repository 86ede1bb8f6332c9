import { parseToObject } from 'hcl2-parser';
import { BIN } from '../support/cli/run';
import { testWith } from '../support/jest/needs';
import { Project } from '../support/cli/project';
import { snippets } from '../support/pipelines/snippets';

const [HCL = ''] = snippets('pipelines/terraform.md', 'hcl');
const GATE = 'ci/terraform/gate.sh';

jest.setTimeout(60_000);
const test = testWith('posix', 'jq');

const project = new Project();
beforeAll(() => {
  project.copy(GATE, 'gate.sh');
  // The evidence of the sample is fresh on that day only.
  const config = { rules: { 'inventory-fresh': 'off', 'policy-export-fresh': 'off' } };
  project.write('tp-doctor.config.json', JSON.stringify(config));
  project.write(
    'bin/tp-doctor',
    `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@" --now 2026-11-20T22:00:00Z\n`,
  );
  project.bash('chmod +x bin/tp-doctor');
});
afterAll(() => {
  project.remove();
});

/** Runs the program as Terraform does: the query on standard input, one object of strings on standard output. */
function ask(query: Record<string, string>) {
  const path = `${project.path('bin')}:${process.env.PATH ?? ''}`;
  const { stdout, stderr, code } = project.bash('bash ./gate.sh', { PATH: path }, JSON.stringify(query));
  return { code, stderr, result: stdout === '' ? null : (JSON.parse(stdout) as Record<string, string>) };
}

test('the configuration is HCL and asks for what the program gives', () => {
  const [parsed] = parseToObject(HCL);
  expect(parsed.data.external.readiness[0].query).toMatchObject({ target: '7.4' });
  project.inventory('inventory.json');
  const { result } = ask({ inventory: 'inventory.json', target: '7.4' });
  const used = [...HCL.matchAll(/\.result\.(\w+)/g)].map(([, name]) => name ?? '');
  expect(used.filter((name) => !(name in (result ?? {})))).toEqual([]);
});

test('every verdict is an answer', () => {
  project.inventory('inventory.json');
  const ready = ask({ inventory: 'inventory.json', target: '7.4' });
  expect(ready).toMatchObject({
    code: 0,
    result: { verdict: 'ready', exit_code: '0', failing: '', error: '' },
  });
  project.oldAgent('old.json');
  const { code, result } = ask({ inventory: 'old.json', target: '7.4' });
  expect({ code, result }).toMatchObject({
    code: 0,
    result: { verdict: 'not-ready', failing: 'agent-version-accepted' },
  });
  const missing = ask({ inventory: 'no.json', target: '7.4' });
  expect(missing).toMatchObject({ code: 0, result: { verdict: 'error', exit_code: '2' } });
  expect(missing.result?.error).toContain('no.json: no such file');
  expect(Object.values(result ?? {}).filter((value) => typeof value !== 'string')).toEqual([]);
});

test('without a query or without tp-doctor the plan stops', () => {
  expect(ask({})).toMatchObject({ result: null });
  expect(ask({}).code).not.toBe(0);
  const { code } = project.bash('PATH=/usr/bin:/bin bash ./gate.sh', {}, '{"inventory":"a","target":"7.4"}');
  expect(code).not.toBe(0);
});
