import type { TableRow } from '../../model/target';
import { parseScopePointer, parseTokens, valueAt, valueIn } from '../values/pointers';
import { formatBytes } from '../values/format';
import { inRange } from '../values/versions';
import {
  cannotRead,
  createReader,
  lacks,
  notKnown,
  orData,
  type Data,
  type Judge,
  type Keyword,
} from './keyword';

interface Fits {
  table: Data<TableRow[]>;
  /** Pointer into the subject to the value that is judged. */
  value: string;
  /**
   * Column that allows it: a number is a minimum, a text a range of versions, an absent one allows any. A pointer into the
   * subject leads to the names of several, whose minimums are added up.
   */
  column: string;
  /** Pointer into the scope to what the conditions of rows are about; the subject where absent. */
  conditions?: string;
}

/**
 * The subject's value is allowed by a row of a table whose conditions it meets. A violation is one by every row that may be
 * meant, and no row at all is one too. Where a field that is not known decides which row is meant, and rows differ, it is open.
 */
export const fitsTable: Keyword = {
  judges: ['object'],
  valueSchema: {
    type: 'object',
    properties: {
      table: orData({ type: 'array' }),
      value: { type: 'string', pattern: '^/' },
      column: { type: 'string' },
      conditions: { type: 'string', pattern: '^/' },
    },
    required: ['table', 'value', 'column'],
    additionalProperties: false,
  },
  reads: ({ value, column }: Fits) => {
    const read = [value, column].filter((one) => one.startsWith('/'));
    return { below: read, needed: read };
  },
  compile: ({ table, value, column, conditions }: Fits): Judge => {
    const read = createReader(table);
    const tokens = parseTokens(value);
    const limitOf = createLimitReader(column);
    const pointer = conditions === undefined ? undefined : parseScopePointer(conditions);
    return (subject, scope) => {
      const rows = read(scope);
      if (!Array.isArray(rows)) return lacks(table);
      const of = pointer ? valueIn(scope, pointer) : subject;
      const meant = rows.filter((row) => mayMean(row, of) !== false);
      const actual = valueAt(subject, tokens);
      const limits = meant.map((row) => limitOf(row, subject));
      const allowed = limits.map((limit) => allows(limit, actual));
      if (meant.some((row, at) => allowed[at] === true && mayMean(row, of) === true)) return undefined;
      if (allowed.includes(undefined)) return cannotRead(actual, 'cannot be compared');
      if (allowed.includes(true)) return allowed.includes(false) ? notKnown() : undefined;
      return {
        actual: actual ?? null,
        expected:
          meant.length === 0
            ? 'one that is documented'
            : formatLimits(limits, column.startsWith('/') ? value : column),
      };
    };
  },
};

interface Paired {
  table: Data<TableRow[]>;
  /** The other version of the pair. */
  of: Data<string>;
  /** Column with the range of the other version, and that with the range of this one. */
  by: string;
  column: string;
}

/** The version goes with another one: it is in the range of the row that the other is in (C11). */
export const pairedWith: Keyword = {
  judges: ['text'],
  valueSchema: {
    type: 'object',
    properties: {
      table: orData({ type: 'array' }),
      of: orData({ type: 'string' }),
      by: { type: 'string' },
      column: { type: 'string' },
    },
    required: ['table', 'of', 'by', 'column'],
    additionalProperties: false,
  },
  compile: ({ table, of, by, column }: Paired): Judge => {
    const [readRows, readOther] = [createReader(table), createReader(of)];
    return (version, scope) => {
      const [rows, other] = [readRows(scope), readOther(scope)];
      if (!Array.isArray(rows)) return lacks(table);
      const row = rows.find((one) => inRange(String(other), String(one[by])) === true);
      if (row === undefined) return lacks(of);
      const fits = inRange(String(version), String(row[column]));
      if (fits === undefined) return cannotRead(version, 'is no version');
      return fits ? undefined : { expected: String(row[column]) };
    };
  },
};

/** Whether the subject meets the conditions of a row; undefined where a field that is not known decides. */
function mayMean(row: TableRow, subject: unknown): boolean | undefined {
  const met = Object.entries(row.when ?? {}).map(([field, wanted]) => {
    const actual = valueAt(subject, [field]);
    if (actual === undefined || actual === null) return undefined;
    if (typeof wanted !== 'object') return String(actual).toLowerCase() === String(wanted).toLowerCase();
    const { minimum = -Infinity, maximum = Infinity } = wanted;
    return typeof actual === 'number' && actual >= minimum && actual <= maximum;
  });
  if (met.includes(false)) return false;
  return met.includes(undefined) ? undefined : true;
}

/** Whether a limit allows a value; a value that is not there is left to the needs of the rule. */
function allows(limit: unknown, actual: unknown): boolean | undefined {
  if (limit === undefined || actual === undefined || actual === null) return true;
  if (typeof limit === 'number') return typeof actual === 'number' ? actual >= limit : undefined;
  return inRange(String(actual), String(limit));
}

/** How to read what a row allows: one column, or the sum of those that the subject names. */
function createLimitReader(column: string): (row: TableRow, subject: unknown) => unknown {
  if (!column.startsWith('/')) return (row) => row[column];
  const tokens = parseTokens(column);
  return (row, subject) => {
    const names = valueAt(subject, tokens);
    const limits = Array.isArray(names) ? [...new Set(names)].map((name) => row[String(name)]) : [];
    return limits.reduce<number>((sum, limit) => sum + (typeof limit === 'number' ? limit : 0), 0);
  };
}

/** Numbers in the unit that a name ends with. */
function formatLimits(limits: unknown[], named: string): string {
  const texts = limits.map((limit) =>
    typeof limit === 'number' ? formatMinimum(limit, named) : String(limit),
  );
  return [...new Set(texts)].join(' or ');
}

function formatMinimum(limit: number, named: string): string {
  if (named.endsWith('Bytes')) return `>=${formatBytes(limit)}`;
  return named.endsWith('Mb') ? `>=${limit} MB` : `>=${limit}`;
}
