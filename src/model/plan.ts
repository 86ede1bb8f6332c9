import type { ExitCode } from './errors';
import type { ConfigurationFacts, InventoryFacts, Reference, Report, Verdict } from './report';
import type { JsonSchema, Need, Rule, RuleReference } from './rule';

export const STEP_PHASES = ['before', 'during', 'after'] as const;
export type StepPhase = (typeof STEP_PHASES)[number];

/**
 * One step of the runbook as rules/steps.json has it. `appliesTo`, `each`, `where`, `needs` and `subject` mean what
 * they mean in a rule; `detail` and `verify` are templates over the hop, the target and the inventory.
 */
export interface Step {
  id: string;
  phase: StepPhase;
  title: string;
  detail: string;
  appliesTo?: NonNullable<Rule['appliesTo']>;
  /** The objects concerned; without it the step is one for the whole estate. */
  each?: string;
  where?: JsonSchema;
  needs?: Need[];
  subject?: string;
  facts: string[];
  /** Where they are absent, the upgrade procedure of the target is meant. */
  references?: RuleReference[];
  /** Command line that does the step; `{gather}`, `{gatherUninstalled}` and `{gatherAfter}` are those of gather for this estate. */
  run?: string;
  /** Command line that proves the step. */
  verify?: string;
  /** What is done lasts: a later hop names only objects that no earlier one has named. */
  once?: true;
}

/** A step of one hop, with its texts filled in. */
export interface PlanStep {
  id: string;
  phase: StepPhase;
  title: string;
  detail: string;
  /** Names of the objects concerned; empty where it is the whole estate. */
  subjects: string[];
  /** What is not known, so that the step may be needless or concern more objects; else null. */
  uncertain: string | null;
  facts: string[];
  references: Reference[];
  run?: string;
  verify?: string;
}

export interface ForecastAgent {
  subject: string;
  version: string | null;
  reason: string;
}

/** What becomes of the Agents at a hop: every one is in exactly one of the six places. */
export interface Forecast {
  /** All of them, also those that are orphaned; null where they were not gathered, so that nothing is forecast. */
  agents: number | null;
  /** Why the list of Agents is not complete, or not there; null where it is whole. */
  incomplete?: string | null;
  /** Not accepted any more by the Enterprise Manager of this hop. */
  orphaned: ForecastAgent[];
  /** Orphaned by an earlier hop. */
  alreadyOrphaned: number;
  /** Nobody can say whether they will be accepted. */
  unknown: ForecastAgent[];
  /** Accepted, but not connected, so that they stay at their version. */
  unreachable: ForecastAgent[];
  /** Connected, accepted and to be upgraded after the install. */
  toUpgrade: number;
  /** Connected and at the target already. */
  current: number;
}

export interface RouteHop {
  from: string;
  to: string;
  facts: string[];
  reference: string;
}

export type PlanHop = RouteHop &
  Pick<Report, 'verdict' | 'exitCode' | 'summary' | 'results' | 'sources' | 'estate' | 'evidence'> & {
    forecast: Forecast;
    steps: PlanStep[];
  };

/** The plan, version 1 (contracts, section 5; rules/plan.schema.json). */
export interface Plan {
  schemaVersion: 1;
  tool: { name: 'tp-doctor'; version: string };
  command: 'plan';
  environment: string;
  inventory: InventoryFacts;
  configuration?: ConfigurationFacts | null;
  source: string;
  target: string;
  /** The forced stops, in the order of their versions. */
  via: string[];
  now: string;
  route: RouteHop[];
  /** Why there is no documented route; null when there is one. */
  reason: string | null;
  hops: PlanHop[];
  verdict: Verdict;
  exitCode: ExitCode;
}
