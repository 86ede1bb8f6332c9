import { firstLabel, readHost, type HostName } from './hosts';
import { placesOf, tokensOf } from './pointers';

/** An element of a list with what identifies it. */
export interface Row {
  value: unknown;
  path: string;
  host: HostName;
}

interface Named {
  name?: unknown;
  host?: unknown;
  domain?: unknown;
  fqdn?: unknown;
}

/** The host that an agent, or an agent of Activity Monitor, stands for. */
export function hostOf(value: unknown): HostName | undefined {
  const row = (typeof value === 'object' && value !== null ? value : {}) as Named;
  const name = textOf(row.name) ?? textOf(row.host);
  if (name === undefined || name.trim() === '') return undefined;
  return readHost(name, textOf(row.domain), textOf(row.fqdn));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** What is known of the rows of one name, so that duplicates are found without comparing each pair. */
interface SameName {
  rows: number;
  first: HostName;
  /** The rest, once there is a second row. */
  counted?: {
    domainless: number;
    domains: Map<string, number>;
    bare: Map<string, number>;
    dotted: Map<string, number>;
  };
}

/** Rows of a list by host (fact B12). */
export class HostIndex {
  private readonly names = new Map<string, SameName>();

  constructor(rows: Iterable<unknown>) {
    for (const row of rows) {
      const host = hostOf(row);
      if (host) this.add(host);
    }
  }

  private add(host: HostName): void {
    const same = this.names.get(host.name);
    if (!same) {
      this.names.set(host.name, { rows: 1, first: host });
      return;
    }
    same.rows += 1;
    if (!same.counted) {
      same.counted = { domainless: 0, domains: new Map(), bare: new Map(), dotted: new Map() };
      count(same.counted, same.first.domain);
    }
    count(same.counted, host.domain);
  }

  /** How many other rows stand for the host of this row, which is itself in the list. */
  others(host: HostName): number {
    const same = this.names.get(host.name);
    if (!same?.counted) return 0;
    const { domainless, domains, bare, dotted } = same.counted;
    if (host.domain === undefined) return same.rows - 1;
    const alike = (domains.get(host.domain) ?? 1) - 1;
    const spelledOtherwise = (host.domain.includes('.') ? bare : dotted).get(firstLabel(host.domain)) ?? 0;
    return alike + domainless + spelledOtherwise;
  }
}

function count(into: NonNullable<SameName['counted']>, domain: string | undefined): void {
  if (domain === undefined) {
    into.domainless += 1;
    return;
  }
  into.domains.set(domain, (into.domains.get(domain) ?? 0) + 1);
  const labels = domain.includes('.') ? into.dotted : into.bare;
  labels.set(firstLabel(domain), (labels.get(firstLabel(domain)) ?? 0) + 1);
}

type Key = (value: unknown) => string | undefined;

/** Elements by key. Not `complete`: one of them lacks its key, so that nobody can be proven to be absent. */
export interface Grouped {
  groups: Map<string, unknown[]>;
  complete: boolean;
}

/** The indexes over lists of one run, each built when a rule first asks for it. `root` is the envelope. */
export class Indexes {
  private readonly byHost = new Map<string, HostIndex>();
  private readonly byKey = new Map<string, Grouped | undefined>();

  constructor(private readonly root: () => unknown) {}

  /** The rows of `list` (a pointer such as `/inventory/agents`) by host. */
  hosts(list: string): HostIndex {
    const known = this.byHost.get(list) ?? new HostIndex(this.elements(list) ?? []);
    this.byHost.set(list, known);
    return known;
  }

  /** The elements of `list` by `key`; undefined when the list was not gathered. */
  elementsBy(list: string, name: string, key: Key): Grouped | undefined {
    const id = `${list} ${name}`;
    if (!this.byKey.has(id)) this.byKey.set(id, groupBy(this.elements(list), key));
    return this.byKey.get(id);
  }

  /** The rows of `list` by host name; undefined when the list was not gathered. */
  hostNames(list: string): Grouped | undefined {
    return this.elementsBy(list, 'host', (value) => hostOf(value)?.name);
  }

  private elements(list: string): unknown[] | undefined {
    const found = [...placesOf(this.root(), tokensOf(`${list}/*`))];
    return found.some((place) => place.value === undefined) ? undefined : found.map((place) => place.value);
  }
}

function groupBy(elements: unknown[] | undefined, key: Key): Grouped | undefined {
  if (!elements) return undefined;
  const groups = new Map<string, unknown[]>();
  let complete = true;
  for (const element of elements) {
    const name = key(element);
    if (name === undefined) {
      complete = false;
      continue;
    }
    const group = groups.get(name);
    if (group) group.push(element);
    else groups.set(name, [element]);
  }
  return { groups, complete };
}
