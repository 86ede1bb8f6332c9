import type { KeysRequest } from '../../model/rule';
import { hostOf, isAddress } from '../values/hosts';
import { findOwnAddress, isLocal } from '../values/machines';

interface Row {
  name?: unknown;
  fqdn?: unknown;
  address?: unknown;
}

/** How many rows of a list have the FQDN or the address of a row of another name. It keeps texts and counts, no rows. */
export class AliasCounts {
  /** One that is alone, as nearly all are, costs one entry: the name that has it. */
  private readonly alone = new Map<string, string>();
  private readonly shared = new Map<string, { rows: number; byName: Map<string, number> }>();
  private readonly aliasesOf: (row: Row) => string[];

  constructor({ by }: KeysRequest) {
    this.aliasesOf = by[0] === '/fqdn' ? fqdnsOf : addressesOf;
  }

  see(row: unknown): void {
    const name = hostOf(row)?.name;
    if (name === undefined) return;
    for (const alias of this.aliasesOf(row as Row)) this.count(alias, name);
  }

  /** How many rows of other names have an alias of this one, which is itself in the list; undefined where it has none. */
  others(row: unknown): number | undefined {
    const name = hostOf(row)?.name;
    if (name === undefined) return undefined;
    const aliases = this.aliasesOf(row as Row);
    if (aliases.length === 0) return undefined;
    return Math.max(...aliases.map((alias) => this.countOthers(alias, name)));
  }

  private count(alias: string, name: string): void {
    const first = this.alone.get(alias);
    if (first === undefined) {
      this.alone.set(alias, name);
      return;
    }
    const same = this.shared.get(alias) ?? { rows: 1, byName: new Map([[first, 1]]) };
    this.shared.set(alias, same);
    same.rows += 1;
    same.byName.set(name, (same.byName.get(name) ?? 0) + 1);
  }

  private countOthers(alias: string, name: string): number {
    const same = this.shared.get(alias);
    return same ? same.rows - (same.byName.get(name) ?? 0) : 0;
  }
}

/** The FQDN of a row; its name too, where that is one. */
function fqdnsOf({ fqdn, name }: Row): string[] {
  const own = nameIn(fqdn);
  const named = typeof name === 'string' && name.includes('.') ? nameIn(name) : undefined;
  return distinct([own, named]);
}

function nameIn(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const name = text
    .slice(text.indexOf('\\') + 1)
    .trim()
    .toLowerCase()
    .replace(/[.]$/, '');
  return isAddress(name) || isLocal(name) || name.startsWith('localhost.') ? undefined : name;
}

/** The addresses of a row; its name too, where that is one. */
function addressesOf({ address, name }: Row): string[] {
  const texts = [address, name].filter((text) => typeof text === 'string');
  return distinct(texts.flatMap((text) => text.split(/[\s,;]/)).map(findOwnAddress));
}

function distinct(texts: (string | undefined)[]): string[] {
  const known = texts.filter((text) => text !== undefined);
  return known.length < 2 ? known : [...new Set(known)];
}
