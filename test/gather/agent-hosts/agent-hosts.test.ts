import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  agentHostsSource,
  openAgentHosts,
  type AgentHostsOptions,
} from '../../../src/gather/agent-hosts/agent-hosts';
import { findAgentFolder, parseLogging } from '../../../src/gather/agent-hosts/host/agent-folder';
import { findTarget, isListedAs } from '../../../src/gather/agent-hosts/host-target';
import { sumMemory } from '../../../src/gather/agent-hosts/host/memory';
import {
  NAME_KEY,
  exchangeIn,
  ntlmIn,
  pipeTimeoutIn,
  systemIn,
} from '../../../src/gather/agent-hosts/host/registry-facts';
import { readRootNames } from '../../../src/gather/agent-hosts/host/trusted-roots';
import type { Gathered, TimeLimit } from '../../../src/gather/source';
import { Registry } from '../../../src/gather/windows/registry';
import { findTools } from '../../../src/gather/windows/tools';
import type { RegistryValue } from '../../../src/gather/windows/parse-registry';
import type { Agent } from '../../../src/model/inventory';
import { sectionFaults } from '../../support/estates/inventory-schema';
import { HOST_FACTS, makeAgentFiles, makeHostKeys, makeResourceList } from '../../support/gather/agent-host';
import { testContext } from '../../support/gather/gather-context';
import {
  createRunner,
  makeWindows,
  readCalls,
  type Keys,
  type MadeWindows,
} from '../../support/gather/windows';
import { testWith } from '../../support/jest/needs';

async function probe(
  agents: Agent[],
  windows: MadeWindows,
  more: Partial<AgentHostsOptions> = {},
  context = testContext(),
): Promise<Gathered> {
  const run = createRunner(windows);
  const options = {
    registry: (limit: TimeLimit) => new Registry(findTools({}, limit), run),
    hostTimeoutMs: 20_000,
    locate: () => files.locate,
    explain: () => Promise.resolve('TCP 445 is not reached'),
    ...more,
  };
  const gathered = await agentHostsSource(options, agents).gather(context);
  expect(sectionFaults(gathered.sections)).toEqual([]);
  expect(JSON.stringify(gathered)).not.toContain('Pa55');
  return gathered;
}

let files: Awaited<ReturnType<typeof makeAgentFiles>>;
let dc01: Keys;

beforeAll(async () => {
  files = await makeAgentFiles();
  dc01 = await makeHostKeys('DC01', 'contoso.com');
});
afterAll(() => rm(files.root, { recursive: true }));

/** The same host under another name. */
function renamed(Hostname: string): Keys {
  return { ...dc01, [NAME_KEY]: { Hostname, Domain: 'contoso.com' } };
}

const reasons = ({ missing }: Gathered) => [...new Set(missing.map(({ reason }) => reason))];

test('every host of the list is asked for all that a rule needs, by the names of the list', async () => {
  const agents = [
    { name: 'DC01', domain: 'CONTOSO', fqdn: 'dc01.contoso.com', status: 'Active', address: '10.0.0.1' },
    { name: 'FS02', domain: 'contoso.com', status: 'Active' },
  ];
  const hosts = {
    'dc01.contoso.com': dc01,
    'fs02.contoso.com': renamed('FS02'),
  };
  const gathered = await probe(agents, { hosts });
  expect(gathered.missing).toEqual([]);
  expect(gathered.sections.agents).toEqual([
    { name: 'DC01', domain: 'CONTOSO', fqdn: 'dc01.contoso.com', ...HOST_FACTS },
    { name: 'FS02', domain: 'contoso.com', ...HOST_FACTS },
  ]);
});

testWith('posix')('nothing but queries is asked, and nothing is written', async () => {
  const list = () => readdir(files.root, { recursive: true });
  const before = await list();
  const systemRoot = await makeWindows({ hosts: { dc01 } });
  const registry = (limit: TimeLimit) => new Registry(findTools({ SystemRoot: systemRoot }, limit));
  const { sections } = await probe([{ name: 'DC01' }, { name: 'DC02' }], {}, { registry });
  expect(sections.agents?.[0]).toEqual({ name: 'DC01', ...HOST_FACTS });
  const calls = await readCalls(systemRoot);
  expect(calls.length).toBeGreaterThan(15);
  expect(calls.filter((call) => !/^query \S.* \/reg:(?:64|32)$/.test(call))).toEqual([]);
  expect(await list()).toEqual(before);
});

test('a host that fails is named with its reason, and costs no other', async () => {
  const agents = [
    { name: 'GONE' },
    { name: 'DENIED' },
    { name: 'OTHER' },
    { name: 'FINE' },
    { name: '10.0.0.7' },
  ];
  const { sections, missing } = await probe(agents, {
    hosts: {
      denied: 'ERROR: Access is denied.',
      other: renamed('WEB7'),
      fine: renamed('FINE'),
    },
  });
  expect(sections.agents?.map(({ name, dotNetRelease }) => [name, dotNetRelease])).toEqual([
    ['GONE', undefined],
    ['DENIED', undefined],
    ['OTHER', undefined],
    ['FINE', 528049],
    ['10.0.0.7', undefined],
  ]);
  expect(missing.filter(({ path: at }) => at?.endsWith('/dotNetRelease'))).toEqual([
    {
      path: '/agents/0/dotNetRelease',
      reason: 'GONE: reg.exe: exit code 1, ERROR: The network path was not found.; TCP 445 is not reached',
    },
    {
      path: '/agents/1/dotNetRelease',
      reason: 'DENIED: reg.exe: exit code 1, ERROR: Access is denied.; TCP 445 is not reached',
    },
    {
      path: '/agents/2/dotNetRelease',
      reason:
        'OTHER: the host that answers to other calls itself WEB7.contoso.com; what it tells was not taken',
    },
    {
      path: '/agents/4/dotNetRelease',
      reason: '10.0.0.7: its name is not plainly that of a host in a network; it was not asked',
    },
  ]);
});

testWith('posix')('a host that hangs costs its own time; what an abort leaves is named', async () => {
  const systemRoot = await makeWindows({});
  await writeFile(path.join(systemRoot, 'System32', 'reg.exe'), '#!/bin/sh\nexec sleep 60\n');
  const real = new Registry(findTools({ SystemRoot: systemRoot }, testContext()));
  const run = createRunner({ hosts: { fine: renamed('FINE') } });
  const registry = (limit: TimeLimit) => {
    const quick = new Registry(findTools({}, limit), run);
    return {
      read: (key, query) => (query?.host === 'fine' ? quick : real).read(key, query),
      readKey: (key, query) => (query?.host === 'fine' ? quick : real).readKey(key, query),
    } as Registry;
  };
  const slow = await probe([{ name: 'HANGS1' }], {}, { registry, hostTimeoutMs: 100 });
  expect(reasons(slow)).toEqual([
    'HANGS1: reg.exe: no complete answer within 0.1 s; allow more with --timeout; TCP 445 is not reached',
  ]);
  const controller = new AbortController();
  const context = testContext(controller);
  const agents = [{ name: 'FINE' }, { name: 'HANGS1' }, { name: 'HANGS2' }];
  const running = probe(
    agents,
    {},
    { registry, hostTimeoutMs: 30_000 },
    { ...context, progress: () => controller.abort(new Error('stopped')) },
  );
  const gathered = await running;
  expect(gathered.sections.agents?.[0]).toMatchObject({ name: 'FINE', dotNetRelease: 528049 });
  expect(reasons(gathered).sort()).toEqual([
    'HANGS1: reg.exe: interrupted before the answer was complete',
    'HANGS2: reg.exe: interrupted before the answer was complete',
  ]);
});

test('one thing that a host refuses costs no other; of a server without an Agent its products are asked', async () => {
  const keys = Object.entries(dc01);
  const without = (part: string) => Object.fromEntries(keys.filter(([key]) => !key.includes(part)));
  const { missing, sections } = await probe([{ name: 'DC01', status: 'Active' }], {
    hosts: { dc01: without('NDP') },
  });
  expect(missing).toEqual([{ path: '/agents/0/dotNetRelease', reason: 'DC01: the host does not tell' }]);
  expect(sections.agents?.[0]).toMatchObject({ cpuCores: 2, version: '7.3.9.42' });
  const bare = await probe([{ name: 'DC01', status: 'No Agent' }], {
    hosts: { dc01: without('SIWindowsAgent') },
  });
  expect(bare.missing).toEqual([]);
  const broken = await probe([{ name: 'DC01', status: 'No Agent' }], {
    hosts: { dc01: without('Uninstall') },
  });
  expect(broken.missing).toEqual([
    {
      path: '/agents/0/installedProducts',
      reason: 'DC01: Programs and Features has no product, which no Windows is without',
    },
  ]);
});

test('without Agents, and on other systems, there is nothing to ask', async () => {
  const io = { env: {}, timeoutMs: undefined };
  expect(() => openAgentHosts({ probeAgents: true }, { ...io, platform: 'linux' })).toThrow(
    'run tp-doctor probe on each host',
  );
  const [request] = openAgentHosts({ probeAgents: true }, { ...io, platform: 'win32' });
  expect(request?.formatSteps().join()).toContain('HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup');
  await expect(request?.gather(testContext())).rejects.toThrow('no Agent is known');
  expect(request?.follow?.(new Array<Agent>(3000).fill({})).timeoutMs).toBe(189 * 20_000);
  expect(openAgentHosts({ probeAgents: false }, { ...io, platform: 'linux' })).toEqual([]);
});

test.each([
  [{ name: 'DC01' }, 'dc01'],
  [{ name: 'DC01', fqdn: 'dc01.contoso.com.' }, 'dc01.contoso.com'],
  [{ name: 'DC01', domain: 'contoso.com' }, 'dc01.contoso.com'],
  [{ name: 'CONTOSO\\DC01', domain: 'CONTOSO' }, 'dc01'],
  [{ name: 'dc01.contoso.com', domain: 'CONTOSO' }, 'dc01.contoso.com'],
  [{}, undefined],
  [{ name: '-v' }, undefined],
  [{ name: '/s' }, undefined],
  [{ name: 'a b' }, undefined],
  [{ name: 'dc*' }, undefined],
  [{ name: 'x', fqdn: 'evil@8080' }, undefined],
  [{ name: 'x', fqdn: 'evil\\share' }, undefined],
  [{ name: 'x', fqdn: 'evil.com/..' }, undefined],
  [{ name: '10.0.0.7' }, undefined],
  [{ name: 'x', fqdn: '0x0a.0x1' }, undefined],
  [{ name: 'x', fqdn: 'fe80--1.ipv6-literal.net' }, undefined],
  [{ name: 'fe80::1' }, undefined],
  [{ name: 'localhost' }, undefined],
  [{ name: '.' }, undefined],
  [{ name: '?' }, undefined],
  [{ name: 'a'.repeat(64) }, undefined],
  [{ name: 'x', fqdn: 'a.'.repeat(130) + 'b' }, undefined],
  [{ name: 'dc01\n' }, 'dc01'],
  [{ name: 'ÜBER' }, undefined],
])('the row %j is asked as %s', (row, target) => {
  expect(findTarget(row)).toBe(target);
});

test.each([
  [{ name: 'DC01' }, 'dc01', undefined, true],
  [{ name: 'DC01', domain: 'CONTOSO' }, 'DC01', 'ad.example.com', true],
  [{ name: 'DC01', domain: 'contoso.com' }, 'DC01', 'CONTOSO.com', true],
  [{ name: 'DC01', domain: 'contoso.com' }, 'DC01', 'child.contoso.com', false],
  [{ name: 'DC01', fqdn: 'dc01.contoso.com' }, 'DC01', 'other.com', false],
  [{ name: 'DC01' }, 'DC011', undefined, false],
  [{ name: 'A23456789012345' }, 'a23456789012345678', undefined, true],
  [{ fqdn: 'dc01.contoso.com' }, 'DC01', 'contoso.com', true],
])('the row %j is the host %s in %s: %s', (row, host, domain, expected) => {
  expect(isListedAs({ host, ...(domain && { domain }) }, row)).toBe(expected);
});

const keyOf = (values: Record<string, RegistryValue>) => ({
  path: 'HKEY_LOCAL_MACHINE\\X',
  values: new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value])),
});

test('the registry says no more than it proves', () => {
  expect(
    systemIn(
      keyOf({ ProductName: 'Windows Server 2012 R2 Standard', CurrentVersion: '6.3', CurrentBuild: '9600' }),
    ),
  ).toEqual({
    operatingSystem: 'Windows Server 2012 R2 Standard',
    osVersion: '6.3.9600',
  });
  const eleven = { CurrentMajorVersionNumber: 10, CurrentBuild: '22631', InstallationType: 'Client' };
  expect(systemIn(keyOf({ ProductName: 'Windows 10 Enterprise', ...eleven })).operatingSystem).toBe(
    'Windows 11 Enterprise',
  );
  expect(systemIn(undefined)).toEqual({});
  expect([
    pipeTimeoutIn(keyOf({ ServicesPipeTimeout: 60000 })),
    pipeTimeoutIn(keyOf({})),
    pipeTimeoutIn(undefined),
  ]).toEqual([{ servicesPipeTimeoutMs: 60000 }, { servicesPipeTimeoutMs: 30000 }, {}]);
  expect(pipeTimeoutIn(keyOf({ ServicesPipeTimeout: 'x' }))).toEqual({});
  expect(
    [2, 1, 0].map((RestrictReceivingNTLMTraffic) => ntlmIn(keyOf({ RestrictReceivingNTLMTraffic }))),
  ).toEqual([{ ntlmBlocked: true }, {}, {}]);
  const exchange = { MsiProductMajor: 15, MsiProductMinor: 2, MsiBuildMajor: 1544 };
  expect([exchangeIn(keyOf({ ...exchange, MsiBuildMinor: 9 })), exchangeIn(keyOf(exchange))]).toEqual([
    { exchangeVersion: '15.2.1544.9' },
    {},
  ]);
});

test('memory is the sum of its ranges; of a list that is not whole nothing is known', () => {
  const list = makeResourceList([
    [3, 0, 0x9f000],
    [7, 0x400, 0x10000],
    [7, 0x800, 1],
  ]);
  expect(sumMemory(list)).toBe(0x9f000 + 2 ** 32 + 2 ** 32);
  expect([
    sumMemory(list.subarray(0, 40)),
    sumMemory(Buffer.concat([list, list])),
    sumMemory('text'),
  ]).toEqual([undefined, undefined, undefined]);
  expect([
    sumMemory(makeResourceList([[1, 0, 5]])),
    sumMemory(makeResourceList([[7, 0, 5]])),
    sumMemory(makeResourceList([])),
  ]).toEqual([undefined, undefined, undefined]);
});

test('a root that cannot be read leaves it open what is not there', () => {
  expect(() => readRootNames([keyOf({ Blob: Buffer.alloc(8) })])).toThrow('cannot be read');
  expect(() =>
    readRootNames([keyOf({ Blob: Buffer.from('200000000100000002000000ffff', 'hex') })]),
  ).toThrow();
  expect(readRootNames([keyOf({})])).toEqual([]);
});

test.each([
  [
    '"C:\\Program Files\\X Y\\SIWindowsAgent\\SIWindowsAgent.exe" -s',
    { drive: 'C', path: 'Program Files\\X Y\\SIWindowsAgent' },
  ],
  ['d:\\A\\SIWindowsAgent.exe', { drive: 'd', path: 'A' }],
  ['C:\\A\\..\\B\\SIWindowsAgent.exe', undefined],
  ['\\\\evil\\C$\\A\\SIWindowsAgent.exe', undefined],
  ['C:\\A:x\\SIWindowsAgent.exe', undefined],
  ['%ProgramFiles%\\A\\SIWindowsAgent.exe', undefined],
  [undefined, undefined],
])('a service at %s has its folder at %j', (image, expected) => {
  expect(findAgentFolder(image)).toEqual(expected);
});

test('Logging.ini is read line by line', () => {
  expect(parseLogging('// a = b\n#c = d\nno setting\n = x\nA=\n')).toEqual([{ key: 'A', value: '' }]);
});
