import { spawnSync } from 'node:child_process';
import { COMMANDS } from '../../src/cli/commands';
import { collectWords } from '../../src/cli/completion-words';
import { run } from '../support/cli/run';
import { testWith } from '../support/jest/needs';
import { Project } from '../support/cli/project';

const project = new Project();
const scripts: Record<string, string> = Object.fromEntries(
  ['bash', 'zsh', 'fish', 'powershell'].map((shell) => [shell, run(['completion', shell]).stdout]),
);

beforeAll(() => {
  project.write('completion.bash', scripts.bash ?? '');
  project.inventory('inventory.json');
  project.write('rules/x.json', '{}');
});
afterAll(() => {
  project.remove();
});

/** What bash offers for a line that ends at the cursor; without an offer of its own it falls back to files. */
function complete(line: string): string[] {
  const words: string[] = line.match(/=|[^\s=]+/g) ?? [];
  if (/[\s]$/.test(line)) words.push('');
  const script = `set +e
    source completion.bash
    COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}) COMP_CWORD=${words.length - 1}
    _tp_doctor
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, code } = project.bash(script);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  return stdout.split('\n').filter((one) => one !== '');
}

describe('bash', () => {
  const test = testWith('posix');

  test('registers for tp-doctor and falls back to files', () => {
    expect(project.bash('source completion.bash; complete -p tp-doctor').stdout).toBe(
      'complete -o default -F _tp_doctor tp-doctor\n',
    );
  });

  test.each([
    ['tp-doctor ', Object.keys(COMMANDS)],
    ['tp-doctor chec', ['check']],
    ['tp-doctor inv', []],
    ['tp-doctor check inv', []],
    ['tp-doctor check --fa', ['--fail-on']],
    ['tp-doctor --fa', ['--fail-on']],
    ['tp-doctor check --fail-on ', ['warn', 'fail']],
    ['tp-doctor check --fail-on=', ['warn', 'fail']],
    ['tp-doctor check --fail-on=wa', ['warn']],
    ['tp-doctor a.json --target 7.', ['7.3.9', '7.4', '7.5']],
    ['tp-doctor check --format sar', ['sarif']],
    ['tp-doctor check --format sarif=inv', []],
    ['tp-doctor check --group-by ', ['rule', 'subject']],
    ['tp-doctor check --only agent-version-a', ['agent-version-accepted', 'agent-version-agreed']],
    ['tp-doctor check a.json --skip mixed-version-mode-o', ['mixed-version-mode-off']],
    ['tp-doctor check --config ch', []],
    ['tp-doctor check --rules r', ['rules']],
    ['tp-doctor check --now r', []],
    ['tp-doctor gather --sql-user r', []],
    ['tp-doctor gather --sql-auth ', ['sql', 'ntlm', 'azure-default', 'integrated']],
    ['tp-doctor gather --em-root r', ['rules']],
    ['tp-doctor gather --policy-export r', []],
    ['tp-doctor plan inventory.json --via 8', ['8.0', '8.1']],
    ['tp-doctor verify --phase u', ['upgraded', 'uninstalled']],
    ['tp-doctor diff --format ', ['table', 'json', 'markdown']],
    ['tp-doctor rules ', ['list', 'show', 'lint', 'docs']],
    ['tp-doctor rules list --format ', ['table', 'json']],
    ['tp-doctor schema inv', ['inventory']],
    ['tp-doctor completion ', ['bash', 'zsh', 'fish', 'powershell']],
    ['tp-doctor rules show agent-version-a', ['agent-version-accepted', 'agent-version-agreed']],
    ['tp-doctor rules show agents-at-', ['agents-at-minimum']],
    ['tp-doctor rules lint agent-version-a', []],
    ['tp-doctor explain agent-version-a', ['agent-version-accepted', 'agent-version-agreed']],
    ['tp-doctor explain A3', ['A3']],
    ['tp-doctor explain agents-at-', ['agents-at-minimum']],
    ['tp-doctor render --format jso', ['json']],
  ])('%s', (line, offered) => {
    expect(complete(line)).toEqual(offered);
  });

  test('every flag of every command is offered', () => {
    for (const [name, { options }] of Object.entries(COMMANDS)) {
      const flags = [...Object.keys(options), 'help'].map((option) => `--${option}`);
      expect(complete(`tp-doctor ${name} -`)).toEqual(flags);
    }
  });
});

describe('an option whose value nobody can say', () => {
  test('is not completed with files', () => {
    expect(scripts.bash).toMatch(/'gather --sql-user'\) COMPREPLY=\(\); compopt \+o default .*return ;;/);
    expect(scripts.bash).toMatch(/'gather --agents'\) COMPREPLY=\(\); return ;;/);
    expect(scripts.zsh).toContain("'--sql-user=[login name]:sql-user: '");
    expect(scripts.zsh).toMatch(/'--agents=.*:agents:_files'/);
    expect(scripts.zsh).toMatch(/'\*--policy-export=.*:policy-export:_files'/);
    const [, texts = ''] = /\$texts = @\(([^)]*)\)/.exec(scripts.powershell ?? '') ?? [];
    expect(texts).toContain("'gather --sql-user'");
    expect(texts).toContain("'gather --timeout'");
    expect(texts).not.toMatch(/agents|em-root|policy-export|--target|--color/);
  });
});

// The runner of this suite may have no zsh, and nothing else reads its scripts.
const hasZsh = spawnSync('zsh', ['--version']).status === 0;

describe('zsh', () => {
  (hasZsh ? test : test.skip)('is valid for zsh, and its completion system takes it', () => {
    project.write('functions/_tp-doctor', scripts.zsh ?? '');
    const script =
      'fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -D -u; print $_comps[tp-doctor]';
    const { stdout, stderr } = spawnSync('zsh', ['-f', '-c', script], {
      cwd: project.folder,
      encoding: 'utf8',
    });
    expect({ stdout, stderr }).toEqual({ stdout: '_tp-doctor\n', stderr: '' });
    expect(spawnSync('zsh', ['-n', project.path('functions/_tp-doctor')]).status).toBe(0);
  });

  test('has a specification for every option, with its quotes and brackets in pairs', async () => {
    const script = scripts.zsh ?? '';
    expect(script.startsWith('#compdef tp-doctor\n')).toBe(true);
    for (const { name, words, options } of await collectWords(COMMANDS)) {
      const [, own = ''] = new RegExp(`^    \\(${name}\\) _arguments([^]*?) ;;$`, 'm').exec(script) ?? [];
      const specs = [...own.matchAll(/'(\*?--|\d:|\*:)((?:[^']|'\\'')*)'/g)].map(([, , spec = '']) => spec);
      expect(specs.map((spec) => /^[\w-]+/.exec(spec)?.[0]).slice(0, options.length)).toEqual(
        options.map((one) => one.name),
      );
      expect(own).toContain(words.join(' '));
    }
  });
});

describe('PowerShell', () => {
  const script = scripts.powershell ?? '';

  test('its strings are closed and its brackets in pairs', () => {
    const code = script.replace(/#.*/g, '').replace(/'(?:[^']|'')*'|"[^"]*"/g, '');
    expect(code).not.toMatch(/['"]/);
    const open: string[] = [];
    const pairs: Record<string, string> = { ')': '(', '}': '{', ']': '[' };
    for (const [sign] of code.matchAll(/[(){}[\]]/g)) {
      const opening = pairs[sign];
      if (opening === undefined) open.push(sign);
      else expect(open.pop()).toBe(opening);
    }
    expect(open).toEqual([]);
  });

  test('has every command, flag and value', async () => {
    for (const { name, describe, words, options } of await collectWords(COMMANDS)) {
      expect(script).toContain(`'${name}' = '${describe.replace(/'/g, "''")}'`);
      const entries = words.map((word) => `'${word}' = '${word}'`).join('; ');
      if (words.length > 0) expect(script).toContain(`'${name} ${name}' = [ordered]@{ ${entries} }`);
      for (const option of options) {
        expect(script).toContain(`'--${option.name}' = `);
        if (option.values.length > 0) expect(script).toContain(`'${name} --${option.name}' = [ordered]@{`);
      }
    }
  });
});

// Nor may it have fish.
const hasFish = spawnSync('fish', ['--version']).status === 0;
if (!hasFish) process.stderr.write('fish is not here: its completion is not tried\n');

describe('fish', () => {
  const offered = (line: string) => {
    const script = `source completion.fish; complete -C '${line}'`;
    const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', script], {
      cwd: project.folder,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    return stdout
      .split('\n')
      .map((one) => one.split('\t')[0])
      .filter(Boolean)
      .toSorted();
  };

  (hasFish ? test : test.skip).each<[string, string[]]>([
    ['tp-doctor chec', ['check']],
    ['tp-doctor check --fail', ['--fail-on']],
    ['tp-doctor --fail', ['--fail-on']],
    ['tp-doctor check --fail-on ', ['fail', 'warn']],
    ['tp-doctor render x.json --format jso', ['json']],
    ['tp-doctor rules show agent-version-a', ['agent-version-accepted', 'agent-version-agreed']],
    ['tp-doctor rules ', ['docs', 'lint', 'list', 'show']],
    ['tp-doctor explain A3', ['A3']],
    ['tp-doctor check inv', ['inventory.json']],
    ['tp-doctor check --now r', []],
    ['tp-doctor check --rules ru', ['rules/']],
  ])('%s', (line, words) => {
    project.write('completion.fish', scripts.fish ?? '');
    expect(offered(line)).toEqual(words);
  });

  test('has every command, flag and value', async () => {
    for (const { name, words, options } of await collectWords(COMMANDS)) {
      expect(scripts.fish).toContain(` -a ${name} -d '`);
      if (words.length > 0) expect(scripts.fish).toContain(`-f -a '${words.join(' ')}'`);
      const own = (scripts.fish ?? '')
        .split('\n')
        .filter((line) => line.includes(`'__tp_doctor_is ${name}'`));
      expect(own.map((line) => / -l (\S+) /.exec(line)?.[1])).toEqual(options.map((one) => one.name));
    }
  });
});

test('a shell that is not known names the nearest', () => {
  expect(run(['completion', 'zhs'])).toEqual({
    stdout: '',
    stderr:
      'tp-doctor: completion: there is no script for "zhs"; did you mean "zsh"?; allowed: bash, zsh, fish, powershell\n',
    code: 2,
  });
  expect(run(['completion']).stderr).toContain('a shell is missing');
});
