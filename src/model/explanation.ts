import type { Finding, InventoryFacts, Level, Reference, ReportSource, Status, Verdict } from './report';
import type { JsonSchema } from './rule';

/** What the documentation says, by its number: a row of docs/facts.md. */
export interface Fact {
  id: string;
  /** The heading that it stands below. */
  topic: string;
  text: string;
  /** Pages as the row has them. */
  page: string;
}

/** A value that the vendor documents for targets, which a rule compares with. */
export interface Threshold {
  name: string;
  values: { targets: string[]; value: unknown }[];
}

export interface RuleExplanation {
  kind: 'rule';
  id: string;
  title: string;
  level: Level;
  category: string;
  phase: string;
  /** Range of targets; null for all. */
  targets: string | null;
  /** Pointer pattern of the objects that are judged; "" for the inventory. */
  each: string;
  where: JsonSchema | null;
  assertion: JsonSchema;
  /** By field of the object, or from the root of the inventory where it begins with "#". */
  evidence: { field: string; supply: string | null }[];
  thresholds: Threshold[];
  params: Readonly<Record<string, unknown>>;
  remediation: string;
  references: Reference[];
  facts: Fact[];
  /** What reports say of it; empty without a report. */
  results: RuleInReport[];
}

export interface RuleInReport {
  environment: string | null;
  status: Status;
  checked: number;
  reason: string | null;
  findings: Pick<Finding, 'subject' | 'message' | 'fingerprint'>[];
}

export interface StepExplanation {
  kind: 'step';
  id: string;
  title: string;
  detail: string;
  facts: Fact[];
}

export interface FactExplanation extends Fact {
  kind: 'fact';
  rules: { id: string; title: string; level: Level }[];
  steps: { id: string; title: string }[];
}

/** The way from the evidence to a finding, and what would change it. */
export interface FindingExplanation {
  kind: 'finding';
  report: { file: string; environment: string | null; target: string | null; now: string; verdict: Verdict };
  ruleId: string;
  title: string;
  level: Level;
  status: Status;
  finding: Finding;
  evidence: {
    inventory: InventoryFacts | null;
    /** Whether that file is here as it was judged; null where it is not here. */
    isSame: boolean | null;
    /** Values that the rule reads, by pointer; empty where the file is not here. */
    values: { path: string; value: unknown }[];
    /** The sources that are about it. */
    sources: ReportSource[];
  };
  /** What the rule asks; null where it is not built in. */
  rule: RuleExplanation | null;
  remediation: string | null;
  /** What would supply what is missing; null where nothing is. */
  supply: string | null;
  references: Reference[];
  facts: Fact[];
  /** One sentence each. */
  flips: string[];
}

export type Explanation = RuleExplanation | StepExplanation | FactExplanation | FindingExplanation;
