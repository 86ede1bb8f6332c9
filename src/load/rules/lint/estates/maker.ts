import {
  joinPath,
  parseInventoryPointer,
  parseScopePointer,
  parseTokens,
  valueAt,
} from '../../../../engine/values/pointers';
import type { Scope } from '../../../../engine/scope/scope';
import type { Inventory } from '../../../../model/inventory';
import type { Rule } from '../../../../model/rule';
import { ANY, find, kindsOf, type Field } from '../fields';
import { holdsAlone } from './holds';
import { NOW, TEXTS, valuesFor, type Constants } from './values';
import type { Wish } from './wishes';

/** A wish about a value. */
type Asked = Extract<Wish, { keyword: string }>;

/** A pair of inventories as plain data. */
export interface Estate {
  inventory: Inventory;
  before: Inventory;
}

/** What estates are made for: a rule, and all that it reads. */
export interface Wanted {
  rule: Rule;
  /** Patterns from the scope, such as `/inventory/agents/*` with its fields. */
  reads: readonly string[];
  envelope: Field;
  constants: Constants;
  /** For what keywords say of a value by itself. */
  scope: Scope;
}

/** Makes estates by chance in which wishes are met as far as each can be met by itself. */
export class EstateMaker {
  private readonly pools = new Map<string, unknown[]>();
  private favourite: unknown;
  private readonly met = new Map<string, unknown[]>();

  constructor(
    private readonly wanted: Wanted,
    private readonly random: () => number,
  ) {}

  /** Undefined where wishes contradict each other, or no value meets them. */
  make(wishes: readonly Wish[]): Estate | undefined {
    const estate = { inventory: createInventory(), before: createInventory() };
    const { rule, reads } = this.wanted;
    this.favourite = TEXTS[Math.floor(this.random() * TEXTS.length)];
    const absent = new Set(wishes.flatMap((wish) => (isAbsence(wish) ? [wish.path] : [])));
    this.put(estate, pathOf(rule.each), {});
    for (const [path, some] of byPath(wishes)) {
      if (absent.has(path) && some.every(isAbsence)) continue;
      const value = this.pick(this.valuesThatMeet(path, some));
      if (absent.has(path) || value === undefined) return undefined;
      this.put(estate, path, value);
    }
    for (const path of [...reads].sort((a, b) => b.length - a.length))
      if (/^\/(inventory|before)\//.test(path))
        this.fill(estate, parseTokens(path), { field: this.wanted.envelope, path: '', absent });
    this.linkPartner(estate);
    this.addTwin(estate);
    for (const root of ['inventory', 'before'] as const)
      this.complete(estate[root], find(this.wanted.envelope, ['inventory']).field ?? ANY);
    return estate;
  }

  /** Early values are taken most often: they are the ones that the rule names. One stands in many places, as names do. */
  private pick(values: readonly unknown[]): unknown {
    if (this.random() < 0.3 && values.includes(this.favourite)) return this.favourite;
    return values[Math.floor(this.random() ** 2 * values.length)];
  }

  private valuesThatMeet(path: string, wishes: readonly Wish[]): unknown[] {
    const asked = wishes.flatMap((wish) => (wish.keyword === undefined ? [] : [wish]));
    const key = JSON.stringify([path, asked]);
    const known = this.met.get(key) ?? this.findValues(path, asked);
    this.met.set(key, known);
    return known;
  }

  private findValues(path: string, asked: readonly Asked[]): unknown[] {
    const answers = this.valuesAt(path).map((value) => ({
      value,
      met: asked.map(({ keyword, value: of, holds }) => {
        const is = holdsAlone(keyword, of, value, this.wanted.scope);
        return is === undefined ? undefined : is === holds;
      }),
    }));
    const possible = answers.filter(({ met }) => !met.includes(false));
    const sure = possible.filter(({ met }) => !met.includes(undefined));
    return [...sure, ...possible].map(({ value }) => value);
  }

  private valuesAt(path: string): unknown[] {
    const tokens = parseTokens(path);
    const pattern = joinPath(
      '',
      tokens.map((token) => (/^[0-9]+$/.test(token) ? '*' : token)),
    );
    const known = this.pools.get(pattern);
    if (known) return known;
    const field = find(this.wanted.envelope, parseTokens(pattern)).field ?? ANY;
    const values = valuesFor(field, this.wanted.constants, tokens.at(-1) ?? '');
    this.pools.set(pattern, values);
    return values;
  }

  /** Puts a value at a place, and what leads to it; what is there stays what it is where it is an object. */
  private put(estate: object, path: string, value: unknown): void {
    const tokens = parseTokens(path);
    let here = estate as Record<string, unknown>;
    tokens.forEach((token, at) => {
      const next = tokens[at + 1];
      if (next !== undefined) here[token] ??= /^[0-9]+$/.test(next) ? [] : {};
      else if (typeof here[token] !== 'object' || Array.isArray(value)) here[token] = structuredClone(value);
      here = here[token] as Record<string, unknown>;
    });
  }

  /** Gives a value to whatever a pattern stands for and nobody has asked for. */
  private fill(
    here: unknown,
    [token, ...rest]: readonly string[],
    at: { field: Field; path: string; absent: ReadonlySet<string> },
  ): void {
    if (token === undefined || typeof here !== 'object' || here === null) return;
    const field = find(at.field, [token]).field;
    if (!field) return;
    if (token === '*') {
      const list = here as unknown[];
      for (let index = 0; index < list.length; index++) {
        list[index] ??= {};
        this.fill(list[index], rest, { ...at, field, path: `${at.path}/${index}` });
      }
      return;
    }
    const path = `${at.path}/${token}`;
    const owner = here as Record<string, unknown>;
    if (at.absent.has(path)) return;
    if (owner[token] === undefined) owner[token] = this.create(field, path, rest);
    this.fill(owner[token], rest, { ...at, field, path });
  }

  private create(field: Field, path: string, rest: readonly string[]): unknown {
    if (rest[0] !== '*' && rest.length > 0) return {};
    if (rest.length > 0 && kindsOf(field.items ?? ANY).includes('object'))
      return Array.from({ length: Math.floor(this.random() * 3) });
    return this.random() < 0.1 ? undefined : this.pick(this.valuesAt(path));
  }

  /** Adds what the inventory's schema asks for. */
  private complete(value: unknown, field: Field): void {
    if (Array.isArray(value)) for (const one of value) this.complete(one, field.items ?? ANY);
    else if (typeof value === 'object' && value !== null) {
      const owner = value as Record<string, unknown>;
      for (const name of field.required ?? [])
        owner[name] ??= this.pick(valuesFor(field.properties?.[name] ?? ANY, this.wanted.constants, name));
      for (const [name, inner] of Object.entries(owner))
        this.complete(inner, field.properties?.[name] ?? ANY);
    }
  }

  /** Lets the first row of the other list mostly stand for the subject. */
  private linkPartner(estate: Estate): void {
    const { partner, each } = this.wanted.rule;
    if (!partner || this.random() < 0.1) return;
    const subject = valueAt(estate, parseTokens(pathOf(each)));
    const row = rowOf(partner.list);
    for (const by of partner.by)
      if (by !== 'host') this.put(estate, `${row}${by}`, valueAt(subject, parseTokens(by)));
      else
        for (const [root, path] of [
          ['subject', pathOf(each)],
          ['partner', row],
        ] as const)
          this.name(estate, root, path);
  }

  /** Gives the name of one host to a row. */
  private name(estate: Estate, root: string, path: string): void {
    const { properties = {} } = find(this.wanted.envelope, [root]).field ?? ANY;
    this.put(estate, `${path}/${'name' in properties ? 'name' : 'host'}`, 'host1');
  }

  /** Sometimes the subject stands twice in its list, under the same name or another. */
  private addTwin(estate: Estate): void {
    const { each } = this.wanted.rule;
    if (!each.endsWith('/*') || this.random() < 0.6) return;
    const list = valueAt(estate, parseTokens(pathOf(each)).slice(0, -1)) as object[];
    const [first = {}] = list;
    list.push('name' in first && this.random() < 0.5 ? { ...first, name: 'twin' } : structuredClone(first));
  }
}

function isAbsence(wish: Wish): boolean {
  return wish.keyword === undefined && !wish.isThere;
}

/** The shortest paths first, so that what is within comes after. */
function byPath(wishes: readonly Wish[]): [string, Wish[]][] {
  const groups = new Map<string, Wish[]>();
  for (const wish of wishes) groups.set(wish.path, [...(groups.get(wish.path) ?? []), wish]);
  return [...groups].sort(([a], [b]) => a.split('/').length - b.split('/').length);
}

/** The path of the first object that a pointer into an inventory stands for. */
export function pathOf(pointer: string): string {
  const { root, tokens } = parseInventoryPointer(pointer);
  return joinPath('', [root, ...tokens.map((token) => (token === '*' ? '0' : token))]);
}

function createInventory(): Inventory {
  const collectedAt = new Date(NOW).toISOString();
  return { schemaVersion: 1, environment: 'lint', collectedAt, sources: [] };
}

/** The path of the first element of another list. */
export function rowOf(list: string): string {
  const { root, tokens } = parseScopePointer(list);
  return joinPath('', [root, ...tokens, '0']);
}
