/**
 * A value as an export has it. null: present and empty. undefined: present, but of a kind that cannot be read as one
 * value (an object of unknown make).
 */
export type Raw = string | number | boolean | null | undefined | Raw[];

/** One record of an export: names and values side by side, in the order of the export. */
export interface Row {
  /** The line (XML, CSV) or the number of the record (JSON), from 1. */
  at: number;
  names: readonly string[];
  values: readonly Raw[];
  /** It has more or fewer cells than there are columns, so that its values may stand under the wrong names. */
  ragged?: boolean;
}

/** What `at` of a row counts: lines, or the records of a format whose lines nobody counts. */
export type Counted = 'line' | 'record';

/** Takes what a reader finds. */
export interface RowSink {
  /** Columns that are known before any row is. */
  columns: (names: readonly string[]) => void;
  row: (row: Row) => void;
}

/** The bounds that every reader holds to, so that no file can take more than its share of memory or stack. */
export const BOUNDS = {
  /** Elements, arrays and objects inside one another. */
  depth: 64,
  /** Characters of one text, attribute, comment or cell. */
  text: 2 ** 20,
  /** Attributes of one element. */
  attributes: 256,
  /** Values of one record. */
  values: 4096,
  /** Characters of one record. */
  record: 2 ** 24,
  /** Characters of one name of an element, attribute or column. */
  name: 256,
} as const;
