import { parseVersion } from '../../engine/values/versions';

/** One row; columns by their names in lower case, because they may come back in any case. */
export type Row = ReadonlyMap<string, unknown>;

/** The longest text that an inventory takes. */
const LONGEST_TEXT = 32767;

/** Trimmed text; undefined when it is empty, null or no text. */
export function text(row: Row | undefined, column: string): string | undefined {
  const value = row?.get(column);
  return typeof value === 'string' ? value.trim().slice(0, LONGEST_TEXT) || undefined : undefined;
}

/** A whole number from 0 on. The driver gives a bigint as text. */
export function whole(row: Row | undefined, column: string): number | undefined {
  const value = row?.get(column);
  if (typeof value === 'string' && !/^\d{1,16}$/.test(value)) return undefined;
  const number = typeof value === 'string' || typeof value === 'number' ? Math.trunc(Number(value)) : NaN;
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** A bit, or a number that stands for one. */
export function flag(row: Row | undefined, column: string): boolean | undefined {
  const value = row?.get(column);
  if (typeof value === 'boolean') return value;
  return value === 0 || value === 1 ? value === 1 : undefined;
}

/** A point in time as ISO 8601; the server's value has to be in UTC or carry its offset. */
export function time(row: Row | undefined, column: string): string | undefined {
  const value = row?.get(column);
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined;
}

/** Up to four numeric parts, as the inventory wants a version (A15). */
export function version(row: Row | undefined, column: string): string | undefined {
  const value = text(row, column);
  return value !== undefined && parseVersion(value) ? value : undefined;
}
