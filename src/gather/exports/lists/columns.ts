import { foldName } from '../fold-name';
import { BOUNDS } from '../readers/row';
import type { ColumnMap } from './column-map';
import type { Field, RecordKind } from './fields';
import { unitBytes } from './sizes';

/** What is known of one column of an export while its rows are read. */
export interface Column {
  /** As the export spells it. */
  name: string;
  field: Field;
  /** Lower is likelier, where several columns are for one field. */
  rank: number;
  /** Bytes of the unit in its name, "Free Space (GB)". */
  unit: number | undefined;
  unusable: Tally;
  ambiguous: Tally;
  /** Another column for the same field says otherwise. */
  contested: Tally;
  /** What the rows prove about the order of dates or the decimal mark. */
  votes: Set<string>;
  zoneless: boolean;
  /** Records whose value waits for such a proof, side by side with that value. */
  waiting: { record: Record<string, unknown>; raw: string; at: number }[];
}

/** How many rows something is true of, and the first of them. */
export interface Tally {
  rows: number;
  at: number;
  sample: string;
}

/** The rank of a column that `--map` names. */
export const MAPPED = -1;

export function countRow(count: Tally, at: number, sample: string): void {
  if (count.rows++ > 0) return;
  count.at = at;
  count.sample = sample;
}

/** No export has more columns than this; JSON and XML may name them anew in every record. */
const MOST = 1000;

/** Finds the field of a column by its name: as `--map` says, else by the aliases of the fields. */
export class Columns {
  private readonly byName = new Map<string, Column | undefined>();
  private readonly aliases = new Map<string, { field: Field; rank: number }>();

  constructor(
    kind: RecordKind,
    private readonly map: ColumnMap,
  ) {
    for (const field of kind.fields) {
      for (const [rank, alias] of field.aliases.entries()) this.aliases.set(alias, { field, rank });
    }
  }

  get seen(): string[] {
    return [...this.byName.keys()];
  }

  get used(): Column[] {
    return [...this.byName.values()].filter((column) => column !== undefined);
  }

  find(name: string): Column | undefined {
    if (this.byName.has(name) || this.byName.size >= MOST || name.length > BOUNDS.name)
      return this.byName.get(name);
    const column = this.createColumn(name);
    // An own copy: the name may be a slice that keeps a whole piece of the file in memory.
    this.byName.set(Buffer.from(name).toString(), column);
    return column;
  }

  /** How much a name tells about the records of an XML file: "Name" and "ID" are everywhere. */
  score(name: string): number {
    const folded = foldName(name);
    if (!this.match(folded)) return 0;
    return folded === 'name' || folded === 'id' ? 1 : 2;
  }

  private createColumn(name: string): Column | undefined {
    const found = this.match(foldName(name));
    if (!found) return undefined;
    const none = (): Tally => ({ rows: 0, at: 0, sample: '' });
    return {
      ...found,
      name,
      unusable: none(),
      ambiguous: none(),
      contested: none(),
      votes: new Set(),
      zoneless: false,
      waiting: [],
    };
  }

  private match(folded: string): Pick<Column, 'field' | 'rank' | 'unit'> | undefined {
    const mapped = this.map.get(folded);
    if (mapped) return { field: mapped.field, rank: MAPPED, unit: undefined };
    const known = this.aliases.get(folded);
    if (known) return { ...known, unit: undefined };
    const [, stem = '', unit = ''] = /^(.+?)((?:[kmgt]i?)?b|bytes)$/.exec(folded) ?? [];
    const sized = this.aliases.get(stem);
    return sized?.field.kind === 'size' ? { ...sized, unit: unitBytes(unit) } : undefined;
  }
}
