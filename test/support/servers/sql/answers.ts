import type { Column, Value } from './columns';
import type { Query } from './requests';
import type { Fate, TdsServerOptions } from './server';
import { procedureAnswer, procedureError, type SqlError } from './tokens';

/** What a test server says to the queries that match: rows, an error, or something worse. */
export interface Answer {
  when: RegExp;
  /** Only in this database. */
  database?: string;
  columns?: Column[];
  rows?: Value[][] | ((query: Query) => Value[][]);
  error?: SqlError;
  fate?: Fate;
}

const NO_OBJECT: SqlError = { number: 208, message: 'Invalid object name.', severity: 16 };

/** The first answer that fits; a query that nobody thought of meets a missing object. */
export function procedureAnswerFor(
  query: Query,
  options: TdsServerOptions,
): { answer: Buffer; fate: Fate | undefined } {
  const found = options.answers?.find(
    ({ when, database }) => when.test(query.sql) && (database === undefined || database === query.database),
  );
  if (!found || found.error) return { answer: procedureError(found?.error ?? NO_OBJECT), fate: found?.fate };
  const { rows = [], columns = [] } = found;
  const named = columns.map((column) => ({ ...column, name: spell(column.name, options.spelling) }));
  const values = typeof rows === 'function' ? rows(query) : rows;
  return { answer: procedureAnswer(named, values), fate: found.fate };
}

function spell(name: string, spelling: TdsServerOptions['spelling']): string {
  if (spelling === undefined) return name;
  return spelling === 'upper' ? name.toUpperCase() : name.toLowerCase();
}
