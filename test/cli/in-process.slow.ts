import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOW, ROOT, run, runBinary, type Given } from '../support/cli/run';

jest.setTimeout(300_000);

// Most tests run the built bundle in a thread, as that is quicker: it must do what the process of a user does.
const READY = join(ROOT, 'fixtures/inventories/contoso-7.3.9.json');
const NOT_READY = join(ROOT, 'fixtures/inventories/fabrikam-not-ready.json');
const WHEN = ['--target', '7.4', '--now', NOW];

const CASES: Record<string, [string[], Given?]> = {
  'a ready estate': [['check', READY, ...WHEN]],
  'an estate that is not ready, in a narrow terminal': [
    ['check', NOT_READY, ...WHEN],
    { env: { COLUMNS: '60' } },
  ],
  'colours by a variable': [['check', NOT_READY, ...WHEN], { env: { FORCE_COLOR: '1' } }],
  'colours by a flag': [['check', NOT_READY, ...WHEN, '--color']],
  'two estates as JSON': [['check', READY, NOT_READY, ...WHEN, '--format', 'json']],
  'one page of HTML': [['check', NOT_READY, ...WHEN, '--format', 'html']],
  'an inventory on standard input': [['check', '-', ...WHEN], { input: readFileSync(READY) }],
  'nothing on standard input': [['check', '-', ...WHEN]],
  'a file beside the tool that is written': [['check', READY, ...WHEN, '--format', 'json=report.json']],
  'a plan': [['plan', READY, '--target', '8.1', '--now', NOW]],
  'a plan as HTML': [['plan', READY, '--target', '8.1', '--now', NOW, '--format', 'html']],
  'a proof after the upgrade': [['verify', '--before', READY, '--after', READY, ...WHEN]],
  'rules as a table': [['rules', 'list']],
  'rules of the user': [['rules', 'lint', join(ROOT, 'rules/inventory')]],
  'a schema': [['schema', 'inventory']],
  'a configuration that is written': [['init']],
  completion: [['completion', 'bash']],
  help: [['--help']],
  'help of a command': [['gather', '--help']],
  'a command that is not known': [['chekc']],
  'a flag that is not known': [['check', READY, '--traget', '7.4']],
  'a file that is missing': [['check', 'nowhere.json', ...WHEN, '--verbose']],
  'a source that is not there': [
    ['gather', '--environment', 'x', '--agents', 'none.xml', '--output', 'x.json', '--now', NOW],
  ],
};

/** What a run said and which files it left. */
function outcome(way: typeof run, [args, given = {}]: [string[], Given?]) {
  const cwd = mkdtempSync(join(tmpdir(), 'tp-doctor-both-'));
  try {
    writeFileSync(join(cwd, 'agents.csv'), 'Name\nDC01\n');
    const { code, ...said } = way(args, { cwd, ...given });
    const files = readdirSync(cwd).map((name) => [name, readFileSync(join(cwd, name), 'utf8')]);
    const text = JSON.stringify({ code, said, files }).replaceAll(cwd, '«folder»');
    return JSON.parse(text.replace(/\d\.\d s\b|\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z/g, '«time»')) as object;
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

test.each(Object.entries(CASES))('%s: the same in a thread as in a process', (_name, one) => {
  expect(outcome(run, one)).toEqual(outcome(runBinary, one));
});

test('one run leaves nothing behind for the next', () => {
  const before = run(['check', READY, ...WHEN]);
  run(['check', NOT_READY, '--target', '7.5', '--color'], { cwd: tmpdir(), env: { FORCE_COLOR: '1' } });
  run(['chekc']);
  expect(run(['check', READY, ...WHEN])).toEqual(before);
});
