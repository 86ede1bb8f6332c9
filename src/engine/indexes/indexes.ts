import { firstLabel, readHost, type HostName } from '../values/hosts';
import { placesOf, tokensOf, valueAt } from '../values/pointers';

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

/** How many rows of one name have which domain, so that duplicates are found without comparing each pair. */
interface SameName {
  rows: { row: unknown; host: HostName }[];
  domainless: number;
  domains: Map<string, number>;
  /** By first label: domains written as NetBIOS name, and as DNS name. */
  bare: Map<string, number>;
  dotted: Map<string, number>;
}

/** Finds the rows of a list that stand for the same host (fact B12). */
export class HostIndex {
  private readonly duplicates = new Map<unknown, number>();

  constructor(rows: Iterable<unknown>) {
    for (const same of groupSameNames(rows).values()) {
      for (const { row, host } of same.rows) this.duplicates.set(row, countOthers(same, host));
    }
  }

  /** How many other rows stand for the host of this row, which is itself in the list. */
  others(row: unknown): number {
    return this.duplicates.size === 0 ? 0 : (this.duplicates.get(row) ?? 0);
  }
}

/** The names that more than one row has. A name that is alone, as nearly all are, costs one entry of a map. */
function groupSameNames(rows: Iterable<unknown>): Map<string, SameName> {
  const first = new Map<string, unknown>();
  const groups = new Map<string, SameName>();
  for (const row of rows) {
    const host = hostOf(row);
    if (!host) continue;
    const before = first.get(host.name);
    if (before === undefined) {
      first.set(host.name, row);
      continue;
    }
    const same = groups.get(host.name) ?? startGroup(before);
    groups.set(host.name, same);
    addRow(same, row, host);
  }
  return groups;
}

function startGroup(row: unknown): SameName {
  const same: SameName = { rows: [], domainless: 0, domains: new Map(), bare: new Map(), dotted: new Map() };
  const host = hostOf(row);
  if (host) addRow(same, row, host);
  return same;
}

function addRow(same: SameName, row: unknown, host: HostName): void {
  same.rows.push({ row, host });
  if (host.domain === undefined) same.domainless += 1;
  else {
    countUp(same.domains, host.domain);
    countUp(host.domain.includes('.') ? same.dotted : same.bare, firstLabel(host.domain));
  }
}

function countUp(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function countOthers({ rows, domainless, domains, bare, dotted }: SameName, { domain }: HostName): number {
  if (domain === undefined) return rows.length - 1;
  const alike = (domains.get(domain) ?? 1) - 1;
  const spelledOtherwise = (domain.includes('.') ? bare : dotted).get(firstLabel(domain)) ?? 0;
  return alike + domainless + spelledOtherwise;
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
    if (!list.includes('*')) {
      const elements = valueAt(this.root(), tokensOf(list));
      return Array.isArray(elements) ? (elements as unknown[]) : undefined;
    }
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
