import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { probe } from '../../../src/commands/gather/probe';
import { documentKindOf } from '../../../src/engine/json/document-kind';
import { inventorySource } from '../../../src/gather/facts/facts';
import { HOST_FACTS, makeHostKeys } from '../../support/gather/agent-host';
import { testContext } from '../../support/gather/gather-context';
import { testIo } from '../../support/gather/gather-io';
import { faultsOf } from '../../support/estates/inventory-schema';
import { makeWindows } from '../../support/gather/windows';
import { testWith } from '../../support/jest/needs';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'probe-'));
});
afterAll(() => rm(folder, { recursive: true }));

const valid = (inventory: unknown) => Promise.resolve(faultsOf(inventory));

testWith('posix')('a host is written as a row that names no estate, with what it did not tell', async () => {
  const registry = await makeHostKeys('DC01', 'contoso.com');
  const io = testIo(folder, { env: { SystemRoot: await makeWindows({ registry }) }, platform: 'win32' });
  expect(await probe({ output: folder }, io)).toBe(1);
  expect(await readdir(folder)).toEqual(['DC01.probe.json']);
  const text = await readFile(path.join(folder, 'DC01.probe.json'), 'utf8');
  expect(documentKindOf(text)).toBe('probe');
  const { environment, agents, sources } = JSON.parse(text) as Record<string, Record<string, unknown>[]>;
  const { dotNetRelease, cpuCores, memoryBytes, installedProducts, trustedRoots } = HOST_FACTS;
  expect(environment).toBeUndefined();
  const facts = { dotNetRelease, cpuCores, memoryBytes, installedProducts, trustedRoots };
  expect(agents).toMatchObject([{ name: 'DC01', fqdn: 'dc01.contoso.com', ...facts }]);
  expect(sources).toMatchObject([
    { id: 'DC01', kind: 'agent-host', target: 'DC01.contoso.com', status: 'partial' },
  ]);
  expect(JSON.stringify(sources)).toContain('/agents/0/freeSpaceBytes');
  expect(io.printed().stderr).toMatch(
    /missing: .*managerAddress.*\nprobe: wrote .*DC01\.probe\.json; tp-doctor gather --merge/s,
  );
});

test('on another system it says that it reads Windows, in one line', async () => {
  await expect(probe({}, testIo(folder))).rejects.toThrow(
    'probe reads Windows: run it on the Windows host of an Agent',
  );
  const io = { ...testIo(folder), platform: 'win32' };
  await expect(probe({ timeout: 0 }, io)).rejects.toThrow('above 0');
});

test('a folder of them is one list: the newest of each host, and what each did not tell', async () => {
  const probes = path.join(folder, 'probes');
  await mkdir(probes);
  const write = async (file: string, host: string, collectedAt: string, release: number | null) => {
    const missing = release === null ? [{ path: '/agents/0/dotNetRelease', reason: `${host}: refused` }] : [];
    const source = { id: host, kind: 'agent-host', status: 'partial', missing };
    const agents = [{ name: host, dotNetRelease: release }];
    const text = JSON.stringify({
      schemaVersion: 1,
      'x-probe': host,
      collectedAt,
      sources: [source],
      agents,
    });
    await writeFile(path.join(probes, file), text);
  };
  await write('a.probe.json', 'DC01', '2026-11-20T10:00:00Z', 1);
  await write('b.PROBE.JSON', 'dc01', '2026-11-21T10:00:00Z', 2);
  await write('c.probe.json', 'DC02', '2026-11-19T10:00:00Z', null);
  await writeFile(path.join(probes, 'd.probe.json'), '{');
  await writeFile(path.join(probes, 'other.json'), '{');
  const { sections, missing, asOf, environment } = await inventorySource('inventory-1', probes, valid).gather(
    testContext(),
  );
  expect(sections.agents).toEqual([
    { name: 'dc01', dotNetRelease: 2 },
    { name: 'DC02', dotNetRelease: null },
  ]);
  expect(missing).toContainEqual({ path: '/agents/1/dotNetRelease', reason: 'DC02: refused' });
  expect(missing).toContainEqual({
    path: '/agents/*/dotNetRelease',
    reason: expect.stringMatching(/^d\.probe\.json: .* is not valid JSON/),
  });
  expect([asOf, environment]).toEqual(['2026-11-19T10:00:00.000Z', undefined]);
  const single = await inventorySource('inventory-1', path.join(probes, 'c.probe.json'), valid).gather(
    testContext(),
  );
  expect(single).toMatchObject({ sections: { agents: [{ name: 'DC02' }] } });
  expect(single.environment).toBeUndefined();
  await rm(probes, { recursive: true });
  await mkdir(probes);
  await expect(inventorySource('inventory-1', probes, valid).gather(testContext())).rejects.toThrow(
    'holds no *.probe.json',
  );
});
