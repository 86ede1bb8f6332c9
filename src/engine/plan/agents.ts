import type { Agent, Inventory } from '../../model/inventory';
import { findReason } from '../findings/missing';
import { formatReason, IncompleteLists } from '../scope/incomplete';
import { hostOf, sameHost, type HostName } from '../values/hosts';
import { isOfLine, parseVersion } from '../values/versions';

type Sighting = NonNullable<NonNullable<NonNullable<Inventory['activityMonitor']>['agents']>[number]>;

/** An Agent as a hop finds it, with all that is said of it. */
export interface KnownAgent {
  /** As the list has it. */
  row: Agent;
  /** Versions that Activity Monitor names, and that are not that of the row. */
  others: readonly string[];
  /** Only Activity Monitor knows it. */
  isUnlisted: boolean;
}

/** The rows of the list, and the Agents that only Activity Monitor knows; undefined where no list was gathered. */
export function listKnownAgents({ agents, activityMonitor }: Inventory): KnownAgent[] | undefined {
  if (!agents) return undefined;
  const sightings = new Sightings((activityMonitor?.agents ?? []).filter(hasAgent));
  const listed = agents.map((row) => ({ row, others: sightings.listOthers(row), isUnlisted: false }));
  return [...listed, ...sightings.listUnseen()];
}

/** Activity Monitor says that there is a Threat Prevention Agent: it names its version, or a state of it. */
function hasAgent({ siVersion, siInstallState }: Sighting): boolean {
  if (siVersion != null) return siVersion !== '';
  return siInstallState != null && !/^(?:notinstalled|unknown)$/i.test(siInstallState.trim());
}

/** What Activity Monitor says of Agents, by the name of their hosts. */
class Sightings {
  private readonly byName = new Map<string, { host: HostName; sighting: Sighting }[]>();
  private readonly seen = new Set<Sighting>();

  constructor(private readonly all: readonly Sighting[]) {
    for (const sighting of all) {
      const host = hostOf(sighting);
      if (host) this.byName.set(host.name, [...(this.byName.get(host.name) ?? []), { host, sighting }]);
    }
  }

  /** The versions that are said of a row's host beside its own. */
  listOthers(row: Agent): string[] {
    const host = this.byName.size === 0 ? undefined : hostOf(row);
    const own = host ? (this.byName.get(host.name) ?? []).filter((one) => sameHost(host, one.host)) : [];
    for (const { sighting } of own) this.seen.add(sighting);
    const versions = own.flatMap(({ sighting }) => sighting.siVersion ?? []);
    return versions.filter((version) => !isSameVersion(version, row.version ?? ''));
  }

  listUnseen(): KnownAgent[] {
    return this.all
      .filter((one) => !this.seen.has(one))
      .map(({ host, domain, fqdn, siVersion }) => ({
        row: { name: host ?? fqdn, domain, fqdn, version: siVersion },
        others: [],
        isUnlisted: true,
      }));
  }
}

/** By the parts that both give. */
function isSameVersion(a: string, b: string): boolean {
  const [x, y] = [parseVersion(a), parseVersion(b)];
  return x !== undefined && y !== undefined && (isOfLine(x, y) || isOfLine(y, x));
}

/** Why the list of Agents is not complete, or not there, as its sources say it; null where it is whole. */
export function findGap(inventory: Inventory): string | null {
  const { sources, agents } = inventory;
  const isSupplied = sources.some(
    ({ status, sections }) => (status === 'ok' || status === 'partial') && sections?.includes('agents'),
  );
  const isWhole = agents != null && isSupplied;
  const gap =
    new IncompleteLists(inventory).find('/agents') ??
    (isWhole ? undefined : findReason(inventory, '/agents'));
  return gap ? formatReason(gap) : null;
}
