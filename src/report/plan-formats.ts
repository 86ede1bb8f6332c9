import { FORMATS, type Format } from './formats';
import type { Plan } from '../model/plan';
import type { ReportOptions } from './reporter';

/** Makes the text of one format from a plan; as a reporter does, it escapes and ends with a line feed. */
export type Planner = (plan: Plan, options: ReportOptions) => string;

/** The formats that show the whole plan; every other one shows the reports of its hops. */
export const PLANNERS = {
  table: async () => (await import('./plan/table')).planTable,
  json: async () => (await import('./plan/json')).planJson,
  markdown: async () => (await import('./plan/markdown')).planMarkdown,
  html: async () => (await import('./plan/html')).planHtml,
} satisfies Record<string, () => Promise<Planner>>;

export type PlanFormat = keyof typeof PLANNERS;
const OWN = Object.keys(PLANNERS) as PlanFormat[];

export const PLAN_FORMATS: readonly (PlanFormat | Format)[] = [...new Set([...OWN, ...FORMATS])];

/** The plan's own way to show a format; undefined for formats that know reports only. */
export function findPlanner(format: string): (() => Promise<Planner>) | undefined {
  return OWN.includes(format as PlanFormat) ? PLANNERS[format as PlanFormat] : undefined;
}
