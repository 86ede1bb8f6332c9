import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sortPassages } from '../../scripts/drift/record';
import type { Passages } from '../../scripts/drift/compare';
import { listUses } from '../../scripts/fact-table';
import { ROOT } from '../support/cli/run';

/** How many facts each section has; their numbers run from 1. */
const SECTIONS = { A: 25, B: 50, C: 26, D: 14, E: 23, F: 18, G: 8, H: 5, I: 5, J: 2, K: 8 };
const NUMBERS = Object.entries(SECTIONS).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, index) => `${section}${index + 1}`),
);
const PAGE =
  /^(KB k\w{14,17}|(threatprevention|activitymonitor|threatmanager)\/(\{version\}|\d+\.\d)(\/[\w.-]+)+|activitymonitor KB \w+)$/;
const USES = listUses(ROOT);
const { passages, unread } = JSON.parse(readFileSync(join(ROOT, 'docs/passages.json'), 'utf8')) as Passages;
const READ = new Set(passages.map(({ fact }) => fact));
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

test('every fact has the passages that it rests on, or the reason why there is none', () => {
  const without = NUMBERS.filter((number) => !READ.has(number));
  expect(Object.keys(unread)).toEqual(without);
  expect([...READ].filter((fact) => !NUMBERS.includes(fact))).toEqual([]);
  for (const reason of Object.values(unread)) expect(reason).toMatch(/\S/);
  expect(passages).toEqual(sortPassages(passages));
});

test('every passage has its page, a fingerprint and a day', () => {
  for (const passage of passages) {
    expect(passage).toMatchObject({
      page: expect.stringMatching(/^[\w.-]+(\/[\w.-]+)+\.mdx?$/),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      read: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
    });
  }
});
