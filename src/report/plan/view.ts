import { groupByMessage, type SameMessage } from '../../engine/findings/group-by-message';
import type { Forecast, Plan, PlanHop, PlanStep } from '../../model/plan';
import { isOpen, sortByStatus } from '../view/order';
import { formatWaiting } from '../view/questions';
import { mapRelaxed, withRelaxed } from '../view/relaxed';
import { type ResultView, viewOf } from '../view/result';

/** The phases of a hop as headings. */
export const PHASE_HEADINGS = {
  before: 'Before the server is uninstalled',
  during: 'Between uninstall and install',
  after: 'After the install',
} as const satisfies Record<PlanStep['phase'], string>;

/** `7.3.7.14 → 7.3.9 → 7.5 → 8.1`, or from where to where there is no route. */
export function formatRoute({ source, target, hops }: Plan): string {
  return hops.length === 0 ? `${source} → ${target}` : [source, ...hops.map((hop) => hop.to)].join(' → ');
}

/** A verdict of the whole plan, with what the hop asks less of which that is most. */
export function withPlanRelaxed(verdict: string, { hops }: Plan): string {
  const most = (count: (summary: PlanHop['summary']) => number) =>
    Math.max(0, ...hops.map(({ summary }) => count(summary)));
  return withRelaxed(verdict, {
    waived: most(({ waived }) => waived),
    relaxed: mapRelaxed((way) => most(({ relaxed }) => relaxed?.[way] ?? 0)),
  });
}

/** What becomes of the Agents, one sentence each that is not about nobody. */
export function formatForecast(forecast: Forecast): string[] {
  const { agents, incomplete, orphaned, alreadyOrphaned, unknown, unreachable, toUpgrade, current } =
    forecast;
  const gap = incomplete
    ? [`the list of Agents is not complete (${incomplete}), so others may be concerned too`]
    : [];
  if (agents === null)
    return [`the Agents were not gathered, so nothing is forecast${incomplete ? ` (${incomplete})` : ''}`];
  const counts = [
    [orphaned.length, 'orphaned by this hop'],
    [alreadyOrphaned, 'orphaned by an earlier hop'],
    [unknown.length, 'of which it is not known'],
    [unreachable.length, 'not connected, staying behind'],
    [toUpgrade, 'to upgrade'],
    [current, 'at the target already'],
  ] as const;
  const parts = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return [
    `${agents} ${agents === 1 ? 'Agent' : 'Agents'}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`,
    ...gap,
  ];
}

/** The Agents that somebody has to look at, each with why. */
export function listAgents({ orphaned, unknown, unreachable }: Forecast) {
  return [
    { title: 'Orphaned by this hop', agents: orphaned, kind: 'fail' },
    { title: 'Not known what becomes of them', agents: unknown, kind: 'unknown' },
    { title: 'Not connected, staying at their version', agents: unreachable, kind: 'warn' },
  ].filter(({ agents }) => agents.length > 0);
}

/** The results of a hop that are open, the worst first. */
export function openResults({ results }: PlanHop): ResultView[] {
  return sortByStatus(results.filter(({ status }) => isOpen(status))).map(viewOf);
}

/** `2 fail, 3 warn, 1 unknown, 40 pass; 45 of 46 applicable rules had evidence`. */
export function formatCounts({ summary }: PlanHop): string {
  const { judged, applicable } = summary.coverage;
  const counts = `${summary.fail} fail, ${summary.warn} warn, ${summary.unknown} unknown, ${summary.pass} pass`;
  return withRelaxed(
    `${counts}; ${judged} of ${applicable} applicable rules had evidence${formatWaiting(summary)}`,
    summary,
  );
}

/** At most `most` names, and how many are left out. */
export function takeFirst<T>(all: readonly T[], most: number): { shown: readonly T[]; more: number } {
  return { shown: all.slice(0, most), more: Math.max(0, all.length - most) };
}

/** The steps by phase, in the order in which they are done; phases without steps are left out. */
export function stepsByPhase(hop: PlanHop) {
  const phases = Object.keys(PHASE_HEADINGS) as PlanStep['phase'][];
  return phases
    .map((phase) => ({
      title: PHASE_HEADINGS[phase],
      steps: hop.steps.filter((step) => step.phase === phase),
    }))
    .filter(({ steps }) => steps.length > 0);
}

/** The open findings of a result, those that say the same in one. */
export function groupOpen({ lines }: ResultView): SameMessage[] {
  const open = lines.filter(({ status }) => status !== 'waived');
  return groupByMessage(open.flatMap(({ finding }) => finding ?? []));
}

/** `DC01, DC02 and 36 more`. */
export function formatNames(names: readonly string[], most: number): string {
  const { shown, more } = takeFirst(names, most);
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** What to do about a result: put it right, supply the evidence, or both. */
export function formatAdvice({ advice: { fix, supply } }: ResultView): string {
  if (supply === null) return fix ?? '';
  return fix === null ? `Supply: ${supply}` : `${fix} (Evidence to supply: ${supply}.)`;
}
