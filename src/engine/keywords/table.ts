import type { TableRow } from '../../model/target';
import { parseTokens, valueAt } from '../values/pointers';
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
  /** Column that allows it: a number is a minimum, a text a range of versions, an absent one allows any. */
  column: string;
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
    },
    required: ['table', 'value', 'column'],
    additionalProperties: false,
  },
  reads: ({ value }: Fits) => ({ below: [value], needed: [value] }),
  compile: ({ table, value, column }: Fits): Judge => {
    const read = createReader(table);
    const tokens = parseTokens(value);
    return (subject, scope) => {
      const rows = read(scope);
      if (!Array.isArray(rows)) return lacks(table);
      const meant = rows.filter((row) => mayMean(row, subject) !== false);
      const actual = valueAt(subject, tokens);
      const allowed = meant.map((row) => allows(row[column], actual));
      if (meant.some((row, at) => allowed[at] === true && mayMean(row, subject) === true)) return undefined;
      if (allowed.includes(undefined)) return cannotRead(actual, 'cannot be compared');
      if (allowed.includes(true)) return allowed.includes(false) ? notKnown() : undefined;
      return {
        actual: actual ?? null,
        expected: meant.length === 0 ? 'one that is documented' : formatLimits(meant, column),
      };
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

function formatLimits(rows: TableRow[], column: string): string {
  const limits = rows
    .map((row) => row[column])
    .map((limit) => (typeof limit === 'number' ? formatMinimum(limit, column) : String(limit)));
  return [...new Set(limits)].join(' or ');
}

function formatMinimum(limit: number, column: string): string {
  return `>=${column.endsWith('Bytes') ? formatBytes(limit) : limit}`;
}
