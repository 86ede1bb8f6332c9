import { EXIT } from '../../model/errors';
import type { Inventory } from '../../model/inventory';
import type { Plan, PlanHop, RouteHop } from '../../model/plan';
import {
  VERDICTS,
  type ConfigurationFacts,
  type Fleet,
  type InventoryFacts,
  type Report,
  type Result,
} from '../../model/report';
import type { Target } from '../../model/target';
import { TOOL } from '../../model/version';
import { inventoryAfter } from './after-hop';
import { findGap, listKnownAgents, type KnownAgent } from './agents';
import { forecastAgents, listRows } from './forecast';
import type { Choice } from '../judge/choice';
import { judge, type Catalogue } from '../judge/judge';
import { makeReport, formatTime, worstExitCode } from '../verdict/report';
import { findRouteVia, orderStops, targetOf } from './routes';
import { fingerprintOf } from '../findings/subjects';
import { dropDone, stepsOf, type StepCatalogue } from './steps';
import type { Gate } from '../verdict/gate';
import { summarize, verdictOf } from '../verdict/verdict';
import { outcomeOfWaivers, WAIVERS_RULE } from '../verdict/waivers';

export interface PlanInput {
  catalogue: Catalogue;
  steps: StepCatalogue;
  choice: Choice;
  inventory: Inventory;
  facts: InventoryFacts;
  configuration: ConfigurationFacts | null;
  /** Version of the Enterprise Manager: without one there is nothing to plan from. */
  source: string;
  target: Target;
  via: readonly Target[];
  /** Milliseconds since 1970. */
  now: number;
  gate: Gate;
  timed?: boolean;
}

/** The route to the target with every hop judged on the estate as it will then be (contracts, section 5). */
export function makePlan(input: PlanInput): Plan {
  const { catalogue, inventory, facts, source, target, via, now } = input;
  const route = findRouteVia(catalogue.targets, source, via, target);
  const hops = 'hops' in route ? planHops(route.hops, input) : [];
  return {
    schemaVersion: 1,
    tool: TOOL,
    command: 'plan',
    environment: inventory.environment,
    inventory: facts,
    configuration: input.configuration,
    source,
    target: target.version,
    via: orderStops(via, target).map((stop) => stop.version),
    now: formatTime(now),
    route: 'hops' in route ? route.hops : [],
    reason: 'reason' in route ? route.reason : null,
    hops,
    ...judgeRoute(hops),
  };
}

/** A route that the documentation does not have is not ready; else the worst hop counts. */
function judgeRoute(hops: readonly PlanHop[]): Pick<Plan, 'verdict' | 'exitCode'> {
  if (hops.length === 0) return { verdict: 'not-ready', exitCode: EXIT.notReady };
  const worst = VERDICTS.find((verdict) => hops.some((hop) => hop.verdict === verdict));
  return { verdict: worst ?? 'not-ready', exitCode: worstExitCode(hops) };
}

function planHops(route: readonly RouteHop[], input: PlanInput): PlanHop[] {
  const { inventory: start, gate } = input;
  let [inventory, lost, agents] = [start, 0, listKnownAgents(start)];
  const judged = route.map((hop) => {
    const judgedHop = judgeHop(hop, inventory, { agents, lost }, input);
    agents = judgedHop.outlook.agents;
    inventory = inventoryAfter(
      inventory,
      hop,
      agents && listRows(agents),
      input.catalogue.compatibility.activityMonitor,
    );
    lost += judgedHop.outlook.forecast.orphaned.length;
    return judgedHop;
  });
  const settled = settleWaivers(judged.map(({ results }) => results));
  const steps = dropDone(
    judged.map(({ steps }) => steps),
    input.steps.steps,
  );
  return judged.map(({ hop, outlook, report }, at) => {
    const results = settled[at] ?? [];
    return {
      ...hop,
      ...verdictOf(results, gate),
      summary: summarize(results, gate),
      results,
      sources: report.sources,
      estate: report.estate,
      forecast: outlook.forecast,
      evidence: report.evidence ?? [],
      steps: steps[at] ?? [],
    };
  });
}

/** The Agents that are left, and the number of those that were orphaned by earlier hops. */
interface Left {
  agents: KnownAgent[] | undefined;
  lost: number;
}

function judgeHop(hop: RouteHop, inventory: Inventory, { agents, lost }: Left, input: PlanInput) {
  const { catalogue, choice, facts, now, gate, timed = false } = input;
  const target = targetOf(catalogue.targets, hop.to);
  if (!target) throw new Error(`the route names ${hop.to}, which is no target`);
  const { results, estate } = judge(catalogue, choice, { inventory, target, now, timed });
  return {
    hop,
    results,
    outlook: forecastAgents(agents, target, lost, findGap(input.inventory)),
    steps: stepsOf(input.steps, catalogue, { inventory, hop, target, now }),
    report: makeReport({
      command: 'plan',
      inventory,
      facts,
      configuration: input.configuration,
      source: hop.from,
      target: hop.to,
      now,
      results,
      estate,
      gate,
      hints: catalogue.hints,
    }),
  };
}

/** A waiver is idle only when no hop uses it. */
function settleWaivers(hops: readonly Result[][]): Result[][] {
  const own = hops.map((results) => results.find((result) => result.ruleId === WAIVERS_RULE));
  const idleEverywhere = (path: string) =>
    own.every((result) => result?.findings.some((finding) => finding.path === path));
  return hops.map((results) =>
    results.map((result) => {
      if (result.ruleId !== WAIVERS_RULE) return result;
      const findings = result.findings.filter((finding) => idleEverywhere(finding.path));
      return { ...result, ...outcomeOfWaivers(findings) };
    }),
  );
}

/** One report for each hop, for formats that know no plan. Without a route: one report that says so. */
export function reportsOfPlan(plan: Plan): Fleet {
  const {
    tool,
    environment,
    inventory,
    configuration = null,
    source,
    target,
    now,
    exitCode,
    verdict,
    reason,
  } = plan;
  const base = {
    schemaVersion: 1,
    tool,
    command: 'plan',
    environment,
    inventory,
    configuration,
    now,
  } as const;
  if (reason !== null) {
    const results = [createNoRoute(plan, reason)];
    const only = {
      ...base,
      source,
      target,
      verdict,
      exitCode,
      summary: summarize(results),
      results,
      sources: [],
      estate: { agents: null, agentVersions: [] },
    };
    return { schemaVersion: 1, tool, reports: [only], exitCode };
  }
  const hops = plan.hops.map((hop): Report => {
    const judged = {
      verdict: hop.verdict,
      exitCode: hop.exitCode,
      summary: hop.summary,
      results: hop.results,
    };
    return { ...base, source: hop.from, target: hop.to, ...judged, sources: hop.sources, estate: hop.estate };
  });
  return { schemaVersion: 1, tool, reports: hops, exitCode };
}

/** The result of a plan without a route. */
function createNoRoute({ environment, source, target }: Plan, message: string): Result {
  const ruleId = 'direct-path-documented';
  return {
    ruleId,
    title: 'The documentation has a route to the target',
    failureTitle: 'The documentation has no route to the target',
    category: 'upgrade-path',
    level: 'fail',
    status: 'fail',
    checked: 1,
    findings: [
      {
        kind: 'violation',
        subject: 'Enterprise Manager',
        path: '/enterpriseManager/version',
        message,
        actual: source,
        expected: target,
        key: 'route',
        fingerprint: fingerprintOf(environment, ruleId, 'route'),
        waiver: null,
      },
    ],
    reason: null,
    evidence: null,
    remediation: 'Choose a target that a documented route leads to, or ask Netwrix Support for one.',
    references: [],
    facts: ['A1', 'A2'],
  };
}
