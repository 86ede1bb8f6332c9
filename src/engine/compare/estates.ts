import type { Inventory } from '../../model/inventory';
import { isAddress, parseHost, parseServer, sameHost, type HostName } from '../values/hosts';
import { isLocal } from '../values/machines';
import { isPlaceholder } from '../values/placeholders';

type Manager = NonNullable<Inventory['enterpriseManager']>;
type Database = NonNullable<Inventory['database']>;
type Identified = Pick<Inventory, 'enterpriseManager' | 'database'>;

/** What proves that two inventories, or two sources of one, are not about the same thing. */
export interface Difference {
  section: keyof Identified;
  field: string;
  /** As the one says it, and as the other does. */
  values: [string, string];
}

/** What proves that two inventories are of two estates; undefined where nothing does. What one does not say proves nothing. */
export function findDifference(a: Identified, b: Identified): Difference | undefined {
  return (
    findOtherManager(a.enterpriseManager ?? {}, b.enterpriseManager ?? {}) ??
    findOtherServer(a.database ?? {}, b.database ?? {}) ??
    findOtherDatabase(a.database ?? {}, b.database ?? {})
  );
}

function findOtherManager(a: Manager, b: Manager): Difference | undefined {
  const [names, others] = [namesOf(a), namesOf(b)];
  if (!areDifferent(names, others)) return undefined;
  const isNamed = [a, b].every(({ host }) => isSaid(host));
  const field = isNamed && !isSameText(a.host, b.host) ? 'host' : 'fqdn';
  const valueOf = ({ host, fqdn }: Manager) => String((field === 'host' ? host : (fqdn ?? host)) ?? '');
  return { section: 'enterpriseManager', field, values: [valueOf(a), valueOf(b)] };
}

function namesOf({ host, fqdn, domain }: Manager): HostName[] {
  const [suffix, full] = [domain, fqdn].map((text) => (isSaid(text) ? text : undefined));
  return [host, fqdn].filter(isSaid).map((text) => parseHost(text, suffix, full));
}

function findOtherServer({ server: a }: Database, { server: b }: Database): Difference | undefined {
  if (!isSaid(a) || !isSaid(b)) return undefined;
  const [name, other] = [instanceOf(a), instanceOf(b)];
  const isOther = name !== undefined && other !== undefined && name !== other;
  if (!isOther && !areDifferent([parseServer(a)], [parseServer(b)])) return undefined;
  return { section: 'database', field: 'server', values: [a, b] };
}

/** A server without one may be named by the port of its instance. */
function instanceOf(server: string): string | undefined {
  return /^[^\\]+\\([^\\,]+)/.exec(server)?.[1]?.trim().toLowerCase();
}

function findOtherDatabase(a: Database, b: Database): Difference | undefined {
  for (const field of ['configDatabase', 'dataDatabase'] as const) {
    const [name, other] = [a[field], b[field]];
    if (isSaid(name) && isSaid(other) && !isSameText(name, other))
      return { section: 'database', field, values: [name, other] };
  }
  return undefined;
}

/** Nothing is proven by an address, or by a name that every machine has for itself. */
function areDifferent(names: readonly HostName[], others: readonly HostName[]): boolean {
  const [left, right] = [names, others].map((all) =>
    all.filter(({ name }) => name !== '' && !isAddress(name) && !isLocal(name)),
  ) as [HostName[], HostName[]];
  if (left.length === 0 || right.length === 0) return false;
  return !left.some((one) => right.some((other) => sameHost(one, other) || isShortened(one, other)));
}

/** A NetBIOS name is cut after 15 characters. */
function isShortened({ name: a }: HostName, { name: b }: HostName): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length === 15 && long.length > 15 && long.startsWith(short);
}

function isSaid(text: string | null | undefined): text is string {
  return text != null && !isPlaceholder(text);
}

function isSameText(a: string | null | undefined, b: string | null | undefined): boolean {
  return a?.trim().toLowerCase() === b?.trim().toLowerCase();
}
