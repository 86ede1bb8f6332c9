import type { MissingEvidence } from '../../../model/inventory';
import { SourceError } from '../../source';
import { foldName } from '../fold-name';
import { quote, quoteList } from '../quote';
import type { Counted } from '../readers/row';
import type { ColumnMap } from './column-map';
import type { Column, Tally } from './columns';
import type { Kind } from './fields';
import { formatSuggestion } from './suggestion';
import type { Table } from './table';

const EXPECTED: Partial<Record<Kind, string>> = {
  version: 'up to four numbers such as 7.3.9.42',
  count: 'a whole number',
  size: 'a size such as "96.4 GB", or bytes',
  flag: 'Yes or No, True or False, 1 or 0',
  time: 'a time such as 2026-11-20T20:58:31Z or 11/20/2026 8:58:31 PM',
  status:
    'a state in words; ConvertTo-Json writes numbers unless -EnumsAsStrings is given, Export-Clixml writes words',
  list: 'the items themselves; Export-Csv writes the type of a list, ConvertTo-Json and Export-Clixml its items',
};

/** What only other rows could decide. */
const AMBIGUOUS = {
  time: {
    what: 'date',
    may: 'which may have the day or the month first',
    advice: 'export the times in ISO 8601',
  },
  size: {
    what: 'size',
    may: 'which has a decimal mark or is a thousand times as much',
    advice: 'export the sizes in bytes',
  },
};

/** @throws SourceError when the column of the names, or one that `--map` names, is not in the export */
export function requireColumns(table: Table, map: ColumnMap, file: string): void {
  const seen = table.found.seen;
  const folded = new Map(seen.map((name) => [foldName(name), name]));
  for (const [column, { columnName }] of map) {
    if (folded.has(column)) continue;
    throw new SourceError(
      `${quote(file)}: --map: there is no column "${quote(columnName)}"${formatSuggestion(columnName, seen)} Columns found: ${quoteList(seen) || 'none'}`,
    );
  }
  const isNamed = table.found.used.some((column) => column.field.name === 'name');
  if (isNamed || (seen.length === 0 && table.nameless.rows === 0)) return;
  throw new SourceError(
    `${quote(file)}: no column with the ${table.kind.nameOf} of the ${table.kind.many} was found. Columns found: ${quoteList(seen) || 'none'}. ` +
      `Say which one it is with --map "COLUMN=name"`,
  );
}

/** One entry for each column with rows that lack their value, and for what the export has no column for. */
export function listMissing(table: Table, counted: Counted): MissingEvidence[] {
  const { section, many, one, nameOf } = table.kind;
  const missing: MissingEvidence[] = [];
  const add = (path: string, reason: string): void =>
    void missing.push({ path: `/${section}${path}`, reason });
  if (table.records.length === 0) add('', `the export holds no ${many}`);
  if (table.nameless.rows > 0) {
    add('', `${formatRows(table.nameless, counted)} without a ${nameOf} left out: they name no ${one}`);
  }
  if (table.ragged.rows > 0) {
    add(
      '/*',
      `${formatRows(table.ragged, counted)} with more or fewer cells than there are columns: only the ${nameOf} was taken; quote values that hold the delimiter, and look whether the file was cut`,
    );
  }
  if (table.records.length > 0) listUnnamed(table, add);
  for (const column of table.found.used) listColumn(column, counted, add);
  return missing;
}

type Add = (path: string, reason: string) => void;

function listUnnamed(table: Table, add: Add): void {
  const had = new Set(table.found.used.map((column) => column.field.name));
  for (const field of table.kind.fields) {
    if (!field.judged || had.has(field.name)) continue;
    add(
      `/*/${field.name}`,
      `no column for it; export it too, or say which one it is with --map "COLUMN=${field.name}". Columns found: ${quoteList(table.found.seen)}`,
    );
  }
}

function listColumn(column: Column, counted: Counted, add: Add): void {
  const { field, unusable, ambiguous, contested } = column;
  const path = `/*/${field.name}`;
  const name = `column "${quote(column.name)}"`;
  if (unusable.rows > 0) {
    const expected = EXPECTED[field.kind] ?? 'a single text of at most 32767 characters';
    add(
      path,
      `${name}: ${formatRows(unusable, counted)} with "${quote(unusable.sample, 40)}" or the like, expected ${expected}`,
    );
  }
  if (contested.rows > 0) {
    add(
      path,
      `${name}: ${formatRows(contested, counted)} with "${quote(contested.sample, 40)}" or the like, and another column for it says otherwise; leave one of them out, or say which one it is with --map "COLUMN=${field.name}"`,
    );
  }
  if (ambiguous.rows > 0) {
    const why = column.votes.size > 1 ? 'other rows prove both' : 'no other row proves which';
    const { what, may, advice } = AMBIGUOUS[field.kind === 'time' ? 'time' : 'size'];
    add(
      path,
      `${name}: ${formatRows(ambiguous, counted)} with a ${what} such as "${quote(ambiguous.sample, 40)}", ${may}, and ${why}; ${advice}`,
    );
  }
}

function formatRows({ rows: count, at }: Tally, counted: Counted): string {
  return count === 1 ? `1 row (${counted} ${at})` : `${count} rows (first: ${counted} ${at})`;
}

/** What was taken for granted, column by column. */
export function listRemarks(table: Table, zone: string | undefined): string[] {
  const used = table.found.used;
  const decided = used.filter((column) => column.waiting.length > column.ambiguous.rows);
  const remarks = decided.map((column) => `column "${quote(column.name)}": ${formatDecision(column)}`);
  const zoneless = used.filter((column) => column.zoneless).map((column) => column.name);
  if (zoneless.length > 0) {
    const read = zone === undefined ? 'in the time zone of this machine' : `at UTC offset ${zone}`;
    remarks.push(`times without an offset were read ${read}: ${quoteList(zoneless)}`);
  }
  return remarks;
}

function formatDecision({ field, votes }: Column): string {
  const [vote] = votes;
  if (field.kind === 'time')
    return `dates such as 03/04/2026 were read ${vote}, as other rows of the column prove`;
  return `numbers such as 1,024 were read with "${vote}" as the decimal mark, as other rows prove`;
}
