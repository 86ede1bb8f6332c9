import { writeFileSync } from 'node:fs';
import { compileSchema, findFaults } from '../../src/load/schema';
import { Project } from '../support/cli/project';
import { NOW, run } from '../support/cli/run';

const project = new Project();
afterAll(() => project.remove());

type Facts = Record<string, Record<string, unknown>>;

/** What the estate of the project's folder `name` still lacks, as `facts` writes it. */
function factsOf(
  name: string,
  file = 'inventory.json',
): { facts: Facts; stderr: string; code: number | null } {
  const ran = run(['facts', file, '--target', '8.1', '--now', NOW], { cwd: project.path(name) });
  return { facts: JSON.parse(ran.stdout) as Facts, stderr: ran.stderr, code: ran.code };
}

function gather(name: string, ...more: string[]) {
  const args = ['gather', '--environment', 'e', '--merge', 'inventory.json', '--facts', 'facts.json'];
  return run([...args, '--output', 'new.json', ...more], { cwd: project.path(name) });
}

const newInventory = (name: string) => JSON.parse(project.read(`${name}/new.json`)) as Facts;

const ENTERPRISE_MANAGER = {
  version: '7.3.9.42',
  analytics: true,
  services: [{ name: 'SI', state: 'running' }],
};
const inventory = (file: string) =>
  project.inventory(file, {
    environment: 'e',
    enterpriseManager: ENTERPRISE_MANAGER,
    decisions: { agentExclusionsSet: true, logConfigsDefault: null },
    remoteConsoles: undefined,
  });

test('facts asks for what the estate lacks and a person can supply, with question, answer, owner and rules', () => {
  inventory('asks/inventory.json');
  const { facts, stderr, code } = factsOf('asks');
  expect(code).toBe(0);
  expect(facts['enterpriseManager']).toMatchObject({
    'x-adUserCount': {
      question: 'How many user objects does Active Directory have?',
      answer: 'a whole number: Active Directory users; more than 2,000 is a large estate.',
      example: 1840,
      owner: 'Active Directory',
      rules: expect.arrayContaining(['em-size-documented']),
    },
    adUserCount: null,
  });
  expect(facts).toMatchObject({ decisions: { logConfigsDefault: null }, remoteConsoles: null });
  // Known already, or for a source to read.
  expect(facts['enterpriseManager']).not.toHaveProperty('analytics');
  expect(facts['decisions']).not.toHaveProperty('agentExclusionsSet');
  expect(facts).not.toHaveProperty('agents');
  expect(stderr).toMatch(
    /^facts: \d+ values are open; answer what you know, leave the rest null, then: tp-doctor gather --environment e --merge inventory\.json --facts facts\.json\n$/,
  );
});

test('check names the command for it', () => {
  const { stdout } = run(['check', 'inventory.json', '--target', '8.1', '--now', NOW], {
    cwd: project.path('asks'),
  });
  expect(stdout).toContain('    tp-doctor facts inventory.json --target 8.1 --output facts.json\n');
});

test('gather reads the file as it was written, and nothing changes', () => {
  inventory('open/inventory.json');
  project.write('open/facts.json', JSON.stringify(factsOf('open').facts));
  expect(gather('open').code).toBe(0);
  const known = JSON.parse(project.read('open/inventory.json')) as Facts;
  const { sources, ...made } = newInventory('open');
  expect({ ...made, collectedAt: '', sources: [] }).toEqual({ ...known, collectedAt: '', sources: [] });
  expect(sources).toContainEqual(
    expect.objectContaining({ id: 'facts', status: 'ok', sections: [], notes: 'no question is answered' }),
  );
});

test('gather reads it half filled in, as Notepad saves it, and what was answered is not asked again', () => {
  inventory('half/inventory.json');
  const { facts } = factsOf('half');
  const filled = { ...facts, enterpriseManager: { ...facts['enterpriseManager'], adUserCount: 900 } };
  const text = `\ufeff${JSON.stringify({ ...filled, remoteConsoles: [] }, null, 2).replaceAll('\n', '\r\n')}`;
  writeFileSync(project.path('half', 'facts.json'), text, 'utf16le');
  expect(gather('half')).toMatchObject({ code: 0 });
  const made = newInventory('half');
  expect(made['enterpriseManager']).toEqual({ ...ENTERPRISE_MANAGER, adUserCount: 900 });
  expect(made['remoteConsoles']).toEqual([]);
  const left = factsOf('half', 'new.json').facts;
  expect(left['enterpriseManager']).not.toHaveProperty('adUserCount');
  expect(left['decisions']).toHaveProperty('logConfigsDefault', null);
});

test('an answer of the wrong kind and a name that there is not are refused, with the nearest name', () => {
  inventory('wrong/inventory.json');
  project.write('wrong/facts.json', '{ "enterpriseManager": { "adUserCuont": 1, "analytics": "yes" } }');
  const { stderr, code } = gather('wrong');
  expect(code).toBe(1);
  expect(stderr).toContain('did you mean "adUserCount"?');
  expect(stderr).toContain('/enterpriseManager/analytics');
});

test('a file that is there is never written over, as it may have answers', () => {
  inventory('again/inventory.json');
  project.write('again/facts.json', '{}');
  const args = ['facts', '--target', '8.1', '--now', NOW, '--output', 'facts.json'];
  expect(run(args, { cwd: project.path('again') })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'tp-doctor: --output facts.json: is there already, perhaps with answers; name another file\n',
  });
  expect(project.read('again/facts.json')).toBe('{}');
});

test('schema facts describes what facts writes and gather reads', () => {
  const schema = JSON.parse(run(['schema', 'facts']).stdout) as object;
  const isFacts = compileSchema(schema);
  expect(isFacts(factsOf('asks').facts)).toBe(true);
  expect(isFacts({ decisions: { agentExclusionsSet: true } })).toBe(true);
  expect(findFaults(schema, { schemaVersion: 1 })).not.toEqual([]);
  expect(findFaults(schema, { decisions: { agentExclusionSet: true } })).not.toEqual([]);
});
