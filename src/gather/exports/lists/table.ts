import type { Raw, Row, RowSink } from '../readers/row';
import { SharedTexts } from '../readers/shared-texts';
import type { ColumnMap } from './column-map';
import { Columns, MAPPED, countRow, type Column, type Tally } from './columns';
import type { Kind, RecordKind } from './fields';
import { readSize, type DecimalMark } from './sizes';
import { readTime, type DateOrder } from './times';
import { ABSENT, UNDECIDED, UNUSABLE, readValue, type Outcome, type Reading } from './values';

type Value = string | number | boolean | string[];

/** Kinds whose values many records share. */
const SHARED = new Set<Kind>(['word', 'version', 'status', 'mode', 'list']);

/** Turns the rows of an export into records of the inventory; what they lack is counted, for missing.ts to report. */
export class Table implements RowSink {
  readonly records: Record<string, unknown>[] = [];
  readonly nameless: Tally = { rows: 0, at: 0, sample: '' };
  readonly ragged: Tally = { rows: 0, at: 0, sample: '' };
  readonly found: Columns;
  private readonly texts = new SharedTexts();
  /** The rank of the column that each field of the current row came from. */
  private readonly ranks = new Map<string, number>();
  /** Fields about which columns of the current row contradict each other. */
  private readonly contested = new Set<string>();

  constructor(
    readonly kind: RecordKind,
    map: ColumnMap,
    private readonly zone: number | undefined,
  ) {
    this.found = new Columns(kind, map);
  }

  columns(names: readonly string[]): void {
    for (const name of names) this.found.find(name);
  }

  row(row: Row): void {
    const record: Record<string, unknown> = {};
    this.ranks.clear();
    this.contested.clear();
    if (row.ragged) countRow(this.ragged, row.at, '');
    for (let i = 0; i < row.names.length; i++) {
      const column = this.found.find(row.names[i] ?? '');
      if (column && !(row.ragged && column.field.name !== 'name'))
        this.put(record, column, row.values[i], row.at);
    }
    if (record['name'] === undefined) countRow(this.nameless, row.at, '');
    else this.records.push(record);
  }

  /** Decides what had to wait for the whole column. To be called once, after the last row. */
  settle(): void {
    for (const column of this.found.used) this.settleColumn(column);
  }

  private put(record: Record<string, unknown>, column: Column, raw: Raw, at: number): void {
    if (raw === null || raw === '') return;
    const { field } = column;
    const before = this.ranks.get(field.name);
    if (before === MAPPED || this.contested.has(field.name)) return;
    const reading = this.read(column, raw);
    if (reading.vote !== undefined) column.votes.add(reading.vote);
    if (reading.zoneless) column.zoneless = true;
    if (reading.value === ABSENT) return;
    if (before !== undefined && typeof reading.value === 'symbol') return;
    if (reading.value === UNUSABLE) {
      countRow(column.unusable, at, sampleOf(raw));
    } else if (reading.value === UNDECIDED) {
      column.waiting.push({ record, raw: this.texts.own(String(raw)), at });
    } else this.set(record, column, reading.value, at);
  }

  private set(record: Record<string, unknown>, column: Column, value: Value, at: number): void {
    const { field, rank } = column;
    const before = this.ranks.get(field.name);
    if (before !== undefined && isContested(record[field.name], value, before, column)) {
      countRow(column.contested, at, sampleOf(value));
      this.contested.add(field.name);
      Reflect.deleteProperty(record, field.name);
    } else if (rank < (before ?? Infinity)) {
      this.ranks.set(field.name, rank);
      record[field.name] = this.keep(field.kind, value);
    }
  }

  private read(column: Column, raw: Exclude<Raw, null>, choice?: string): Reading<Value> {
    const { kind } = column.field;
    if (raw === undefined) return { value: UNUSABLE };
    if (kind !== 'size' && kind !== 'time') return { value: readValue(kind, raw) as Outcome<Value> };
    if (typeof raw !== 'string' && typeof raw !== 'number') return { value: UNUSABLE };
    if (kind === 'size') return readSize(raw, column.unit, choice as DecimalMark | undefined);
    return readTime(raw, this.zone, choice as DateOrder | undefined);
  }

  private keep(kind: Kind, value: Value): Value {
    if (Array.isArray(value)) return value.map((item) => this.texts.share(item));
    if (typeof value !== 'string') return value;
    return SHARED.has(kind) ? this.texts.share(value) : this.texts.own(value);
  }

  private settleColumn(column: Column): void {
    const [vote, ...others] = column.votes;
    const choice = others.length === 0 ? vote : undefined;
    for (const { record, raw, at } of column.waiting) {
      const reading = this.read(column, raw, choice);
      if (reading.zoneless) column.zoneless = true;
      if (reading.value === UNDECIDED) countRow(column.ambiguous, at, sampleOf(raw));
      else if (reading.value === UNUSABLE) countRow(column.unusable, at, sampleOf(raw));
      else if (reading.value !== ABSENT) record[column.field.name] ??= reading.value;
    }
  }
}

/** A machine may well have several names; of one field in two columns else neither is believed where they differ. */
function isContested(known: unknown, value: Value, before: number, { field, rank }: Column): boolean {
  if (rank === MAPPED || (field.name === 'name' && rank !== before)) return false;
  return Array.isArray(value) ? JSON.stringify(known) !== JSON.stringify(value) : known !== value;
}

function sampleOf(raw: Raw): string {
  if (raw === undefined) return 'an object';
  const text = Array.isArray(raw) ? raw.map(String).join(', ') : String(raw);
  return Buffer.from(text.slice(0, 200)).toString();
}
