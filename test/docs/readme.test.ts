import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInRules } from '../../src/load/rules/built-in';
import { ROOT, runBinary } from '../support/cli/run';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const EXAMPLES = [
  ...README.matchAll(/^```console\n\$ (?:npm .* && )?npx tp-doctor (.*)\n(?:…\n)?([^]*?)^```$/gm),
].map(([, command = '', output = '']) => ({ command, output }));

test('the README has examples that can be run', () => {
  expect(EXAMPLES.length).toBeGreaterThan(1);
});

test.each(EXAMPLES)('$command prints what the README shows', ({ command, output }) => {
  expect(runBinary(command.split(' '), { env: { COLUMNS: '100' } }).stdout).toBe(output);
});

test('the README has two commands to set up: from a clone to a verdict, and the tests', () => {
  const commands = [...README.matchAll(/^(?:\$ )?(npm (?:ci|run|install)\b.*)$/gm)].map(
    ([, command]) => command,
  );
  expect(commands).toEqual([
    expect.stringMatching(/^npm ci && npm run build && npx tp-doctor check /),
    'npm run test:fresh',
  ]);
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const named = [...README.matchAll(/`npm run ([\w:]+)`/g)].map(([, name]) => name ?? '');
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('the README says how many rules there are', () => {
  expect(README).toContain(`[${builtInRules().length} JSON files](docs/rules.md)`);
});

test('every page that the README links to is there', () => {
  const pages = [...README.matchAll(/\]\(((?!https?:)[^)#]+)\)/g)].map(([, page = '']) => page);
  expect(pages.length).toBeGreaterThan(10);
  const missing = pages.filter((page) => {
    try {
      readFileSync(join(ROOT, page));
      return false;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT';
    }
  });
  expect(missing).toEqual([]);
});
