import type { Conflict as Contested } from '../../model/inventory';
import { safeLine } from '../redact';
import { contradicts } from './contradicts';
import type { Row } from './pair-rows';

/** A field about which two sources differ. */
export interface Conflict {
  /** Pointer of the field, `*` for any row of a list. */
  path: string;
  /** The host or object that it is about; where that has no name, the pointer of its kind. */
  subject: string;
  kept: unknown;
  other: unknown;
  /** Id of the source, or of the sources, that what was kept is from. */
  keptSource: string;
  /** Neither is clearly later, so that nobody knows which holds. */
  contested: boolean;
  /** Id of the source that says otherwise. */
  source: string;
  /** When that was true, ISO 8601. */
  asOf: string;
}

/** The conflicts of a merge as they are found, by the object of the result that they are about. */
export class Conflicts {
  private readonly byRow = new Map<Row, Conflict[]>();
  private readonly found: Conflict[] = [];

  /** @param compared as listComparedFields gives it */
  constructor(private readonly compared: ReadonlySet<string>) {}

  get all(): readonly Conflict[] {
    return this.found;
  }

  isConflict(path: string, kept: unknown, other: unknown): boolean {
    return contradicts(kept, other, path, this.compared);
  }

  /** `merged` takes the place of `kept` in the result, which had its own conflicts already. */
  add(kept: Row, merged: Row, conflicts: readonly Conflict[]): void {
    const before = this.byRow.get(kept) ?? [];
    this.byRow.delete(kept);
    if (before.length + conflicts.length > 0) this.byRow.set(merged, [...before, ...conflicts]);
    this.found.push(...conflicts);
  }

  /** Says under `notes` of each object what other sources said of it. */
  writeNotes(): void {
    for (const [row, conflicts] of this.byRow) {
      row['notes'] = [...(row['notes'] ? [row['notes']] : []), ...conflicts.map(formatOther)].join('; ');
    }
  }
}

/** One line for people, free of control characters. */
export function formatConflict(conflict: Conflict): string {
  return `${conflict.subject}: ${formatOther(conflict)}`;
}

/** As it stands in an inventory, with the object that it is about. */
export function createEntry({ path, kept, keptSource, other, source, asOf }: Conflict): Contested {
  const field = path.slice(path.lastIndexOf('/') + 1);
  const time = Number.isNaN(Date.parse(asOf)) ? {} : { asOf };
  return { field, kept: formatValue(kept), keptSource, other: formatValue(other), source, ...time };
}

function formatOther({ path, kept, other, source, asOf }: Conflict): string {
  const field = path.split('/').at(-1);
  return `${field}: ${formatValue(kept)} was kept, ${source} says ${formatValue(other)} (${asOf})`;
}

function formatValue(value: unknown): string {
  return safeLine(typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 80);
}
