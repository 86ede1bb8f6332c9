import type { Agent, MissingEvidence } from '../../model/inventory';
import { NEEDED_FIELDS } from '../../model/needed-fields';
import { SqlFault } from './connection/sql-fault';
import { flag, text, time, version, whole, type Row } from './row-values';
import type { Session } from './connection/endpoint';
import { formatQueryFault } from './faults/query-faults';

/** The agent hosts: dbo.Server of the configuration database (E1). */
export const SERVER_TABLE = {
  reads: 'dbo.Server',
  needs: 'a user in the configuration database with SELECT on dbo.Server',
};

export interface ServerTable {
  agents?: Agent[];
  missing: MissingEvidence[];
  remarks: string[];
}

type Reader = (row: Row, column: string) => Agent[keyof Agent];

interface Field {
  name: keyof Agent;
  /** Normalised column names, the likeliest first. */
  columns: string[];
  read: Reader;
}

const STATUSES = ['Active', 'Active (Modules Pending)', 'Stopped', 'Lost Connection', 'No Agent'];

const NEEDED: readonly string[] = NEEDED_FIELDS.agents;

/**
 * The columns of dbo.Server are not published; only Name and LastMgrContact are known (B12). The others are looked for
 * under the names of the Agents grid (B2) and what is usual for them. A value of another form than its field's is no
 * evidence: a status may be a number there, a version may be the operating system's.
 */
const FIELDS: Field[] = [
  {
    name: 'name',
    columns: ['name', 'servername', 'machine', 'machinename', 'hostname', 'host', 'computername'],
    read: text,
  },
  { name: 'domain', columns: ['domain', 'domainname', 'netbiosdomain', 'netbiosdomainname'], read: text },
  { name: 'fqdn', columns: ['fqdn', 'dnshostname', 'dnsname', 'fullyqualifieddomainname'], read: text },
  { name: 'address', columns: ['address', 'ipaddress', 'ip'], read: text },
  {
    name: 'version',
    columns: ['versionstring', 'agentversion', 'agentversionstring', 'version'],
    read: version,
  },
  { name: 'status', columns: ['status', 'agentstatus'], read: status },
  { name: 'operatingSystem', columns: ['operatingsystem', 'os', 'osname'], read: text },
  { name: 'osVersion', columns: ['osversion', 'operatingsystemversion'], read: version },
  { name: 'mode', columns: ['adagent', 'adagentmode'], read: text },
  { name: 'eventsInQueue', columns: ['eventsinqueue', 'queuedevents'], read: whole },
  { name: 'freeSpaceBytes', columns: ['freespacebytes', 'freediskbytes'], read: whole },
  { name: 'platform', columns: ['platform'], read: text },
  { name: 'isSigned', columns: ['issigned'], read: flag },
  { name: 'utcOffset', columns: ['utcoffset'], read: text },
  {
    name: 'certificateThumbprint',
    columns: ['certificatethumbprint', 'certthumbprint', 'thumbprint'],
    read: text,
  },
  { name: 'buildTime', columns: ['buildtimestamp', 'buildtime'], read: text },
  { name: 'lastRegistration', columns: ['lastregistration', 'lastregistered'], read: time },
  { name: 'lastEventAt', columns: ['lastevent', 'lasteventtime'], read: time },
  { name: 'lastStoppedAt', columns: ['agentlaststopped', 'laststopped'], read: time },
  { name: 'lastContactAt', columns: ['lastmgrcontact', 'lastcontact'], read: time },
];

/** What the rules need of every agent, and the table may not have; the domain tells hosts of one name apart (B12). */
const WANTED = FIELDS.map(({ name }) => name).filter(
  (name) => name === 'domain' || (name !== 'name' && NEEDED.includes(name)),
);

const COLUMNS = `SELECT TABLE_SCHEMA AS table_schema, TABLE_NAME AS table_name, COLUMN_NAME AS column_name
FROM INFORMATION_SCHEMA.COLUMNS WHERE LOWER(TABLE_SCHEMA) = N'dbo' AND LOWER(TABLE_NAME) = N'server'`;

const EMPTY =
  'dbo.Server: is empty, which proves nothing, as the Enterprise Manager empties and fills it every few minutes; gather again';
const REWRITTEN =
  'dbo.Server: was rewritten while it was read, so rows may be missing; gather again, or give the agent list with --agents FILE';

/**
 * Asks for the columns first, then for those that are known, in all the time that is left: a large table may take it.
 * Never throws a SqlFault: it ends in `missing`.
 */
export async function readServerTable(session: Session): Promise<ServerTable> {
  try {
    const columns = await session.query(COLUMNS);
    const chosen = chooseColumns(columns);
    if (!chosen.some(({ field }) => field.name === 'name')) return withoutAgents(nameless(columns));
    const { rows, isWhole } = await readTwice(session, columns, chosen);
    if (rows.length === 0) return withoutAgents(EMPTY);
    const table = toAgents(rows, chosen);
    return isWhole
      ? table
      : { ...table, missing: [{ path: '/agents', reason: REWRITTEN }, ...table.missing] };
  } catch (fault) {
    if (fault instanceof SqlFault) return withoutAgents(formatQueryFault(fault, SERVER_TABLE));
    throw fault;
  }
}

/** How often the table is read again where two reads differ. */
const MOST_READS = 3;

/**
 * The Enterprise Manager deletes all rows and inserts them again every few minutes (E23), and no lock is taken: only what
 * two reads agree about is the whole table.
 */
async function readTwice(
  session: Session,
  columns: Row[],
  chosen: Chosen[],
): Promise<{ rows: Row[]; isWhole: boolean }> {
  const keys = chosen.filter(({ field }) => KEYS.includes(field.name));
  let rows: Row[] = [];
  for (let read = 0; read < MOST_READS; read += 1) {
    rows = await session.query(selectOf(columns, chosen), {}, 'all');
    const again = await session.query(selectOf(columns, keys), {}, 'all');
    if (keysOf(rows, keys) === keysOf(again, keys)) return { rows, isWhole: true };
  }
  return { rows, isWhole: false };
}

const KEYS: readonly string[] = ['name', 'domain'];

function keysOf(rows: Row[], keys: Chosen[]): string {
  return rows
    .map((row) => JSON.stringify(keys.map(({ column }) => row.get(column.toLowerCase()) ?? null)))
    .sort()
    .join();
}

export function withoutAgents(reason: string): ServerTable {
  const missing = [{ path: '/agents', reason: `${reason}; or give the agent list with --agents FILE` }];
  return { missing, remarks: [] };
}

interface Chosen {
  field: Field;
  column: string;
}

/** One column for each field that has any. */
function chooseColumns(rows: Row[]): Chosen[] {
  const byName = new Map<string, string>();
  for (const row of rows) {
    const column = text(row, 'column_name');
    if (column !== undefined) byName.set(normalise(column), column);
  }
  return FIELDS.flatMap((field) => {
    const column = field.columns.map((name) => byName.get(name)).find((name) => name !== undefined);
    return column === undefined ? [] : [{ field, column }];
  });
}

function normalise(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The names as the server spells them: on a case-sensitive database dbo.server is not dbo.Server. */
function selectOf(columns: Row[], chosen: Chosen[]): string {
  const schema = text(columns[0], 'table_schema') ?? 'dbo';
  const table = text(columns[0], 'table_name') ?? 'Server';
  return `SELECT ${chosen.map(({ column }) => quoteName(column)).join(', ')} FROM ${quoteName(schema)}.${quoteName(table)}`;
}

/** QUOTENAME: brackets around, a closing one inside doubled. */
function quoteName(name: string): string {
  return `[${name.replaceAll(']', ']]')}]`;
}

function nameless(columns: Row[]): string {
  if (columns.length === 0) return `dbo.Server: not there or not visible; it needs ${SERVER_TABLE.needs}`;
  return 'dbo.Server: has no column with the name of the host';
}

function toAgents(rows: Row[], chosen: Chosen[]): ServerTable {
  const read = rows.map((row) => toAgent(row, chosen));
  const agents = read.filter((agent) => agent.name !== undefined);
  const missing = [...namelessRows(read.length - agents.length), ...absentFields(agents)];
  return { agents, missing, remarks: remarksOn(agents) };
}

/** What is left out of the list: it is not complete. */
function namelessRows(count: number): MissingEvidence[] {
  if (count === 0) return [];
  return [{ path: '/agents', reason: `dbo.Server: rows without a name were left out: ${count}` }];
}

/** One entry a field, so that an agent list that has them all settles every one. */
function absentFields(agents: Agent[]): MissingEvidence[] {
  if (agents.length === 0) return [];
  return WANTED.filter((name) => agents.every((agent) => agent[name] === undefined)).map((name) => ({
    path: `/agents/*/${name}`,
    reason: `dbo.Server: holds no ${name} that can be read; give the agent list with --agents FILE`,
  }));
}

function remarksOn(agents: Agent[]): string[] {
  const timed = agents.some((agent) => agent.lastContactAt !== undefined);
  return timed ? ['dbo.Server: times are taken as UTC, because their time zone is not documented'] : [];
}

function toAgent(row: Row, chosen: Chosen[]): Agent {
  const agent: Agent = {};
  for (const { field, column } of chosen) {
    const value = field.read(row, column.toLowerCase());
    if (value !== undefined) Object.assign(agent, { [field.name]: value });
  }
  return agent;
}

function status(row: Row, column: string): string | undefined {
  const found = text(row, column)?.toLowerCase();
  return STATUSES.find((name) => name.toLowerCase() === found);
}
