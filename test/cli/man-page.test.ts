import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { COMMANDS } from '../../src/cli/commands';
import { collectWords } from '../../src/cli/completion-words';
import { ROOT } from '../support/cli/run';
import { testWith } from '../support/jest/needs';

const FILE = join(ROOT, 'man/tp-doctor.1');

testWith('groff')('groff has nothing to say against it, and it tells of every option', async () => {
  const { stdout, stderr, error } = spawnSync('groff', ['-man', '-ww', '-Tascii', '-P-c', FILE], {
    encoding: 'utf8',
  });
  expect({ error, stderr }).toEqual({ error: undefined, stderr: '' });
  const page = stdout.replace(/.\u0008/g, '');
  for (const { name, options } of await collectWords(COMMANDS)) {
    expect(page).toContain(`\n   ${name}`);
    expect(options.filter((option) => !page.includes(`\n       --${option.name}`))).toEqual([]);
  }
});
