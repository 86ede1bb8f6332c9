import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listUses } from '../../scripts/fact-table';
import { ROOT } from '../support/cli/run';

/** How many facts each section has; their numbers run from 1. */
const SECTIONS = { A: 25, B: 50, C: 26, D: 14, E: 23, F: 18, G: 8, H: 5, I: 5, J: 2, K: 8 };
const NUMBERS = Object.entries(SECTIONS).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, index) => `${section}${index + 1}`),
);
const PAGE =
  /^(KB k\w{14,17}|(threatprevention|activitymonitor)\/(\{version\}|\d+\.\d)(\/[\w-]+)+|activitymonitor KB \w+)$/;
const USES = listUses(ROOT);
const ROWS = readFileSync(join(ROOT, 'docs/facts.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| [A-Z]\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

test('every fact has one line, in order', () => {
  expect(ROWS.map(([, number]) => number)).toEqual(NUMBERS);
});

test('a rule, step or table cites facts that have a line, or says that it is its own', () => {
  expect([...USES.keys()].filter((fact) => fact !== 'own' && !NUMBERS.includes(fact))).toEqual([]);
});

test.each(ROWS)('%s%s has its text, its page, and what cites it or why nothing does', (...cells) => {
  const [, number = '', fact, page, usedBy = ''] = cells;
  expect(fact).not.toBe('');
  if (page !== 'none') for (const each of page?.split('; ') ?? []) expect(each).toMatch(PAGE);
  const uses = USES.get(number);
  if (uses) expect(usedBy.split(', ')).toEqual(uses);
  else expect(usedBy).toMatch(/^(none|not yet): \S/);
});
