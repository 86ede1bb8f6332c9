import type { KeysRequest, RowsRequest, ValuesRequest } from '../../model/rule';
import { hostOf, sameHost, type HostName } from '../values/hosts';
import { parseTokens, placesBelow, valueAt } from '../values/pointers';

/** The key of an element: its values at some pointers, as textKey compares them; undefined where one is missing. */
export function createKeyReader(pointers: readonly string[]): (element: unknown) => string | undefined {
  const paths = pointers.map(parseTokens);
  return (element) => {
    const parts = paths.map((tokens) => valueAt(element, tokens));
    if (parts.some((part) => part === undefined || part === null)) return undefined;
    return parts.map((part) => textKey(String(part))).join('\0');
  };
}

/** The keys that the elements of a list have. Not `complete`: one of them lacks its key, so none can be proven absent. */
export class KeySet {
  complete = true;
  private readonly keys = new Set<string>();
  private readonly keyOf: (element: unknown) => string | undefined;

  constructor({ by }: KeysRequest) {
    this.keyOf = createKeyReader(by);
  }

  see(element: unknown): void {
    const key = this.keyOf(element);
    if (key === undefined) this.complete = false;
    else this.keys.add(key);
  }

  /** Whether an element has the key; undefined where one that lacks its key may be it. */
  find(key: string): boolean | undefined {
    if (this.keys.has(key)) return true;
    return this.complete ? false : undefined;
  }
}

/** The texts at one pointer of the elements that have a key, by that key; colons, as fingerprints have them, do not count. */
export class ValuesByKey {
  complete = true;
  private readonly byKey = new Map<string, Set<string | undefined>>();
  private readonly key: readonly string[];
  private readonly value: readonly string[];

  constructor({ by, value }: ValuesRequest) {
    this.key = parseTokens(by);
    this.value = parseTokens(value);
  }

  see(element: unknown): void {
    const key = plainText(valueAt(element, this.key));
    if (key === undefined) {
      this.complete = false;
      return;
    }
    const values = this.byKey.get(key) ?? new Set();
    this.byKey.set(key, values.add(plainText(valueAt(element, this.value))));
  }

  /** The values under a key; undefined among them for an element without one. */
  of(key: string): ReadonlySet<string | undefined> {
    return this.byKey.get(key) ?? new Set();
  }
}

/** What the elements that have a key have at another pointer, as it is. One may have several keys: `/policyNames/*`. */
export class RawValuesByKey {
  complete = true;
  private readonly byKey = new Map<string, unknown[]>();
  private readonly key: readonly string[];
  private readonly value: readonly string[];

  constructor({ by, value }: ValuesRequest) {
    this.key = parseTokens(by);
    this.value = parseTokens(value);
  }

  see(element: unknown): void {
    const value = valueAt(element, this.value);
    for (const place of placesBelow(element, this.key, '', '')) {
      const key = textKey(place.value);
      if (key === undefined) this.complete = false;
      else this.add(key, value);
    }
  }

  private add(key: string, value: unknown): void {
    const values = this.byKey.get(key);
    if (values) values.push(value);
    else this.byKey.set(key, [value]);
  }

  /** One for each element; undefined among them for one that has none. */
  of(key: string): readonly unknown[] {
    return this.byKey.get(key) ?? [];
  }
}

/** Text as values are compared: without regard to case and colons. */
export function plainText(value: unknown): string | undefined {
  return typeof value === 'string' ? value.toLowerCase().replaceAll(':', '') : undefined;
}

/** How names and GUIDs are compared: without regard to case, and to the braces of a GUID. */
export function textKey(value: unknown): string | undefined {
  return typeof value === 'string' ? value.toLowerCase().replace(/^[{]([0-9a-f-]{36})[}]$/, '$1') : undefined;
}

/** In the place of a row: several stand for the same, and differ. */
export const CONTESTED = Symbol('contested');

function areAlike(rows: readonly unknown[]): boolean {
  return rows.length < 2 || new Set(rows.map((row) => JSON.stringify(row))).size === 1;
}

/** Rows of a list by the text at a pointer; for rules that look at a partner itself. */
export class RowsByText {
  complete = true;
  private readonly rows = new Map<string, unknown>();
  private readonly contested = new Set<string>();
  private readonly tokens: readonly string[];

  constructor({ by }: RowsRequest) {
    this.tokens = parseTokens(by);
  }

  see(row: unknown): void {
    const key = textKey(valueAt(row, this.tokens));
    if (key === undefined) this.complete = false;
    else if (!this.rows.has(key)) this.rows.set(key, row);
    else if (!areAlike([this.rows.get(key), row])) this.contested.add(key);
  }

  /** The row with that text; contested where several differ, as no order says which of them counts. */
  find(key: string): unknown {
    return this.contested.has(key) ? CONTESTED : this.rows.get(key);
  }
}

interface HostRow {
  host: HostName;
  row: unknown;
}

/** Rows of a list by the host that they stand for. */
export class RowsByHost {
  complete = true;
  private readonly byName = new Map<string, HostRow[]>();

  see(row: unknown): void {
    const host = hostOf(row);
    if (!host) {
      this.complete = false;
      return;
    }
    const group = this.byName.get(host.name);
    if (group) group.push({ host, row });
    else this.byName.set(host.name, [{ host, row }]);
  }

  /** The row of that host; contested where several differ, as no order says which of them counts. */
  find(host: HostName): unknown {
    const rows = this.sameAs(host);
    return areAlike(rows.map(({ row }) => row)) ? rows[0]?.row : CONTESTED;
  }

  /** Whether two hosts of the list may be that of the row: each could have it for its partner. */
  hasRivals(row: unknown): boolean {
    const host = hostOf(row);
    const same = host ? this.sameAs(host) : [];
    return same.some((one) => same.some((other) => !sameHost(one.host, other.host)));
  }

  private sameAs(host: HostName): HostRow[] {
    return (this.byName.get(host.name) ?? []).filter((one) => sameHost(host, one.host));
  }
}
