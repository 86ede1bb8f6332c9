import { parseCommandLine } from '../../src/cli/command-line';
import { COMMANDS } from '../../src/cli/commands';
import { ENDINGS } from '../../src/cli/examples';
import { run } from '../support/cli/run';

test('every command has examples, which its own parser takes, and exit codes', () => {
  expect(Object.keys(ENDINGS).toSorted()).toEqual(Object.keys(COMMANDS).toSorted());
  for (const [command, { examples, exitCodes }] of Object.entries(ENDINGS)) {
    for (const example of examples) {
      const { name, faults } = parseCommandLine(example.split(' '));
      expect({ name, faults }).toEqual({ name: command, faults: [] });
    }
    expect(exitCodes).toMatch(/^Exit codes: 0 .*, 2 /);
  }
});

test('they stand at the end of its help', () => {
  const { stdout, code } = run(['render', '-h']);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /\nExamples:\n {2}tp-doctor render report\.json .*\n[^]*\nExit codes: 0 ready, [^]*\n$/,
  );
});
