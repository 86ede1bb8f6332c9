import type { Fields } from '../estate';
import { createChanges, type Operation } from '../operation';
import type { Random } from '../random';

const of = createChanges('not-ready');

/** Violations of rules at level fail: whatever else is true, the estate is not ready. */
export const VIOLATIONS: Operation[] = [
  ...ofEach('agents', [
    ['agent-too-old', 'an Agent is older than the target accepts', '7.4', oldVersion],
    ['agent-old-windows', 'an Agent runs on a Windows that is not supported', '7.4', oldWindows],
    [
      'agent-old-dotnet',
      'an Agent has an old .NET Framework',
      '7.4',
      (_row, random) => ({ dotNetRelease: random.integer(0, 394_000) }),
    ],
    ['agent-conflict', 'an Agent shares its server with Change Auditor', '7.4', conflict],
  ]),
  of(
    'console-key',
    'a remote console has a private key',
    (estate, random) => {
      const certsInfoFiles = ['ca-crt.pem', random.pick(['Em-key.pem', 'CA-KEY.PEM', 'key.pem'])];
      estate.remoteConsoles = [{ host: 'ADMIN09', certsInfoFiles }];
    },
    '7.4',
  ),
  of('agent-twice', 'a host is listed twice', (estate, random) => {
    const row = random.pick(estate.agents);
    // One that has lost its name, or seems to have one, is nobody's twin.
    const isNamed = [row.name, row.domain, row.fqdn].every((text) =>
      /^[A-Za-z0-9.]{4,}$/.test(String(text ?? '')),
    );
    const isItself = String(row.fqdn)
      .toLowerCase()
      .startsWith(`${String(row.name).toLowerCase()}.`);
    if (!isNamed || !isItself || /^(null|none|unknown)$/i.test(String(row.name))) return false;
    estate.agents.push({ ...row, ...respelt(row, random) });
    return true;
  }),
  of('certificates-gone', 'CertsInfo is not there', ({ certsInfo }) => {
    Object.assign(certsInfo, { found: false, files: [], certificates: [] });
  }),
  of('certificate-expired', 'a certificate has expired', ({ certsInfo }, random) => {
    const days = random.integer(1, 4000);
    random.pick(certsInfo.certificates).notAfter = new Date(
      Date.parse('2026-11-20T21:00:00Z') - days * 86_400_000,
    ).toISOString();
  }),
  of('certificate-not-yet', 'a certificate is not valid yet', ({ certsInfo }, random) => {
    random.pick(certsInfo.certificates).notBefore = '2026-12-24T00:00:00Z';
  }),
  of('key-of-another', 'a private key belongs to another certificate', ({ certsInfo }, random) => {
    random.pick(certsInfo.certificates).keyMatches = false;
  }),
  of(
    'secret-gone',
    'a file that CertsInfo must have is gone',
    ({ certsInfo, enterpriseManager }, random) => {
      // Which files there must be depends on it.
      if (enterpriseManager.version == null) return false;
      const name = random.pick(['Secret.dpapi', 'Em-crt.pem', 'Em-key.pem', 'Ca-crt.pem']);
      certsInfo.files = certsInfo.files.filter((file) => file.name !== name);
      return true;
    },
    '7.5',
  ),
  ofDatabase('database-suspect', 'a database is not online', (row, random) => {
    row.state = random.pick(['SUSPECT', 'RESTORING', 'OFFLINE', 'RECOVERY_PENDING', 'EMERGENCY', 'suspect']);
  }),
  ofDatabase(
    'database-full',
    'a database is not in simple recovery',
    (row, random) => {
      row.recoveryModel = random.pick(['FULL', 'BULK_LOGGED', 'full']);
    },
    '7.4',
  ),
  ofDatabase(
    'database-not-owned',
    'the login does not own a database',
    (row) => (row.isOwner = false),
    '7.4',
  ),
  of(
    'sql-old',
    'SQL Server is too old',
    ({ database }, random) => {
      database.version = random.pick(['12.0.6024.0', '11.0.7001.0', '10.50.6000.34']);
    },
    '7.4',
  ),
  of(
    'server-alone',
    'the Enterprise Manager is in no domain',
    ({ enterpriseManager }) => {
      enterpriseManager.domainJoined = false;
    },
    '7.4',
  ),
  of(
    'server-german',
    'the Enterprise Manager is not in English',
    ({ enterpriseManager }, random) => {
      enterpriseManager.language = random.pick(['de-DE', 'fr-FR', 'en-GB']);
    },
    '7.4',
  ),
  of(
    'server-old-windows',
    'the Enterprise Manager runs on an old Windows',
    ({ enterpriseManager }, random) => {
      Object.assign(enterpriseManager, oldWindows({}, random));
    },
    '7.4',
  ),
  of('version-off-route', 'no documented path leads to the target', ({ enterpriseManager }, random) => {
    enterpriseManager.version = random.pick(['7.2.1.100', '6.1.0.1', '7.3.4.9', '7.0']);
  }),
  of('proxy-without-agent', 'a NAS proxy has no Agent', ({ activityMonitor }, random) => {
    const state = random.pick(['NotInstalled', 'Installing', 'Uninstalling']);
    Object.assign(random.pick(activityMonitor.agents), { siInstallState: state, siVersion: '' });
  }),
  of(
    'proxy-old-windows',
    'a NAS proxy runs on an old Windows',
    ({ activityMonitor }, random) => {
      random.pick(activityMonitor.agents).osVersion = random.pick(['6.3.9600', '6.1.7601.0', '6.0.6003']);
    },
    '7.4',
  ),
  of('agent-ahead', 'an Agent is newer than the target', ({ agents }, random) => {
    random.pick(agents).version = random.pick(['9.0.0.1', '99.1', '8.2.0.7']);
  }),
];

function ofDatabase(
  id: string,
  worse: string,
  change: (row: Fields, random: Random) => unknown,
  since?: string,
): Operation {
  return of(id, worse, ({ database }, random) => void change(random.pick(database.databases), random), since);
}

type Row = [string, string, string, (row: Fields, random: Random) => Fields];

function ofEach(list: 'agents', rows: readonly Row[]): Operation[] {
  return rows.map(([id, worse, since, change]) =>
    of(
      id,
      worse,
      (estate, random) => {
        const row = random.pick(estate[list]);
        Object.assign(row, change(row, random));
      },
      since,
    ),
  );
}

function oldVersion(_row: Fields, random: Random): Fields {
  return { version: random.pick(['7.3.8.12', '7.3.4.1', '6.1.0.0', '7.3.8', '7.3', '5', '7.3.8.999999999']) };
}

function oldWindows(_row: Fields, random: Random): Fields {
  const name = random.pick([
    'Windows Server 2012 R2',
    'Windows Server 2008',
    'Windows Server 2012 Standard',
    'Windows 10 Pro',
  ]);
  return { operatingSystem: name, osVersion: null };
}

function conflict({ installedProducts }: Fields, random: Random): Fields {
  const name = random.pick([
    'Quest Change Auditor',
    'Dell Change Auditor',
    'ChangeAuditor Agent',
    'Quest ChangeAuditor Agent 7.0',
    'PowerBroker Auditor',
    'BeyondTrust PowerBroker Auditor for Active Directory',
    'Quest® Change-Auditor',
    'change   auditor agent (x64)',
  ]);
  return { installedProducts: random.shuffle([...(installedProducts as string[]), name]) };
}

/** The same host, written otherwise. */
function respelt({ name, domain, fqdn }: Fields, random: Random): Fields {
  const [host, own] = [String(name), String(domain)];
  return random.pick([
    {},
    { name: host.toLowerCase() },
    { name: `${own}\\${host}`, domain: null },
    { name: String(fqdn), domain: null },
    { name: ` ${host} ` },
    { domain: null, fqdn: null },
    { name: `${host}:4494` },
  ]);
}
