import { firstLabel, hostOf, type HostName } from '../values/hosts';

/** How many rows of one name have which domain, so that duplicates are found without comparing each pair. */
interface SameName {
  rows: number;
  domainless: number;
  domains: Map<string, number>;
  /** By first label: domains written as NetBIOS name, and as DNS name. */
  bare: Map<string, number>;
  dotted: Map<string, number>;
}

/** How many rows of a list stand for the same host (fact B12). It keeps names and counts, no rows. */
export class HostCounts {
  /** A name that is alone, as nearly all are, costs one entry: its domain, or null where it has none. */
  private readonly alone = new Map<string, string | null>();
  private readonly shared = new Map<string, SameName>();
  private lastDomain: string | null = null;

  see(row: unknown): void {
    const host = hostOf(row);
    if (host) this.count(host);
  }

  /** How many other rows stand for the host of this row, which is itself in the list; undefined where it has none. */
  others(row: unknown): number | undefined {
    const host = hostOf(row);
    if (!host) return undefined;
    const same = this.shared.get(host.name);
    return same ? countOthers(same, host) : 0;
  }

  private count(host: HostName): void {
    const first = this.alone.get(host.name);
    if (first === undefined) {
      // The rows of a domain mostly stand together: they share one text instead of keeping one each.
      if (host.domain !== this.lastDomain) this.lastDomain = host.domain ?? null;
      this.alone.set(host.name, this.lastDomain);
      return;
    }
    let same = this.shared.get(host.name);
    if (!same) {
      same = { rows: 0, domainless: 0, domains: new Map(), bare: new Map(), dotted: new Map() };
      this.shared.set(host.name, same);
      addHost(same, first ?? undefined);
    }
    addHost(same, host.domain);
  }
}

function addHost(same: SameName, domain: string | undefined): void {
  same.rows += 1;
  if (domain === undefined) same.domainless += 1;
  else {
    countUp(same.domains, domain);
    countUp(domain.includes('.') ? same.dotted : same.bare, firstLabel(domain));
  }
}

function countUp(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function countOthers({ rows, domainless, domains, bare, dotted }: SameName, { domain }: HostName): number {
  if (domain === undefined) return rows - 1;
  const sameDomain = (domains.get(domain) ?? 1) - 1;
  const spelledOtherwise = (domain.includes('.') ? bare : dotted).get(firstLabel(domain)) ?? 0;
  return sameDomain + domainless + spelledOtherwise;
}
