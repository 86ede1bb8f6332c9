import type { DiffReporter, PlanReporter, Reporter } from './reporter';

/**
 * Every format of a report by its name, loaded when it is asked for. A new format is one file and one line here: the
 * command line, its help and the completion take the names from this list.
 */
export const REPORTERS = {
  table: async () => (await import('./formats/table')).formatTable,
  json: async () => (await import('./formats/json')).formatJson,
  sarif: async () => (await import('./formats/sarif')).formatSarif,
  junit: async () => (await import('./formats/junit')).formatJunit,
  github: async () => (await import('./formats/github')).formatGithub,
  gitlab: async () => (await import('./formats/gitlab')).formatGitlab,
  azure: async () => (await import('./formats/azure')).formatAzure,
  markdown: async () => (await import('./formats/markdown')).formatMarkdown,
  csv: async () => (await import('./formats/csv')).formatCsv,
  ndjson: async () => (await import('./formats/ndjson')).formatNdjson,
  tickets: async () => (await import('./tickets/document')).formatTickets,
  html: async () => (await import('./html/report')).formatHtml,
} satisfies Record<string, () => Promise<Reporter>>;

/** The formats that show the whole plan; every other one shows the reports of its hops. */
export const PLAN_REPORTERS = {
  table: async () => (await import('./plan/table')).formatPlanTable,
  json: async () => (await import('./plan/json')).formatPlanJson,
  markdown: async () => (await import('./plan/markdown')).formatPlanMarkdown,
  html: async () => (await import('./plan/html')).formatPlanHtml,
} satisfies Record<string, () => Promise<PlanReporter>>;

export const DIFF_REPORTERS = {
  table: async () => (await import('./diff/table')).formatDiffTable,
  json: async () => (await import('./diff/json')).formatDiffJson,
  markdown: async () => (await import('./diff/markdown')).formatDiffMarkdown,
} satisfies Record<string, () => Promise<DiffReporter>>;

export type Format = keyof typeof REPORTERS;
export type PlanFormat = keyof typeof PLAN_REPORTERS;
export type DiffFormat = keyof typeof DIFF_REPORTERS;

export const FORMATS = Object.keys(REPORTERS) as Format[];
export const DIFF_FORMATS = Object.keys(DIFF_REPORTERS) as DiffFormat[];
const OWN_PLAN_FORMATS = Object.keys(PLAN_REPORTERS) as PlanFormat[];
export const PLAN_FORMATS: readonly (PlanFormat | Format)[] = [...new Set([...OWN_PLAN_FORMATS, ...FORMATS])];

/** The plan's own way to show a format; undefined for formats that know reports only. */
export function findPlanReporter(format: PlanFormat | Format): (() => Promise<PlanReporter>) | undefined {
  return OWN_PLAN_FORMATS.includes(format as PlanFormat) ? PLAN_REPORTERS[format as PlanFormat] : undefined;
}

/** The summary of a GitHub job: no format to ask for, but written beside the format github. */
export async function loadGithubSummary(): Promise<Reporter> {
  return (await import('./formats/github')).formatGithubSummary;
}
