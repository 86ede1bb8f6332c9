import { findRoute, targetOf } from '../../../src/engine/plan/routes';
import { stepsOf, type StepCatalogue } from '../../../src/engine/plan/steps';
import type { Catalogue } from '../../../src/engine/judge/judge';
import type { Inventory } from '../../../src/model/inventory';
import type { PlanStep } from '../../../src/model/plan';

/** An estate, and what a step of the first hop from there says of it. */
export interface StepCase {
  inventory: Inventory;
  target: string;
  /** The objects that it names; undefined where it is left out. */
  subjects: string[] | undefined;
  /** What is not known, where it is open whether the step is needed. */
  uncertain?: string;
}

type Agent = NonNullable<Inventory['agents']>[number];

const EM = { host: 'TPEM01', version: '7.3.9.42' };

/** An estate of which only so much is known. */
function estate(sections: Partial<Inventory>): Inventory {
  return {
    schemaVersion: 1,
    environment: 'contoso-prod',
    collectedAt: '2026-11-20T21:00:00Z',
    sources: [],
    enterpriseManager: EM,
    ...sections,
  };
}

const agent = (fields: Agent) => estate({ agents: [{ name: 'DC01', domain: 'CONTOSO', ...fields }] });
const em = (fields: object, more: Partial<Inventory> = {}) =>
  estate({ enterpriseManager: { ...EM, ...fields }, ...more });
/** An Enterprise Manager before 7.3.9, on its way there. */
const toSevenThree = (fields: object) => em({ version: '7.3.7.249', ...fields });
const files = (...names: string[]) => ({
  certsInfo: { path: 'C:\\CertsInfo', files: names.map((name) => ({ name })) },
});
const setting = (key: string, value: string) => ({ loggingIni: { settings: [{ key, value }] } });
const nas = (types: (string | undefined)[] | undefined, version?: string) =>
  estate({
    activityMonitor: {
      agents: [{ host: 'NASPROXY01', domain: 'CONTOSO', version, hosts: types?.map((type) => ({ type })) }],
    },
  });

type Sighting = NonNullable<NonNullable<Inventory['activityMonitor']>['agents']>[number];
const nasAgent = (agent: Sighting) =>
  estate({ activityMonitor: { agents: [{ host: 'NASPROXY01', domain: 'CONTOSO', ...agent }] } });
/** A proxy of a NetApp device. */
const filer = (host: object, osVersion: string | undefined = '10.0.17763.1') =>
  nasAgent({ ...(osVersion === '' ? {} : { osVersion }), hosts: [{ type: 'NetApp', ...host }] });

const on = (inventory: Inventory, subjects: string[], target = '7.4'): StepCase => ({
  inventory,
  target,
  subjects,
});
const off = (inventory: Inventory, target = '7.4'): StepCase => ({ inventory, target, subjects: undefined });
const open = (inventory: Inventory, uncertain: string, target = '7.4'): StepCase => ({
  inventory,
  target,
  subjects: [],
  uncertain,
});

/** What 7.4 changes, whatever the target is. */
const FROM_BEFORE_7_4 = [
  on(em({ version: '7.3.9.42' }), []),
  on(em({ version: '7.3.9.42' }), [], '7.5'),
  off(toSevenThree({}), '7.3.9'),
  off(em({ version: '7.4.0.1' }), '7.5'),
];
/** What 8.1 changes. */
const TO_8_1 = [
  on(em({ version: '7.5.0.1' }), [], '8.1'),
  on(em({ version: '8.0.0.1' }), [], '8.1'),
  off(em({ version: '8.1.0.1' }), '8.1'),
  off(em({ version: '7.5.0.1' }), '8.0'),
];
const DC01 = ['CONTOSO\\DC01'];
const HOST = ['Enterprise Manager TPEM01'];
const PROXY = ['CONTOSO\\NASPROXY01'];
const NO_NAS = [
  'Windows',
  'SharePoint',
  'SharePointOnline',
  'ExchangeOnline',
  'AzureAD',
  'Linux',
  'SqlServer',
];
const ROOTS = [
  'DigiCert Assured ID Root CA',
  'DigiCert Trusted Root G4',
  'DigiCert Trusted G4 Code Signing RSA4096 SHA384 2021 CA1',
];
/** Products that take hold of other processes (A14). */
const SECURITY = [
  'Microsoft Defender for Endpoint',
  'CrowdStrike Windows Sensor',
  'Falcon Sensor',
  'SentinelOne',
  'Sentinel Agent',
  'VMware Carbon Black Cloud Sensor',
  'Cylance PROTECT',
  'Cortex XDR 8.1',
  'Cybereason ActiveProbe',
  'Sophos Endpoint',
  'Trend Micro Apex One',
  'Symantec Endpoint Protection',
  'McAfee Agent',
  'Trellix Endpoint Security',
  'Bitdefender Endpoint',
  'Kaspersky Endpoint Security',
  'Elastic Endpoint',
  'Cisco AMP for Endpoints',
  'Cisco Secure Endpoint',
  'Avast Business Antivirus',
  'ESET Server Security',
];
const ACTIVE = ['Active', 'Active (Modules Pending)'];
const AWAY = ['Stopped', 'Lost Connection'];

/** For each step estates that need it, that do not, and that may. */
const MATCHED: StepCase[] = [
  on(nas(['NetApp'], '9.0.1'), PROXY),
  on(nas(['Windows', 'NetApp'], '9.0.1'), PROXY),
  on(nas(['NetApp'], '7.1.164'), PROXY, '7.5'),
  on({ ...nas(['NetApp'], '7.1.164'), enterpriseManager: { ...EM, version: '7.5.0.1' } }, PROXY, '8.0'),
  off(nas(['NetApp'], '7.1.164')),
  off({ ...nas(['NetApp'], '7.1.164'), enterpriseManager: { ...EM, version: '7.5.0.1' } }, '8.1'),
  off({ ...nas(['NetApp'], '7.1.164'), enterpriseManager: { ...EM, version: '7.3.7.249' } }, '7.3.9'),
  on({ ...nas(['NetApp'], '8.0.1'), enterpriseManager: { ...EM, version: '7.3.7.249' } }, PROXY, '7.3.9'),
  ...NO_NAS.map((type) => off(nas([type], '9.0.1'))),
  open(nas([undefined], '9.0.1'), 'hosts[].type is not known (CONTOSO\\NASPROXY01)'),
  on(nas([undefined, 'NetApp'], '9.0.1'), PROXY),
  open(nas(undefined, '9.0.1'), 'hosts is not known (CONTOSO\\NASPROXY01)'),
  open(nas(['NetApp']), 'version is not known (CONTOSO\\NASPROXY01)'),
];
const SMB2: StepCase[] = [
  on(filer({ mode: '7-mode' }), PROXY),
  on(filer({ mode: '7-Mode' }), PROXY),
  on(filer({}), PROXY),
  off(filer({ mode: 'cluster' })),
  off(filer({ mode: '7-mode' }, '10.0.17762.1')),
  off(filer({ mode: '7-mode' }, '10.0.17764.1')),
  off(filer({ mode: '7-mode', type: 'Isilon' })),
  open(filer({ mode: '7-mode' }, ''), 'osVersion is not known (CONTOSO\\NASPROXY01)'),
  open(filer({ type: undefined }), 'hosts[].type is not known (CONTOSO\\NASPROXY01)'),
  open(nasAgent({ osVersion: '10.0.17763.1' }), 'hosts is not known (CONTOSO\\NASPROXY01)'),
];
export const STEP_CASES: Record<string, StepCase[]> = {
  'agents-reconnected': [
    ...AWAY.map((status) => on(agent({ status }), DC01)),
    open(agent({ status: 'Hardened' }), 'status is not known: "Hardened" does not say it (CONTOSO\\DC01)'),
    ...[...ACTIVE, 'No Agent'].map((status) => off(agent({ status }))),
    open(agent({}), 'status is not known (CONTOSO\\DC01)'),
  ],
  'agents-at-minimum': [
    ...ACTIVE.map((status) => on(agent({ version: '7.3.8.176', status }), DC01)),
    off(agent({ version: '7.3.9.7', status: 'Active' })),
    ...AWAY.map((status) => off(agent({ version: '7.3.8.176', status }))),
    open(
      agent({ version: '7.3.8.176', status: 'Hardened' }),
      'status is not known: "Hardened" does not say it (CONTOSO\\DC01)',
    ),
    off(agent({ version: '7.3.8.176', status: 'No Agent' })),
    open(agent({ version: '7.3.8.176' }), 'status is not known (CONTOSO\\DC01)'),
    open(agent({ status: 'Active' }), 'version is not known (CONTOSO\\DC01)'),
    off(
      {
        ...agent({ status: 'Active' }),
        enterpriseManager: { ...EM, version: '7.3.7.249' },
      },
      '7.3.9',
    ),
  ],
  'activity-monitor-matched': MATCHED,
  'activity-monitor-users-checked': MATCHED,
  'nas-smb2-enabled': SMB2,
  'event-sink-noted': [on(estate({}), [])],
  'roots-installed': [
    ...ROOTS.map((root) => on(agent({ trustedRoots: ROOTS.filter((other) => other !== root) }), DC01)),
    on(agent({ trustedRoots: [], status: 'Stopped' }), DC01),
    off(agent({ trustedRoots: ROOTS.map((root) => `CN=${root}`) })),
    off(agent({ trustedRoots: [], status: 'No Agent' })),
    open(agent({ status: 'Active' }), 'trustedRoots is not known (CONTOSO\\DC01)'),
  ],
  'hashes-excluded': [
    ...SECURITY.map((product) => on(agent({ installedProducts: ['7-Zip', product] }), DC01)),
    on(agent({ installedProducts: SECURITY, status: 'Active' }), DC01),
    off(agent({ installedProducts: ['7-Zip'] })),
    off(agent({ installedProducts: SECURITY, status: 'No Agent' })),
    open(agent({ status: 'Active' }), 'installedProducts is not known (CONTOSO\\DC01)'),
  ],
  'agents-softened': hardenedCases(),
  'agents-hardened': hardenedCases(),
  'auto-deploy-paused': [on(estate({}), [])],
  'agents-upgraded-by-hand': [
    ...AWAY.map((status) => on(agent({ version: '7.3.9.7', status }), DC01)),
    ...[...ACTIVE, 'No Agent'].map((status) => off(agent({ version: '7.3.9.7', status }))),
    off(agent({ version: '7.4.1.0', status: 'Stopped' }), '7.4.0.1'),
    open(
      agent({ version: '7.3.9.7', status: 'Hardened' }),
      'status is not known: "Hardened" does not say it (CONTOSO\\DC01)',
    ),
    open(agent({ version: '7.3.9.7' }), 'status is not known (CONTOSO\\DC01)'),
    open(agent({ status: 'Stopped' }), 'version is not known (CONTOSO\\DC01)'),
  ],
  'queues-drained': [
    on(agent({ eventsInQueue: 1001 }), DC01),
    on(agent({ eventsInQueue: 1001, status: 'Active' }), DC01),
    off(agent({ eventsInQueue: 1000 })),
    off(agent({ eventsInQueue: 1001, status: 'No Agent' })),
    open(agent({ status: 'Active' }), 'eventsInQueue is not known (CONTOSO\\DC01)'),
  ],
  'policies-exported': [
    on(estate({ policies: [{ name: 'LDAP Recon' }] }), ['LDAP Recon']),
    off(estate({ policies: [] })),
    open(estate({ policies: [{ id: '7' }] }), 'name is not known ((unnamed))'),
  ],
  'certs-backed-up': [
    on(estate(files('Ca-crt.pem', 'root.dat')), ['Ca-crt.pem', 'root.dat']),
    open(estate({}), 'certsInfo.files is not known (certsInfo/files)'),
    open(estate({ certsInfo: { files: [{ sizeBytes: 5 }] } }), 'name is not known ((unnamed))'),
  ],
  'databases-backed-up': [
    on(estate({ database: { databases: [{ name: 'NVMonitorData' }] } }), ['NVMonitorData']),
    open(estate({ database: { databases: [{ state: 'ONLINE' }] } }), 'name is not known ((unnamed))'),
  ],
  'inventory-kept': [on(estate({}), [])],
  'siem-mappings-saved': [on(estate({}), [])],
  'license-saved': [on(estate({}), HOST)],
  'secret-saved': [
    on(em({ version: '7.4.0.1' }, files('Ca-crt.pem', 'Secret.dpapi')), ['Secret.dpapi'], '7.5'),
    off(em({ version: '7.4.0.1' }, files('Ca-crt.pem')), '7.5'),
    off(estate(files('Secret.dpapi'))),
    open(
      em({ version: '7.4.0.1' }, { certsInfo: { files: [{ sizeBytes: 1 }] } }),
      'name is not known ((unnamed))',
      '7.5',
    ),
  ],
  'console-changes-reviewed': FROM_BEFORE_7_4,
  'scripts-adapted': FROM_BEFORE_7_4,
  'credential-provider-upgraded': FROM_BEFORE_7_4,
  'blacklist-configured-last': TO_8_1,
  'logging-changes-reviewed': [
    on(em({ version: '7.5.0.1' }), [], '8.1'),
    on(em({ version: '8.0.0.1' }), [], '8.1'),
    off(em({ version: '8.1.0.1' }), '8.1'),
    off(em({ version: '7.5.0.1' }), '8.0'),
  ],
  'console-elevated-for-windows-login': [
    on(toSevenThree({ uacEnabled: true, databaseAuthentication: 'windows' }), HOST, '7.3.9'),
    off(toSevenThree({ uacEnabled: false, databaseAuthentication: 'windows' }), '7.3.9'),
    off(toSevenThree({ uacEnabled: true, databaseAuthentication: 'sql' }), '7.3.9'),
    open(
      toSevenThree({ uacEnabled: true }),
      'databaseAuthentication is not known (Enterprise Manager TPEM01)',
      '7.3.9',
    ),
    open(
      toSevenThree({ databaseAuthentication: 'windows' }),
      'uacEnabled is not known (Enterprise Manager TPEM01)',
      '7.3.9',
    ),
    off(em({ uacEnabled: true, databaseAuthentication: 'windows' })),
  ],
  'console-elevated': [
    on(em({ uacEnabled: false, databaseAuthentication: 'sql' }), HOST),
    on(em({}), HOST, '7.5'),
    on(em({ version: '7.5.0.1' }), HOST, '8.0'),
    on(em({ version: '8.0.0.1' }), HOST, '8.1'),
    off(toSevenThree({ uacEnabled: true, databaseAuthentication: 'windows' }), '7.3.9'),
  ],
  'server-uninstalled': [on(estate({}), HOST)],
  'databases-untouched': [
    on(estate({ database: { databases: [{ name: 'NVMonitorData' }] } }), ['NVMonitorData']),
    open(estate({ database: { databases: [{ state: 'ONLINE' }] } }), 'name is not known ((unnamed))'),
  ],
  'files-untouched': [on(estate(files('Ca-crt.pem')), ['CertsInfo C:\\CertsInfo'])],
  'server-installed': [on(estate({}), HOST)],
  'location-kept': [
    ...['7.4', '7.5', '8.0', '8.1'].map((line) => on(em({ version: `${line}.0.1` }), HOST, line)),
    on(em({ version: '8.0.0.1' }), HOST, '8.1'),
    off(em({ version: '7.5.0.1' }), '8.1'),
    off(estate({})),
    open(em({ version: undefined }), 'version is not known (Enterprise Manager TPEM01)'),
  ],
  'certs-carried-over': [
    on(estate(files('Ca-crt.pem', 'root.dat')), ['Ca-crt.pem']),
    on(em({ version: '7.5.0.1' }, files('Ca-crt.pem')), ['Ca-crt.pem'], '8.0'),
    off(em({ version: '7.4.0.1' }, files('Ca-crt.pem'))),
    off(em({ version: '8.0.0.1' }, files('Ca-crt.pem')), '8.1'),
    off(em({ version: '7.3.7.249' }, files('Ca-crt.pem')), '7.3.9'),
    open(estate({ certsInfo: { files: [{ sizeBytes: 5 }] } }), 'name is not known ((unnamed))'),
  ],
  'mixed-mode-off': [
    on(em({ pre735Port: 3739 }, files('Ca-crt.pem')), HOST),
    on(em({ pre735Port: 1 }), HOST),
    on(em({ pre735Port: 0 }, files('root.dat')), HOST),
    off(em({ pre735Port: 0 }, files('Ca-crt.pem'))),
    open(em({}, files('Ca-crt.pem')), 'pre735Port is not known (Enterprise Manager TPEM01)'),
  ],
  'infrastructure-upgraded': [
    on(estate({ epeRestSites: [{ host: 'EPE01' }] }), ['EPE01']),
    on(em({ version: '8.0.0.1' }, { epeRestSites: [{ host: 'EPE01' }] }), ['EPE01'], '8.1'),
    off(estate({ epeRestSites: [] })),
    open(estate({}), 'epeRestSites is not known (epeRestSites)'),
    off(toSevenThree({}), '7.3.9'),
  ],
  'remote-consoles-upgraded': [
    on(estate({ remoteConsoles: [{ host: 'ADMIN01' }] }), ['ADMIN01']),
    on(em({ version: '8.0.0.1' }, { remoteConsoles: [{ host: 'ADMIN01' }] }), ['ADMIN01'], '8.1'),
    off(estate({ remoteConsoles: [] })),
    open(estate({}), 'remoteConsoles is not known (remoteConsoles)'),
    off(toSevenThree({}), '7.3.9'),
  ],
  'policies-verified': [
    on(em({ version: '8.0.0.1' }), [], '8.1'),
    on(em({ version: '8.1.0.1' }), [], '8.1.0.9'),
    off(em({ version: '7.5.0.1' }), '8.0'),
  ],
  'lsass-alerts-on': [
    on(estate({}), []),
    on(em({ version: '8.0.0.1' }), [], '8.1'),
    off(toSevenThree({}), '7.3.9'),
  ],
  'agents-upgraded': [
    open(
      agent({ version: '7.3.9.7', status: 'Hardened' }),
      'status is not known: "Hardened" does not say it (CONTOSO\\DC01)',
    ),
    ...ACTIVE.map((status) => on(agent({ version: '7.3.9.7', status }), DC01)),
    ...[...AWAY, 'No Agent'].map((status) => off(agent({ version: '7.3.9.7', status }))),
    off(agent({ version: '7.4.1.0', status: 'Active' }), '7.4.0.1'),
    open(agent({ version: '7.3.9.7' }), 'status is not known (CONTOSO\\DC01)'),
    open(agent({ status: 'Active' }), 'version is not known (CONTOSO\\DC01)'),
  ],
  'templates-updated': [on(estate({}), [])],
  'hibp-updated': [
    on(em({ version: '7.5.0.1', hibpDatabase: true }), HOST, '8.0'),
    on(em({ version: '7.5.0.1', hibpDatabase: true }), HOST, '8.1'),
    off(em({ version: '7.5.0.1', hibpDatabase: false }), '8.0'),
    off(em({ version: '8.0.0.1', hibpDatabase: true }), '8.1'),
    off(em({ hibpDatabase: true }), '7.5'),
    open(em({ version: '7.5.0.1' }), 'hibpDatabase is not known (Enterprise Manager TPEM01)', '8.0'),
  ],
  'reporting-module-upgraded': [
    on(estate({ reportingModule: { installed: true, version: '2.9' } }), ['Reporting Module']),
    off(estate({ reportingModule: { installed: true, version: '3.0' } })),
    off(estate({ reportingModule: { installed: false, version: '2.9' } })),
    off(em({ version: '7.3.7.249' }, { reportingModule: { installed: true, version: '2.9' } }), '7.3.9'),
    open(estate({ reportingModule: { version: '2.9' } }), 'installed is not known (Reporting Module)'),
    open(estate({ reportingModule: { installed: true } }), 'version is not known (Reporting Module)'),
  ],
  'logging-settings-converted': [
    ...['AdmTrace', 'LdapTrace'].map((key) => eightOne(on, setting(key, 'true'))),
    ...['Rules', 'Intervals Timers'].map((value) => eightOne(on, setting('Filter', value))),
    eightOne(on, { ...setting('DebugTrace', 'Api'), status: 'Stopped' }),
    on(
      { ...agent(setting('DebugTrace', 'Api')), enterpriseManager: { ...EM, version: '8.0.0.1' } },
      DC01,
      '8.1',
    ),
    ...['1', 'false'].map((value) => eightOne(on, setting('AdmTrace', value))),
    eightOne(on, setting('Filter', 'Timers')),
    eightOne(off, setting('DebugTrace', 'ApiCall')),
    eightOne(off, {}),
    eightOne(off, { ...setting('DebugTrace', 'Api'), status: 'No Agent' }),
    { ...eightOne(off, setting('DebugTrace', 'Api')), target: '8.0' },
    off({ ...agent(setting('DebugTrace', 'Api')), enterpriseManager: { ...EM, version: '8.1.0.1' } }, '8.1'),
    open(
      { ...agent({ loggingIni: {} }), enterpriseManager: { ...EM, version: '7.5.0.1' } },
      'loggingIni.settings is not known (CONTOSO\\DC01)',
      '8.1',
    ),
  ],
  'log-collectors-adapted': [
    on(em({ version: '7.5.0.1' }), [], '8.1'),
    on(em({ version: '8.0.0.1' }), [], '8.1'),
    off(em({ version: '7.5.0.1' }), '8.0'),
    off(em({ version: '8.1.0.1' }), '8.1'),
  ],
  'hop-verified': [on(estate({}), [])],
};

function eightOne(say: typeof on | typeof off, fields: Agent): StepCase {
  const inventory = { ...agent(fields), enterpriseManager: { ...EM, version: '7.5.0.1' } };
  return say === on ? on(inventory, DC01, '8.1') : off(inventory, '8.1');
}

function hardenedCases(): StepCase[] {
  return [
    on(agent({ hardened: true }), DC01),
    on(agent({ hardened: true, status: 'Active' }), DC01),
    on(agent({ status: 'Hardened' }), DC01),
    on(agent({ hardened: false, status: 'Hardened' }), DC01),
    off(agent({ hardened: false })),
    off(agent({ hardened: false, status: 'Active' })),
    off(agent({ hardened: true, status: 'No Agent' })),
    open(agent({}), 'hardened is not known (CONTOSO\\DC01)'),
    open(agent({ status: 'Active' }), 'hardened is not known (CONTOSO\\DC01)'),
  ];
}

/** Steps that one hop does for all later ones. */
export const LASTING_STEPS = ['roots-installed', 'mixed-mode-off'];

/** What the steps say of a case. @throws Error when there is no such hop */
export function stepsFor(
  { inventory, target: to }: Omit<StepCase, 'subjects'>,
  steps: StepCatalogue,
  catalogue: Catalogue,
): PlanStep[] {
  const target = targetOf(catalogue.targets, to);
  const version = inventory.enterpriseManager?.version ?? EM.version;
  const hop = target && findRoute(catalogue.targets, version, target)?.[0];
  if (!target || !hop) throw new Error(`no hop from ${version} to ${to}`);
  return stepsOf(steps, catalogue, { inventory, hop, target, now: Date.parse('2026-11-20T22:00:00Z') });
}
