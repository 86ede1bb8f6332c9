import type { Agent } from '../../model/inventory';
import type { Forecast, ForecastAgent } from '../../model/plan';
import type { Target } from '../../model/target';
import { isEarlier } from './routes';
import { nameSubject } from '../findings/subjects';
import { inRange, isOfLine, parseVersion } from '../values/versions';

/** What a hop does to the Agents: the forecast, and the rows as they are afterwards, in their places. */
export interface Outlook {
  forecast: Forecast;
  agents: Agent[] | undefined;
}

type Fate = 'none' | 'orphaned' | 'unknown' | 'unreachable' | 'toUpgrade' | 'current';

/**
 * Forecasts a hop for every Agent as it is before it (contracts, section 5). Connected and accepted Agents are
 * upgraded from the console after the install (A7, B10); the others stay at their version. Where no minimum is
 * documented (7.3.9, A6) nobody is orphaned. To later hops an orphaned Agent is a
 * machine without one, as it has to be installed anew.
 */
export function forecastAgents(
  agents: readonly Agent[] | undefined,
  target: Target,
  alreadyOrphaned: number,
): Outlook {
  const forecast: Forecast = {
    agents: agents ? alreadyOrphaned : null,
    orphaned: [],
    alreadyOrphaned,
    unknown: [],
    unreachable: [],
    toUpgrade: 0,
    current: 0,
  };
  const after = agents?.map((agent) => {
    const fate = fateOf(agent, target);
    count(forecast, fate, agent, target);
    return agentAfter(agent, fate, target);
  });
  return { forecast, agents: after };
}

function fateOf(agent: Agent, target: Target): Fate {
  if (isStatus(agent, 'no agent')) return 'none';
  const { minimumAgent } = target;
  const accepted = minimumAgent === undefined || inRange(agent.version ?? '', `>=${minimumAgent}`);
  if (accepted === false) return 'orphaned';
  if (accepted === undefined) return 'unknown';
  if (!isConnected(agent)) return 'unreachable';
  const isKnown = parseVersion(agent.version ?? '') !== undefined;
  return isKnown && !isEarlier(agent.version ?? '', target) ? 'current' : 'toUpgrade';
}

function count(forecast: Forecast, fate: Fate, agent: Agent, target: Target): void {
  if (fate === 'none') return;
  forecast.agents = (forecast.agents ?? 0) + 1;
  if (fate === 'toUpgrade' || fate === 'current') forecast[fate] += 1;
  else forecast[fate].push(describe(agent, formatReason(fate, agent, target)));
}

function describe(agent: Agent, reason: string): ForecastAgent {
  return {
    subject: nameSubject('{host}', agent, [], () => undefined).label,
    version: agent.version ?? null,
    reason,
  };
}

function formatReason(fate: 'orphaned' | 'unknown' | 'unreachable', agent: Agent, target: Target): string {
  const state = agent.status ? `its status is ${agent.status}` : 'its status is not known';
  const stays = isConnected(agent)
    ? 'upgrade it before this hop'
    : `${state}, so it cannot be upgraded before`;
  const minimum = `Enterprise Manager ${target.version} is documented to accept ${target.minimumAgent ?? ''} or later`;
  if (fate === 'orphaned') return `runs ${agent.version ?? ''}; ${minimum}; ${stays}`;
  if (fate === 'unknown') return `its version is not known; ${minimum}`;
  return `${state}, so it is not upgraded from the console and stays at ${agent.version ?? 'its version'}`;
}

/** An upgraded Agent has the hop's version; one that is of its line already keeps its build. */
function agentAfter(agent: Agent, fate: Fate, target: Target): Agent {
  if (fate === 'orphaned') return { ...agent, status: 'No Agent', version: undefined };
  if (fate !== 'toUpgrade') return agent;
  const [own, to] = [parseVersion(agent.version ?? ''), parseVersion(target.version)];
  return own && to && isOfLine(own, to) ? agent : { ...agent, version: target.version };
}

/** Only a connected Agent can be upgraded from the console (B1, B10). */
function isConnected(agent: Agent): boolean {
  return isStatus(agent, 'active') || isStatus(agent, 'active (modules pending)');
}

function isStatus(agent: Agent, status: string): boolean {
  return agent.status?.trim().toLowerCase() === status;
}
