import type { Diff } from '../model/diff';
import type { Plan } from '../model/plan';
import type { Fleet, Report } from '../model/report';

/** How a report is to look; machine formats read only what concerns them. */
export interface ReportOptions {
  color: boolean;
  /** Columns of the terminal. */
  width: number;
  verbose: boolean;
  /** Objects of a rule to name at a terminal; a few where it is absent. */
  top?: number | undefined;
  /** The terminal shows OSC 8 hyperlinks. */
  hyperlinks: boolean;
  /** What one ticket stands for. */
  groupBy: 'rule' | 'subject';
  /** An older report's findings by fingerprint, for formats that tell new from known. */
  baseline?: readonly Report[];
}

/**
 * Makes the text of one format from the reports of a run: one for each inventory, or for each hop of a plan.
 * Pure, total, and the only place that escapes for its format; ends with a line feed.
 */
export type Reporter = (run: Fleet, options: ReportOptions) => string;

/** The same from a plan. */
export type PlanReporter = (plan: Plan, options: ReportOptions) => string;

/** The same from a comparison. */
export type DiffReporter = (diff: Diff, options: ReportOptions) => string;
