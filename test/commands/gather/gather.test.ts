import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runGather } from '../../../src/commands/gather/gather';
import type { GatherOptions } from '../../../src/commands/gather/options';
import type { SourceDescriptor } from '../../../src/gather/descriptor';
import { exportFiles } from '../../../src/gather/exports/descriptor';
import { SOURCES } from '../../../src/gather/sources';
import type { SqlServerOptions } from '../../../src/gather/sql-server/options';
import { createSettings } from '../../../src/commands/gather/settings';
import { HOST_FIELDS } from '../../../src/gather/enterprise-manager/windows-host';
import { UserError } from '../../../src/model/errors';
import type { Inventory } from '../../../src/model/inventory';
import type { ApiServer } from '../../support/servers/activity-monitor';
import { CLIENT_ID, CLIENT_SECRET, startApi, TOKEN } from '../../support/servers/activity-monitor';
import type { TestCertificate } from '../../support/servers/certificates';
import { makeCertificate } from '../../support/servers/certificates';
import { makeEmFolder } from '../../support/estates/em-folder';
import type { TestIo } from '../../support/gather/gather-io';
import { jsonSources, testIo } from '../../support/gather/gather-io';
import { faultsOf } from '../../support/estates/inventory-schema';
import { PASSWORD as SQL_PASSWORD, startEstate, USER as SQL_USER } from '../../support/servers/sql/estate';

const PASSWORD = 'Sql-Passw0rd&;"x';
const AGENT = {
  id: 'AGENT0',
  host: 'fs01.contoso.com',
  netbiosName: 'FS01',
  version: '7.1.164',
  siVersion: '',
  minLocalFreeSpace: '64MB',
};
const MACHINE = {
  host: 'TPEM01',
  operatingSystem: 'Windows Server 2019 Standard',
  osVersion: '10.0.17763',
  language: 'en-US',
  domainJoined: true,
  memoryBytes: 68719476736,
  cpuCores: 8,
  freeDiskBytes: 182000000000,
  dotNetRelease: 528049,
  uacEnabled: true,
  services: [],
};

let folder: string;
let emRoot: string;
let certificate: TestCertificate;
let api: ApiServer;

beforeAll(async () => {
  certificate = await makeCertificate();
  api = await startApi(certificate, { agents: [AGENT], hosts: { AGENT0: [] } });
  emRoot = await makeEmFolder();
});
afterAll(() => Promise.all([api.close(), rm(emRoot, { recursive: true })]));
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gather-'));
  sqlAsked = [];
  sources = jsonSources(sqlAsked);
});
afterEach(() => rm(folder, { recursive: true }));

let sqlAsked: SqlServerOptions[];
let sources: readonly SourceDescriptor[];

function gather(flags: GatherOptions, io: TestIo): Promise<number> {
  return runGather(flags, io, sources);
}

async function put(name: string, value: unknown): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
}

async function written(name = 'inventory.json'): Promise<Inventory> {
  const inventory = JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Inventory;
  expect(faultsOf(inventory)).toEqual([]);
  return inventory;
}

/** Everything that a run left behind: what was printed and each file. */
async function traces(io: TestIo): Promise<string> {
  const { stdout, stderr } = io.printed();
  const names = await readdir(folder);
  const files = await Promise.all(
    names.map((name) => readFile(path.join(folder, name), 'utf8').catch(() => '')),
  );
  return [stdout, stderr, ...files].join('\n');
}

function activityMonitor(): GatherOptions {
  return {
    activityMonitor: api.url,
    activityMonitorClientId: CLIENT_ID,
    activityMonitorFingerprint: certificate.fingerprint,
  };
}

async function refusal(flags: GatherOptions, io: TestIo): Promise<string> {
  const error: unknown = await gather(flags, io).then(
    (code) => new Error(`it ended with ${code}`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  expect(await readdir(folder)).not.toContain('inventory.json');
  return [(error as UserError).message, ...(error as UserError).details].join('\n');
}

test('all sources complete: exit 0, one valid inventory that only its owner can read, and a table', async () => {
  const io = testIo(folder, { env: { TP_DOCTOR_AM_CLIENT_SECRET: CLIENT_SECRET } });
  const facts = await put('facts.json', { enterpriseManager: { ...MACHINE, adUserCount: 1840 } });
  const code = await gather({ environment: 'contoso', emRoot, facts, ...activityMonitor() }, io);
  const { stdout, stderr } = io.printed();
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  const inventory = await written();
  expect(inventory.sources.map(({ id, status }) => `${id} ${status}`)).toEqual([
    'enterprise-manager ok',
    'activity-monitor ok',
    'facts ok',
  ]);
  expect(inventory.enterpriseManager).toMatchObject({ ...MACHINE, version: '7.3.9.42', adUserCount: 1840 });
  expect(inventory.sources[0]?.notes).toContain(`/enterpriseManager/${HOST_FIELDS[0]}`);
  expect(inventory.activityMonitor?.agents).toHaveLength(1);
  if (process.platform !== 'win32')
    expect((await stat(path.join(folder, 'inventory.json'))).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).sort()).toEqual(['facts.json', 'inventory.json']);
  expect(stderr).toMatch(/^gather: activity-monitor: 1 agents$/m);
  expect(stderr).toMatch(/^SOURCE +STATUS +TIME +SECTIONS +REASON$/m);
  expect(stderr).toMatch(/^activity-monitor +ok +\d+\.\d s +activityMonitor +only one agent is listed/m);
  expect(await traces(io)).not.toMatch(new RegExp(`${TOKEN}|S3cret|Pa55|PRIVATE KEY`));
});

test('a source that fails leaves the others, exit 1, with the reason in the table and the inventory, and no secret', async () => {
  const io = testIo(folder, {
    env: { TP_DOCTOR_SQL_PASSWORD: PASSWORD, TP_DOCTOR_AM_CLIENT_SECRET: 'wrong-secret-1' },
  });
  const agents = await put('agents.json', { sections: { agents: [{ name: 'DC01' }] } });
  const flags = { environment: 'contoso', agents, sqlServer: 'SQL01', sqlUser: 'sa', ...activityMonitor() };
  expect(await gather(flags, io)).toBe(1);
  const inventory = await written();
  expect(inventory.sources.map(({ id, status, reason }) => [id, status, reason])).toEqual([
    ['agents', 'ok', null],
    ['sql', 'failed', 'Login failed: Server=SQL01;Password=***;'],
    ['activity-monitor', 'failed', expect.stringContaining('does not accept the client id and secret')],
  ]);
  expect(inventory.agents).toEqual([{ name: 'DC01' }]);
  expect(inventory).not.toHaveProperty('activityMonitor');
  expect(io.printed().stderr).toMatch(/^sql +failed .*Password=\*\*\*;$/m);
  expect(sqlAsked[0]).toEqual({
    server: 'SQL01',
    auth: 'sql',
    user: 'sa',
    password: PASSWORD,
    encrypt: 'on',
    trustServerCertificate: false,
    configDatabase: 'NVMonitorConfig',
    dataDatabase: 'NVMonitorData',
    withAgents: true,
    timeoutMs: 30_000,
  });
  expect(await traces(io)).not.toMatch(/Sql-Passw0rd|wrong-secret/);
});

test('what only the Enterprise Manager itself can tell is missing elsewhere, and no fault', async () => {
  const io = testIo(folder);
  expect(await gather({ environment: 'contoso', emRoot }, io)).toBe(0);
  const [source] = (await written()).sources;
  expect(source).toMatchObject({ status: 'ok', sections: ['enterpriseManager', 'certsInfo'] });
  expect(source?.missing).toHaveLength(HOST_FIELDS.length);
  // Nor is it where that inventory is merged.
  const merge = [path.join(folder, 'inventory.json')];
  const output = path.join(folder, 'again.json');
  expect(await gather({ environment: 'contoso', merge, output }, io)).toBe(0);
});

test('a partial source is exit 1 too', async () => {
  const io = testIo(folder);
  const broken = await makeEmFolder();
  await rm(path.join(broken, 'SIEnterpriseManager.exe'));
  expect(await gather({ environment: 'contoso', emRoot: broken }, io)).toBe(1);
  await rm(broken, { recursive: true });
  const [source] = (await written()).sources;
  expect(source).toMatchObject({ status: 'partial', sections: ['enterpriseManager', 'certsInfo'] });
  expect(source?.missing).toHaveLength(HOST_FIELDS.length + 1);
});

test('the inventory goes to standard output with -', async () => {
  const io = testIo(folder);
  const agents = await put('agents.json', { sections: { agents: [{ name: 'DC01' }, { name: 'DC02' }] } });
  expect(await gather({ environment: 'contoso', agents, output: '-' }, io)).toBe(0);
  const inventory = JSON.parse(io.printed().stdout) as Inventory;
  expect(faultsOf(inventory)).toEqual([]);
  expect(inventory.agents).toHaveLength(2);
  expect(await readdir(folder)).toEqual(['agents.json']);
});

test('an export is as old as its file: what the other inventory saw later wins, and the conflict is reported', async () => {
  const io = testIo(folder);
  const agents = await put('agents.json', { sections: { agents: [{ name: 'DC01', version: '7.3.8.12' }] } });
  await utimes(agents, new Date('2026-11-01T00:00:00Z'), new Date('2026-11-01T00:00:00Z'));
  const other = {
    schemaVersion: 1,
    environment: 'contoso',
    collectedAt: '2026-11-10T00:00:00Z',
    sources: [{ id: 'sql', kind: 'sql-server', status: 'failed', reason: 'no route' }],
    agents: [{ name: 'dc01.contoso.com', version: '7.3.9.42' }],
  };
  const merge = [await put('other.json', other)];
  expect(await gather({ environment: 'contoso', agents, merge }, io)).toBe(1);
  const inventory = await written();
  expect(inventory.agents?.[0]).toMatchObject({
    version: '7.3.9.42',
    notes: expect.stringContaining('agents says 7.3.8.12'),
  });
  expect(inventory.sources[1]).toMatchObject({
    id: 'inventory-1',
    status: 'partial',
    reason: 'sql: no route',
  });
  expect(io.printed().stderr).toMatch(/^conflict: dc01\.contoso\.com: version: 7\.3\.9\.42 was kept/m);
});

test('an inventory of another estate is refused, and nothing is written', async () => {
  const other = {
    schemaVersion: 1,
    environment: 'fabrikam',
    collectedAt: '2026-11-10T00:00:00Z',
    sources: [],
  };
  const merge = [await put('other.json', { ...other, agents: [{ name: 'DC01' }] })];
  await expect(gather({ environment: 'contoso', merge }, testIo(folder))).rejects.toThrow(
    'other.json: /environment: is "fabrikam", and --environment is "contoso"; both must be of one estate',
  );
  expect(await readdir(folder)).toEqual(['other.json']);
  await put('other.json', { ...other, environment: 'Contoso', agents: [{ name: 'DC01' }] });
  expect(await gather({ environment: 'contoso', merge }, testIo(folder))).toBe(0);
});

test('a source whose sections an inventory may not hold has failed, and the others stay', async () => {
  const io = testIo(folder);
  const agents = await put('agents.json', { sections: { agents: [{ name: 'DC01', version: 'beta' }] } });
  const policies = await put('policies.json', { sections: { policies: [{ name: 'P' }] } });
  expect(await gather({ environment: 'contoso', agents, policies }, io)).toBe(1);
  const inventory = await written();
  expect(inventory.sources[0]).toMatchObject({
    status: 'failed',
    reason: expect.stringContaining('does not fit the inventory: /agents/0/version'),
  });
  expect(inventory.policies).toEqual([{ name: 'P' }]);
  expect(inventory).not.toHaveProperty('agents');
});

test.each([
  ['[]', /must be a JSON object/],
  ['{"enterpriseManager":', /is not valid JSON, at/],
  ['{"enterpriseManager":{"adUsers":1}}', /\/enterpriseManager/],
  ['{"sources":[]}', /sources is written by gather; leave it out/],
  ['{"__proto__":{"polluted":1}}', /unknown property "__proto__"/],
])('the facts %s fail that source with a reason', async (text, reason) => {
  const io = testIo(folder);
  expect(await gather({ environment: 'contoso', facts: await put('facts.json', text) }, io)).toBe(1);
  expect((await written()).sources[0]?.reason).toMatch(reason);
});

test('facts as PowerShell 5 writes them are read: UTF-16 with a mark', async () => {
  const io = testIo(folder);
  const facts = path.join(folder, 'facts.json');
  await writeFile(facts, Buffer.from('\ufeff{"reportingModule":{"installed":false}}', 'utf16le'));
  expect(await gather({ environment: 'contoso', facts }, io)).toBe(0);
  expect((await written()).reportingModule).toEqual({ installed: false });
});

test('Ctrl-C writes what was gathered so far', async () => {
  const interrupt = new AbortController();
  const io = testIo(folder, { signal: interrupt.signal, env: { TP_DOCTOR_AM_CLIENT_SECRET: CLIENT_SECRET } });
  const slow = await startApi(certificate, { agents: [] }, () => true);
  io.stderr.on('data', (chunk: Buffer) => {
    if (chunk.includes('agents: ok')) interrupt.abort();
  });
  const agents = await put('agents.json', { sections: { agents: [{ name: 'DC01' }] } });
  expect(
    await gather({ environment: 'contoso', agents, ...activityMonitor(), activityMonitor: slow.url }, io),
  ).toBe(1);
  await slow.close();
  const inventory = await written();
  expect(inventory.agents).toEqual([{ name: 'DC01' }]);
  expect(inventory.sources[1]).toMatchObject({
    status: 'failed',
    reason: expect.stringMatching(/: interrupted before the answer was complete$/) as string,
  });
});

test('a server that never answers ends at --timeout', async () => {
  const io = testIo(folder, { env: { TP_DOCTOR_AM_CLIENT_SECRET: CLIENT_SECRET } });
  const slow = await startApi(certificate, { agents: [] }, () => true);
  const flags = { environment: 'contoso', ...activityMonitor(), activityMonitor: slow.url, timeout: 0.2 };
  expect(await gather(flags, io)).toBe(1);
  await slow.close();
  expect((await written()).sources[0]?.reason).toMatch(
    /: no complete answer within 0\.2 s; allow more with --timeout$/,
  );
});

test('a dry run says what would be asked of whom, and asks nothing, not even for a secret', async () => {
  const io = testIo(folder, { platform: 'win32' });
  const asked = api.asked.length;
  const flags = { ...activityMonitor(), emRoot, sqlServer: 'SQL01', sqlUser: 'sa', dryRun: true };
  expect(await gather(flags, io)).toBe(0);
  expect(io.printed().stdout).toContain(
    `activity-monitor: ${api.url} → activityMonitor\n  POST ${api.url}/api/v1/token as client`,
  );
  expect(io.printed().stdout).toContain('sql: SQL01 → agents\n  log in as sa\n');
  expect(io.printed().stdout).toContain('ask this Windows for its registry');
  expect(api.asked).toHaveLength(asked);
  expect(await readdir(folder)).toEqual([]);
});

test('on a terminal the secret is asked for and not shown, and progress is one live line', async () => {
  const io = testIo(folder);
  Object.assign(io.stdin, { isTTY: true });
  Object.assign(io.stderr, { isTTY: true, columns: 60 });
  io.stderr.on('data', (chunk: Buffer) => {
    if (chunk.includes('Client secret')) setImmediate(() => io.stdin.write(`${CLIENT_SECRET}\r`));
  });
  expect(await gather({ environment: 'contoso', ...activityMonitor() }, io)).toBe(0);
  const { stderr } = io.printed();
  expect(stderr).toContain('Client secret for the Activity Monitor: ');
  expect(stderr).toContain('\r\u001b[2Kactivity-monitor 1 agents');
  expect(await traces(io)).not.toContain(CLIENT_SECRET);
});

/** `sources` of a configuration with everything in it. */
function configured() {
  const {
    activityMonitor: url,
    activityMonitorClientId: clientId,
    activityMonitorFingerprint,
  } = activityMonitor();
  return {
    sqlServer: { server: 'SQL01', auth: 'ntlm', user: 'svc', domain: 'CONTOSO', passwordEnv: 'MY_PASSWORD' },
    activityMonitor: { url, clientId, fingerprint: activityMonitorFingerprint, clientSecretEnv: 'MY_SECRET' },
    agents: 'agents.json',
    output: 'from-config.json',
    timeout: 7,
  };
}

test('the configuration may hold it all, with paths from its own folder; flags win', async () => {
  await mkdir(path.join(folder, 'etc'));
  await put('etc/agents.json', { sections: { agents: [{ name: 'DC01' }] } });
  await put('etc/tp-doctor.config.json', { environment: 'from-config', sources: configured() });
  const io = testIo(folder, { env: { MY_SECRET: CLIENT_SECRET, MY_PASSWORD: PASSWORD } });
  const config = path.join('etc', 'tp-doctor.config.json');
  expect(await gather({ config, sqlServer: 'SQL02', output: 'mine.json' }, io)).toBe(1);
  const inventory = await written('mine.json');
  expect(inventory.environment).toBe('from-config');
  expect(inventory.sources.map(({ id, status }) => [id, status])).toEqual([
    ['agents', 'ok'],
    ['sql', 'failed'],
    ['activity-monitor', 'ok'],
  ]);
  expect(sqlAsked[0]).toMatchObject({
    server: 'SQL02',
    auth: 'ntlm',
    domain: 'CONTOSO',
    password: PASSWORD,
    timeoutMs: 7000,
  });
});

test.each<[string, GatherOptions, RegExp]>([
  ['no source', { environment: 'e' }, /no source is named, and nothing was found/],
  ['no environment', { facts: 'x' }, /--environment NAME is needed/],
  ['a long environment', { facts: 'x', environment: 'e'.repeat(201) }, /longer than 200/],
  [
    'no secret',
    { environment: 'e', activityMonitor: 'https://a', activityMonitorClientId: 'c' },
    /set TP_DOCTOR_AM_CLIENT_SECRET, or run on a terminal/,
  ],
  ['no client', { environment: 'e', activityMonitor: 'https://a' }, /needs --activity-monitor-client-id/],
  [
    'two ways of trust',
    {
      environment: 'e',
      activityMonitor: 'https://a',
      activityMonitorClientId: 'c',
      activityMonitorCa: 'f',
      activityMonitorFingerprint: 'AA',
    },
    /either --activity-monitor-ca or/,
  ],
  [
    'plain HTTP',
    { environment: 'e', activityMonitor: 'http://a', activityMonitorClientId: 'c' },
    /must be a URL with https/,
  ],
  ['no user', { environment: 'e', sqlServer: 'S' }, /--sql-auth sql needs --sql-user/],
  [
    'a backup of nothing',
    { environment: 'e', facts: 'x', certsBackup: 'b' },
    /--certs-backup needs --em-root/,
  ],
  ['no time', { environment: 'e', facts: 'x', timeout: 0 }, /--timeout 0: must be a number of seconds/],
  [
    'an endless time',
    { environment: 'e', facts: 'x', overallTimeout: Number.NaN },
    /--overall-timeout: must be a number/,
  ],
  [
    'no folder for the output',
    { environment: 'e', facts: 'x', output: 'none/inventory.json' },
    /the folder does not exist/,
  ],
  ['a folder as output', { environment: 'e', facts: 'x', output: '.' }, /is a folder; name a file/],
])('%s is a usage error', async (_, flags, expected) => {
  expect(await refusal(flags, testIo(folder))).toMatch(expected);
});

test('every fault of the configuration is named at once, and no secret that was put there', async () => {
  const faulty = {
    sqlServer: { server: 'S', password: 'hunter2', auth: 'kerberos' },
    timeout: '3',
    merge: 'x',
  };
  await put('tp-doctor.config.json', { sources: faulty });
  const message = await refusal({}, testIo(folder));
  expect(message).toMatch(/\/sources\/sqlServer: "password" is not allowed/);
  expect(message).toMatch(/\/sources\/sqlServer\/auth: is "kerberos"; allowed: /);
  expect(message).toMatch(/\/sources\/timeout/);
  expect(message).toMatch(/\/sources\/merge/);
  expect(message).not.toContain('hunter2');
});

test('the settings of the configuration reach gather', () => {
  const at = (name: string) => path.join('/etc', name);
  const own = {
    server: 'S',
    auth: 'sql',
    user: 'u',
    domain: 'd',
    passwordEnv: 'P',
    encrypt: 'on',
    ca: 'ca.pem',
  };
  const sqlServer = { ...own, trustServerCertificate: true, configDatabase: 'C', dataDatabase: 'D' };
  const activityMonitor = {
    url: 'https://a',
    clientId: 'c',
    clientSecretEnv: 'S',
    ca: 'am.pem',
    fingerprint: 'F',
  };
  const files = { agents: 'a', policies: 'p', emRoot: 'e', certsBackup: 'b', facts: 'f', output: '-' };
  const lists = { policyExports: ['x'], merge: ['m'], map: { Host: 'name' } };
  const sources = { sqlServer, activityMonitor, ...files, ...lists, timeout: 1, overallTimeout: 2 };
  expect(
    createSettings({}, '/', {
      config: { environment: 'e', sources },
      facts: { file: '/etc/tp-doctor.config.json', sha256: '00' },
    }),
  ).toEqual({
    environment: 'e',
    sqlServer: 'S',
    sqlAuth: 'sql',
    sqlUser: 'u',
    sqlDomain: 'd',
    sqlPasswordEnv: 'P',
    sqlEncrypt: 'on',
    sqlCa: at('ca.pem'),
    sqlTrustServerCertificate: true,
    configDatabase: 'C',
    dataDatabase: 'D',
    activityMonitor: 'https://a',
    activityMonitorClientId: 'c',
    activityMonitorSecretEnv: 'S',
    activityMonitorCa: at('am.pem'),
    activityMonitorFingerprint: 'F',
    agents: at('a'),
    policies: at('p'),
    policyExport: [at('x')],
    map: ['Host=name'],
    emRoot: at('e'),
    certsBackup: at('b'),
    facts: at('f'),
    merge: [at('m')],
    output: '-',
    timeout: 1,
    overallTimeout: 2,
  });
});

test('files of flags start from the working directory, and - is standard output', () => {
  const flags = { agents: 'b', merge: ['m', '/n'], output: '-', sqlUser: 'u' };
  expect(createSettings(flags, '/x', { config: {}, facts: null })).toEqual({
    agents: '/x/b',
    merge: ['/x/m', '/n'],
    output: '-',
    sqlUser: 'u',
  });
});

test('an inventory that cannot be put in place is a fault of the output, and leaves nothing behind', async () => {
  const io = testIo(folder);
  const agents = await put('agents.json', { sections: { agents: [] } });
  await put('inventory.json', 'old');
  const open: typeof exportFiles.open = ({ agents: target = '' }) =>
    Promise.resolve([
      {
        id: 'agents',
        kind: 'agent-list',
        target,
        sections: ['agents'],
        formatSteps: () => [],
        gather: async () => {
          // The target becomes a folder while gather runs.
          await rm(path.join(folder, 'inventory.json'));
          await mkdir(path.join(folder, 'inventory.json', 'full'), { recursive: true });
          return { sections: { agents: [] }, missing: [] };
        },
      },
    ]);
  sources = [{ ...exportFiles, open }];
  await expect(gather({ environment: 'e', agents }, io)).rejects.toThrow(
    /inventory\.json: cannot be written: /,
  );
  expect((await readdir(folder)).sort()).toEqual(['agents.json', 'inventory.json']);
});

test('the SQL Server is asked beside the exports, and where the two differ it is said', async () => {
  sources = SOURCES;
  const server = await startEstate();
  const io = testIo(folder, { env: { TP_DOCTOR_SQL_PASSWORD: SQL_PASSWORD } });
  const agents = path.join(__dirname, '../../../fixtures/sources/agents/elements.xml');
  const sqlServer = `127.0.0.1,${server.port}`;
  const flags = { environment: 'contoso', agents, sqlServer, sqlUser: SQL_USER, sqlEncrypt: 'off' as const };
  await gather(flags, io);
  await server.close();
  const inventory = await written();
  expect(inventory.sources.map(({ kind, status }) => [kind, status])).toEqual([
    ['agent-list', 'ok'],
    ['sql-server', expect.stringMatching(/^(ok|partial)$/)],
  ]);
  expect(inventory.database?.databases).toHaveLength(2);
  expect(inventory.sources[1]?.fields).toContain('/agents/*/lastContactAt');
  expect(io.printed().stderr).toMatch(/^conflict: CONTOSO\\DC02: status: /m);
  expect(await traces(io)).not.toContain(SQL_PASSWORD);
});

test('the exports of the console are read by their own readers', async () => {
  const io = testIo(folder);
  sources = SOURCES;
  const fixtures = path.join(__dirname, '../../../fixtures/sources');
  const agents = path.join(fixtures, 'agents/elements.xml');
  const policies = path.join(fixtures, 'policies/list.json');
  const policyExport = [path.join(fixtures, 'policy-exports')];
  expect(await gather({ environment: 'contoso', agents, policies, policyExport }, io)).toBe(0);
  const inventory = await written();
  expect(inventory.sources.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
    'agent-list ok',
    'policy-list ok',
    'policy-export ok',
  ]);
  expect(inventory.agents?.length).toBeGreaterThan(1);
  expect(inventory.policies?.length).toBeGreaterThan(1);
  expect(inventory.policyExports).toHaveLength(2);
});

test('a mapping of columns is handed to the readers, which refuse a wrong one', async () => {
  sources = SOURCES;
  const flags = { environment: 'e', agents: 'a.csv', map: ['x='] };
  expect(await refusal(flags, testIo(folder))).toMatch(/--map/);
});
