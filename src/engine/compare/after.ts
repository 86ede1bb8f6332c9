import { SECTIONS, type Inventory, type SectionName, type Source } from '../../model/inventory';
import { isAhead } from '../values/durations';
import { isSameFolder } from '../values/paths';
import { joinPath, parseTokens, valueAt } from '../values/pointers';

/** What is left out: its pointer, and why. */
interface Loss {
  path: string;
  reason: string;
}

/** Kinds of sources that are read later than their evidence was true; `asOf` says when that was. */
const READ_LATER = new Set(['agent-list', 'policy-list', 'facts', 'inventory']);

/**
 * The inventory from after an upgrade, without what its sources had, or may have had, from before it: each has to be later than
 * everything in the inventory from before. Itself where every source is in time.
 */
export function withoutUntimely(after: Inventory, before: Inventory, now: number): Inventory {
  const since = newestOf(before);
  return withoutSources(after, (source) => findUntimely(source, after, since, now));
}

/** The inventory without what stands there although its source had nothing, and no other one supplies it. */
export function withoutUnsupplied(inventory: Inventory): Inventory {
  return withoutSources(inventory, (source) =>
    hadNothing(source)
      ? `source ${source.id} had nothing (${source.status}), so it is not known where this is from`
      : undefined,
  );
}

/** Between uninstall and install the CertsInfo that counts is the old one: another folder is evidence for nothing. */
export function withoutOtherFolder(after: Inventory, before: Inventory): Inventory {
  const [old, present] = [before.certsInfo?.path, after.certsInfo?.path];
  if (!after.certsInfo || (old != null && present != null && isSameFolder(old, present))) return after;
  const from = `gathered from ${present ?? 'a folder that is not named'}`;
  const reason = `${from}, and not from the old folder ${old ?? '(not known)'}; name its parent with gather --em-root`;
  return withoutLosses(after, [{ path: '/certsInfo', reason }]);
}

function withoutSources(inventory: Inventory, why: (source: Source) => string | undefined): Inventory {
  const losses = inventory.sources.flatMap((source) => {
    const reason = why(source);
    return reason === undefined ? [] : listSupplied(source, inventory).map((path) => ({ path, reason }));
  });
  return losses.length === 0 ? inventory : withoutLosses(inventory, losses);
}

/** A source of kind `verify` says why evidence was left out. */
function withoutLosses(inventory: Inventory, losses: readonly Loss[]): Inventory {
  const left = losses.reduce<unknown>((whole, { path }) => without(whole, parseTokens(path)), inventory);
  const source: Source = { id: 'verify', kind: 'verify', status: 'ok', missing: [...losses] };
  return { ...(left as Inventory), sources: [source, ...inventory.sources] };
}

/** The latest time that an inventory names: what is from before an upgrade cannot be from after that. */
function newestOf({ collectedAt, sources }: Inventory): number {
  const times = [collectedAt, ...sources.map((source) => source.asOf ?? source.collectedAt)];
  return Math.max(...times.map((time) => Date.parse(time ?? '')).filter((time) => !Number.isNaN(time)));
}

/** Why a source says nothing of the time after the upgrade; undefined where it does. */
function findUntimely(
  { id, kind, asOf, collectedAt }: Source,
  inventory: Inventory,
  since: number,
  now: number,
): string | undefined {
  if (asOf == null && READ_LATER.has(kind)) return `source ${id} does not say when that was true (asOf)`;
  const text = asOf ?? collectedAt ?? inventory.collectedAt;
  const time = Date.parse(text);
  if (isAhead(time, now)) return `source ${id} is of ${text}, which is still to come`;
  if (time > since) return undefined;
  return `source ${id} is of ${text}, and the inventory from before of ${new Date(since).toISOString()}`;
}

/** What a source supplied: the fields that it names of a section, else all of it; of rows, the whole list. */
function listSupplied(source: Source, inventory: Inventory): string[] {
  const fields = (source.fields ?? []).map((field) => upToList(parseTokens(field), inventory));
  const whole = (source.sections ?? []).filter((section) => !fields.some(([first]) => first === section));
  const paths = [...fields, ...whole.map((section) => [section])];
  const isMeant = (tokens: string[]) => {
    const section = tokens[0] as SectionName;
    const isSupplied = hadNothing(source) && inventory.sources.some((other) => supplies(other, section));
    return SECTIONS.includes(section) && valueAt(inventory, tokens) != null && !isSupplied;
  };
  return [...new Set(paths.filter(isMeant).map((tokens) => joinPath('', tokens)))];
}

function hadNothing({ status }: Source): boolean {
  return status === 'failed' || status === 'skipped';
}

function upToList(tokens: string[], inventory: Inventory): string[] {
  const list = tokens.findIndex((_token, at) => Array.isArray(valueAt(inventory, tokens.slice(0, at))));
  return list < 0 ? tokens : tokens.slice(0, list);
}

function supplies(source: Source, section: SectionName): boolean {
  const named = [...(source.sections ?? []), ...(source.fields ?? []).map((field) => parseTokens(field)[0])];
  return !hadNothing(source) && named.includes(section);
}

/** The value without what is at `tokens`; what does not change is shared. */
function without(value: unknown, [token, ...rest]: readonly string[]): unknown {
  // Undefined where the whole of it is left out already.
  if (token === undefined || value === undefined) return undefined;
  const inner = (value as Record<string, unknown>)[token];
  return { ...(value as object), [token]: without(inner, rest) };
}
