import type { ErrorCode, ExitCode } from './errors';

export const LEVELS = ['warn', 'fail'] as const;
export type Level = (typeof LEVELS)[number];

/** Verdicts from the worst to the best (contracts, section 4). */
export const VERDICTS = ['error', 'not-ready', 'undetermined', 'ready-with-warnings', 'ready'] as const;
export type Verdict = (typeof VERDICTS)[number];

export type Status = 'fail' | 'warn' | 'unknown' | 'skip' | 'pass';
export type FindingKind = 'violation' | 'no-evidence' | 'rule-error';

/** Reasons of results that somebody left out of the run: nothing is said about them, not even that all is well. */
export const LEFT_OUT = {
  only: 'not named by --only',
  skip: 'left out by --skip',
  off: 'switched off in the configuration',
} as const;

/** How a run may ask less of an estate than a rule's file does: not judged, at a lower level, by other params. */
export const RELAXATIONS = [...Object.keys(LEFT_OUT), 'lowered', 'params'] as Relaxation[];
export type Relaxation = keyof typeof LEFT_OUT | 'lowered' | 'params';

export interface WaiverNote {
  reason: string;
  owner: string;
  expires: string;
}

/** One object that does not hold, or about which nothing can be said. Values are as found, never prose. */
export interface Finding {
  kind: FindingKind;
  subject: string;
  /** JSON pointer of the subject in the inventory. */
  path: string;
  message: string;
  actual: unknown;
  expected: string | null;
  /** By what the subject is known again, however it is written: of a host its longest name. Reports of 1.0 lack it. */
  key?: string;
  /** `sha256:` over environment, rule id and key; the same in every run that finds it again. */
  fingerprint: string;
  /** What reports of 1.0 had in its place, where that was another one. */
  formerFingerprint?: string;
  waiver: WaiverNote | null;
  /** Set by `--baseline`: whether the older report had it. */
  baseline?: 'new' | 'known';
}

export interface Reference {
  title: string;
  url: string;
}

/** What no source can read and a person has to say: asked once, however many rules and objects wait for it. */
export interface Question {
  id: string;
  /** One plain sentence. */
  ask: string;
  /** Where the answer stands in an inventory: pointers, `*` for every element. */
  fields: string[];
  /** Who knows it. */
  owner: string;
}

export interface Result {
  ruleId: string;
  title: string;
  /** What is wrong, of how many objects, as a sentence; null where nothing is. Reports of 1.0 lack it. */
  failureTitle?: string | null;
  category: string;
  level: Level;
  status: Status;
  /** What the rule asks, with its params, as a digest; reports of 1.0 and results that no rule file makes lack it. */
  basis?: string;
  /** Number of subjects that were judged. */
  checked: number;
  /** A list that it looks at was missing or not complete, so that objects which it does not name may not hold either. */
  partial?: true;
  findings: Finding[];
  /** Why the rule was skipped, or why nothing could be said; else null. */
  reason: string | null;
  /** What would supply missing evidence: a flag of gather or a field of the facts file; else null. */
  evidence: string | null;
  /** Patterns of the pointers to what is missing; absent where nothing is. */
  lacks?: string[];
  /** What the missing evidence waits for, where only a person can answer; absent where a source could supply any of it. */
  question?: Question;
  remediation: string;
  references: Reference[];
  facts: string[];
  /** How the run asks less than the rule's file; absent where it does not. */
  relaxed?: Relaxation[];
  /** Milliseconds, with --verbose only. */
  durationMs?: number;
}

/** One thing to do, and what waits for it. */
export interface EvidenceTask {
  /** One sentence: what to do before the command, or the question. */
  action: string;
  /** The whole command line; in capitals what only its reader knows. */
  command: string;
  owner: string;
  /** Rules that lack it, those that can block first. */
  rules: string[];
  /** Number of objects about which something is not known. */
  subjects: number;
  /** Number of its rules of level fail. */
  blocking: number;
}

export interface Summary {
  rules: number;
  pass: number;
  warn: number;
  fail: number;
  unknown: number;
  skip: number;
  /** Findings that a waiver covers. */
  waived: number;
  /** Absent in reports that were written before it was counted. */
  relaxed?: Relaxed;
  /** `questions`: those that rules without evidence wait for, each once; absent in reports that were written before it was counted. */
  coverage: { applicable: number; judged: number; questions?: number };
}

/** In how many ways less was asked than the rules ask: a verdict is never told without it. */
export interface Relaxed extends Record<Relaxation, number> {
  /** Results without evidence that --allow-unknown lets through. */
  allowedUnknown: number;
  /** Open findings that --fail-on new lets through, because the baseline had them. */
  known: number;
}

export interface InventoryFacts {
  file: string;
  sha256: string;
  collectedAt: string;
}

/** The configuration file that a run went by. */
export interface ConfigurationFacts {
  file: string;
  sha256: string;
}

export interface ReportError {
  code: ErrorCode;
  message: string;
  details: readonly string[];
}

/** The report, version 1: what check, plan and verify end in, and what every format is made from. */
export interface Report {
  schemaVersion: 1;
  tool: { name: 'tp-doctor'; version: string };
  command: string;
  environment: string | null;
  inventory: InventoryFacts | null;
  /** Null where there was none; reports of older versions do not say. */
  configuration?: ConfigurationFacts | null;
  source: string | null;
  target: string | null;
  now: string;
  verdict: Verdict;
  exitCode: ExitCode;
  summary: Summary;
  results: Result[];
  /** What is to be done for the evidence that is missing, most blocking rules first; reports of 1.0 lack it. */
  evidence?: EvidenceTask[];
  /** With --baseline: findings of the older report that are gone although nobody could look for them, as they were there. */
  unjudged?: Result[];
  /** Sources of the inventory as they were gathered, so that a reader sees what the judgement rests on. */
  sources: ReportSource[];
  /** What the estate looks like: rows of the Agents grid, in all and by version ("unknown" where there is none). */
  estate: { agents: number | null; agentVersions: { version: string; count: number }[] };
  error?: ReportError;
}

export interface ReportSource {
  id: string;
  kind: string;
  status: string | null;
  reason: string | null;
  collectedAt: string | null;
  /** The sections that it is about; reports of 1.0 do not say. */
  sections?: string[];
}

/** Several inventories in one run. */
export interface Fleet {
  schemaVersion: 1;
  tool: { name: 'tp-doctor'; version: string };
  reports: Report[];
  exitCode: ExitCode;
}
