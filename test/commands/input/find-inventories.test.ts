import { NOW, run } from '../../support/cli/run';
import { Project } from '../../support/cli/project';

const project = new Project();
afterAll(() => {
  project.remove();
});
const check = (folder: string, ...args: string[]) =>
  run(['check', ...args, '--target', '7.4', '--now', NOW], { cwd: `${project.folder}/${folder}` });

test('a folder is judged for its inventories; what else lies there is named', () => {
  project.inventory('mixed/a.json', { environment: 'a' });
  project.write('mixed/tp-doctor.config.json', '{ "failOn": "fail" }');
  project.write('mixed/facts.json', '{ "decisions": { "agentExclusionsSet": true } }');
  project.write('mixed/report.json', check('mixed', 'a.json', '--format', 'json').stdout);
  const { stdout, stderr, code } = check('mixed', '.');
  expect(stderr.split('\n')).toEqual([
    'tp-doctor: passed over facts.json: is a facts file; tp-doctor gather --facts reads it',
    'tp-doctor: passed over report.json: is a report; tp-doctor render, diff and --baseline read it',
    'tp-doctor: passed over tp-doctor.config.json: is a configuration; --config reads it',
    '',
  ]);
  expect(stdout).toMatch(/^READY /m);
  expect(code).toBe(0);
  expect(check('mixed', '*.json').stderr).toBe(stderr);
});

test('what is damaged is never passed over', () => {
  project.inventory('damaged/a.json', { environment: 'a' });
  project.write('damaged/b.json', '{ "schemaVersion": 1, "environment": "b", "agents": [] }');
  project.write('damaged/c.json', '{ "schema');
  const { stderr, code } = check('damaged', '.');
  expect(stderr).toContain('b.json: /: "collectedAt" is missing');
  expect(stderr).toContain('c.json: line 1');
  expect(code).toBe(2);
});

test('an inventory of any order and size is judged', () => {
  const agents = Array.from({ length: 3000 }, (_, at) => ({ name: `DC${at}`, version: '7.3.8.1' }));
  const frame = { schemaVersion: 1, environment: 'last', collectedAt: NOW, sources: [] };
  project.write('order/b.json', JSON.stringify({ agents, ...frame }));
  project.inventory('order/a.json', { environment: 'a' });
  expect(check('order', '.')).toMatchObject({ stderr: '', code: 1 });
});

test('a folder without an inventory says what there is instead', () => {
  project.write('none/facts.json', '{ "agents": [] }');
  project.write('none/plan.json', '{ "tool": {}, "command": "plan" }');
  const { stderr, code } = check('none', '.');
  expect(stderr).toBe(
    'tp-doctor: no inventory among 2 files: facts.json: is a facts file; tp-doctor gather --facts reads it; "tp-doctor gather" makes an inventory\n',
  );
  expect(code).toBe(2);
});

test('the sample is judged where it is named or there is nothing else, and else passed over', () => {
  project.inventory('sample/s.json', { environment: 'sample', 'x-sample': true });
  expect(check('sample', '.')).toMatchObject({
    stderr:
      'tp-doctor: s.json: is the sample of tp-doctor init, not your estate; "tp-doctor gather" makes an inventory of yours\n',
    code: 0,
  });
  project.inventory('sample/z.json', { environment: 'z' });
  expect(check('sample', '.').stderr).toMatch(
    /^tp-doctor: passed over s\.json: is the sample of tp-doctor init;/,
  );
  expect(check('sample', 's.json', 'z.json').stdout).toMatch(/^2 estates/m);
});

test('without an argument inventory.json of this folder is judged', () => {
  project.inventory('default/inventory.json', { environment: 'default' });
  expect(check('default')).toMatchObject({ code: 0, stderr: '' });
  expect(check('none').stderr).toBe(
    'tp-doctor: an inventory is missing, and there is no inventory.json here: name a file, a glob, or - for standard input; "tp-doctor gather" makes one\n',
  );
  project.write('other/inventory.json', '{ "schemaVersion": 1, "environment": "x", "agents": [] }');
  expect(check('other').stderr).toContain('inventory.json: /: "collectedAt" is missing');
});

test.each([
  [
    'p.csv',
    'Name,ID,Enabled,Last Modified\na,1,True,2026-01-01\n',
    'a policy list',
    'tp-doctor gather --policies reads it',
  ],
  [
    'a.json',
    '[{ "Machine": "DC01", "Version String": "7.4", "Events In Queue": 0 }]',
    'an agent list',
    'tp-doctor gather --agents reads it',
  ],
  [
    'e.xml',
    '<SIPolicies><Policy><Name>a</Name></Policy></SIPolicies>',
    'a policy export',
    'tp-doctor gather --policy-export reads it',
  ],
  ['f.json', '{ "agents": [] }', 'a facts file', 'tp-doctor gather --facts reads it'],
  ['r.json', '{ "id": "x", "assert": true }', 'a rule', '--rules reads it'],
])('%s that is named for an inventory is called what it is', (file, text, name, use) => {
  project.write(`named/${file}`, text);
  for (const command of ['check', 'plan'])
    expect(run([command, file, '--target', '7.4'], { cwd: `${project.folder}/named` })).toEqual({
      stdout: '',
      stderr: `tp-doctor: ${file}: is ${name}, and an inventory is expected; ${use}\n`,
      code: 2,
    });
});

test('what is nothing of that keeps its own fault', () => {
  project.write('named/x.csv', 'a;b\n1;2\n');
  expect(check('named', 'x.csv').stderr).toMatch(/^tp-doctor: x\.csv: line 1, column 1: is not valid JSON/);
});

test.each(['for-all', 'Nonsense', 'x'])('the first word %s is neither a command nor a file', (word) => {
  const { stderr, code } = run([word, 'x.json'], { cwd: project.folder });
  expect(stderr).toContain(`tp-doctor: "${word}" is neither a command nor a file; commands: check, gather, `);
  expect(code).toBe(2);
});
