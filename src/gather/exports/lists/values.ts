import { parseVersion } from '../../../engine/values/versions';
import type { Raw } from '../readers/row';
import type { Kind } from './fields';

/** Outcomes of reading a value other than the value itself. */
export const ABSENT = Symbol('absent');
export const UNUSABLE = Symbol('unusable');
/** Only other rows of the same column can tell what it means. */
export const UNDECIDED = Symbol('undecided');

/** How a value was read, and what its form tells about the others of its column. */
export interface Reading<T> {
  value: Outcome<T>;
  /** The order of dates or the decimal mark that this value proves. */
  vote?: string | undefined;
  /** It has no offset from UTC of its own. */
  zoneless?: boolean;
}

export type Outcome<T> = T | typeof ABSENT | typeof UNUSABLE | typeof UNDECIDED;

/** The longest string that an inventory allows (rules/inventory.schema.json). */
const LONGEST = 32767;

/** What stands for "no value" where a number, version or time is expected. */
const EMPTY = new Set(['', '-', '--', 'n/a', 'na', 'none', 'null', 'never', 'unknown', 'not available']);

/** The agent states of fact B1, and the modes of fact B2. */
const STATUSES = spellings(['Active', 'Active (Modules Pending)', 'Stopped', 'Lost Connection', 'No Agent']);
const MODES = spellings(['Normal', 'Safe Mode']);
const FLAGS = new Map(
  ['yes true 1 enabled on signed', 'no false 0 disabled off unsigned'].flatMap((words, at) =>
    words.split(' ').map((word) => [word, at === 0] as const),
  ),
);

/** What PowerShell writes for a list or object that it cannot spell out. */
const TYPE_NAME = /^System\.[\w.`]+(\[.*\])?$|^[\w.]+\[\]$|^@\{/;

/** What a spreadsheet writes in the place of a value: an error, or that the column is too narrow. */
const SHEET_ERROR = /^#(?:#+|[A-Z_]+[!?]|DIV\/0!|N\/A)$/;
/** What a console cuts to its width, or to the first items of a list. */
const CUT = /(?:\u2026|\.\.\.)\}?$/;
/** What a spreadsheet makes of a version such as 7.3.8 where dates are written with points. */
const DATE = /^(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d$/;

/** A text has one line; with more it has swallowed others of the file, up to the next quote. */
const LINES = /[\r\n]/;

/** Whether a text was put in the place of the value by what wrote the export. */
function isDamaged(text: string): boolean {
  return TYPE_NAME.test(text) || SHEET_ERROR.test(text) || CUT.test(text);
}

function spellings(words: readonly string[]): Map<string, string> {
  return new Map(words.map((word) => [word.toLowerCase(), word]));
}

export function isEmpty(text: string): boolean {
  return text.length <= 13 && EMPTY.has(text.toLowerCase());
}

/** A value of a kind that one row decides by itself. Sizes and times are read by sizes.ts and times.ts. */
export function readValue(
  kind: Exclude<Kind, 'size' | 'time'>,
  raw: Exclude<Raw, null | undefined>,
): Outcome<string | number | boolean | string[]> {
  if (kind === 'list') return readList(raw);
  if (Array.isArray(raw)) return raw.length === 1 && raw[0] != null ? readValue(kind, raw[0]) : UNUSABLE;
  const text = String(raw).trim();
  if (text.length > LONGEST || isDamaged(text) || LINES.test(text)) return UNUSABLE;
  return text === '' ? ABSENT : READERS[kind](text);
}

const READERS: Record<
  Exclude<Kind, 'size' | 'time' | 'list'>,
  (text: string) => Outcome<string | number | boolean>
> = {
  text: (text) => text,
  word: (text) => text,
  guid: (text) => text.replace(/^\{(.*)\}$/, '$1'),
  version: (text) => (parseVersion(text) && !DATE.test(text) ? text : emptyOr(text)),
  // ConvertTo-Json writes an enumeration as its number, which says nothing here.
  status: (text) =>
    /^-?\d+$/.test(text) ? UNUSABLE : (STATUSES.get(text.toLowerCase().replace(/\s+/g, ' ')) ?? text),
  mode: (text) =>
    /^-?\d+$/.test(text) ? UNUSABLE : (MODES.get(text.toLowerCase().replace(/\s+/g, ' ')) ?? text),
  count: readCount,
  flag: (text) => FLAGS.get(text.toLowerCase()) ?? emptyOr(text),
};

function emptyOr(text: string): typeof ABSENT | typeof UNUSABLE {
  return isEmpty(text) ? ABSENT : UNUSABLE;
}

/** A count has no decimals, so a comma, point, apostrophe or space in it can only group thousands. */
function readCount(text: string): Outcome<number> {
  const digits = /^\d{1,3}([,.' \u00a0\u202f]\d{3}){1,6}$/.test(text) ? text.replace(/\D/g, '') : text;
  const value = /^\d{1,16}$/.test(digits) ? Number(digits) : NaN;
  return Number.isSafeInteger(value) ? value : emptyOr(text);
}

/** Items of an array, or of a text divided by semicolons, bars or newlines, or else by commas. "None" is an empty list. */
function readList(raw: Exclude<Raw, null | undefined>): Outcome<string[]> {
  const items = Array.isArray(raw) ? raw.flat(BOUNDED_FLAT) : splitList(String(raw).trim());
  const texts = items.map((item) => String(item ?? '').trim());
  // An item without a value is one that could not be read.
  if (texts.some((text) => text === '' || text.length > LONGEST || isDamaged(text))) return UNUSABLE;
  if (!Array.isArray(raw) && texts.length === 0) return ABSENT;
  const isNone = texts.length === 1 && /^none$/i.test(texts[0] ?? '');
  return isNone ? [] : texts;
}

const BOUNDED_FLAT = 8;

function splitList(text: string): string[] {
  if (text === '' || TYPE_NAME.test(text)) return text === '' ? [] : [text];
  return text.split(/[;|\r\n]/.test(text) ? /[;|\r\n]+/ : ',').filter((item) => item.trim() !== '');
}
