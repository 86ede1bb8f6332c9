import type { Reporter } from './reporter';

/** Every format by its name, loaded when it is asked for. A new format is one file and one line here. */
export const REPORTERS = {
  table: async () => (await import('./table')).reportTable,
  json: async () => (await import('./json')).reportJson,
} satisfies Record<string, () => Promise<Reporter>>;

export type Format = keyof typeof REPORTERS;
export const FORMATS = Object.keys(REPORTERS) as Format[];
