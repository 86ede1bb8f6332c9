import type { MissingEvidence } from '../../model/inventory';
import { SqlFault } from './connection/sql-fault';
import type { Query } from './queries';
import type { Session } from './connection/endpoint';
import { formatQueryFault } from './faults/query-faults';

/** What is to be said beside the sections. */
export interface Findings {
  missing: MissingEvidence[];
  remarks: string[];
}

/**
 * Asks one query after the other; what one of them cannot supply goes to `findings.missing` under the JSON pointer
 * `at`, and the others are asked all the same.
 */
export async function runQueries<T extends object>(
  session: Session,
  queries: Query<T>[],
  at: string,
  parameters: Record<string, string>,
  findings: Findings,
): Promise<Partial<T>> {
  const answers: Partial<T> = {};
  for (const query of queries) {
    const { answer, reason } = await runQuery(session, query, parameters);
    for (const field of query.fields) {
      const value = answer[field];
      if (value === undefined) findings.missing.push({ path: `${at}/${field}`, reason });
      else if (value !== null) answers[field] = value;
    }
  }
  return answers;
}

async function runQuery<T>(
  session: Session,
  query: Query<T>,
  parameters: Record<string, string>,
): Promise<{ answer: Partial<T>; reason: string }> {
  try {
    const rows = await session.query(query.sql, parameters);
    return { answer: query.read(rows), reason: `${query.reads}: ${formatAbsence(query, rows.length)}` };
  } catch (fault) {
    if (!(fault instanceof SqlFault)) throw fault;
    return { answer: {}, reason: formatQueryFault(fault, query) };
  }
}

/** Why an answer lacks a field. Rows that are shown are not for want of a permission. */
function formatAbsence<T>({ otherwise, needs }: Query<T>, rows: number): string {
  if (otherwise !== undefined) return otherwise;
  return rows > 0
    ? 'gives no value that can be read; supply it with --facts'
    : `shows nothing to this login; it needs ${needs}`;
}
