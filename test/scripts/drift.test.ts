import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readBlocks } from '../../scripts/drift/blocks';
import { compareDrift, type Passages } from '../../scripts/drift/compare';
import { recordPassage } from '../../scripts/drift/record';
import { listReferences } from '../../scripts/drift/references';

const ROOT = join(__dirname, '../..');
const PAGE = 'product/8.1/upgrade.md';
const TEXT = `---
title: Upgrade
---

# Upgrade

Before all.

## Agents

- Upgrade **each** Agent
  to [8.1](../agents.md).
- Then look at its status.

| Agent | Minimum |
| --- | --- |
| 8.1 | 7.5 |

## Last

Restart.
`;
const EMPTY: Passages = { versions: { product: ['8.1'] }, passages: [], unread: {} };
const CHOICE = { fact: 'B1', page: PAGE, begins: 'Upgrade each', read: '2026-01-02', commit: null };

let folder: string;
let known: Passages;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drift-'));
  write(PAGE, TEXT);
  known = recordPassage(EMPTY, folder, CHOICE);
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(page: string, text: string): void {
  const file = join(folder, 'docs', page);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const drift = (now = known): string[] => compareDrift(now, [], folder);

test('blocks are paragraphs, items, rows, headings and code, each under its heading, without the front matter', () => {
  const code = '\n```\nSIAgent -x\n\n# no heading\n```\nAfter it.\nStill.\n';
  expect(readBlocks(TEXT + code).map(({ heading, words }) => [heading, words])).toEqual([
    ['Upgrade', 'Upgrade'],
    ['Upgrade', 'Before all.'],
    ['Agents', 'Agents'],
    ['Agents', 'Upgrade each Agent to 8.1 .'],
    ['Agents', 'Then look at its status.'],
    ['Agents', 'Agent Minimum'],
    ['Agents', '8.1 7.5'],
    ['Last', 'Last'],
    ['Last', 'Restart.'],
    ['Last', 'SIAgent -x # no heading'],
    ['Last', 'After it. Still.'],
  ]);
});

test('a recorded passage has its fingerprint, heading and day, not its text, and is as it was read', () => {
  expect(known.passages).toEqual([
    {
      fact: 'B1',
      page: PAGE,
      heading: 'Agents',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      read: '2026-01-02',
      commit: null,
    },
  ]);
  expect(drift()).toEqual([]);
});

test.each([
  ['other line breaks', TEXT.replace('Agent\n  to', 'Agent to').replaceAll('\n', '\r\n')],
  ['an edit elsewhere on the page', TEXT.replace('Restart.', 'Restart twice.')],
  ['an edit beside it under the same heading', TEXT.replace('look at', 'check')],
  ['another place of a link', TEXT.replace('../agents.md', '/docs/agents')],
  ['numbers in place of dashes', TEXT.replace('- Upgrade', '1. Upgrade')],
  ['another name of its heading', TEXT.replace('## Agents', '### The Agents')],
])('%s is no change', (_, text) => {
  write(PAGE, text);
  expect(drift()).toEqual([]);
});

test('another word is a change, of the heading under which it stood', () => {
  write(PAGE, TEXT.replace('each', 'no'));
  expect(drift()).toEqual([`B1: changed under "Agents" of ${PAGE} (read 2026-01-02)`]);
});

test('another number in a row of a table is a change', () => {
  known = recordPassage(EMPTY, folder, { ...CHOICE, begins: '8.1 | 7.5' });
  write(PAGE, TEXT.replace('| 8.1 | 7.5 |', '| 8.1 | 8.0 |'));
  expect(drift()).toEqual([expect.stringMatching(/^B1: changed under "Agents"/)]);
});

test('a passage on another page has moved, without its heading it has vanished, and a page can be gone', () => {
  write(PAGE, '# Upgrade\n\nNothing.\n');
  expect(drift()).toEqual([`B1: vanished with its heading "Agents" of ${PAGE} (read 2026-01-02)`]);
  write('product/8.1/agents.mdx', TEXT);
  expect(drift()).toEqual([`B1: moved from ${PAGE} to product/8.1/agents.mdx`]);
  rmSync(join(folder, 'docs/product/8.1'), { recursive: true });
  expect(drift()).toEqual([`B1: no page ${PAGE}`]);
});

test('the same words in another version are not the passage', () => {
  write('product/8.0/upgrade.md', TEXT);
  write(PAGE, TEXT.replace('each', 'no'));
  const both = { ...known, versions: { product: ['8.0', '8.1'] } };
  expect(drift(both)).toEqual([`B1: changed under "Agents" of ${PAGE} (read 2026-01-02)`]);
});

test('a folder of another version is named, and one that is no version is not', () => {
  write('product/8.2/upgrade.md', '# Nothing');
  write('product/images/readme.md', '# Nothing');
  expect(drift()).toEqual(['new version folder product/8.2']);
});

test('a passage is recorded anew in place of the one that is gone, beside those that are there', () => {
  known = recordPassage(known, folder, { ...CHOICE, begins: 'Then look' });
  write(PAGE, TEXT.replace('each', 'every'));
  const [first, second] = known.passages;
  const now = recordPassage(known, folder, { ...CHOICE, begins: 'Upgrade every', read: '2026-02-03' });
  expect(now.passages).toHaveLength(2);
  expect(now.passages.map(({ sha256 }) => sha256)).toContain(
    [first, second].find((one) => now.passages.some(({ sha256 }) => sha256 === one?.sha256))?.sha256,
  );
  expect(drift(now)).toEqual([]);
});

test.each([
  ['no page', { page: 'product/8.1/none.md' }, 'B1: there is no '],
  ['no such words', { begins: 'Nowhere' }, `B1: nothing on ${PAGE} begins with "Nowhere"`],
  ['words of several passages', { begins: 'Upgrade' }, 'more than one passage'],
])('%s cannot be recorded', (_, change, message) => {
  expect(() => recordPassage(known, folder, { ...CHOICE, ...change })).toThrow(message);
});

test('documentation that is not there cannot be compared', () => {
  expect(() => compareDrift(known, [], join(folder, 'none'))).toThrow('ENOENT');
});

test('a page that a rule links and that is not there is named with the rule', () => {
  write('product/8.1/agents/agents.md', '# Agents');
  const references = ['upgrade', 'agents', 'agent'].map((name) => ({
    user: 'rule',
    page: `product/8.1/${name}`,
  }));
  expect(compareDrift(known, references, folder)).toEqual(['rule: no page product/8.1/agent']);
});

test('links of the rules are pages of each version that they are shown for', () => {
  const references = listReferences(join(ROOT, 'rules'));
  const of = (user: string): string[] => references.flatMap((one) => (one.user === user ? [one.page] : []));
  expect(of('agent-disk-sufficient')).toEqual(
    ['7.4', '7.5', '8.0', '8.1'].map((version) => `threatprevention/${version}/requirements/agent/agent`),
  );
  expect(of('table targets.json')).toContain('threatprevention/8.1/install/upgrade/overview');
  expect(of('table compatibility.json')).toContain('activitymonitor/10.0/install/overview');
  expect(references.filter(({ page }) => /\/\d+_\d+\/|[{}]/.test(page))).toEqual([]);
});

describe('the command', () => {
  const run = (...args: string[]): { status: number | null; stdout: string; stderr: string } => {
    const options = { encoding: 'utf8', cwd: ROOT } as const;
    return spawnSync(process.execPath, ['scripts/drift/cli.mjs', ...args], options);
  };

  test('records a passage, compares, and says by its exit code what came of it', () => {
    const [data, rules] = [join(folder, 'passages.json'), join(folder, 'rules')];
    mkdirSync(rules);
    for (const [name, table] of Object.entries({
      targets: { lines: [] },
      steps: { steps: [] },
      compatibility: {},
    }))
      writeFileSync(join(rules, `${name}.json`), JSON.stringify(table));
    writeFileSync(data, JSON.stringify(EMPTY));
    const all = ['--docs', folder, '--data', data, '--rules', rules];
    const recorded = run(...all, '--record', 'B1', '--page', PAGE, '--begins', 'Upgrade each');
    expect(recorded).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(readFileSync(data, 'utf8')).not.toContain('Upgrade each');
    expect(run(...all)).toMatchObject({ status: 0, stdout: '' });
    write(PAGE, TEXT.replace('each', 'no'));
    expect(run(...all)).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(
        /^B1: changed under "Agents" of product\/8\.1\/upgrade\.md \(read \d{4}-/,
      ),
      stderr: 'drift: 1 passages and 0 links compared, 1 changes; 0 facts have no passage\n',
    });
    expect(run('--data', data)).toMatchObject({ status: 2, stderr: expect.stringContaining('--docs takes') });
  });
});
