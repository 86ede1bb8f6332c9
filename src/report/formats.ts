import type { Reporter } from './reporter';

/** Every format by its name, loaded when it is asked for. A new format is one file and one line here. */
export const REPORTERS = {
  table: async () => (await import('./formats/table')).reportTable,
  json: async () => (await import('./formats/json')).reportJson,
  sarif: async () => (await import('./formats/sarif')).sarif,
  junit: async () => (await import('./formats/junit')).junit,
  github: async () => (await import('./formats/github')).github,
  gitlab: async () => (await import('./formats/gitlab')).gitlab,
  azure: async () => (await import('./formats/azure')).azure,
  markdown: async () => (await import('./formats/markdown')).markdown,
  csv: async () => (await import('./formats/csv')).csv,
  ndjson: async () => (await import('./formats/ndjson')).ndjson,
  tickets: async () => (await import('./tickets/document')).tickets,
  html: async () => (await import('./html/report')).reportHtml,
} satisfies Record<string, () => Promise<Reporter>>;

export type Format = keyof typeof REPORTERS;
export const FORMATS = Object.keys(REPORTERS) as Format[];
