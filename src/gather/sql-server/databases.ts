import type { DatabaseState } from '../../model/inventory';
import { SqlFault } from './connection/sql-fault';
import type { Session } from './connection/endpoint';
import { formatQueryFault } from './faults/query-faults';
import type { SqlServerOptions } from './options';
import { LIST_DATABASES } from './queries';
import { flag, text, type Row } from './row-values';
import type { Findings } from './run-queries';

/**
 * The product's databases that exist, the configuration first. One that is not listed does not exist, unless the login
 * may not see it or the list was not to be had: then it stands there by its name alone, as no evidence.
 */
export async function listDatabases(
  session: Session,
  { configDatabase, dataDatabase }: SqlServerOptions,
  findings: Findings,
): Promise<DatabaseState[]> {
  const { rows, unseen } = await queryDatabases(session, { config: configDatabase, data: dataDatabase });
  const isOne = configDatabase.toLowerCase() === dataDatabase.toLowerCase();
  const wanted = [
    { name: configDatabase, column: 'is_config' },
    ...(isOne ? [] : [{ name: dataDatabase, column: 'is_data' }]),
  ];
  const states: DatabaseState[] = [];
  for (const { name, column } of wanted) {
    // The server compares names, by its own collation: it knows best which one was meant.
    const row = rows.find((each) => flag(each, column) === true);
    if (row) states.push(toState(name, row));
    else if (unseen) states.push(hiddenState(name, states.length, unseen(name), findings));
  }
  return states;
}

/** The rows, and why a database that is not among them may exist all the same. */
async function queryDatabases(
  session: Session,
  names: Record<string, string>,
): Promise<{ rows: Row[]; unseen?: (name: string) => string }> {
  const { sql, reads, needs } = LIST_DATABASES;
  try {
    const rows = await session.query(sql, names);
    if (rows.some((row) => flag(row, 'sees_all') === true)) return { rows };
    const hidden = (name: string) =>
      `${reads}: shows no ${name}, and the login may not see every database; it needs ${needs}`;
    return { rows, unseen: hidden };
  } catch (fault) {
    if (!(fault instanceof SqlFault)) throw fault;
    const reason = formatQueryFault(fault, LIST_DATABASES);
    return { rows: [], unseen: () => reason };
  }
}

function toState(name: string, row: Row): DatabaseState {
  const state = text(row, 'state_desc');
  const recoveryModel = text(row, 'recovery_model_desc');
  return { name, ...(state ? { state } : {}), ...(recoveryModel ? { recoveryModel } : {}) };
}

function hiddenState(name: string, at: number, reason: string, findings: Findings): DatabaseState {
  findings.missing.push({ path: `/database/databases/${at}/state`, reason });
  findings.missing.push({ path: `/database/databases/${at}/recoveryModel`, reason });
  return { name };
}
