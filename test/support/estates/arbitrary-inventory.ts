import fc, { type Arbitrary } from 'fast-check';
import { SECTIONS } from '../../../src/model/inventory';
import { HEADER } from '../judge/judge-inventory';

/**
 * Whole inventories that the schema allows, of few values each, so that a healthy estate, a broken one and one
 * with gaps all come up often: every field may be there, null or absent.
 */
const optional = <T extends object>(fields: { [K in keyof T]: Arbitrary<T[K]> }): Arbitrary<Partial<T>> =>
  fc.record(mapFields(fields), { requiredKeys: [] }) as unknown as Arbitrary<Partial<T>>;

/** One field in twelve is null where it is there at all. */
function mapFields(fields: object): Record<string, Arbitrary<unknown>> {
  const entries = Object.entries(fields) as [string, Arbitrary<unknown>][];
  return Object.fromEntries(entries.map(([name, one]) => [name, fc.option(one, { freq: 11 })]));
}

const some = <T>(...values: T[]): Arbitrary<T> => fc.constantFrom(...values);
const listOf = <T>(one: Arbitrary<T>, maxLength = 3): Arbitrary<T[]> => fc.array(one, { maxLength });

const version = some(
  '7.3.4.9',
  '7.3.6.331',
  '7.3.8.1',
  '7.3.9',
  '7.3.9.7',
  '7.4.0.312',
  '7.5.0.1',
  '8.0.0.3',
);
const time = some(
  '2020-01-01T00:00:00Z',
  '2026-11-13T22:00:00Z',
  '2026-11-20T21:00:00Z',
  '2026-11-20T22:30:00+01:00',
  '2026-12-01T00:00:00Z',
  '2040-01-01T00:00:00Z',
);
const flag = fc.boolean();
const system = some(
  'Windows Server 2012 R2',
  'Windows Server 2019 Standard',
  'Windows Server 2025',
  'Windows',
);
const name = some('DC01', 'dc01', 'DC02', 'CONTOSO\\DC01', 'dc01.contoso.com', 'FS01');
const domain = some('CONTOSO', 'contoso.com', 'FABRIKAM');
const fileName = some('Ca-crt.pem', 'Ca-key.pem', 'Em-crt.pem', 'EM-KEY.PEM', 'Secret.dpapi', 'root.dat');

const account = some(
  'CONTOSO\\svc-tp',
  '.\\svc',
  'TPEM01\\svc',
  'LocalSystem',
  'NT AUTHORITY\\NETWORK SERVICE',
);

const license = optional({ present: flag, expires: flag, expiresAt: time });

const enterpriseManager = optional({
  localAdministrators: listOf(optional({ name: account, kind: some('user', 'group') })),
  license,
  virtual: flag,
  hibpVersion: some('1.0.0', '2.0.0'),
  host: some('TPEM01', 'SQL01', '10.0.0.1'),
  version,
  installPath: some('C:\\TP\\SIEnterpriseManager'),
  operatingSystem: system,
  language: some('en-US', 'de-DE'),
  domainJoined: flag,
  memoryBytes: some(1e9, 16e9, 32e9, 128e9),
  cpuCores: some(2, 4),
  freeDiskBytes: some(1e9, 67e9, 200e9),
  dotNetRelease: some(460797, 460798, 528040),
  uacEnabled: flag,
  databaseAuthentication: some('sql', 'windows'),
  pre735Port: some(0, 3739),
  hibpDatabase: flag,
  analytics: flag,
  adUserCount: some(10, 2000, 2001),
  services: listOf(
    optional({
      name: some('SIEnterpriseManager', 'SBTService'),
      state: some('running', 'stopped'),
      account,
    }),
  ),
});

const file = optional({ name: fileName, sizeBytes: some(1, 2), modifiedAt: time });

const certificate = optional({
  file: fileName,
  position: some(0, 1),
  subject: some('CN=CA', 'CN=EM'),
  notBefore: time,
  notAfter: time,
  keyMatches: flag,
});

const certsInfo = optional({
  found: flag,
  customSigned: flag,
  files: listOf(file, 6),
  certificates: listOf(certificate),
  backup: optional({
    path: some('D:\\backup', 'C:\\TP\\SIEnterpriseManager\\b'),
    files: listOf(file, 6),
    secretExported: flag,
  }),
});

const databaseState = optional({
  name: some('NVMonitorConfig', 'NVMonitorData', 'nvmonitordata', 'master', 'TPData'),
  state: some('ONLINE', 'SUSPECT'),
  recoveryModel: some('SIMPLE', 'FULL'),
  lastFullBackupAt: time,
  fullBackupFound: flag,
  isOwner: flag,
  defaultSchema: some('dbo', 'guest'),
  autogrowth: optional({ unit: some('mb', 'percent'), value: some(1, 10, 100) }),
});

const database = optional({
  server: some('SQL01', 'SQL01\\TP', '.', '10.0.0.2'),
  version: some('12.0.1', '13.0', '15.0.4430.1', '17.0'),
  language: some('us_english', 'Deutsch'),
  physicalMemoryMb: some(1000, 8000, 32_000),
  maxServerMemoryMb: some(700, 701),
  sqlAgentRunning: flag,
  cpuCores: some(0, 2, 4),
  serviceAccount: account,
  agentServiceAccount: account,
  disks: listOf(
    optional({
      name: some('C:\\', 'L:\\'),
      totalMb: some(1, 160_000, 900_000),
      holds: listOf(some('data', 'log', 'tempdb')),
    }),
  ),
  dataDatabase: some('TPData', 'NVMonitorData'),
  // No SQL Server has two databases of one name.
  databases: fc.uniqueArray(databaseState, {
    maxLength: 4,
    selector: (one) => one.name?.toLowerCase() ?? one,
  }),
});

const policy = optional({ id: some('1', '2'), name: some('A', 'B', 'a'), enabled: flag, modifiedAt: time });

const policyExport = optional({
  path: some('a.xml', 'b.xml'),
  modifiedAt: time,
  wellFormed: flag,
  policyNames: listOf(some('A', 'B')),
  encrypted: flag,
  passwordKept: flag,
  replicationPolicies: flag,
});

const monitoredHost = optional({
  host: some('nas1', 'nas2'),
  type: some('NetApp', 'Isilon', 'Qumulo', 'Windows'),
  deviceVersion: some('6.0', '8.1', '9.8', 'unknown'),
  mode: some('7-mode', 'cluster'),
});

const activityMonitorAgent = optional({
  host: some('NASPROXY01', 'DC01'),
  domain,
  osVersion: some('6.3.9600', '10.0.17763.0', '10.0.26100', '10.0'),
  version: some('7.1.164', '8.0.1', '10.0.3'),
  installState: some('Installed', 'Failed'),
  siInstallState: some('ManagedBySI', 'NotInstalled'),
  errorMessage: some('', 'broken'),
  hosts: listOf(monitoredHost),
});

const agent = optional({
  name,
  domain,
  fqdn: some('dc01.contoso.com', 'dc02.fabrikam.com'),
  address: some('10.0.0.1', '10.0.0.2', '127.0.0.1'),
  version,
  status: some('Active', 'Active (Modules Pending)', 'Stopped', 'Lost Connection', 'No Agent'),
  operatingSystem: system,
  eventsInQueue: some(0, 1000, 1001),
  freeSpaceBytes: some(1, 41150000000),
  dotNetRelease: some(461807, 461808),
  domainListed: flag,
  cpuCores: some(2, 3, 4),
  memoryBytes: some(4e9, 8e9),
  exchangeVersion: some('8.3.83', '15.1.2507.6', '15.2', '15.2.2562.17'),
  ntlmBlocked: flag,
  wmiReachable: flag,
  emPortReachable: flag,
  emTlsIntercepted: flag,
  servicesPipeTimeoutMs: some(30000, 60000),
  revocationListsReachable: flag,
  serviceStartMode: some('Auto', 'Manual', 'Boot'),
  hardened: flag,
  managerAddress: some('tpem01.contoso.com', '10.0.0.1:3741', '127.0.0.1'),
  localHibp: flag,
  modules: listOf(some('Windows AD Events', 'Windows File System', 'Exchange Server Monitoring')),
  installedProducts: listOf(some('Avast', 'Quest Change Auditor', 'Defender', 'SI Agent')),
  trustedRoots: listOf(
    some(
      'DigiCert Assured ID Root CA',
      'DigiCert Trusted Root G4',
      'DigiCert Trusted G4 Code Signing RSA4096 SHA384 2021 CA1',
    ),
    4,
  ),
  loggingIni: optional({
    settings: listOf(optional({ key: some('AdmTrace', 'Filter'), value: some('true', 'Rules', 'false') })),
  }),
});

const remoteConsole = optional({
  host: some('ADMIN01', 'ADMIN02'),
  planned: flag,
  version,
  operatingSystem: some('Windows 10 Pro', 'Windows Server 2025 Standard', 'Windows 7', 'Windows'),
  language: some('en-US', 'de-DE'),
  domainJoined: flag,
  dotNetRelease: some(460797, 461808),
  memoryBytes: some(7_999_999_999, 8_000_000_000),
  cpuCores: some(3, 4),
  freeDiskBytes: some(3_999_999_999, 4_000_000_000),
  certsInfoFiles: listOf(some('ca-crt.pem', 'Em-key.pem')),
});

const source = fc
  .record({
    kind: some('sql-server', 'agent-list'),
    status: some('ok', 'partial', 'failed', 'skipped', null),
    reason: some('login failed', null),
    sections: listOf(some('agents', 'database', 'certsInfo')),
    missing: listOf(
      optional({ path: some('/agents', '/database/version'), reason: some('no permission') }),
      2,
    ),
  })
  .chain((rest) => some('one', 'two', 'three').map((id) => ({ id, ...rest })));

export const arbitraryInventory: Arbitrary<Record<string, unknown>> = fc
  .tuple(
    fc.record({ collectedAt: time, sources: listOf(source) }),
    optional({
      enterpriseManager,
      certsInfo,
      database,
      policies: listOf(policy),
      policyExports: listOf(policyExport),
      activityMonitor: optional({ agents: listOf(activityMonitorAgent) }),
      reportingModule: optional({
        installed: flag,
        version: some('2.8', '3.0'),
        postgresVersion: some('14.8', '14.13', 'x'),
        operatingSystem: system,
        language: some('en-US', 'de-DE'),
        memoryBytes: some(1e9, 8e9),
        cpuCores: some(2, 4),
        freeDiskBytes: some(1e9, 75e9),
        dotNetRelease: some(528_039, 528_040),
        installedProducts: listOf(some('Threat Manager', 'Auditor')),
      }),
      decisions: optional({
        agentExclusionsSet: flag,
        emExclusionsSet: flag,
        exclusionPathsUpdated: flag,
        logConfigsDefault: flag,
      }),
      policyVerifier: optional({ exitCode: some(0, 1, 2) }),
      remoteConsoles: listOf(remoteConsole),
      epeRestSites: listOf(
        optional({
          host: some('EPE01', 'EPE02'),
          iisInstalled: flag,
          aspNet45Installed: flag,
          dotNetRelease: some(379892, 379893),
        }),
      ),
      agents: listOf(agent, 5),
    }),
  )
  .map(([head, sections]): Record<string, unknown> => ({ ...HEADER, ...head, ...sections }))
  .filter((inventory) => SECTIONS.some((section) => inventory[section] != null));
