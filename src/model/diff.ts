import type { ExitCode } from './errors';
import type { Finding, Level, Relaxed, Verdict } from './report';

/** A finding with the rule and the estate it belongs to. */
export interface DiffEntry extends Omit<Finding, 'baseline'> {
  environment: string | null;
  ruleId: string;
  title: string;
  level: Level;
  /** What its rule asked (Result.basis). */
  basis?: string;
}

/** What a finding was in the older report. */
export type DiffBefore = Pick<DiffEntry, 'kind' | 'level' | 'message' | 'actual' | 'expected' | 'waiver'>;

/** A report of one of the two documents. */
export interface DiffEstate {
  environment: string | null;
  target: string | null;
  now: string;
  verdict: Verdict;
  /** Findings that a waiver covers. */
  waived: number;
  /** What it asked less than the rules do; null where the report does not say. */
  relaxed: Relaxed | null;
}

/** One of the two documents that were compared. */
export interface DiffSide {
  file: string;
  sha256: string;
  command: string;
  estates: DiffEstate[];
}

/** The comparison of two reports, version 1 (contracts, section 1; rules/diff.schema.json). */
export interface Diff {
  schemaVersion: 1;
  tool: { name: 'tp-doctor'; version: string };
  command: 'diff';
  older: DiffSide;
  newer: DiffSide;
  summary: { new: number; changed: number; persisting: number; resolved: number; unjudged: number };
  /** `before`: there, but as missing evidence or waived, so that the violation itself is new; else null. */
  new: (DiffEntry & { before: DiffBefore | null })[];
  changed: (DiffEntry & { before: DiffBefore })[];
  persisting: DiffEntry[];
  resolved: DiffEntry[];
  /** In the older report, and not judged in the newer one: nobody can call them resolved. */
  unjudged: (DiffEntry & { reason: string })[];
  /** Estates that one of the two could not judge. */
  notCompared: { file: string; message: string }[];
  /** Why the two may differ although the estate does not, one sentence each. */
  cautions: string[];
  exitCode: ExitCode;
}
