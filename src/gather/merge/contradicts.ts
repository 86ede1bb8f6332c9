import { isRecord } from '../records';
import type { Row } from './pair-rows';

/** Sources round sizes, and count them in units of 1000 or of 1024. */
const IS_SIZE = /(?:Bytes|Mb)$/;
const ROUNDED = 0.1;

/** By what the elements of a list that is taken whole are told apart. */
const KEYS = ['id', 'host', 'name', 'file', 'position', 'section', 'key'];

/**
 * Whether two values of one field cannot both be true. A field that only one of two objects has is no contradiction;
 * neither is another order of a list, or another case.
 * @param compared as listComparedFields gives it
 */
export function contradicts(a: unknown, b: unknown, path: string, compared: ReadonlySet<string>): boolean {
  if (a == null || b == null) return false;
  if (Array.isArray(a) && Array.isArray(b)) return compared.has(path) && listsDiffer(a, b, path, compared);
  if (isRecord(a) && isRecord(b))
    return Object.keys(a).some((key) => contradicts(a[key], b[key], `${path}/${key}`, compared));
  if (!compared.has(path)) return false;
  if (IS_SIZE.test(path) && typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) > ROUNDED * Math.max(a, b);
  return textOf(a) !== textOf(b);
}

function listsDiffer(a: unknown[], b: unknown[], path: string, compared: ReadonlySet<string>): boolean {
  const [left, right] = [sorted(a), sorted(b)];
  if (left.length !== right.length) return true;
  return left.some(({ key, value }, at) => {
    const other = right[at];
    return key !== other?.key || (isRecord(value) && contradicts(value, other.value, `${path}/*`, compared));
  });
}

function sorted(list: unknown[]): { key: string; value: unknown }[] {
  const keyed = list.map((value) => ({ key: isRecord(value) ? keyOf(value) : textOf(value), value }));
  const distinct = keyed.filter(({ value }) => isRecord(value));
  const all = distinct.length > 0 ? keyed : [...new Map(keyed.map((one) => [one.key, one])).values()];
  return all.sort((x, y) => (x.key < y.key ? -1 : 1));
}

function keyOf(row: Row): string {
  return KEYS.map((key) => textOf(row[key] ?? '')).join('\0');
}

function textOf(value: unknown): string {
  return String(value).toLowerCase();
}
