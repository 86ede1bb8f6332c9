import type { ActivityMonitor, ActivityMonitorAgent } from '../../model/inventory';
import type { RouteHop } from '../../model/plan';
import type { Compatibility } from '../../model/target';
import { inRange } from '../values/versions';

type Pair = Compatibility['activityMonitor'][number];

/**
 * Activity Monitor as it is after a hop that was worked through: at the newest version that is documented with it, where it was
 * at none of them (C1, C8). What the versions of Agents are then is not known.
 */
export function activityMonitorAfter(
  found: ActivityMonitor,
  { to }: RouteHop,
  pairs: readonly Pair[],
): ActivityMonitor {
  const documented = pairs.filter(({ threatPrevention }) => inRange(to, threatPrevention) === true);
  const newest = documented.at(-1)?.activityMonitor;
  const isMoved = (version: string | null | undefined) =>
    version != null && documented.every((pair) => inRange(version, pair.activityMonitor) === false);
  const moved = <T extends { version?: string | null | undefined }>(one: T): T =>
    newest !== undefined && isMoved(one.version) ? { ...one, version: newest } : one;
  const agents = found.agents?.map((agent) => withoutAgent(moved(agent)));
  return { ...moved(found), ...(agents === undefined ? {} : { agents }) };
}

function withoutAgent(agent: ActivityMonitorAgent): ActivityMonitorAgent {
  return agent.siVersion ? { ...agent, siVersion: undefined } : agent;
}
