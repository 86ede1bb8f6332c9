import type { Inventory } from '../../../src/model/inventory';
import type { Forecast } from '../../../src/model/plan';
import { planFor } from '../../support/judge/plan-input';
import type { Fields } from '../estate';
import { Random } from '../random';
import { makeCleanPair } from './world';

/** How many pairs have one forecast that is looked at. */
const EVERY = 8;
const OLD = ['7.3.7.1', '7.3.8.12', '7.1', '6.1.0.0'];

/** Worse worlds: an Agent is older, not connected, older by another source, or known to that one alone. */
const WORSE: ((inventory: Inventory, random: Random) => unknown)[] = [
  // Older than any source has it: a version that ends a contradiction is no worse.
  ({ agents }, random) => Object.assign(random.pick(agents ?? []), { version: '6.1.0.0' }),
  ({ agents }, random) =>
    Object.assign(random.pick(agents ?? []), { status: random.pick(['Stopped', 'x', null]) }),
  ({ agents, activityMonitor }, random) => {
    const { name, domain, fqdn } = random.pick(agents ?? []);
    return activityMonitor?.agents?.push({ host: name, domain, fqdn, siVersion: random.pick(OLD) });
  },
  ({ activityMonitor }, random) =>
    activityMonitor?.agents?.push({ host: `LONE${random.integer(0, 9)}`, siVersion: random.pick(OLD) }),
];

/** A worse world never orphans fewer Agents, and has each in one place. */
export function findForecastFault(seed: number): string | undefined {
  if (seed % EVERY !== 0) return undefined;
  const random = new Random(seed ^ 0xf0e);
  const { before } = makeCleanPair(random);
  for (const agent of before.agents) spread(agent, random);
  const inventory = before as unknown as Inventory;
  const to = random.pick(['7.4', '7.5', '8.0', '8.1']);
  const forecasts = forecastsOf(inventory, to);
  random.pick(WORSE)(inventory, random);
  const worse = forecastsOf(inventory, to);
  const [lost, lostThen] = [lostIn(forecasts), lostIn(worse)];
  if (lostThen < lost) return `a worse world orphans ${lostThen} Agents instead of ${lost}`;
  const misplaced = worse.find((forecast) => placedIn(forecast) !== forecast.agents);
  return misplaced && `${placedIn(misplaced)} of ${misplaced.agents} Agents are in one place`;
}

function spread(agent: Fields, random: Random): void {
  if (random.chance(0.3)) agent.version = random.pick([...OLD, '7.3.9.1', '7.4.0.1', '8.1.0.7']);
  if (random.chance(0.2)) agent.status = random.pick(['Stopped', 'Lost Connection', 'No Agent']);
}

function forecastsOf(inventory: Inventory, to: string): Forecast[] {
  return planFor(structuredClone(inventory), to).hops.map(({ forecast }) => forecast);
}

function lostIn(forecasts: readonly Forecast[]): number {
  const last = forecasts.at(-1);
  return last ? last.alreadyOrphaned + last.orphaned.length : 0;
}

function placedIn(forecast: Forecast): number {
  const { orphaned, alreadyOrphaned, unknown, unreachable, toUpgrade, current } = forecast;
  return orphaned.length + alreadyOrphaned + unknown.length + unreachable.length + toUpgrade + current;
}
