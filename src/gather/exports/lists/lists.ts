import { hostOf } from '../../../engine/values/hosts';
import type { Agent, Policy } from '../../../model/inventory';
import { FILE_TIMEOUT_MS, type GatherContext, type Gathered, type SourceRequest } from '../../source';
import { quote } from '../quote';
import { readRows } from '../readers/read-rows';
import type { Counted, RowSink } from '../readers/row';
import { readColumnMap } from './column-map';
import { AGENTS, POLICIES, type RecordKind } from './fields';
import { listMissing, listRemarks, requireColumns } from './missing';
import { Table } from './table';
import { readUtcOffset } from './times';

export interface ListOptions {
  file: string;
  /** The values of `--map`, "column=field"; those for fields of the other list are left to it. */
  map?: readonly string[] | undefined;
  /** "+01:00": the zone of times that do not name theirs; by default that of this machine. */
  utcOffset?: string | undefined;
}

/**
 * The agents of an export of the console or of Get-SIAgentStatus (fact B2): XML, CSV, JSON or CLIXML.
 * @throws UserError of code usage for a wrong `map` or `utcOffset`
 */
export function agentListSource(options: ListOptions): SourceRequest {
  return listSource('agent-list', AGENTS, options, (records) => ({ agents: records as Agent[] }));
}

/**
 * The policies of an export of Get-SIPolicy (fact G1), in the same formats.
 * @throws UserError of code usage for a wrong `map` or `utcOffset`
 */
export function policyListSource(options: ListOptions): SourceRequest {
  return listSource('policy-list', POLICIES, options, (records) => ({ policies: records as Policy[] }));
}

type AsSections = (records: Record<string, unknown>[]) => Gathered['sections'];

function listSource(
  sourceKind: 'agent-list' | 'policy-list',
  kind: RecordKind,
  { file, map: entries = [], utcOffset }: ListOptions,
  asSections: AsSections,
): SourceRequest {
  const map = readColumnMap(entries, kind);
  const zone = utcOffset === undefined ? undefined : readUtcOffset(utcOffset);
  return {
    id: kind.section,
    kind: sourceKind,
    target: file,
    sections: [kind.section],
    timeoutMs: FILE_TIMEOUT_MS,
    formatSteps: () => [`read the ${kind.many} from the file ${quote(file, 300)}`],
    gather: async (context) => {
      const table = new Table(kind, map, zone);
      const counted = await fillTable(table, file, context);
      requireColumns(table, map, file);
      table.settle();
      if (kind === AGENTS) markDomainless(table);
      return {
        sections: asSections(table.records),
        missing: listMissing(table, counted),
        remarks: listRemarks(table, utcOffset),
      };
    },
  };
}

/** A row without a domain, in a list that has a column for it and one of other rows, is listed without it (fact B22). */
function markDomainless({ records, found, ragged }: Table): void {
  const columns = found.used.filter(({ field }) => field.name === 'domain');
  const isDoubtful = columns.some(({ unusable, contested }) => unusable.rows + contested.rows > 0);
  if (isDoubtful || ragged.rows > 0 || !records.some((row) => row['domain'] !== undefined)) return;
  for (const row of records)
    if (row['domain'] === undefined && hostOf({ name: row['name'] })?.domain === undefined)
      row['domainListed'] = false;
}

/** How many records are read between two lines of progress. */
const STRIDE = 100_000;

function fillTable(table: Table, file: string, { signal, progress }: GatherContext): Promise<Counted> {
  const sink: RowSink = {
    columns: (names) => table.columns(names),
    row: (row) => {
      table.row(row);
      const count = table.records.length;
      if (count > 0 && count % STRIDE === 0) progress(`${count} ${table.kind.many} read`);
    },
  };
  return readRows(file, (name) => table.found.score(name), sink, signal);
}
