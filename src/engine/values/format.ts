/** A value as a person reads it: text as it is, a list with commas, nothing as "(none)". */
export function formatValue(value: unknown): string {
  if (value === null || value === undefined) return '(none)';
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.map(formatValue).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}

/** Bytes in units of 10^9, as the vendor's pages count disks and memory (docs/facts.md, B4 and F2). */
export function formatBytes(bytes: number): string {
  return `${Number((bytes / 1e9).toFixed(1))} GB`;
}

/** How texts are compared: without regard to case and to how many spaces are where. */
export function foldText(text: string): string {
  return text
    .replace(/[\s\u200b-\u200d\ufeff]+/g, ' ')
    .trim()
    .toLowerCase();
}

/** How much of a value is quoted. */
const LONGEST_QUOTE = 80;

/** A value as JSON has it, cut where it is long. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
