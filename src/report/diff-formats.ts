import type { Diff } from '../model/diff';
import type { ReportOptions } from './reporter';

/** Makes the text of one format from a comparison; as a reporter does, it escapes and ends with a line feed. */
export type Differ = (diff: Diff, options: ReportOptions) => string;

export const DIFFERS = {
  table: async () => (await import('./diff/table')).diffTable,
  json: async () => (await import('./diff/json')).diffJson,
  markdown: async () => (await import('./diff/markdown')).diffMarkdown,
} satisfies Record<string, () => Promise<Differ>>;

export type DiffFormat = keyof typeof DIFFERS;
export const DIFF_FORMATS = Object.keys(DIFFERS) as DiffFormat[];
