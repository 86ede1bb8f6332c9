import type { DatabaseState } from '../../model/inventory';
import type { Findings } from './run-queries';
import { SqlFault } from './connection/sql-fault';
import type { SqlServerOptions } from './options';
import { LIST_DATABASES } from './queries';
import { flag, text, type Row } from './row-values';
import type { Session } from './connection/session';
import { formatQueryFault } from './fault-messages';

/**
 * The product's databases that exist, the configuration first. One that is not listed does not exist, unless the login
 * may not see it: then it stands there by its name alone, as no evidence.
 */
export async function listDatabases(
  session: Session,
  { configDatabase, dataDatabase }: SqlServerOptions,
  findings: Findings,
): Promise<DatabaseState[] | undefined> {
  const rows = await queryDatabases(session, { config: configDatabase, data: dataDatabase }, findings);
  if (!rows) return undefined;
  const seesAll = rows.some((row) => flag(row, 'sees_all') === true);
  const states: DatabaseState[] = [];
  for (const name of distinct([configDatabase, dataDatabase])) {
    const row = rows.find((each) => sameName(text(each, 'name'), name));
    if (row) states.push(toState(name, row));
    else if (!seesAll) states.push(hiddenState(name, states.length, findings));
  }
  return states;
}

async function queryDatabases(
  session: Session,
  names: Record<string, string>,
  findings: Findings,
): Promise<Row[] | undefined> {
  try {
    return await session.query(LIST_DATABASES.sql, names);
  } catch (fault) {
    if (!(fault instanceof SqlFault)) throw fault;
    findings.missing.push({ path: '/database/databases', reason: formatQueryFault(fault, LIST_DATABASES) });
    return undefined;
  }
}

function toState(name: string, row: Row): DatabaseState {
  const state = text(row, 'state_desc');
  const recoveryModel = text(row, 'recovery_model_desc');
  return { name, ...(state ? { state } : {}), ...(recoveryModel ? { recoveryModel } : {}) };
}

function hiddenState(name: string, at: number, findings: Findings): DatabaseState {
  const reason = `${LIST_DATABASES.reads}: shows no ${name}, and the login may not see every database; it needs ${LIST_DATABASES.needs}`;
  findings.missing.push({ path: `/database/databases/${at}/state`, reason });
  findings.missing.push({ path: `/database/databases/${at}/recoveryModel`, reason });
  return { name };
}

function sameName(left: string | undefined, right: string): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}

function distinct(names: string[]): string[] {
  return names.filter((name, at) => names.findIndex((other) => sameName(other, name)) === at);
}
