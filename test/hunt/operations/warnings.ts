import type { Fields } from '../estate';
import { createChanges, type Operation } from '../operation';
import type { Random } from '../random';

const of = createChanges('ready-with-warnings');

/** Violations of rules at level warn: never simply ready. */
export const WARNINGS: Operation[] = [
  ofAgent('agent-lost', 'an Agent is not connected', (random) => ({
    status: random.pick(['Lost Connection', 'Stopped', 'lost connection', 'Unknown state', '']),
  })),
  ofAgent('agent-full-disk', 'an Agent has no disk space', () => ({ freeSpaceBytes: 0 }), '7.4'),
  ofAgent('agent-queue', 'an Agent has events to send', () => ({ eventsInQueue: 500_000 })),
  ofAgent('agent-modules', 'an Agent has not loaded its modules', () => ({
    status: 'Active (Modules Pending)',
  })),
  ofAgent('agent-roots', 'an Agent does not trust the certificates of updates', () => ({
    trustedRoots: ['Other Root'],
  })),
  ofAgent('agent-server', 'the server of an Agent stands in the way', (random) =>
    random.pick([
      { domainListed: false },
      { emPortReachable: false },
      { emTlsIntercepted: true },
      { servicesPipeTimeoutMs: 30_000, revocationListsReachable: false },
      { serviceStartMode: random.pick(['Manual', 'Disabled', 'disabled']) },
      { hardened: true },
      { status: 'Hardened' },
      { wmiReachable: false },
    ]),
  ),
  ofAgent(
    'agent-small',
    'the server of an Agent is small',
    (random) =>
      random.pick([{ cpuCores: 2 }, { memoryBytes: 4e9 }, { localHibp: true, freeSpaceBytes: 50e9 }]),
    '7.4',
  ),
  ofAgent(
    'agent-edr',
    'an Agent shares its server with a product that guards LSASS',
    (random) => ({
      installedProducts: [
        random.pick([
          'ESET Server Security',
          'Cisco AMP for Endpoints',
          'Avast Business',
          'CrowdStrike Falcon',
        ]),
      ],
      lsassExclusionConfirmed: random.pick([undefined, null, false]),
    }),
    '7.4',
  ),
  of(
    'server-small',
    'the Enterprise Manager is too small',
    ({ enterpriseManager }, random) => {
      const [field, value] = random.pick([
        ['memoryBytes', 1e9],
        ['cpuCores', 1],
        ['freeDiskBytes', 1e9],
        ['adUserCount', 15_001],
        ['dotNetRelease', 1],
      ] as const);
      enterpriseManager[field] = value;
    },
    '7.4',
  ),
  of(
    'answer-no',
    'a person answers a question with no, or not at all',
    (estate, random) => {
      const decisions = estate.decisions as Fields;
      decisions[random.pick(['agentExclusionsSet', 'emExclusionsSet'])] = random.pick([false, null]);
    },
    '7.4',
  ),
  of('export-broken', 'a policy export is not well-formed', ({ policyExports }, random) => {
    random.pick(policyExports).wellFormed = false;
  }),
  of(
    'sql-german',
    'SQL Server is not in English',
    ({ database }, random) => {
      database.language = random.pick(['Deutsch', 'Français', 'british']);
    },
    '7.4',
  ),
  of('mixed-mode', 'mixed version mode is on', ({ enterpriseManager }) => {
    enterpriseManager.pre735Port = 3740;
  }),
  of(
    'sql-agent-off',
    'SQL Server Agent does not run',
    ({ database }) => void (database.sqlAgentRunning = false),
    '7.4',
  ),
  of(
    'sql-memory',
    'SQL Server may take all memory',
    ({ database }) => {
      database.maxServerMemoryMb = 2_147_483_647;
    },
    '7.4',
  ),
  of(
    'sql-here',
    'SQL Server is on the Enterprise Manager',
    ({ database, enterpriseManager }, random) => {
      database.server = sameMachine(enterpriseManager, random);
    },
    '7.4',
  ),
  of('backup-old', 'a database has no recent backup', ({ database }, random) => {
    Object.assign(
      random.pick(database.databases),
      random.pick([
        { lastFullBackupAt: '2026-08-01T00:00:00Z' },
        { lastFullBackupAt: null, fullBackupFound: false },
        { lastFullBackupAt: '2099-01-01T00:00:00Z' },
        { lastFullBackupAt: null },
      ]),
    );
  }),
  of('certificate-ends', 'a certificate ends soon', ({ certsInfo }, random) => {
    random.pick(certsInfo.certificates).notAfter = '2026-12-01T00:00:00Z';
  }),
  of('certificates-not-copied', 'CertsInfo has no copy that is whole', ({ certsInfo }, random) => {
    random.pick([
      () => {
        const { name } = random.pick(certsInfo.files);
        certsInfo.backup.files = certsInfo.backup.files.filter((copy) => copy.name !== name);
      },
      () => (certsInfo.backup.files = []),
      () => {
        const { name } = random.pick(certsInfo.files);
        for (const copy of certsInfo.backup.files) if (copy.name === name) copy.sizeBytes = 0;
      },
    ])();
  }),
  of('certificates-copied-inside', 'the copy of CertsInfo is CertsInfo itself', ({ certsInfo }, random) => {
    certsInfo.backup.path = sameFolder(String(certsInfo.path), random);
  }),
  of('policy-not-exported', 'a policy is in no export', ({ policies, policyExports }, random) => {
    random.pick([
      () => (policyExports.length = 0),
      () => void policyExports.forEach((one) => (one.policyNames = [])),
      () =>
        policies.push({ id: '9', name: 'Not exported', enabled: true, modifiedAt: '2026-01-01T00:00:00Z' }),
    ])();
  }),
  of('policy-changed', 'a policy was changed after the export', ({ policies }, random) => {
    random.pick(policies).modifiedAt = '2026-11-20T21:30:00Z';
  }),
  of(
    'monitor-broken',
    'an agent of Activity Monitor says that it is broken',
    ({ activityMonitor }, random) => {
      random.pick(activityMonitor.agents).errorMessage = 'Access denied';
    },
  ),
  of('host-of-two-names', 'one host is listed under two names', ({ agents }, random) => {
    const row = random.pick(agents);
    agents.push({
      ...row,
      name: 'OTHERNAME',
      ...random.pick([{ fqdn: 'other.contoso.com' }, { address: '10.77.7.7' }]),
    });
  }),
  of(
    'service-stopped',
    'a service of the Enterprise Manager does not run',
    ({ enterpriseManager }, random) => {
      random.pick(enterpriseManager.services).state = random.pick([
        'stopped',
        'Stopped',
        'paused',
        'start pending',
      ]);
    },
  ),
];

function ofAgent(id: string, worse: string, change: (random: Random) => Fields, since?: string): Operation {
  return of(id, worse, ({ agents }, random) => Object.assign(random.pick(agents), change(random)), since);
}

/** The Enterprise Manager itself, as a connection string may write it. */
function sameMachine({ host, fqdn }: Fields, random: Random): string {
  const name = String(host);
  return random.pick([
    name,
    name.toLowerCase(),
    String(fqdn),
    `${name}\\SQLEXPRESS`,
    `${name},1433`,
    `tcp:${name}`,
    '.',
    '(local)',
    'localhost',
    'LOCALHOST,14330',
    '127.0.0.1',
    '127.0.0.2',
    '::1',
    '[::1],1433',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    'lpc:.',
    'np:\\\\.\\pipe\\sql\\query',
    `  ${name}  `,
  ]);
}

/** The folder itself, as Windows lets one write it. */
function sameFolder(path: string, random: Random): string {
  const share = `\\\\TPEM01\\${path.replace(':', '$')}`;
  return random.pick([
    path,
    path.toUpperCase(),
    path.replaceAll('\\', '/'),
    `${path}\\`,
    `${path}\\.`,
    `${path}\\..\\CertsInfo`,
    `${path}\\copy`,
    `\\\\?\\${path}`,
    `\\\\.\\${path}`,
    share,
    `\\\\?\\UNC\\${share.slice(2)}`,
    `\\\\localhost\\${path.replace(':', '$')}`,
    `\\\\127.0.0.1\\${path.replace(':', '$')}`,
    path.replace('Program Files', 'PROGRA~1'),
    `${path}.`,
    `${path} `,
    path.replace('\\STEALTHbits', '\\\\STEALTHbits'),
  ]);
}
