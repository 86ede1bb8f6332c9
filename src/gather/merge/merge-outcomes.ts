import { findDifference } from '../../engine/compare/estates';
import { saysNothing } from '../../engine/values/placeholders';
import type { Conflict as Contested, Inventory, SectionName, Source } from '../../model/inventory';
import { SECTIONS } from '../../model/inventory';
import { isRecord } from '../records';
import { safeLine } from '../redact';
import type { Outcome } from '../run';
import { Conflicts, createEntry, type Conflict } from './conflicts';
import { mergeFacts } from './merge-facts';
import { oldestOf, timeOf } from './times';
import { dropSupplied } from './missing';
import type { Row } from './pair-rows';
import { PAIRED } from './pair-rows';

export interface Merged {
  inventory: Inventory;
  conflicts: readonly Conflict[];
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
  conflicts: Conflicts;
  older: Part;
  /** Ids of the sources before it. */
  fresher: string;
  /** Its evidence may be as new as theirs. */
  isSameTime: boolean;
}

/** Two sources whose times are nearer than this may both be right, or both wrong: neither is believed. */
const SAME_TIME_MS = 24 * 60 * 60 * 1000;

/**
 * The inventory that `outcomes` make together. Where two have the same section the fresher one's fields win (at the same
 * time the one named first) and the others fill its gaps; facts go last, as a merge patch (RFC 7396).
 * @param compared the fields about which two sources can contradict each other, as listComparedFields gives them
 */
export function mergeOutcomes(
  frame: Pick<Inventory, 'environment' | 'collectedAt'>,
  given: readonly Outcome[],
  compared: ReadonlySet<string>,
): Merged {
  // Entries are added to, and the caller may merge again.
  const outcomes = given.map((outcome) => ({ ...outcome, entry: { ...outcome.entry } }));
  const conflicts = new Conflicts(compared);
  const evidence = outcomes.filter((outcome) => outcome.entry.kind !== 'facts');
  const sections = SECTIONS.map((name) => [name, mergeSection(name, evidence, conflicts)] as const);
  conflicts.writeNotes();
  const known = Object.fromEntries(sections.filter(([, value]) => value !== undefined));
  const facts = outcomes.filter((outcome) => outcome.entry.kind === 'facts');
  const all = facts.reduce<unknown>(mergeFacts, { ...frame, ...known });
  for (const { entry, gathered } of outcomes) {
    const asOf = oldestOf(gathered, entry);
    if (asOf !== undefined) entry.asOf = asOf;
  }
  for (const { entry, gathered } of outcomes) dropSupplied(entry, gathered.sections, all);
  return { inventory: inOrder(all as Unsourced, outcomes), conflicts: conflicts.all };
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

function mergeSection(name: SectionName, outcomes: readonly Outcome[], conflicts: Conflicts): unknown {
  const parts = outcomes.filter(({ gathered }) => gathered.sections[name] != null);
  if (parts.length < 2) return parts[0]?.gathered.sections[name];
  const ordered = inFixedOrder(parts)
    .map((outcome) => ({ outcome, part: toPart(name, outcome) }))
    .sort((a, b) => Date.parse(b.part.asOf) - Date.parse(a.part.asOf) || 0);
  const [first, ...others] = ordered.map(({ part }) => part);
  if (!first) return undefined;
  let merged = first.value[name];
  for (const [at, older] of others.entries()) {
    const fresher = [first, ...others.slice(0, at)];
    const isSameTime = !fresher.every(({ asOf }) => Date.parse(asOf) - Date.parse(older.asOf) > SAME_TIME_MS);
    const merging = { conflicts, older, fresher: fresher.map(({ id }) => id).join(' or '), isSameTime };
    merged = fill(merged, older.value[name], `/${name}`, merging);
  }
  nameFields(first.value[name], `/${name}`, first.supplied);
  for (const { outcome, part } of ordered) {
    outcome.entry.fields = [...(outcome.entry.fields ?? []), ...part.supplied];
  }
  return merged;
}

/** Sources of one kind by what they read, so that the order of flags decides nothing. */
function inFixedOrder(outcomes: readonly Outcome[]): Outcome[] {
  const kinds = [...new Set(outcomes.map(({ entry }) => entry.kind))];
  const byTarget = (a: Outcome, b: Outcome) => (String(a.entry.target) < String(b.entry.target) ? -1 : 1);
  return kinds.flatMap((kind) => outcomes.filter(({ entry }) => entry.kind === kind).sort(byTarget));
}

function toPart(name: SectionName, { entry, gathered }: Outcome): Part {
  const asOf = timeOf(gathered, name) ?? entry.collectedAt ?? '';
  return { id: entry.id, asOf, value: { [name]: gathered.sections[name] }, supplied: new Set() };
}

/** `kept`, with the gaps filled from `older`. */
function fill(kept: unknown, older: unknown, path: string, merging: Merging): unknown {
  if (kept == null) {
    nameFields(older, path, merging.older.supplied);
    return older;
  }
  const pair = PAIRED[path];
  if (pair && Array.isArray(kept) && Array.isArray(older)) {
    return fillRows(kept as Row[], older as Row[], pair(kept as Row[], older as Row[]), path, merging);
  }
  const open = path.split('/').length <= DEEPEST;
  return open && isRecord(kept) && isRecord(older) ? fillObject(kept, older, path, merging) : kept;
}

function fillObject(kept: Row, older: Row, path: string, merging: Merging): Row {
  const { conflicts, older: source, fresher, isSameTime } = merging;
  // A Map, because assigning to an object would take the name `__proto__` for more than a name.
  const filled = new Map(Object.entries(kept));
  const differing = listOtherThings(kept, older, path, merging);
  // What is about two machines, or files and certificates of two moments, does not belong together.
  const isMixed = path === '/certsInfo' || differing.length > 0;
  for (const [key, value] of Object.entries(older)) {
    if (key === 'conflicts' || value == null || saysNothing(key, value)) continue;
    const own = known(key, filled.get(key));
    const field = `${path}/${key}`;
    if (differing.some((one) => one.path === field)) continue;
    if (!isMerged(field, own, value) && conflicts.isConflict(field, own, value)) {
      const about = { path: field, subject: formatSubject(kept, path), contested: isSameTime };
      const sources = { keptSource: fresher, source: source.id, asOf: source.asOf };
      differing.push({ ...about, kept: own, other: value, ...sources });
    }
    if (!isMixed) filled.set(key, fill(own, value, field, merging));
  }
  const contested = listContested(kept, older, differing, isSameTime);
  if (contested.length > 0) filled.set('conflicts', contested);
  const merged = Object.fromEntries(filled);
  conflicts.add(kept, merged, differing);
  return merged;
}

/** The conflict about which Enterprise Manager or SQL Server a section is about, where the names contradict each other. */
function listOtherThings(kept: Row, older: Row, path: string, merging: Merging): Conflict[] {
  const section = path.slice(1);
  const { older: source, fresher: keptSource, isSameTime: contested } = merging;
  const other = findDifference({ [section]: kept }, { [section]: older });
  if (!other) return [];
  const values = { kept: other.values[0], other: other.values[1] };
  const about = { path: `${path}/${other.field}`, subject: path, contested };
  return [{ ...about, ...values, keptSource, source: source.id, asOf: source.asOf }];
}

/** A text that says nothing leaves its field to a source that says something. */
function known(key: string, value: unknown): unknown {
  return saysNothing(key, value) ? undefined : value;
}

/** Whether the two values are going to be merged themselves. */
function isMerged(path: string, a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return path in PAIRED;
  return isRecord(a) && isRecord(b) && path.split('/').length <= DEEPEST && !path.startsWith('/certsInfo/');
}

/** A conflict of an older inventory stays, unless a later source knows better. */
function listContested(
  kept: Row,
  older: Row,
  differing: readonly Conflict[],
  isSameTime: boolean,
): Contested[] {
  const [own, others] = [kept, older].map((row) => (row['conflicts'] ?? []) as Contested[]);
  const left = (others ?? []).filter(({ field }) => isSameTime || known(field, kept[field]) == null);
  const found = differing.filter(({ contested }) => contested).map(createEntry);
  return [...(own ?? []), ...left, ...found];
}

function formatSubject(row: Row, path: string): string {
  const name = [row['domain'], row['name'] ?? row['host']].filter(
    (part) => typeof part === 'string' && part !== '',
  );
  return name.length > 0 ? safeLine(name.join('\\')) : path;
}

function fillRows(
  kept: Row[],
  older: Row[],
  partners: (Row | undefined)[],
  path: string,
  merging: Merging,
): Row[] {
  const additions = new Map(partners.map((partner, at) => [partner, older[at]]));
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
