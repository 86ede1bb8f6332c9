import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Document } from './changes';

const FOLDER = join(__dirname, '../../../fixtures/inventories');

export function readEstate(name: string): Document {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Document;
}

/** The ready sample estate, changed in place by `change`. */
function changed(change: (estate: Estate) => void): Document {
  const estate = readEstate('contoso-7.3.9') as unknown as Estate;
  change(estate);
  return estate as unknown as Document;
}

type Fields = Record<string, unknown>;
interface Estate {
  enterpriseManager: Fields;
  certsInfo: Fields & { files: Fields[]; certificates: Fields[]; backup: { files: Fields[] } };
  database: Fields & { databases: Fields[] };
  policies: Fields[];
  policyExports: Fields[];
  activityMonitor: { agents: Fields[] };
  reportingModule: Fields;
  agents: Fields[];
}

/** The sample estate, and variants of it in which every category of rules has something to complain of. */
export const ESTATES: Record<string, Document> = {
  ready: readEstate('contoso-7.3.9'),
  'old agents': changed(({ agents }) => {
    Object.assign(agents[0] ?? {}, { version: '7.3.8.12', status: 'Lost Connection', eventsInQueue: 5000 });
    Object.assign(agents[1] ?? {}, { operatingSystem: 'Windows Server 2012 R2', dotNetRelease: 394802 });
    Object.assign(agents[2] ?? {}, {
      installedProducts: ['Quest Change Auditor', 'Avast'],
      trustedRoots: [],
    });
    agents.push({ name: 'CONTOSO\\DC01', version: '7.3.9.42', status: 'No Agent' });
  }),
  'mixed version mode': changed(({ agents, enterpriseManager, certsInfo }) => {
    Object.assign(agents[0] ?? {}, { version: '7.3.4.1' });
    enterpriseManager.pre735Port = 0;
    certsInfo.certificates.forEach((one) => Object.assign(one, { notAfter: '2026-11-20T00:00:00Z' }));
  }),
  'broken certificates': changed(({ certsInfo, enterpriseManager }) => {
    enterpriseManager.version = '7.4.0.10';
    certsInfo.files.splice(1, 2);
    certsInfo.backup.files.pop();
    certsInfo.certificates.forEach((one) => Object.assign(one, { keyMatches: false }));
  }),
  'bad database': changed(({ database }) => {
    Object.assign(database, { version: '12.0.1', server: 'TPEM01', maxServerMemoryMb: 2147483647 });
    database.databases.forEach((one) => {
      Object.assign(one, { recoveryModel: 'FULL', isOwner: false, state: 'SUSPECT' });
      Object.assign(one, { lastFullBackupAt: '2026-01-01T00:00:00Z', autogrowth: { unit: 'mb', value: 1 } });
    });
  }),
  'small server': changed(({ enterpriseManager, reportingModule }) => {
    Object.assign(enterpriseManager, {
      language: 'de-DE',
      domainJoined: false,
      cpuCores: 2,
      dotNetRelease: 1,
    });
    Object.assign(enterpriseManager, { memoryBytes: 1, freeDiskBytes: 1, databaseAuthentication: 'windows' });
    Object.assign(reportingModule, { installed: true, version: '2.8' });
  }),
  'other nas': changed(({ activityMonitor, policies, policyExports }) => {
    Object.assign(activityMonitor.agents[0] ?? {}, {
      version: '9.0.1',
      osVersion: '6.3.9600',
      siInstallState: 'NotInstalled',
      errorMessage: 'broken',
      hosts: [{ host: 'q', type: 'Qumulo' }],
    });
    policies.push({ name: 'New', modifiedAt: '2026-11-20T21:30:00Z' });
    policyExports.push({ path: 'b.xml', wellFormed: false, policyNames: [] });
  }),
};
