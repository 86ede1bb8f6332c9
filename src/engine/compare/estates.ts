import type { Inventory } from '../../model/inventory';
import { isAddress, parseHost, parseServer, sameHost, type HostName } from '../values/hosts';
import { findOwnAddress, isLocal } from '../values/machines';
import { isPlaceholder } from '../values/placeholders';

export type Manager = NonNullable<Inventory['enterpriseManager']>;
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
  if (isSameManager(a, b) !== false) return undefined;
  const isNamed = [a, b].every(({ host }) => isSaid(host));
  const field = isNamed && !isSameText(a.host, b.host) ? 'host' : 'fqdn';
  const valueOf = ({ host, fqdn }: Manager) => String((field === 'host' ? host : (fqdn ?? host)) ?? '');
  return { section: 'enterpriseManager', field, values: [valueOf(a), valueOf(b)] };
}

/** Whether two are on one machine; undefined where they cannot be compared, as one has only an address, or nothing. */
export function isSameManager(a: Manager, b: Manager): boolean | undefined {
  const isSame = areSame(namesOf(a), namesOf(b));
  if (isSame !== undefined) return isSame;
  return addressesOf(a).some((one) => addressesOf(b).includes(one)) ? true : undefined;
}

/** Whether it says its name, and not only an address. */
export function hasName(manager: Manager): boolean {
  return namesOf(manager).some(isName);
}

function namesOf({ host, fqdn, domain }: Manager): HostName[] {
  const [suffix, full] = [domain, fqdn].map((text) => (isSaid(text) ? text : undefined));
  return [host, fqdn].filter(isSaid).map((text) => parseHost(text, suffix, full));
}

function addressesOf({ host, fqdn, address }: Manager): string[] {
  return [host, fqdn, address].flatMap((text) => (text != null && findOwnAddress(text.trim())) || []);
}

function findOtherServer({ server: a }: Database, { server: b }: Database): Difference | undefined {
  if (!isSaid(a) || !isSaid(b) || isSameServer(a, b) !== false) return undefined;
  return { section: 'database', field: 'server', values: [a, b] };
}

/** Whether two connection strings mean one instance; undefined where only the server could tell. */
export function isSameServer(a: string, b: string): boolean | undefined {
  const [left, right] = [instanceOf(a), instanceOf(b)];
  if (left.name !== undefined && right.name !== undefined && left.name !== right.name) return false;
  const isSame = areSame([parseServer(a)], [parseServer(b)]) ?? (isSameText(a, b) || undefined);
  if (!isSame) return isSame;
  return left.name === right.name && left.port === right.port ? true : isSameInstance(left, right);
}

interface Instance {
  name: string | undefined;
  port: string | undefined;
}

/** The instance that a connection string names, by its name or by its port. */
function instanceOf(server: string): Instance {
  const name = /^[^\\]+\\([^\\,]+)/.exec(server)?.[1]?.trim().toLowerCase();
  return { name, port: /,\s*([0-9]+)\s*$/.exec(server)?.[1] };
}

/** One by name and one by port may be the same; so may two ports. The first instance of a machine needs neither. */
function isSameInstance(a: Instance, b: Instance): true | undefined {
  if (a.name !== undefined && a.name === b.name) return true;
  return [a, b].every(({ name = 'mssqlserver', port = '1433' }) => name === 'mssqlserver' && port === '1433')
    ? true
    : undefined;
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
function areSame(names: readonly HostName[], others: readonly HostName[]): boolean | undefined {
  const [left, right] = [names.filter(isName), others.filter(isName)];
  if (left.length === 0 || right.length === 0) return undefined;
  return left.some((one) => right.some((other) => sameHost(one, other) || isShortened(one, other)));
}

function isName({ name }: HostName): boolean {
  return name !== '' && !isAddress(name) && !isLocal(name);
}

/** A NetBIOS name is cut after 15 characters. */
function isShortened(a: HostName, b: HostName): boolean {
  const [short, long] = a.name.length < b.name.length ? [a, b] : [b, a];
  return short.name.length === 15 && sameHost(short, { ...long, name: long.name.slice(0, 15) });
}

function isSaid(text: string | null | undefined): text is string {
  return text != null && !isPlaceholder(text);
}

function isSameText(a: string | null | undefined, b: string | null | undefined): boolean {
  return a?.trim().toLowerCase() === b?.trim().toLowerCase();
}
