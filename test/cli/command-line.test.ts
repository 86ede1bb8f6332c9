import fc from 'fast-check';
import { parseCommandLine } from '../../src/cli/command-line';
import { COMMANDS } from '../../src/cli/commands';
import { splitWords } from '../../src/cli/split-words';
import { camelCase } from '../../src/model/option';
import { run } from '../support/cli/run';

const ALL = Object.entries(COMMANDS).flatMap(([command, { options }]) =>
  Object.entries(options).map(([name, option]) => ({ command, name, option })),
);
const REPEATABLE = ['format', 'map', 'merge', 'only', 'policy-export', 'rules', 'skip', 'via'];

function faultOf(...argv: string[]): string | undefined {
  return parseCommandLine(argv).faults[0];
}

describe('an option that is given twice', () => {
  const single = ALL.filter(({ option }) => !option.repeatable && option.takes !== 'nothing');

  test.each(single.map(({ command, name }) => [command, name]))('%s --%s is refused', (command, name) => {
    expect(faultOf(command, `--${name}`, '7.4', `--${name}=8.0`)).toBe(
      `--${name}: is given twice, "7.4" and "8.0"; give it once`,
    );
    expect(faultOf(command, `--${name}`, 'same', `--${name}`, 'same')).toContain('is given twice');
  });

  test('counts each time where it is repeatable, in the order given', () => {
    const repeatable = ALL.filter(({ option }) => option.repeatable);
    expect([...new Set(repeatable.map(({ name }) => name))].sort()).toEqual(REPEATABLE);
    for (const { command, name } of repeatable) {
      const { faults, values } = parseCommandLine([command, `--${name}`, 'b', `--${name}=a`]);
      expect(values[camelCase(name)]).toEqual(['b', 'a']);
      expect(faults.join()).not.toContain(`--${name}`);
    }
  });

  test('may be a flag that says the same, and no flag that does not', () => {
    expect(parseCommandLine(['check', '--color', '--color']).values).toEqual({ inventory: [], color: true });
    expect(parseCommandLine(['check', '--no-color', '--color=false']).values.color).toBe(false);
    expect(faultOf('check', '--color', '--no-color')).toBe(
      '--color: is given twice, as yes and as no; give it once',
    );
  });

  test('is said to be repeatable by help, or is not', () => {
    const help = run(['gather', '--help']).stdout;
    expect(help).toMatch(/--merge .*\(repeatable\)/);
    expect(help).not.toMatch(/--agents .*\(repeatable\)/);
  });
});

describe('an option that takes a number', () => {
  const numbers = ALL.filter(({ option }) => option.takes === 'number');

  test.each(numbers.map(({ command, name, option }) => [command, name, option.unit]))(
    '%s --%s refuses what is none, and says so once',
    (command, name, unit) => {
      for (const word of ['abc', '0x10', 'NaN', 'Infinity', '5s', ' ', '1,5', '1.']) {
        const { faults } = parseCommandLine([command, `--${name}=${word}`]);
        expect(faults.filter((fault) => fault.startsWith(`--${name}`))).toEqual([
          `--${name}: must be a number of ${unit}, but "${word}" is given`,
        ]);
      }
      expect(parseCommandLine([command, `--${name}`, '2.5']).values[camelCase(name)]).toBe(2.5);
    },
  );
});

describe('words', () => {
  const T = { target: '7.4' };
  test.each<[string[], Record<string, unknown>]>([
    [['check', '-', '--target', '7.4'], { ...T, inventory: ['-'] }],
    [['check', '--output', '-', 'a.json'], { output: '-', inventory: ['a.json'] }],
    [['check', 'a.json', '--', '-b.json', '--target'], { inventory: ['a.json', '-b.json', '--target'] }],
    [['check', '--', 'check'], { inventory: ['check'] }],
    [['--target', '7.4', 'check', 'a.json'], { ...T, inventory: ['a.json'] }],
    [['a.json', 'check'], { inventory: ['a.json', 'check'] }],
    [['check', '7.10', '--target', '7.10'], { target: '7.10', inventory: ['7.10'] }],
    [
      ['check', 'C:\\a b\\x.json', '--output=C:\\y.txt'],
      { output: 'C:\\y.txt', inventory: ['C:\\a b\\x.json'] },
    ],
    [['check', '--format=json=a=b.json', 'a'], { format: ['json=a=b.json'], inventory: ['a'] }],
    [['check', '--failOn', 'warn', '--allowUnknown'], { failOn: 'warn', allowUnknown: true, inventory: [] }],
    [['gather', '--sql-user=-x', '--timeout', '-5'], { sqlUser: '-x', timeout: -5 }],
    [['gather', '--merge', 'a', 'b', '--merge', 'c'], { merge: ['a', 'b', 'c'] }],
    [['gather', '--no-dry-run', '--overall-timeout=1e3'], { dryRun: false, overallTimeout: 1000 }],
    [
      ['rules', 'show', 'sql-backup-recent', '--format', 'json'],
      { action: 'show', name: 'sql-backup-recent', format: 'json' },
    ],
  ])('%j', (argv, values) => {
    expect(parseCommandLine(argv)).toMatchObject({ faults: [], values });
    const { evidence = [], ...others } = parseCommandLine(argv).values;
    expect([others, evidence]).toEqual([values, []]);
  });

  test.each<[string[], string]>([
    [
      ['check', '--target', '--format', 'json'],
      'Not enough arguments following: target; see "tp-doctor check --help"',
    ],
    [['check', '--target='], '--target: is empty; give a value or leave it out'],
    [['check', ''], 'an argument is empty; give a value or leave it out; see "tp-doctor check --help"'],
    [['check', '--allow-unknown=yes'], '--allow-unknown: takes no value, but "yes" is given'],
    [['check', '--no-color=false'], '--color: takes no value, but "false" is given'],
    [
      ['check', '--no-target'],
      '--no-target: there is no such option; did you mean "--target"?; see "tp-doctor check --help"',
    ],
    [
      ['check', '-target', '7.4'],
      '-target: there is no such option; did you mean "--target"?; see "tp-doctor check --help"',
    ],
    [['check', '-xyz'], '-xyz: there is no such option; see "tp-doctor check --help"'],
    [['check', '--__proto__', 'x'], '--__proto__: there is no such option; see "tp-doctor check --help"'],
    [['check', '--constructor'], '--constructor: there is no such option; see "tp-doctor check --help"'],
    [['plan', '--baseline', 'x'], '--baseline: there is no such option; see "tp-doctor plan --help"'],
    [['rules'], 'Not enough non-option arguments: got 0, need at least 1; see "tp-doctor rules --help"'],
    [
      ['rules', 'list', '--format', 'csv'],
      '--format: is "csv"; allowed: table, json; see "tp-doctor rules --help"',
    ],
    [['schema', 'a', 'b'], '"b" is one argument too many; see "tp-doctor schema --help"'],
  ])('%j is refused', (argv, fault) => {
    expect(faultOf(...argv)).toBe(fault);
  });

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('%s is no command', (word) => {
    expect(parseCommandLine([word])).toMatchObject({
      name: 'check',
      isNamed: false,
      values: { inventory: [word] },
    });
  });

  test.each<[string[], string]>([
    [['--help'], 'check'],
    [['help'], 'check'],
    [['-h'], 'check'],
    [['plan', '-h'], 'plan'],
    [['plan', 'help'], 'plan'],
    [['help', 'plan'], 'plan'],
    [['plan', '--target', '--help'], 'plan'],
    [['plan', '--tarrget', '--help', '--version'], 'plan'],
  ])('%j asks for help', (argv, name) => {
    expect(parseCommandLine(argv)).toMatchObject({ asksFor: 'help', name });
  });

  test('after -- nothing is asked for', () => {
    expect(parseCommandLine(['check', '--', '--help', '--version']).asksFor).toBeUndefined();
  });
});

test('any words are read without a throw, and none of them is lost', () => {
  const names = ALL.map(({ name }) => `--${name}`);
  const word = fc.oneof(
    fc.constantFrom(...names, ...Object.keys(COMMANDS), '-', '--', '--=', '=', '-1', 'true', ''),
    fc.string({ unit: 'grapheme' }),
    fc.string().map((text) => `--${text}`),
  );
  fc.assert(
    fc.property(fc.array(word), (argv) => {
      expect(parseCommandLine(argv).faults.join()).not.toContain('undefined');
      const { command = [], options, arguments: rest } = splitWords(argv);
      const given = [...options.values()].flat();
      const kept = [command, rest, given.map(({ values }) => values)].flat(3);
      const isPlain = (text: string) => text !== '--' && text !== 'help' && !/^-[^0-9]/.test(text);
      const left = [...kept];
      for (const text of argv.filter(isPlain)) {
        expect(left).toContain(text);
        left.splice(left.indexOf(text), 1);
      }
    }),
  );
});

test('help fits a terminal of 80 columns', () => {
  for (const name of Object.keys(COMMANDS)) {
    const { stdout, code } = run([name, '--help'], { env: { COLUMNS: '80' } });
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  }
});

test('what an option takes is the same in every command, so that it may stand before the command', () => {
  for (const { name, option } of ALL) {
    const others = ALL.filter((other) => other.name === name);
    expect(new Set(others.map((other) => other.option.takes))).toEqual(new Set([option.takes]));
  }
});
