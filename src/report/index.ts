import type { Reporter } from './reporter';

/** Every format by its name, loaded when it is asked for. A new format is one file and one line here. */
export const REPORTERS = {
  table: async () => (await import('./table')).reportTable,
  json: async () => (await import('./json')).reportJson,
  sarif: async () => (await import('./sarif')).sarif,
  junit: async () => (await import('./junit')).junit,
  github: async () => (await import('./github')).github,
  gitlab: async () => (await import('./gitlab')).gitlab,
  azure: async () => (await import('./azure')).azure,
  markdown: async () => (await import('./markdown')).markdown,
  csv: async () => (await import('./csv')).csv,
  ndjson: async () => (await import('./ndjson')).ndjson,
  tickets: async () => (await import('./tickets')).tickets,
  html: async () => (await import('./html')).reportHtml,
} satisfies Record<string, () => Promise<Reporter>>;

export type Format = keyof typeof REPORTERS;
export const FORMATS = Object.keys(REPORTERS) as Format[];
