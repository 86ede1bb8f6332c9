import { readEstate } from '../support/estates/estates';
import type { Random } from './random';

export type Fields = Record<string, unknown>;

/** An inventory as a file has it: operations change it in place. */
export interface Estate extends Fields {
  collectedAt: string;
  sources: Fields[];
  enterpriseManager: Fields & { services: Fields[] };
  certsInfo: Fields & { files: Fields[]; certificates: Fields[]; backup: Fields & { files: Fields[] } };
  database: Fields & { databases: Fields[] };
  policies: Fields[];
  policyExports: Fields[];
  activityMonitor: Fields & { agents: Fields[] };
  remoteConsoles: Fields[];
  agents: Fields[];
}

/** When a hunt judges; the sample estate is ready then. */
export const NOW = '2026-11-20T22:00:00Z';

/** One documented hop, with everything of the sample estate that must be another for it to be ready. */
interface Hop {
  target: string;
  version: string;
  activityMonitor: string;
  /** The best verdict that an estate can have: some targets have warnings that nobody can mend. */
  best: 'ready' | 'ready-with-warnings';
}

export const HOPS: readonly Hop[] = [
  { target: '7.3.9', version: '7.3.8.12', activityMonitor: '7.1.164', best: 'ready-with-warnings' },
  { target: '7.4', version: '7.3.9.42', activityMonitor: '7.1.164', best: 'ready' },
  { target: '7.4', version: '7.3.9.42', activityMonitor: '7.1.164', best: 'ready' },
  { target: '7.5', version: '7.4.0.10', activityMonitor: '9.0.12', best: 'ready' },
  { target: '8.0', version: '7.5.0.10', activityMonitor: '10.0.7', best: 'ready' },
  { target: '8.1', version: '8.0.0.10', activityMonitor: '10.0.7', best: 'ready-with-warnings' },
];

const sample = JSON.stringify(readEstate('contoso-7.3.9'));

/** An estate that nothing is wrong with, of random size and spelling. */
export function makeReadyEstate({ version, activityMonitor }: Hop, random: Random): Estate {
  const estate = JSON.parse(sample) as Estate;
  estate.enterpriseManager.version = version;
  estate.activityMonitor.version = activityMonitor;
  for (const proxy of estate.activityMonitor.agents)
    Object.assign(proxy, { version: activityMonitor, siVersion: version });
  // From 7.4 on the folder has one file more (D2).
  if (version >= '7.4') addSecret(estate);
  estate.agents = [...estate.agents, ...moreAgents(estate.agents, random)];
  for (const agent of estate.agents) agent.version = version;
  return estate;
}

function addSecret({ certsInfo }: Estate): void {
  const secret = { name: 'Secret.dpapi', sizeBytes: 230, modifiedAt: '2024-02-11T08:12:45Z' };
  certsInfo.files.push({ ...secret });
  certsInfo.backup.files.push({ ...secret });
  certsInfo.backup.secretExported = true;
}

const DOMAINS = [
  { domain: 'CONTOSO', dns: 'contoso.com' },
  { domain: 'EMEA', dns: 'emea.contoso.com' },
  { domain: 'fabrikam.local', dns: 'fabrikam.local' },
];

function moreAgents(agents: readonly Fields[], random: Random): Fields[] {
  return Array.from({ length: random.integer(0, 3) }, (_, at) => {
    const { domain, dns } = random.pick(DOMAINS);
    const name = `HUNT${at}`;
    const fqdn = `${name.toLowerCase()}.${dns}`;
    return { ...structuredClone(random.pick(agents)), name, domain, fqdn, address: `10.9.9.${at + 1}` };
  });
}
