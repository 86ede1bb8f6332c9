import { cp, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLIENT_ID, CLIENT_SECRET, startApi, type Answer as ApiAnswer } from '../servers/activity-monitor';
import { makeCertificate, type TestCertificate } from '../servers/certificates';
import { ROOT } from '../cli/run';
import { makeEmFolder } from './em-folder';
import type { Answer } from '../servers/sql/answers';
import { makeAuthority, type Authority } from '../servers/sql/certificates';
import { columns, PASSWORD, serverRows, startEstate, USER } from '../servers/sql/estate';
import type { TdsServerOptions } from '../servers/sql/server';

const SOURCES = join(ROOT, 'fixtures/sources');
const HOUR = 3_600_000;
const HOSTS = ['DC01', 'DC02', 'DC03', 'FS01', 'NASPROXY01'];

/** What gather cannot see from outside Windows, and what only a person knows. */
const FACTS = {
  enterpriseManager: {
    host: 'TPEM01',
    operatingSystem: 'Windows Server 2019 Standard',
    osVersion: '10.0.17763',
    language: 'en-US',
    domainJoined: true,
    memoryBytes: 68_719_476_736,
    cpuCores: 8,
    freeDiskBytes: 182_000_000_000,
    dotNetRelease: 528_049,
    uacEnabled: true,
    services: [{ name: 'SIEnterpriseManager', state: 'running', account: 'CONTOSO\\svc-tp' }],
    localAdministrators: [{ name: 'CONTOSO\\svc-tp', kind: 'user' }],
    license: { present: true, expires: false },
    virtual: true,
    hibpDatabase: false,
    analytics: false,
    adUserCount: 1840,
  },
  // The test server is on this machine; a database beside the Enterprise Manager is a finding.
  database: { server: 'SQL01' },
  reportingModule: { installed: false },
  activityMonitor: { version: '7.1.164' },
  decisions: {
    agentExclusionsSet: true,
    emExclusionsSet: true,
    exclusionPathsUpdated: true,
    logConfigsDefault: true,
  },
  policyVerifier: { exitCode: 0 },
  remoteConsoles: [],
  epeRestSites: [],
};

export const SECRETS = { TP_DOCTOR_SQL_PASSWORD: PASSWORD, TP_DOCTOR_AM_CLIENT_SECRET: CLIENT_SECRET };

/** One estate that is ready for 7.4, with all of its sources: two servers, and files that were made an hour ago. */
export class WholeEstate {
  private constructor(
    readonly folder: string,
    readonly emRoot: string,
    private readonly authority: Authority,
    private readonly certificate: TestCertificate,
  ) {}

  static async make(): Promise<WholeEstate> {
    const folder = await mkdtemp(join(tmpdir(), 'tp-doctor-estate-'));
    const emRoot = await makeEmFolder({ mixedVersionMode: false });
    const estate = new WholeEstate(folder, emRoot, await makeAuthority(), await makeCertificate());
    await estate.copyExports();
    await cp(join(emRoot, 'certsinfo'), join(folder, 'certs-backup'), { recursive: true });
    await writeFile(join(folder, 'facts.json'), JSON.stringify(FACTS));
    await mkdir(join(folder, 'out'));
    return estate;
  }

  /** As the console and PowerShell would have written them an hour ago. */
  private async copyExports(): Promise<void> {
    const made = new Date(Date.now() - HOUR);
    const put = async (from: string, to: string) => {
      const text = await readFile(join(SOURCES, from), 'utf8');
      const file = join(this.folder, to);
      await writeFile(file, text.replaceAll(/2026-\d\d-\d\dT/g, `${daysAgo(30)}T`));
      await utimes(file, made, made);
    };
    await put('agents/elements.xml', 'agents.xml');
    await put('policies/list.csv', 'policies.csv');
    await put('policy-exports/policies-2026-11-20.xml', 'policy-export.xml');
  }

  startSql(options: TdsServerOptions = {}) {
    const { certificate } = this.authority;
    const answers = [...(options.answers ?? []), ...freshAnswers()];
    return startEstate({ encryption: 'on', certificate, ...options, answers });
  }

  startApi(answer?: ApiAnswer) {
    return startApi(this.certificate, { agents: AGENTS, hosts: HOSTS_OF }, answer);
  }

  /** The flags that name every source of the estate, by source, and where the inventory goes. */
  flags({ sqlPort, apiUrl }: { sqlPort: number; apiUrl: string }): Record<string, string[]> {
    const { folder, authority, certificate } = this;
    return {
      agents: ['--agents', join(folder, 'agents.xml'), '--utc-offset', 'Z'],
      policies: ['--policies', join(folder, 'policies.csv')],
      'policy-export': ['--policy-export', join(folder, 'policy-export.xml')],
      'sql-server': [
        ...['--sql-server', `localhost,${sqlPort}`, '--sql-user', USER, '--sql-ca', authority.caFile],
      ],
      'enterprise-manager': ['--em-root', this.emRoot, '--certs-backup', join(folder, 'certs-backup')],
      'activity-monitor': [
        ...['--activity-monitor', apiUrl, '--activity-monitor-client-id', CLIENT_ID],
        ...['--activity-monitor-fingerprint', certificate.fingerprint],
      ],
      facts: ['--facts', join(folder, 'facts.json')],
    };
  }

  /** What must never be seen outside: private keys by a line of their middle. */
  async keys(): Promise<string[]> {
    const names = ['Ca-key.pem', 'Em-key.pem'];
    const files = await Promise.all(
      names.map((name) => readFile(join(this.emRoot, 'certsinfo', name), 'utf8')),
    );
    return [...files, this.certificate.key, this.authority.certificate.key].map(
      (pem) => pem.split('\n')[1]?.slice(0, 40) ?? pem,
    );
  }

  async remove(): Promise<void> {
    await this.authority.remove();
    for (const folder of [this.folder, this.emRoot]) await rm(folder, { recursive: true });
  }
}

const AGENTS = [
  {
    id: 'AGENT0',
    host: 'nasproxy01.contoso.com',
    netbiosName: 'NASPROXY01',
    domain: 'CONTOSO',
    osVersion: '10.0.17763.0',
    version: '7.1.164',
    installState: 'Installed',
    siInstallState: 'ManagedBySI',
    siVersion: '7.3.9.42',
    managedBySI: true,
    errorMessage: '',
    warnings: [],
  },
  {
    id: 'AGENT1',
    host: 'am01.contoso.com',
    netbiosName: 'AM01',
    domain: 'CONTOSO',
    osVersion: '10.0.17763.0',
    version: '7.1.164',
    installState: 'Installed',
    siInstallState: 'NotInstalled',
    siVersion: '',
    managedBySI: false,
    errorMessage: '',
    warnings: [],
  },
];
const HOSTS_OF = {
  AGENT0: [
    {
      id: 'NetApp-netapp01',
      host: 'netapp01',
      type: 'NetApp',
      outputs: [{ managedBy: 'Threat Prevention' }],
    },
  ],
  AGENT1: [{ id: 'Windows-am01', host: 'AM01', type: 'Windows', outputs: [{ managedBy: '' }] }],
};

/** The answers of the healthy server that depend on the clock or on the agents of the exports. */
function freshAnswers(): Answer[] {
  const backup = new Date(Date.now() - 10 * HOUR);
  const contact = new Date(Date.now() - HOUR / 60);
  return [
    { when: /msdb\.dbo\.backupset/, columns: columns(['finished_at', 'datetime']), rows: [[backup]] },
    serverRows(HOSTS.map((name) => [name, 'CONTOSO', '7.3.9.42', 'Active', contact])),
  ];
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 24 * HOUR).toISOString().slice(0, 10);
}
