import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from '../support/cli';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const EXAMPLES = [...README.matchAll(/^```console\n\$ npx tp-doctor (.*)\n([^]*?)^```$/gm)].map(
  ([, command = '', output = '']) => ({ command, output }),
);

test('the README has examples that can be run', () => {
  expect(EXAMPLES.length).toBeGreaterThan(1);
});

test.each(EXAMPLES)('$command prints what the README shows', ({ command, output }) => {
  expect(run(command.split(' '), { env: { COLUMNS: '100' } }).stdout).toBe(output);
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
