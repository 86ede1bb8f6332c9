import type { TableRow } from '../../model/target';
import { parseTokens, valueAt } from '../values/pointers';
import { formatBytes } from '../values/format';
import { inRange } from '../values/versions';
import { orData, createReader, type Data, type Judge, type Keyword } from './keyword';

interface Fits {
  table: Data<TableRow[]>;
  /** Pointer into the subject to the value that is judged. */
  value: string;
  /** Column that allows it: a number is a minimum, a text a range of versions, an absent one allows any. */
  column: string;
}

/**
 * The subject's value is allowed by a row of a table whose conditions it meets. A condition on a field that is
 * not known is taken to be met, so a violation is one by every row that may be meant. No row at all is one too.
 */
export const fitsTable: Keyword = {
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
  reads: ({ value }: Fits) => ({ below: [value] }),
  compile: ({ table, value, column }: Fits): Judge => {
    const read = createReader(table);
    const tokens = parseTokens(value);
    return (subject, scope) => {
      const rows = read(scope);
      if (rows === undefined) return undefined;
      const meant = rows.filter((row) => mayMean(row, subject));
      const actual = valueAt(subject, tokens);
      if (meant.some((row) => allows(row[column], actual))) return undefined;
      return {
        actual: actual ?? null,
        expected: meant.length === 0 ? 'one that is documented' : formatLimits(meant, column),
      };
    };
  },
};

function mayMean(row: TableRow, subject: unknown): boolean {
  return Object.entries(row.when ?? {}).every(([field, wanted]) => {
    const actual = valueAt(subject, [field]);
    if (actual === undefined || actual === null) return true;
    if (typeof wanted !== 'object') return String(actual).toLowerCase() === String(wanted).toLowerCase();
    const { minimum = -Infinity, maximum = Infinity } = wanted;
    return typeof actual === 'number' && actual >= minimum && actual <= maximum;
  });
}

function allows(limit: unknown, actual: unknown): boolean {
  if (limit === undefined || actual === undefined || actual === null) return true;
  if (typeof limit === 'number') return typeof actual !== 'number' || actual >= limit;
  return inRange(String(actual), String(limit)) ?? true;
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
