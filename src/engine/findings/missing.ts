import type { Inventory, Source } from '../../model/inventory';
import { findConflict } from '../scope/contested';
import { findPlaceholder } from '../values/placeholders';
import { byReason, formatReason, type MissingReason } from '../scope/incomplete';
import type { Doubt } from '../scope/scope';
import {
  isAtOrBelow,
  formatPath,
  joinPath,
  parseScopePointer,
  parseTokens,
  patternOf,
  valueIn,
  type Place,
} from '../values/pointers';

/** Where evidence comes from: rules/evidence.json. */
export interface EvidenceHints {
  /** Who or what supplies it, by name: what is to be done, the arguments of `gather` for it, and whose task that is. */
  suppliers: Readonly<Record<string, Supplier>>;
  /** By pointer pattern the name of its supplier, and how to supply that very field. */
  fields: Readonly<Record<string, Hint>>;
}

export interface Supplier {
  action: string;
  /** What is added to the command line of `gather`. */
  arguments?: string;
  /** The whole command line, where it is another one. */
  command?: string;
  owner: string;
}

export interface Hint {
  by: string;
  text: string;
}

/** A piece of evidence that is not there. */
export interface Missing {
  /** The part of the scope that it would be in: `inventory`, `before`, `partner` … */
  root: string;
  /** Its pointer from there. */
  path: string;
  /** It is a list, which is there and known to be incomplete: why. */
  incomplete?: MissingReason;
  /** Why what is there is none. */
  because?: string;
  /** Its pointer below the subject, where it may be that no subject has it: then that is said once. */
  once?: string;
}

/** What cannot be read, as missing evidence of the subject at `place`. */
export function findMissing({ path, because }: Doubt, place: Place): Missing {
  const { root, tokens } = parseScopePointer(path);
  const isOwn = root === 'subject';
  return {
    root: isOwn ? place.root : root,
    path: joinPath(isOwn ? place.path : '', tokens),
    ...(because === '' ? {} : { because }),
  };
}

/** Its pointer as people know it: from the root of an inventory, else with the part of the scope before it. */
export function pathOfMissing({ root, path }: Missing): string {
  return formatPath(root, path);
}

/**
 * Why evidence is missing, as the sources of the inventory say it; undefined when they do not. That they contradict each
 * other comes first. A source that names
 * the field comes before one that says of no field what it lacks; of several the first by text, whatever their order.
 */
export function findReason(inventory: Inventory, path: string): MissingReason | undefined {
  return findConflict(inventory, path) ?? findSourceReason(inventory, path);
}

function findSourceReason({ sources }: Inventory, path: string): MissingReason | undefined {
  const named = sources.flatMap(({ id, missing }) =>
    (missing ?? []).flatMap((entry) =>
      entry.reason && entry.path && isAtOrBelow(path, entry.path)
        ? [{ source: id, reason: entry.reason }]
        : [],
    ),
  );
  if (named.length > 0) return named.sort(byReason)[0];
  const section = parseTokens(path)[0] ?? '';
  return sources
    .filter((source) => isIncomplete(source) && source.sections?.includes(section))
    .flatMap((source) => listUnplaced(source).map((reason) => ({ source: source.id, reason })))
    .sort(byReason)[0];
}

/** What a source says of no field in particular. The summary of one that names fields is about those alone. */
function listUnplaced({ reason, status, missing }: Source): string[] {
  if (!missing?.length) return [reason ?? status ?? ''];
  return missing.flatMap((entry) => (entry.reason && !entry.path ? [entry.reason] : []));
}

export const NOT_COMPLETE = 'the list is not complete';

function isIncomplete(source: Source): boolean {
  return source.status === 'failed' || source.status === 'partial' || source.status === 'skipped';
}

/** "version is not known; source sql: no right to see it": `around` is the path of the subject that lacks it. */
export function formatMissing(missing: Missing, around: string, inventories: Inventories): string {
  if (missing.incomplete) return `${NOT_COMPLETE}; ${formatReason(missing.incomplete)}`;
  const path = pathOfMissing(missing);
  const isOld = missing.root === 'before';
  const reason = findReason((isOld ? inventories.before : undefined) ?? inventories.inventory, path);
  const field = path.startsWith(`${around}/`) ? path.slice(around.length + 1) : path.slice(1);
  const when = isOld ? ' from before' : '';
  const text = missing.because ?? formatPlaceholder(missing, inventories);
  const because = text === undefined ? '' : `: ${text}`;
  const where = reason ? `; ${formatReason(reason)}` : '';
  // Of the list: no subject has it.
  if (missing.once !== undefined && field.startsWith('*/'))
    return `${formatField(field.slice(2))} is not known of any${when}${where}`;
  return `${formatField(field)} is not known${when}${because}${where}`;
}

/** What stands in the field instead, where a text such as "N/A" does. */
function formatPlaceholder({ root, path }: Missing, inventories: Inventories): string | undefined {
  const tokens = parseTokens(path);
  const owner = valueIn(inventories, { root, tokens: tokens.slice(0, -1) });
  const text = findPlaceholder(owner, tokens.at(-1) ?? '');
  return text === undefined ? undefined : `${JSON.stringify(text)} says nothing`;
}

interface Inventories {
  inventory: Inventory;
  before: Inventory | undefined;
}

/** A field as people write it, `policyExports[].path`; which element of a list it was says nothing. */
export function formatField(field: string): string {
  return patternOf(`/${field}`).slice(1).replaceAll('/*', '[]').replaceAll('/', '.');
}

/** What would supply the evidence at `path`: the hint of the most specific pattern above it. */
export function findHint({ fields }: EvidenceHints, path: string): Hint | undefined {
  const patterns = Object.keys(fields).filter((pattern) => isAtOrBelow(path, pattern));
  const best = patterns.sort((a, b) => b.length - a.length)[0];
  return best === undefined ? undefined : fields[best];
}

const knownHints = new WeakMap<EvidenceHints, Map<string, Hint | undefined>>();

/** The same, looked up once for each pattern of missing evidence: every estate of a fleet lacks much the same. */
function findKnownHint(hints: EvidenceHints, pattern: string): Hint | undefined {
  const known = knownHints.get(hints) ?? new Map<string, Hint | undefined>();
  knownHints.set(hints, known);
  if (!known.has(pattern)) known.set(pattern, findHint(hints, pattern));
  return known.get(pattern);
}

/** What would supply all that is missing, or null where nobody knows. */
export function formatHints(patterns: Iterable<string>, hints: EvidenceHints): string | null {
  const found = [...patterns]
    .map((pattern) => findKnownHint(hints, pattern)?.text)
    .filter((text) => text !== undefined);
  return found.length === 0 ? null : [...new Set(found)].sort().join('; ');
}
