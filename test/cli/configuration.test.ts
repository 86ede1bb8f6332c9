import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync } from 'node:fs';
import { NOW, run } from '../support/cli/run';
import { Project } from '../support/cli/project';

// A configuration can switch rules off and waive findings: which one counts must never be a surprise.
let project: Project;
beforeEach(() => {
  project = new Project();
  project.inventory('a/b/inventory.json');
});
afterEach(() => {
  project.remove();
});

const configOf = (args: string[] = [], env: Record<string, string> = {}, command = 'check') => {
  const given = [command, 'inventory.json', '--target', '7.4', '--now', NOW, '--format', 'json', ...args];
  const { stdout } = run(given, { cwd: project.path('a/b'), env });
  return JSON.parse(stdout).configuration as unknown;
};
const write = (file: string, text = '{}') => {
  project.write(file, text);
  return createHash('sha256').update(text).digest('hex');
};

test('outside of a repository only the working directory counts', () => {
  write('a/tp-doctor.config.json');
  expect(configOf()).toBeNull();
  const sha256 = write('a/b/tp-doctor.config.json', '{ "failOn": "warn" }');
  expect(configOf()).toEqual({ file: 'tp-doctor.config.json', sha256 });
});

test('every format with room for it says which one', () => {
  const sha256 = write('a/b/tp-doctor.config.json', '{ "failOn": "warn" }');
  const ask = (command: string, format: string) =>
    run([command, 'inventory.json', '--target', '7.4', '--now', NOW, '--format', format], {
      cwd: project.path('a/b'),
    }).stdout;
  const formats = ['table', 'json', 'ndjson', 'markdown', 'html', 'junit', 'sarif', 'tickets'];
  const asked = [
    ...formats.map((format) => ['check', format] as const),
    ...['table', 'json', 'markdown', 'html'].map((format) => ['plan', format] as const),
  ];
  const silent = asked.filter(([command, format]) => {
    const text = ask(command, format);
    return !text.includes('tp-doctor.config.json') || !text.includes(sha256);
  });
  expect(silent).toEqual([]);
});

test('in a repository the nearest one up to its root counts, and none above', () => {
  write('tp-doctor.config.json');
  project.write('a/.git', 'gitdir: elsewhere');
  expect(configOf()).toBeNull();
  const sha256 = write('a/tp-doctor.config.json');
  expect(configOf()).toEqual({ file: '../tp-doctor.config.json', sha256 });
  mkdirSync(project.path('a/b/.git'));
  expect(configOf()).toBeNull();
});

test('--config counts before TP_DOCTOR_CONFIG, and that before what is found; --no-config means none', () => {
  write('a/b/tp-doctor.config.json');
  write('one.json');
  write('two.json');
  const env = { TP_DOCTOR_CONFIG: '../../one.json' };
  expect(configOf([], env)).toMatchObject({ file: '../../one.json' });
  expect(configOf(['--config', '../../two.json'], env)).toMatchObject({ file: '../../two.json' });
  expect(configOf([], { TP_DOCTOR_CONFIG: '' })).toMatchObject({ file: 'tp-doctor.config.json' });
  expect(configOf(['--no-config'], env)).toBeNull();
  expect(configOf([], env, 'plan')).toMatchObject({ file: '../../one.json' });
});

test.each([
  [['--config=x.json', '--no-config'], {}, '--no-config: contradicts --config x.json; give one of them'],
  [[], { TP_DOCTOR_CONFIG: 'x.json' }, 'x.json: no such file; check the path'],
])('%j %j is refused', (args, env, message) => {
  const ran = run(['check', 'inventory.json', '--target=7.4', ...args], { cwd: project.path('a/b'), env });
  expect(ran).toEqual({ stdout: '', stderr: `tp-doctor: ${message}\n`, code: 2 });
});

test('a link that leads nowhere was meant to be read', () => {
  symlinkSync('nowhere.json', project.path('a/b/tp-doctor.config.json'));
  expect(run(['check', 'inventory.json', '--target=7.4'], { cwd: project.path('a/b') })).toEqual({
    stdout: '',
    stderr: 'tp-doctor: tp-doctor.config.json: no such file; check the path\n',
    code: 2,
  });
});

describe('waivers where a configuration serves several estates', () => {
  const waiver = {
    rule: 'agent-version-accepted',
    reason: 'is replaced',
    owner: 'j.doe',
    expires: '2026-12-31',
  };
  const check = (config: object, ...files: string[]) => {
    write('a/b/tp-doctor.config.json', JSON.stringify(config));
    return run(['check', ...files, '--target', '7.4', '--now', NOW, '--format', 'json'], {
      cwd: project.path('a/b'),
    });
  };

  test('name their environment, or are refused', () => {
    project.oldAgent('a/b/old.json', 'fabrikam');
    const several = check({ waivers: [waiver] }, 'inventory.json', 'old.json');
    expect(several.code).toBe(2);
    expect(several.stdout).toContain('/waivers/0: names no environment, and this run judges several');
    const mixed = check({ waivers: [waiver, { ...waiver, environment: 'fabrikam' }] }, 'old.json');
    expect(mixed.stdout).toContain('/waivers/0: names no environment, and others do');
    const scoped = check({ waivers: [{ ...waiver, environment: 'fabrikam' }] }, 'inventory.json', 'old.json');
    expect(scoped.code).toBe(0);
    expect(check({ waivers: [waiver] }, 'old.json').code).toBe(0);
  });

  test('are those of the environment of the configuration where they name none', () => {
    project.oldAgent('a/b/old.json', 'fabrikam');
    expect(check({ environment: 'fabrikam', waivers: [waiver] }, 'old.json').code).toBe(0);
    expect(check({ environment: 'fabrikam', waivers: [waiver] }, 'old.json', 'inventory.json').code).toBe(0);
    expect(check({ environment: 'contoso-prod', waivers: [waiver] }, 'old.json').code).toBe(1);
  });

  test('are named where no inventory of the run is of their environment', () => {
    project.oldAgent('a/b/old.json', 'fabrikam');
    const waivers = [waiver, { ...waiver, subject: 'DC01' }].map((one) => ({
      ...one,
      environment: 'Fabricam',
    }));
    const said =
      /tp-doctor.config.json: [/]waivers[/]0: is for the environment "Fabricam".* "fabrikam"[?].*\n.*[/]waivers[/]1: /;
    expect(check({ waivers }, 'inventory.json', 'old.json').stderr).toMatch(said);
    expect(check({ waivers }, 'old.json').stderr).toMatch(said);
    // One run may be for one of many estates; several inventories are all that there is.
    const other = [{ ...waiver, environment: 'northwind' }];
    expect(check({ waivers: other }, 'old.json').stderr).toBe('');
    expect(check({ waivers: other }, 'inventory.json', 'old.json').stderr).toContain('"northwind"');
    expect(check({ environment: 'FABRIKAM ', waivers: [waiver] }, 'old.json').stderr).toBe('');
    expect(check({ environment: 'fabrikan', waivers: [waiver] }, 'old.json').stderr).toContain(
      '/environment',
    );
  });

  test('cover nothing that has no name', () => {
    const nameless = check({ waivers: [{ ...waiver, subject: '(unnamed)' }] }, 'inventory.json');
    expect(nameless.stdout).toContain('/waivers/0/subject: is \\"(unnamed)\\", which names nothing');
  });
});
