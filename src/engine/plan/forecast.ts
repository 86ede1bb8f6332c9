import type { Agent } from '../../model/inventory';
import type { Forecast, ForecastAgent } from '../../model/plan';
import type { Target } from '../../model/target';
import { nameSubject } from '../findings/subjects';
import { foldText } from '../values/format';
import { compareVersions, inRange, isOfLine, parseVersion } from '../values/versions';
import type { KnownAgent } from './agents';
import { isEarlier } from './routes';

/** What a hop does to the Agents: the forecast, and the Agents as they are afterwards, in their places. */
export interface Outlook {
  forecast: Forecast;
  agents: KnownAgent[] | undefined;
}

type Fate = 'none' | 'orphaned' | 'unknown' | 'unreachable' | 'toUpgrade' | 'current';

/**
 * Forecasts a hop for every Agent as it is before it (contracts, section 5). Connected and accepted Agents are
 * upgraded from the console after the install (A7, B10); the others stay at their version. Where no minimum is
 * documented (7.3.9, A6) nobody is orphaned. To later hops an orphaned Agent is a
 * machine without one, as it has to be installed anew.
 * @param incomplete why the list is not complete
 */
export function forecastAgents(
  agents: readonly KnownAgent[] | undefined,
  target: Target,
  alreadyOrphaned: number,
  incomplete: string | null,
): Outlook {
  const forecast: Forecast = {
    agents: agents ? alreadyOrphaned : null,
    incomplete,
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

/** The worst that may become of it. */
function fateOf(agent: KnownAgent, target: Target): Fate {
  const { row, others } = agent;
  const version = row.version ?? '';
  const isNone = isStatus(row, 'no agent');
  if (isNone && row.version == null && others.length === 0) return 'none';
  const accepted = [version, ...others].map((one) => isAccepted(one, target));
  if (accepted.includes(false) && !isNone) return 'orphaned';
  if (accepted.includes(undefined) || findDoubt(agent, target) !== undefined) return 'unknown';
  if (!isConnected(row)) return 'unreachable';
  return parseVersion(version) !== undefined && !isEarlier(version, target) ? 'current' : 'toUpgrade';
}

function isAccepted(version: string, { minimumAgent }: Target): boolean | undefined {
  return minimumAgent === undefined ? true : inRange(version, `>=${minimumAgent}`);
}

/** Why nobody can say what becomes of an Agent whose version, as the list has it, would be accepted. */
function findDoubt({ row, others, isUnlisted }: KnownAgent, target: Target): string | undefined {
  const version = row.version ?? 'no version';
  if (isUnlisted)
    return `only Activity Monitor knows it (${version}), so nobody knows whether it is connected`;
  if (isStatus(row, 'no agent')) {
    const seen = [...(row.version == null ? [] : [row.version]), ...others].join(', ');
    return `its status is ${row.status ?? ''}, and yet it has a version (${seen})`;
  }
  if (others.length > 0)
    return `runs ${version} by the agent list, and ${others.join(', ')} by Activity Monitor`;
  const [own, to] = [parseVersion(version), parseVersion(target.version)];
  const isNewer = own && to && compareVersions(own, to) > 0 && !isOfLine(own, to);
  return isNewer ? `runs ${version}, which is newer than Enterprise Manager ${target.version}` : undefined;
}

function count(forecast: Forecast, fate: Fate, agent: KnownAgent, target: Target): void {
  if (fate === 'none') return;
  forecast.agents = (forecast.agents ?? 0) + 1;
  if (fate === 'toUpgrade' || fate === 'current') forecast[fate] += 1;
  else forecast[fate].push(describe(agent.row, formatReason(fate, agent, target)));
}

function describe(agent: Agent, reason: string): ForecastAgent {
  return {
    subject: nameSubject('{host}', agent, [], () => undefined).label,
    version: agent.version ?? null,
    reason,
  };
}

function formatReason(
  fate: 'orphaned' | 'unknown' | 'unreachable',
  agent: KnownAgent,
  target: Target,
): string {
  const { row, others, isUnlisted } = agent;
  const minimum = `Enterprise Manager ${target.version} is documented to accept ${target.minimumAgent ?? ''} or later`;
  if (fate === 'unknown') return findDoubt(agent, target) ?? `its version is not known; ${minimum}`;
  const state = row.status ? `its status is ${row.status}` : 'its status is not known';
  if (fate === 'unreachable')
    return `${state}, so it is not upgraded from the console and stays at ${row.version ?? 'its version'}`;
  const stays = isConnected(row) ? 'upgrade it before this hop' : `${state}, so it cannot be upgraded before`;
  const version = isUnlisted || others.length > 0 ? findDoubt(agent, target) : `runs ${row.version ?? ''}`;
  return `${version ?? ''}; ${minimum}; ${stays}`;
}

/** An upgraded Agent has the hop's version; one that is of its line already keeps its build. */
function agentAfter(agent: KnownAgent, fate: Fate, target: Target): KnownAgent {
  const { row } = agent;
  if (fate === 'orphaned')
    return { ...agent, row: { ...row, status: 'No Agent', version: undefined }, others: [] };
  if (fate !== 'toUpgrade') return agent;
  const [own, to] = [parseVersion(row.version ?? ''), parseVersion(target.version)];
  return own && to && isOfLine(own, to) ? agent : { ...agent, row: { ...row, version: target.version } };
}

/** The rows that a later hop is judged on: a version that is contested is not known. */
export function listRows(agents: readonly KnownAgent[]): Agent[] {
  return agents
    .filter(({ isUnlisted }) => !isUnlisted)
    .map(({ row, others }) => (others.length > 0 ? { ...row, version: undefined } : row));
}

/** Only a connected Agent can be upgraded from the console (B1, B10). */
function isConnected(agent: Agent): boolean {
  return isStatus(agent, 'active') || isStatus(agent, 'active (modules pending)');
}

function isStatus({ status }: Agent, wanted: string): boolean {
  return status != null && foldText(status) === wanted;
}
