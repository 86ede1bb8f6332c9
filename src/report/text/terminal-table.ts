import Table from 'cli-table3';

/**
 * A table of texts that the caller has wrapped to the widths and coloured; `isDense`: without rules between rows.
 */
export function createGrid(
  head: string[],
  colWidths: number[],
  { isDense = false }: { isDense?: boolean } = {},
): Table.Table {
  const chars = isDense ? { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' } : {};
  return new Table({ head, colWidths, chars, wordWrap: false, style: { head: [], border: [] } });
}
