import { saysNothing } from '../../engine/values/placeholders';
import type { Conflict } from '../../model/inventory';
import { isRecord } from '../records';
import { safeLine } from '../redact';
import type { Outcome } from '../run';
import { mergePatch, patchedPaths } from './merge-patch';

/** Corrections that are named one by one. */
const NAMED = 10;

/**
 * The inventory with what a person knows, as a merge patch (RFC 7396). A person corrects a source on purpose, so a fact
 * wins and settles what was contested; but the entry of the facts says what it took the place of.
 */
export function mergeFacts(inventory: unknown, { entry, gathered }: Outcome): unknown {
  if (entry.status === 'failed') return inventory;
  const patch = withoutNothings(gathered.sections, inventory);
  entry.fields = patchedPaths(patch);
  const corrections = listCorrections(inventory, patch, '');
  if (corrections.length > 0) {
    const more = corrections.length > NAMED ? `; and ${corrections.length - NAMED} more` : '';
    const note = `takes the place of ${corrections.slice(0, NAMED).join('; ')}${more}`;
    entry.notes = entry.notes ? `${entry.notes}; ${note}` : note;
  }
  return withoutSettled(mergePatch(inventory, patch), patch);
}

/** Without the texts that say nothing ("N/A") where something is known: null is what removes it. */
function withoutNothings(patch: unknown, value: unknown): unknown {
  if (!isRecord(patch) || !isRecord(value)) return patch;
  const entries = Object.entries(patch).filter(([key, one]) => value[key] == null || !saysNothing(key, one));
  return Object.fromEntries(entries.map(([key, one]) => [key, withoutNothings(one, value[key])]));
}

/** What the patch takes the place of, as `/enterpriseManager/version 7.3.9.42`. */
function listCorrections(value: unknown, patch: unknown, path: string): string[] {
  if (value == null) return [];
  if (isRecord(patch) && isRecord(value))
    return Object.entries(patch).flatMap(([key, one]) => listCorrections(value[key], one, `${path}/${key}`));
  if (value === patch) return [];
  return [safeLine(`${path} ${formatOld(value)}`)];
}

function formatOld(value: unknown): string {
  if (Array.isArray(value)) return `(${value.length} rows)`;
  return typeof value === 'object' ? '(an object)' : String(value).slice(0, 80);
}

/** Without the conflicts about fields that the patch says. */
function withoutSettled(value: unknown, patch: unknown): unknown {
  if (!isRecord(value) || !isRecord(patch)) return value;
  const entries = Object.entries(value).map(([key, one]): [string, unknown] => {
    if (key !== 'conflicts' || !Array.isArray(one)) return [key, withoutSettled(one, patch[key])];
    return [key, (one as Conflict[]).filter(({ field }) => !Object.hasOwn(patch, field))];
  });
  return Object.fromEntries(
    entries.filter(([key, one]) => !(key === 'conflicts' && (one as []).length === 0)),
  );
}
