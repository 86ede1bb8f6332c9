import { generateKeyPairSync } from 'node:crypto';
import {
  appendFile,
  copyFile,
  link,
  mkdtemp,
  readFile,
  realpath,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EnterpriseManagerOptions } from '../../../src/gather/enterprise-manager/enterprise-manager';
import {
  enterpriseManagerSource,
  machineOf,
} from '../../../src/gather/enterprise-manager/enterprise-manager';
import { readServerConfig } from '../../../src/gather/enterprise-manager/server-config';
import { HOST_FIELDS, parseCim } from '../../../src/gather/enterprise-manager/windows-host';
import { readProductVersion } from '../../../src/gather/enterprise-manager/product-version';
import type { Gathered } from '../../../src/gather/source';
import { SourceError } from '../../../src/gather/source';
import { makeEmFolder } from '../../support/estates/em-folder';
import { makeExecutable } from '../../support/estates/executable';
import { testContext } from '../../support/gather/gather-context';
import { sectionFaults } from '../../support/estates/inventory-schema';
import { makeWindows } from '../../support/gather/windows';
import { testWith } from '../../support/jest/needs';

let root: string;
let certs: string;

beforeEach(async () => {
  root = await makeEmFolder();
  certs = path.join(root, 'certsinfo');
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function gather(
  more: Partial<EnterpriseManagerOptions> = {},
  context = testContext(),
): Promise<Gathered> {
  const source = enterpriseManagerSource({ root, platform: 'linux', env: {}, ...more });
  const gathered = await source.gather(context);
  expect(sectionFaults(gathered.sections)).toEqual([]);
  const text = JSON.stringify(gathered);
  expect(text).not.toMatch(/Pa55|word=|tp_svc|PRIVATE KEY|d08c9ddf/);
  return gathered;
}

/** What is missing beyond the facts of the machine, which are never to be had from a folder alone. */
function lacking({ missing }: Gathered): string[] {
  const machine = HOST_FIELDS.map((field) => `/enterpriseManager/${field}`);
  return missing
    .filter(({ path: at }) => !machine.includes(at ?? ''))
    .map((one) => `${one.path} ${one.reason}`);
}

test('a folder gives version, configuration and CertsInfo, and no secret', async () => {
  const gathered = await gather();
  const { enterpriseManager, certsInfo } = gathered.sections;
  expect(enterpriseManager).toEqual({
    installPath: root,
    version: '7.3.9.42',
    pre735Port: 3739,
    databaseAuthentication: 'sql',
  });
  expect(certsInfo?.found).toBe(true);
  expect(certsInfo?.customSigned).toBe(false);
  expect(certsInfo?.files?.map(({ name }) => name)).toEqual([
    'Ca-crt.pem',
    'Ca-key.pem',
    'EM-CRT.PEM',
    'Em-key.pem',
    'Secret.dpapi',
    'root.dat',
  ]);
  expect(certsInfo?.certificates).toMatchObject([
    { file: 'Ca-crt.pem', position: 0, subject: 'CN=TP CA', keyMatches: true },
    { file: 'EM-CRT.PEM', position: 0, subject: 'CN=tpem01.contoso.com', keyMatches: true },
    { file: 'EM-CRT.PEM', position: 1, subject: 'CN=TP CA' },
  ]);
  expect(certsInfo?.certificates?.[2]).not.toHaveProperty('keyMatches');
  expect(certsInfo?.certificates?.[0]?.notAfter).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(lacking(gathered)).toEqual([]);
});

test('the facts of the machine are missing with a reason where gather does not run on it', async () => {
  const { missing } = await gather();
  expect(missing.map(({ path: at }) => at)).toEqual(
    HOST_FIELDS.map((field) => `/enterpriseManager/${field}`),
  );
  expect(new Set(missing.map(({ reason }) => reason)).size).toBe(1);
  expect(missing[0]?.reason).toContain('run gather there, or supply it with --facts');
  // That is no fault of this run.
  expect(missing.filter(({ open }) => open !== true)).toEqual([]);
});

test('without CertsInfo it is found: false; a folder that is another one is refused', async () => {
  await rm(certs, { recursive: true });
  expect((await gather()).sections.certsInfo).toEqual({ path: path.join(root, 'CertsInfo'), found: false });
  await expect(gather({ root: tmpdir() })).rejects.toThrow(
    '--em-root must be the SIEnterpriseManager folder',
  );
  await expect(gather({ root: path.join(root, 'none') })).rejects.toThrow(/none does not exist$/);
  await expect(gather({ root: path.join(root, 'SIEnterpriseManager.exe') })).rejects.toThrow(SourceError);
});

test('custom-signed certificates have no key of the authority', async () => {
  await rm(path.join(certs, 'Ca-key.pem'));
  const { certsInfo } = (await gather()).sections;
  expect(certsInfo?.customSigned).toBe(true);
  expect(certsInfo?.certificates?.[0]).not.toHaveProperty('keyMatches');
  await rm(path.join(certs, 'Ca-crt.pem'));
  expect((await gather()).sections.certsInfo).not.toHaveProperty('customSigned');
});

test('a key of another certificate does not match; an encrypted one cannot be compared', async () => {
  await writeFile(path.join(certs, 'Em-key.pem'), await readFile(path.join(certs, 'Ca-key.pem')));
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  await writeFile(path.join(certs, 'Ca-key.pem'), privateKey);
  const gathered = await gather();
  const certificates = gathered.sections.certsInfo?.certificates ?? [];
  expect(certificates[1]?.keyMatches).toBe(false);
  expect(certificates[0]).not.toHaveProperty('keyMatches');
  expect(lacking(gathered)).toEqual([
    '/certsInfo/certificates/0/keyMatches Ca-key.pem is encrypted or not a private key in PEM form, so it cannot be compared with its certificate',
  ]);
});

test('a broken and a huge certificate are named, listed and not read; the others are', async () => {
  await writeFile(
    path.join(certs, 'Ca-crt.pem'),
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  );
  await writeFile(path.join(certs, 'huge.pem'), '');
  await truncate(path.join(certs, 'huge.pem'), 10 * 2 ** 30);
  const gathered = await gather();
  const { certsInfo } = gathered.sections;
  expect(certsInfo?.files?.find(({ name }) => name === 'huge.pem')?.sizeBytes).toBe(10 * 2 ** 30);
  expect(certsInfo?.certificates?.map(({ file }) => file)).toEqual(['EM-CRT.PEM', 'EM-CRT.PEM']);
  expect(lacking(gathered)).toEqual([
    '/certsInfo/certificates Ca-crt.pem: holds no readable certificate',
    expect.stringMatching(/huge\.pem: .*huge\.pem has 10737418240 bytes; at most 1048576 are read/),
  ]);
});

test('a file of which one certificate cannot be read is not read: the next would be taken for it', async () => {
  const whole = await readFile(path.join(certs, 'EM-CRT.PEM'), 'latin1');
  const damages = [
    whole.replace('-----END CERTIFICATE-----', ''),
    whole.replace('-----BEGIN CERTIFICATE-----', '-----BEGN CERTIFICATE-----'),
    whole.replace('\nMII', '\n-MII'),
    whole.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE').replace('TRUSTED ', '').replace('TRUSTED ', ''),
  ];
  for (const text of damages) {
    await writeFile(path.join(certs, 'EM-CRT.PEM'), text);
    const gathered = await gather();
    expect(gathered.sections.certsInfo?.certificates?.map(({ file }) => file)).toEqual(['Ca-crt.pem']);
    expect(lacking(gathered)).toEqual([
      '/certsInfo/certificates EM-CRT.PEM: holds a certificate that cannot be read',
    ]);
  }
});

testWith('posix')('links out of the folder are not followed, links within are', async () => {
  const outside = await mkdtemp(path.join(tmpdir(), 'outside-'));
  await writeFile(path.join(outside, 'secret.pem'), await readFile(path.join(certs, 'Ca-crt.pem')));
  await symlink(path.join(outside, 'secret.pem'), path.join(certs, 'linked.pem'));
  await symlink(path.join(certs, 'Ca-crt.pem'), path.join(certs, 'within.pem'));
  const gathered = await gather();
  const names = gathered.sections.certsInfo?.files?.map(({ name }) => name);
  expect(names).toContain('within.pem');
  expect(names).not.toContain('linked.pem');
  expect(lacking(gathered)).toEqual([
    expect.stringMatching(
      /^\/certsInfo\/files linked\.pem: .* is a link out of the folder and is not followed$/,
    ),
  ]);

  await rm(certs, { recursive: true });
  await symlink(outside, certs);
  const linked = await gather();
  expect(linked.sections).not.toHaveProperty('certsInfo');
  expect(lacking(linked)).toEqual([expect.stringMatching(/^\/certsInfo .* is a link out of the folder/)]);
});

test('a backup is listed; one that is not there is named', async () => {
  const backup = await mkdtemp(path.join(tmpdir(), 'backup-'));
  await writeFile(path.join(backup, 'Ca-crt.pem'), 'abc');
  const { certsInfo } = (await gather({ backup })).sections;
  expect(certsInfo?.backup).toMatchObject({ path: backup, files: [{ name: 'Ca-crt.pem', sizeBytes: 3 }] });
  const without = await gather({ backup: path.join(backup, 'none') });
  expect(without.sections.certsInfo).not.toHaveProperty('backup');
  expect(lacking(without)).toEqual([
    expect.stringMatching(/^\/certsInfo\/backup --certs-backup: .*none does not exist$/),
  ]);
});

testWith('posix')('a backup that is the folder itself by another road is named as what it is', async () => {
  const aside = await mkdtemp(path.join(tmpdir(), 'aside-'));
  await symlink(certs, path.join(aside, 'certs'));
  await symlink(root, path.join(aside, 'em'));
  const roads = [
    path.join(aside, 'certs'),
    path.join(aside, 'em', 'certsinfo'),
    path.relative(process.cwd(), certs),
    `${certs}/../certsinfo/`,
  ];
  for (const backup of roads) {
    const gathered = await gather({ backup });
    expect(gathered.sections.certsInfo?.backup?.path).toBe(certs);
    expect(gathered.remarks?.join()).toContain(`is ${certs}, inside`);
  }
  // The same installation by a road of its own.
  const linked = await gather({ root: path.join(aside, 'em'), backup: certs });
  expect(linked.sections.certsInfo?.backup?.path).toBe(path.join(aside, 'em', 'certsinfo'));
});

testWith('posix')('a second name of a file is no copy of it', async () => {
  const backup = await mkdtemp(path.join(tmpdir(), 'backup-'));
  await link(path.join(certs, 'Ca-key.pem'), path.join(backup, 'Ca-key.pem'));
  await copyFile(path.join(certs, 'Ca-crt.pem'), path.join(backup, 'Ca-crt.pem'));
  const gathered = await gather({ backup });
  expect(gathered.sections.certsInfo?.backup?.files?.map(({ name }) => name)).toEqual(['Ca-crt.pem']);
  expect(gathered.remarks).toEqual([
    '--certs-backup: 1 of its files are hard links to CertsInfo, which are no copies',
  ]);
});

testWith('posix')('a relative folder is named by its real path', async () => {
  const backup = await realpath(await mkdtemp(path.join(tmpdir(), 'backup-')));
  const away = (one: string) => path.relative(process.cwd(), one);
  const { certsInfo, enterpriseManager } = (await gather({ root: away(root), backup: away(backup) }))
    .sections;
  expect(certsInfo?.backup?.path).toBe(backup);
  expect(enterpriseManager?.installPath).toBe(await realpath(root));
});

test('an executable that is none, and a configuration that is none, are named', async () => {
  await writeFile(path.join(root, 'SIEnterpriseManager.exe'), 'MZ and nothing more');
  await writeFile(
    path.join(root, 'SIEnterpriseManager.exe.config'),
    '<configuration><add Password="Pa55;word="',
  );
  const gathered = await gather();
  expect(gathered.sections.enterpriseManager).toEqual({ installPath: root });
  expect(lacking(gathered)).toEqual([
    '/enterpriseManager/pre735Port SIEnterpriseManager.exe.config is not well-formed XML without a document type',
    expect.stringContaining('/enterpriseManager/databaseAuthentication'),
    expect.stringMatching(
      /^\/enterpriseManager\/version .*is not a Windows executable with a readable version resource$/,
    ),
  ]);
});

test('the version is the product version, with the build of the file where the product has none', async () => {
  const file = path.join(root, 'SIEnterpriseManager.exe');
  const versionOf = async (product: string, own: string) => {
    await writeFile(file, makeExecutable(product, own));
    return readProductVersion(file);
  };
  expect(await versionOf('7.4.0.123', '1.0.0.0')).toBe('7.4.0.123');
  expect(await versionOf('7.3.9.0', '7.3.9.7')).toBe('7.3.9.7');
  expect(await versionOf('8.0.0.0', '7.3.9.7')).toBe('8.0.0.0');
  expect(await versionOf('0.0.0.0', '7.5.0.65535')).toBe('7.5.0.65535');
  await expect(versionOf('0.0.0.0', '0.0.0.0')).rejects.toThrow('has no version');
});

/** A SystemRoot whose registry has the Enterprise Manager in this version, if in any. */
function makeSystemRoot(version: string | null, cim: string | 'fails' | 'hangs'): Promise<string> {
  const product = 'HKLM\\SOFTWARE\\WOW6432Node\\STEALTHbits Technologies\\SIEnterpriseManager';
  return makeWindows({
    registry: {
      'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System': { EnableLUA: 1 },
      'HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full': { Release: 528049 },
      ...(version === null ? {} : { [product]: { Version: version } }),
    },
    powershell: cim,
  });
}

const CIM = JSON.stringify({
  partOfDomain: true,
  domain: 'contoso.com',
  language: 'en-US',
  services: [{ Name: 'SIEnterpriseManager', State: 'Running', StartMode: 'Auto' }],
  administrators: [{ Name: 'CONTOSO\\svc', ObjectClass: 'User' }],
  model: 'Virtual Machine',
});

testWith('posix')('on Windows the machine is asked too', async () => {
  const env = { SystemRoot: await makeSystemRoot('7.3.9.40', CIM) };
  const gathered = await gather({ platform: 'win32', env });
  expect(gathered.missing).toEqual([]);
  expect(gathered.sections.enterpriseManager).toMatchObject({
    version: '7.3.9.42',
    dotNetRelease: 528049,
    uacEnabled: true,
    domainJoined: true,
    domain: 'contoso.com',
    fqdn: expect.stringMatching(/\.contoso\.com$/),
    language: 'en-US',
    services: [{ name: 'SIEnterpriseManager', state: 'running', startMode: 'auto' }],
    memoryBytes: expect.any(Number),
    cpuCores: expect.any(Number),
    freeDiskBytes: expect.any(Number),
  });
  expect(gathered.remarks).toEqual([
    'SIEnterpriseManager.exe is 7.3.9.42, the registry says 7.3.9.40; the file counts',
  ]);
});

testWith('posix')(
  'the registry answers for an executable that does not; what Windows does not tell is missing',
  async () => {
    await rm(path.join(root, 'SIEnterpriseManager.exe'));
    const env = { SystemRoot: await makeSystemRoot('7.3.9.40', 'fails') };
    const gathered = await gather({ platform: 'win32', env });
    expect(gathered.sections.enterpriseManager?.version).toBe('7.3.9.40');
    expect(gathered.missing.map(({ path: at }) => at)).toEqual([
      '/enterpriseManager/language',
      '/enterpriseManager/domainJoined',
      '/enterpriseManager/services',
      '/enterpriseManager/localAdministrators',
      '/enterpriseManager/virtual',
    ]);
    expect(gathered.missing.filter(({ open }) => open)).toEqual([]);
  },
);

testWith('posix')('a tool of Windows that hangs costs what it would tell, and no more', async () => {
  const env = { SystemRoot: await makeSystemRoot('7.3.9.40', 'hangs') };
  const context = { ...testContext(), endsAt: performance.now() + 1500 };
  const { sections, missing } = await gather({ platform: 'win32', env }, context);
  expect(sections.enterpriseManager).toMatchObject({ version: '7.3.9.42', uacEnabled: true });
  expect(sections.certsInfo?.found).toBe(true);
  expect(missing).toEqual(
    ['language', 'domainJoined', 'services', 'localAdministrators', 'virtual'].map((field) => ({
      path: `/enterpriseManager/${field}`,
      reason: expect.stringMatching(
        /^this Windows did not tell \(powershell\.exe: no complete answer within [\d.]+ s; allow more with --timeout\); supply it with --facts$/,
      ),
    })),
  );
});

testWith('posix')(
  'one class that Windows refuses costs only what it would tell, with its words',
  async () => {
    const told = JSON.parse(CIM) as Record<string, unknown>;
    const cim = JSON.stringify({ ...told, services: undefined, faults: ['Zugriff\nverweigert'] });
    const { sections, missing } = await gather({
      platform: 'win32',
      env: { SystemRoot: await makeSystemRoot('7.3.9.40', cim) },
    });
    expect(sections.enterpriseManager).toMatchObject({ domain: 'contoso.com', language: 'en-US' });
    const reason = 'this Windows did not tell (powershell.exe: Zugriff verweigert); supply it with --facts';
    expect(missing).toEqual([{ path: '/enterpriseManager/services', reason }]);
  },
);

testWith('posix')('a copy of the folder on another Windows says nothing of that machine', async () => {
  const env = {
    SystemRoot: await makeSystemRoot(null, JSON.stringify({ ...JSON.parse(CIM), services: [] })),
  };
  const gathered = await gather({ platform: 'win32', env });
  expect(gathered.sections.enterpriseManager).not.toHaveProperty('memoryBytes');
  expect(gathered.missing).toHaveLength(HOST_FIELDS.length);
  expect(gathered.missing.every(({ open }) => open === true)).toBe(true);
});

test.each([
  ['\\\\TPEM01\\c$\\Program Files\\X', { host: 'TPEM01' }],
  ['//tpem01.contoso.com/D$/X', { host: 'tpem01', fqdn: 'tpem01.contoso.com' }],
  ['\\\\contoso.com\\dfs\\X', {}],
  ['\\\\10.0.0.1\\c$\\X', { address: '10.0.0.1' }],
  ['C:\\Program Files\\X', {}],
])('the path %s names the machine %j', (folder, expected) => {
  expect(machineOf(folder)).toEqual(expected);
});

test('output of the tools of Windows that is none of theirs gives nothing', () => {
  expect(parseCim('not JSON')).toEqual({ faults: ['its answer cannot be read'] });
  expect(parseCim('[1]')).toEqual({ faults: ['its answer cannot be read'] });
  expect(parseCim('{"partOfDomain":false,"domain":"WORKGROUP","services":[null,{"Name":3}]}')).toEqual({
    faults: [],
    domainJoined: false,
    services: [{ name: null, state: null, startMode: null }],
  });
  expect(parseCim('{"administrators":[],"model":7,"hypervisor":"no"}')).toEqual({ faults: [] });
  expect(parseCim('{"administrators":[7,{"Name":"CONTOSO\\\\x"}]}')).toEqual({
    faults: [],
    localAdministrators: [
      { name: null, kind: 'group' },
      { name: 'CONTOSO\\x', kind: 'group' },
    ],
  });
});

test('accounts of services, local administrators, and whether the machine is virtual', () => {
  const told = {
    services: [
      { Name: 'SIEnterpriseManager', State: 'Running', StartMode: 'Auto', StartName: 'CONTOSO\\svc' },
    ],
    administrators: [
      { Name: 'CONTOSO\\svc', ObjectClass: 'User' },
      { Name: 'CONTOSO\\Domain Admins', ObjectClass: 'Group' },
    ],
    model: 'VMware7,1',
    hypervisor: true,
  };
  expect(parseCim(JSON.stringify(told))).toEqual({
    faults: [],
    services: [{ name: 'SIEnterpriseManager', state: 'running', startMode: 'auto', account: 'CONTOSO\\svc' }],
    localAdministrators: [
      { name: 'CONTOSO\\svc', kind: 'user' },
      { name: 'CONTOSO\\Domain Admins', kind: 'group' },
    ],
    virtual: true,
  });
  const virtualOf = (model: string, hypervisor: boolean) =>
    parseCim(JSON.stringify({ model, hypervisor })).virtual;
  expect(['Virtual Machine', 'KVM', 'HVM domU'].map((model) => virtualOf(model, true))).toEqual([
    true,
    true,
    true,
  ]);
  // A host of virtual machines sees its own hypervisor.
  expect([virtualOf('PowerEdge R740', true), virtualOf('PowerEdge R740', false)]).toEqual([undefined, false]);
});

test.each([
  ['Netwrix.lic', true],
  ['stealthINTERCEPT-contoso.key', true],
  ['other.key', undefined],
])('%s in the folder is a licence: %s', async (name, present) => {
  await writeFile(path.join(root, name), 'x');
  const { sections } = await gather();
  expect(sections.enterpriseManager?.license?.present).toBe(present);
});

describe('readServerConfig', () => {
  const login = async (connection: string) =>
    (
      await readServerConfig(
        `<c><connectionStrings><add name="x" connectionString="Database=D;${connection}"/></connectionStrings></c>`,
      )
    ).databaseAuthentication;

  test.each([
    ['Data Source=S;Integrated Security=SSPI', 'windows'],
    ['Server=S;Trusted_Connection=yes;User ID=ignored', 'windows'],
    ['server=S;uid=sa;pwd=x', 'sql'],
    ['Data Source=S;User ID=sa;Password=&quot;a;Integrated Security=true&quot;', 'sql'],
    ['Data Source=S;Integrated Security=false', undefined],
    ['metadata=res://x', undefined],
  ])('%s is %s', async (connection, expected) => {
    expect(await login(connection)).toBe(expected);
  });

  test('a connection string may be the text of a setting', async () => {
    const text =
      '<c><setting name="Db" serializeAs="String"><value>Server=S;Initial Catalog=D;User ID=sa</value></setting></c>';
    expect(await readServerConfig(text)).toEqual({ pre735Port: 0, databaseAuthentication: 'sql' });
  });

  test('settings of a mail server are no connection string', async () => {
    const text = '<c><add key="Mail" value="server=mail;user=x;password=y"/></c>';
    expect((await readServerConfig(text)).databaseAuthentication).toBeUndefined();
  });

  test('connection strings that differ, and encrypted ones, tell nothing', async () => {
    const two =
      '<add connectionString="Server=S;Database=D;User ID=a"/><add connectionString="Server=S;Database=D;Integrated Security=true"/>';
    expect((await readServerConfig(`<c>${two}</c>`)).databaseAuthentication).toBeUndefined();
    const cipher = '<c><connectionStrings><CipherValue>AQAAANCMnd8=</CipherValue></connectionStrings></c>';
    expect((await readServerConfig(cipher)).databaseAuthentication).toBeUndefined();
  });

  test.each([
    ['<c/>', 0],
    ['<c><add key="Pre735Port" value="0"/></c>', 0],
    ['<c><add key="PRE735PORT" value=" 3739 "/></c>', 3739],
    ['<c><setting name="Pre735Port"><value>4000</value></setting></c>', 4000],
    ['<c><Pre735Port>3739</Pre735Port></c>', 3739],
    ['<c Pre735Port="3739"/>', 3739],
    ['<c><add key="Pre735Port" value="off"/></c>', undefined],
    ['<c><add key="Pre735Port" value="70000"/></c>', undefined],
    ['<c><add key="Pre735Port" value="1"/><add key="Pre735Port" value="2"/></c>', undefined],
  ])('%s has port %s', async (text, port) => {
    expect((await readServerConfig(text)).pre735Port).toBe(port);
  });

  test('document types, entities and deep nesting are refused', async () => {
    await expect(readServerConfig('<!DOCTYPE c [<!ENTITY a "b">]><c>&a;</c>')).rejects.toThrow(
      'document type',
    );
    await expect(readServerConfig('<c>&a;</c>')).rejects.toThrow();
    await expect(readServerConfig('<a>'.repeat(200))).rejects.toThrow('nested');
    await appendFile(path.join(root, 'SIEnterpriseManager.exe.config'), '<');
    expect(lacking(await gather())[0]).toContain('is not well-formed XML');
  });
});
