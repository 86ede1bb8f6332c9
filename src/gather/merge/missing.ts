import type { Source } from '../../model/inventory';
import { formatReasons, statusOf } from '../run';
import { isRecord } from '../records';

/**
 * What one source lacked and another supplied is not missing any more; the entry says so. A path at which the source has
 * a value of its own is about more than its absence, such as a list that is not complete, and stays.
 */
export function dropSupplied(entry: Source, own: unknown, inventory: unknown): void {
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
  entry.reason = formatReasons(left);
  entry.status = statusOf(left);
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

/** The row of that name, as an agent of Activity Monitor that of its id; none where several have it. */
function rowsNamedAs(own: unknown, rows: unknown[]): unknown[] {
  const name = nameOf(own);
  const named = name === undefined ? [] : rows.filter((row) => nameOf(row) === name);
  return named.length === 1 ? named : [];
}

function nameOf(row: unknown): string | undefined {
  const { name, id, host } = isRecord(row) ? row : {};
  return [name, id, host].find((one) => typeof one === 'string');
}

/** The row of a domain controller without an Agent has nothing to tell (B1). */
function hasNoAgent(row: unknown): boolean {
  return isRecord(row) && row.status === 'No Agent';
}
