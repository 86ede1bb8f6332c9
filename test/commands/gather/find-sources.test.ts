import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runGather } from '../../../src/commands/gather/gather';
import type { GatherOptions } from '../../../src/commands/gather/options';
import type { Inventory } from '../../../src/model/inventory';
import { ROOT } from '../../support/cli/run';
import { makeEmFolder } from '../../support/estates/em-folder';
import { testIo } from '../../support/gather/gather-io';
import { makeWindows } from '../../support/gather/windows';
import { testWith } from '../../support/jest/needs';

const SOURCES = path.join(ROOT, 'fixtures/sources');
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'found-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = (name: string, text: string) => writeFile(path.join(folder, name), text);
const take = (from: string, to: string) => copyFile(path.join(SOURCES, from), path.join(folder, to));

async function gather(flags: GatherOptions, more: Parameters<typeof testIo>[1] = {}) {
  const io = testIo(folder, more);
  const given = { environment: 'contoso', utcOffset: 'Z', ...flags };
  const outcome = await runGather(given, io).catch((error: unknown) => error as Error);
  const told = io
    .printed()
    .stderr.split('\n')
    .filter(
      (line) =>
        line.startsWith('gather: ') &&
        !/: (ok|partial|failed) after|: wrote |: reading |: logging in/.test(line),
    );
  return { outcome, told: told.map((line) => line.slice('gather: '.length)) };
}

async function written(): Promise<Inventory> {
  return JSON.parse(await readFile(path.join(folder, 'inventory.json'), 'utf8')) as Inventory;
}

/** A folder as a consultant gets it by mail. */
async function fill(): Promise<void> {
  await take('agents/elements-utf16le.xml', 'Export 1.xml');
  await take('policies/list.csv', 'p.csv');
  await take('policy-exports/policies-2026-11-20.xml', 'policies.xml');
  await put('answers.json', '{ "decisions": { "agentExclusionsSet": true } }');
  await put('notes.txt', 'Dear all,\n');
  await put('tp-doctor.config.json', '{ "target": "7.4" }');
  await put('shot.png', '');
  await mkdir(path.join(folder, 'old'));
}

test('a folder is read by the content of its files, and what each was taken for is said', async () => {
  await fill();
  await rename(await makeEmFolder(), path.join(folder, 'SIEnterpriseManager'));
  const { outcome, told } = await gather({ evidence: ['.'] });
  expect([outcome, told]).toEqual([
    0,
    [
      'Export 1.xml: is an agent list',
      'SIEnterpriseManager: is a folder of the Enterprise Manager',
      'answers.json: is a facts file',
      'left out notes.txt: has no columns of an agent list or a policy list, and is no other evidence',
      'left out old: is a folder, which is not searched; name it too',
      'p.csv: is a policy list',
      'policies.xml: is a policy export',
      'left out shot.png: is no evidence by its name',
      'left out tp-doctor.config.json: is a configuration; --config reads it',
    ],
  ]);
  const inventory = await written();
  expect(inventory.sources.map(({ id }) => id).sort()).toEqual([
    'agents',
    'enterprise-manager',
    'facts',
    'policies',
    'policy-export',
  ]);
  expect(inventory.agents?.length).toBeGreaterThan(0);
  expect(inventory.decisions).toEqual({ agentExclusionsSet: true });
  expect(inventory.enterpriseManager?.version).toBe('7.3.9.42');
});

test('two lists are two sources, and the inventory that is written is none of them', async () => {
  await put('a.csv', 'Machine,Version String\nDC01,7.4.0.1\n');
  await put('b.csv', 'Machine,Version String\nDC02,7.4.0.1\n');
  expect((await gather({ evidence: ['a.csv', 'b.csv'] })).told).toEqual([
    'a.csv: is an agent list',
    'b.csv: is an agent list',
  ]);
  const { sources, agents } = await written();
  expect(sources.map(({ id }) => id)).toEqual(['agents', 'agents-2']);
  expect(agents?.map(({ name }) => name).sort()).toEqual(['DC01', 'DC02']);
  expect((await gather({ evidence: ['.'] })).told).toContain(
    'left out inventory.json: is the inventory that this run writes',
  );
  // With an option the ids are told apart as well.
  await gather({ agents: path.join(folder, 'a.csv'), evidence: ['b.csv'] });
  expect((await written()).sources.map(({ id }) => id)).toEqual(['agents', 'agents-2']);
});

test.each([
  [
    'a file that is nothing for gather',
    ['notes.txt'],
    /^notes\.txt: has no columns of an agent list.*; gather reads agent lists/,
  ],
  [
    'a configuration',
    ['tp-doctor.config.json'],
    /^tp-doctor\.config\.json: is a configuration; --config reads it; gather reads/,
  ],
  ['a file that is not there', ['none.csv'], /^none\.csv: no such file or folder/],
  ['a folder with nothing', ['old'], /^old: nothing that gather reads/],
])('%s is refused when it is named', async (_name, evidence, message) => {
  await fill();
  const { outcome } = await gather({ evidence });
  expect(outcome).toMatchObject({ code: 'usage', message: expect.stringMatching(message) as string });
});

test('without a source the exports of this folder are found; an older inventory is not taken', async () => {
  await fill();
  await put(
    'older.json',
    JSON.stringify({
      schemaVersion: 1,
      environment: 'x',
      collectedAt: '2020-01-01T00:00:00Z',
      sources: [],
      agents: [],
    }),
  );
  await put(
    'DC01.probe.json',
    JSON.stringify({
      schemaVersion: 1,
      environment: 'contoso',
      collectedAt: '2026-11-20T20:00:00Z',
      sources: [],
      agents: [{ name: 'DC01', cpuCores: 4 }],
    }),
  );
  const { told } = await gather({});
  expect(told).toEqual([
    'DC01.probe.json: is an inventory',
    'Export 1.xml: is an agent list',
    'answers.json: is a facts file',
    'p.csv: is a policy list',
    'policies.xml: is a policy export',
  ]);
  expect((await written()).policyExports).toHaveLength(1);
});

test('nothing is looked for where a source is named, or that is forbidden', async () => {
  await fill();
  expect((await gather({ policies: path.join(folder, 'p.csv') })).told).toEqual([]);
  expect((await written()).agents).toBeUndefined();
  expect((await gather({ noDiscovery: true })).outcome).toMatchObject({
    message: expect.stringMatching(/^gather: no source is named; name a folder/) as string,
  });
});

test('where there is nothing to find that is said', async () => {
  expect((await gather({})).outcome).toMatchObject({
    code: 'usage',
    message: expect.stringMatching(/^gather: no source is named, and nothing was found: /) as string,
  });
});

testWith('posix')(
  'the Enterprise Manager of this Windows is found, and its SQL Server is asked as the Windows user',
  async () => {
    // Programs of this system read a path of Windows as a name in the working directory.
    const root = 'C:\\TP\\SIEnterpriseManager';
    await rename(await makeEmFolder(), path.join(folder, root));
    const before = process.cwd();
    process.chdir(folder);
    try {
      const SystemRoot = await makeWindows({
        registry: {
          'HKLM\\SYSTEM\\CurrentControlSet\\Services\\SIEnterpriseManager': {
            ImagePath: `"${root}\\SIEnterpriseManager.exe"`,
          },
        },
      });
      const { told } = await gather({}, { platform: 'win32', env: { SystemRoot } });
      expect(told).toEqual([
        `found the Enterprise Manager in ${root}, by the service SIEnterpriseManager (--em-root)`,
        'found the SQL Server SQL01 with NVMonitorConfig, by SIEnterpriseManager.exe.config (--sql-server)',
      ]);
      expect((await written()).sources.map(({ id }) => id)).toEqual(['sql-server', 'enterprise-manager']);
      // There is no powershell.exe in that Windows.
      expect((await written()).sources[0]).toMatchObject({
        status: 'failed',
        reason: expect.stringContaining('use --sql-auth sql or ntlm') as string,
      });
    } finally {
      process.chdir(before);
    }
  },
);
