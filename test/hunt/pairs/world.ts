import { HOPS, makeReadyEstate, type Estate, type Fields } from '../estate';
import type { Random } from '../random';

export type PairedEstate = Estate & { environment: string; reportingModule: Fields };

/** An estate before and after a hop; an operation changes it in place. */
export interface PairWorld {
  before: PairedEstate;
  after: PairedEstate;
  target: string;
  /** What became of a row of before. */
  rows: Map<Fields, Fields>;
}

/** What is there after a hop to each target. */
export const BUILDS: Record<string, string> = {
  '7.3.9': '7.3.9.142',
  '7.4': '7.4.0.312',
  '7.5': '7.5.0.99',
  '8.0': '8.0.0.50',
  '8.1': '8.1.0.20',
};
const OLD_FOLDER = 'C:\\Program Files\\STEALTHbits\\StealthINTERCEPT';
const NEW_FOLDER = 'C:\\Program Files\\Netwrix\\Netwrix Threat Prevention';

/** Between the two, and when both are judged. */
export const UPGRADED_AT = '2026-11-21T03:04:00Z';
export const JUDGED_AT = '2026-11-21T04:00:00Z';

/** A hop in which nothing was lost: names are spelt otherwise afterwards, and rows stand in another order. */
export function makeCleanPair(random: Random): PairWorld {
  const hop = random.pick(HOPS);
  const before = makeReadyEstate(hop, random) as PairedEstate;
  const after = structuredClone(before);
  const rows = pairRows(before, after);
  upgrade(after, hop.target, BUILDS[hop.target] ?? hop.target, hop.version < '7.4' && hop.target >= '7.4');
  for (const agent of after.agents) Object.assign(agent, respellAgent(agent, random));
  for (const file of after.certsInfo.files)
    if (random.chance(0.5)) file.modifiedAt = inOtherZone(String(file.modifiedAt));
  after.database.server = random.pick(['SQL01', 'sql01.contoso.com', 'tcp:SQL01,1433', 'SQL01\\MSSQLSERVER']);
  const world = { before, after, target: hop.target, rows };
  shuffleLists(world, random);
  return world;
}

function pairRows(before: PairedEstate, after: PairedEstate): Map<Fields, Fields> {
  const listsOf = ({ agents, policies, database, certsInfo, sources, activityMonitor }: PairedEstate) => [
    agents,
    policies,
    database.databases,
    certsInfo.files,
    certsInfo.certificates,
    sources,
    activityMonitor.agents,
  ];
  const later = listsOf(after);
  return new Map(
    listsOf(before).flatMap((list, at) => list.map((row, index) => [row, later[at]?.[index] ?? {}] as const)),
  );
}

function upgrade(estate: PairedEstate, target: string, build: string, moves: boolean): void {
  estate.collectedAt = '2026-11-21T03:10:00Z';
  for (const source of estate.sources) {
    source.collectedAt = UPGRADED_AT;
    if (source.asOf !== undefined) source.asOf = UPGRADED_AT;
  }
  estate.enterpriseManager.version = build;
  for (const upgraded of [...estate.agents, ...estate.remoteConsoles]) upgraded.version = build;
  if (!moves) return;
  for (const [holder, key] of [
    [estate.enterpriseManager, 'installPath'],
    [estate.certsInfo, 'path'],
  ] as const)
    holder[key] = String(holder[key]).replace(OLD_FOLDER, NEW_FOLDER);
  if (target >= '7.4')
    estate.certsInfo.files.push({ name: 'Secret.dpapi', sizeBytes: 230, modifiedAt: UPGRADED_AT });
}

function respellAgent({ name, domain, fqdn }: Fields, random: Random): Fields {
  const [host, own] = [String(name), String(domain)];
  return random.pick<Fields>([
    {},
    { name: host.toLowerCase() },
    { name: `${own.toLowerCase()}\\${host}`, domain: null },
    { name: String(fqdn).toUpperCase(), domain: null },
  ]);
}

function inOtherZone(time: string): string {
  return new Date(Date.parse(time) + 3_600_000).toISOString().replace('Z', '+01:00');
}

/** Every list whose order says nothing, in another one. */
export function shuffleLists({ before, after }: PairWorld, random: Random): void {
  for (const one of [before, after]) {
    const shuffle = (list: Fields[] | undefined) => list?.splice(0, list.length, ...random.shuffle(list));
    for (const list of [one.agents, one.policies, one.sources, one.policyExports]) shuffle(list);
    for (const list of [one.certsInfo?.files, one.certsInfo?.certificates, one.database?.databases])
      shuffle(list);
    for (const list of [one.activityMonitor?.agents, one.enterpriseManager?.services]) shuffle(list);
  }
}
