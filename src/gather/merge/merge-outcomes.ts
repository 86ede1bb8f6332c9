import type { Inventory, SectionName, Source } from '../../model/inventory';
import { SECTIONS } from '../../model/inventory';
import type { Row } from './pair-rows';
import { PAIRED } from './pair-rows';
import { isRecord, mergePatch, patchedPaths } from './merge-patch';
import { safeLine } from '../redact';
import { summarise, type Outcome } from '../run';

export interface Merged {
  inventory: Inventory;
  /** Values about which two sources differ, one line each. */
  conflicts: string[];
}

type Unsourced = Omit<Inventory, 'schemaVersion' | 'sources'>;

/** One source's part in a merge. */
interface Part {
  id: string;
  asOf: string;
  value: Row;
  /** What of it is in the result: `/section/field`, and `*` for any row of a list. */
  supplied: Set<string>;
}

/** `/activityMonitor/agents/*` has four parts; what lies deeper is taken whole. */
const DEEPEST = 4;

interface Merging {
  conflicts: string[];
  older: Part;
}

/** Named by other means, or free text: two spellings are no conflict. */
const NO_CONFLICT =
  /^(name|host|fqdn|domain|id|address|notes|server|path|installPath)$|(At|Time|Offset|Registration)$/;

/**
 * The inventory that `outcomes` make together. Where two have the same section the fresher one's fields win (at the same
 * time the one named first) and the others fill its gaps; facts go last, as a merge patch (RFC 7396).
 */
export function mergeOutcomes(
  frame: Pick<Inventory, 'environment' | 'collectedAt'>,
  given: readonly Outcome[],
): Merged {
  // Entries are added to, and the caller may merge again.
  const outcomes = given.map((outcome) => ({ ...outcome, entry: { ...outcome.entry } }));
  const conflicts: string[] = [];
  const evidence = outcomes.filter((outcome) => outcome.entry.kind !== 'facts');
  const sections = SECTIONS.map((name) => [name, mergeSection(name, evidence, conflicts)] as const);
  const known = Object.fromEntries(sections.filter(([, value]) => value !== undefined));
  const facts = outcomes.filter((outcome) => outcome.entry.kind === 'facts');
  const all = facts.reduce<unknown>((rest, { gathered }) => mergePatch(rest, gathered.sections), {
    ...frame,
    ...known,
  });
  for (const { entry, gathered } of facts)
    if (entry.status !== 'failed') entry.fields = patchedPaths(gathered.sections);
  for (const { entry, gathered } of outcomes) dropSupplied(entry, gathered.sections, all);
  return { inventory: inOrder(all as Unsourced, outcomes), conflicts };
}

/**
 * What one source lacked and another supplied is not missing any more; the entry says so. A path at which the source has
 * a value of its own is about more than its absence, such as a list that is not complete, and stays.
 */
function dropSupplied(entry: Source, own: unknown, inventory: unknown): void {
  if (entry.status === 'failed') return;
  const supplied = (entry.missing ?? []).filter(({ path }) => {
    const keys = path?.split('/').slice(1) ?? [];
    return keys.length > 0 && !holds(own, keys, own) && holds(inventory, keys, own);
  });
  if (supplied.length === 0) return;
  const left = (entry.missing ?? []).filter((one) => !supplied.includes(one));
  const [first] = supplied;
  const more = supplied.length > 1 ? ` and ${supplied.length - 1} more` : '';
  const note = `supplied by another source: ${first?.path}${more}`;
  entry.notes = entry.notes ? `${entry.notes}; ${note}` : note;
  entry.missing = left;
  entry.reason = summarise(left);
  if (left.length === 0) entry.status = 'ok';
}

/**
 * Whether there is a value at a pointer of `own`; `*` is every row of a list. A row by its number may have moved when
 * lists were merged, and is looked for by its name.
 */
function holds(value: unknown, [key, ...rest]: string[], own: unknown): boolean {
  if (key === undefined) return value != null;
  if (Array.isArray(value)) {
    const rows = key === '*' ? value : rowsNamedAs(Array.isArray(own) ? own[Number(key)] : undefined, value);
    return rows.length > 0 && rows.every((row) => hasNoAgent(row) || holds(row, rest, row));
  }
  return isRecord(value) && holds(value[key], rest, isRecord(own) ? own[key] : undefined);
}

/** The row of that name; none where several have it. */
function rowsNamedAs(own: unknown, rows: unknown[]): unknown[] {
  if (!isRecord(own) || typeof own.name !== 'string') return [];
  const named = rows.filter((row) => isRecord(row) && row.name === own.name);
  return named.length === 1 ? named : [];
}

/** The row of a domain controller without an Agent has nothing to tell (B1). */
function hasNoAgent(row: unknown): boolean {
  return isRecord(row) && row.status === 'No Agent';
}

/** schemaVersion and sources first, agents last, so that a reader can judge a large estate in batches (contracts, 2). */
function inOrder(merged: Unsourced, outcomes: readonly Outcome[]): Inventory {
  const { environment, collectedAt, agents, ...rest } = merged;
  const sources: Source[] = outcomes.map(({ entry }) => entry);
  return {
    schemaVersion: 1,
    environment,
    collectedAt,
    sources,
    ...rest,
    ...(agents === undefined ? {} : { agents }),
  };
}

function mergeSection(name: SectionName, outcomes: readonly Outcome[], conflicts: string[]): unknown {
  const parts = outcomes.filter(({ gathered }) => gathered.sections[name] != null);
  if (parts.length < 2) return parts[0]?.gathered.sections[name];
  const ordered = parts
    .map((outcome) => ({ outcome, part: toPart(name, outcome) }))
    .sort((a, b) => Date.parse(b.part.asOf) - Date.parse(a.part.asOf));
  const [first, ...others] = ordered.map(({ part }) => part);
  if (!first) return undefined;
  let merged = first.value[name];
  for (const older of others) {
    merged = fill(merged, older.value[name], `/${name}`, { conflicts, older });
  }
  nameFields(first.value[name], `/${name}`, first.supplied);
  for (const { outcome, part } of ordered) {
    outcome.entry.fields = [...(outcome.entry.fields ?? []), ...part.supplied];
  }
  return merged;
}

function toPart(name: SectionName, { entry, gathered }: Outcome): Part {
  const asOf = gathered.asOf ?? entry.collectedAt ?? '';
  return { id: entry.id, asOf, value: { [name]: gathered.sections[name] }, supplied: new Set() };
}

/** `kept`, with the gaps filled from `older`. */
function fill(kept: unknown, older: unknown, path: string, merging: Merging): unknown {
  if (older == null) return kept;
  if (kept == null) {
    nameFields(older, path, merging.older.supplied);
    return older;
  }
  if (typeof kept !== 'object' || typeof older !== 'object') return kept;
  const pair = PAIRED[path];
  if (pair && Array.isArray(kept) && Array.isArray(older)) {
    return fillRows(kept as Row[], older as Row[], pair(kept as Row[], older as Row[]), path, merging);
  }
  // Files and certificates of two moments do not belong together.
  if (path === '/certsInfo') return kept;
  const open = path.split('/').length <= DEEPEST;
  return open && isRecord(kept) && isRecord(older) ? fillObject(kept, older, path, merging) : kept;
}

function fillObject(kept: Row, older: Row, path: string, merging: Merging): Row {
  // A Map, because assigning to an object would take the name `__proto__` for more than a name.
  const filled = new Map(Object.entries(kept));
  const differing: string[] = [];
  for (const [key, value] of Object.entries(older)) {
    const own = filled.get(key);
    if (differs(key, own, value)) differing.push(describeConflict(key, own, value, merging.older));
    filled.set(key, fill(own, value, `${path}/${key}`, merging));
  }
  if (differing.length > 0) {
    filled.set('notes', [...(kept.notes ? [kept.notes] : []), ...differing].join('; '));
    merging.conflicts.push(...differing.map((line) => `${subjectOf(kept, path)}: ${line}`));
  }
  return Object.fromEntries(filled);
}

function fillRows(
  kept: Row[],
  older: Row[],
  partners: (Row | undefined)[],
  path: string,
  merging: Merging,
): Row[] {
  const additions = new Map<Row, Row>();
  partners.forEach((partner, at) => {
    if (partner) additions.set(partner, older[at] as Row);
  });
  const rows = kept.map((row) => {
    const addition = additions.get(row);
    return addition ? fillObject(row, addition, `${path}/*`, merging) : row;
  });
  const alone = older.filter((_, at) => partners[at] === undefined);
  nameFields(alone, path, merging.older.supplied);
  return [...rows, ...alone];
}

/** Remembers in `supplied` which fields of `value`, which is at `path`, are in the result. */
function nameFields(value: unknown, path: string, supplied: Set<string>): void {
  if (Array.isArray(value) && PAIRED[path]) {
    for (const row of value) nameFields(row, `${path}/*`, supplied);
  } else if (isRecord(value) && path.split('/').length <= 3) {
    for (const key of Object.keys(value)) nameFields(value[key], `${path}/${key}`, supplied);
  } else if (value != null) supplied.add(path);
}

function differs(key: string, kept: unknown, older: unknown): boolean {
  if (kept == null || older == null || typeof kept === 'object' || typeof older === 'object') return false;
  // Queues and free space change by the minute; that they differ says nothing.
  if (typeof kept === 'number' || NO_CONFLICT.test(key)) return false;
  return String(kept).toLowerCase() !== String(older).toLowerCase();
}

function describeConflict(key: string, kept: unknown, older: unknown, { id, asOf }: Part): string {
  const say = (value: unknown) => safeLine(String(value)).slice(0, 80);
  return `${key}: ${say(kept)} was kept, ${id} says ${say(older)} (${asOf})`;
}

function subjectOf(row: Row, path: string): string {
  const name = [row.domain, row.name ?? row.host].filter((part) => typeof part === 'string' && part !== '');
  return name.length > 0 ? safeLine(name.join('\\')) : path;
}
