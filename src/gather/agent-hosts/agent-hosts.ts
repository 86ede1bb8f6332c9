import { UserError } from '../../model/errors';
import type { Agent, MissingEvidence } from '../../model/inventory';
import type { SourceIo } from '../descriptor';
import { messageOf } from '../errors';
import { dropUndefined } from '../records';
import { safeLine } from '../redact';
import type { GatherContext, Gathered, SourceRequest, TimeLimit } from '../source';
import { createTimeLimit } from '../time-limit';
import { Registry } from '../windows/registry';
import { findTools, ToolError } from '../windows/tools';
import type { Locate } from './host/agent-folder';
import type { AgentHostsSettings } from './flags';
import { HOST_FIELDS } from './host/host-fields';
import { findTarget, isListedAs } from './host-target';
import { explainSilence } from './reach';
import {
  HOST_KEYS,
  readHost,
  readOwnName,
  type AskedHost,
  type HostGap,
  type HostReading,
} from './host/read-host';

/** For one host. */
const HOST_TIMEOUT_MS = 20_000;
const AT_A_TIME = 16;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface AgentHostsOptions {
  /** This Windows, within a limit. */
  registry: (limit: TimeLimit) => Registry;
  /** For one host, in milliseconds. */
  hostTimeoutMs: number;
  /** Where the files of a host are. */
  locate: (host: string) => Locate;
  /** Why a host did not answer, as far as its network says. */
  explain: (host: string) => Promise<string>;
}

/** @throws UserError where there is no reg.exe to ask with */
export function openAgentHosts(
  { probeAgents }: AgentHostsSettings,
  { platform, env, timeoutMs }: Pick<SourceIo, 'platform' | 'env' | 'timeoutMs'>,
): SourceRequest[] {
  if (!probeAgents) return [];
  if (platform !== 'win32') {
    throw new UserError(
      'usage',
      '--probe-agents asks with reg.exe of Windows: run it on Windows, or run tp-doctor probe on each host',
    );
  }
  const options = {
    registry: (limit: TimeLimit) => new Registry(findTools(env, limit)),
    hostTimeoutMs: timeoutMs ?? HOST_TIMEOUT_MS,
    locate: shareOf,
    explain: explainSilence,
  };
  const follow = (agents: readonly Agent[]) => agentHostsSource(options, agents);
  return [{ ...follow([]), follow }];
}

/** The administrative share of a drive. */
function shareOf(host: string): Locate {
  return (drive, path) => `\\\\${host}\\${drive}$\\${path}`;
}

/** The Windows host of each of the Agents, asked as the user who runs this. Writes nothing anywhere. */
export function agentHostsSource(options: AgentHostsOptions, agents: readonly Agent[]): SourceRequest {
  const turns = Math.ceil(agents.length / AT_A_TIME);
  return {
    id: 'agent-hosts',
    kind: 'agent-hosts',
    target: 'the Windows hosts of the agent list',
    sections: ['agents'],
    // All of them may take the whole of their time.
    timeoutMs: Math.min((turns + 1) * options.hostTimeoutMs, LONGEST_TIMER_MS),
    formatSteps: () => [
      `ask each Windows host of the agent list, ${AT_A_TIME} at a time, with reg.exe query as the user who runs this: ${HOST_KEYS.join(', ')}`,
      'read the version of SIWindowsAgent.exe, SIWindowsAgent.exe.config (hardeningEnabled and managerAddress, nothing else), Logging.ini and the free space of the drive by its administrative share',
    ],
    gather: (context) => askAll(options, agents, context),
  };
}

async function askAll(
  options: AgentHostsOptions,
  agents: readonly Agent[],
  context: GatherContext,
): Promise<Gathered> {
  if (agents.length === 0)
    throw new Error('no Agent is known whose host could be asked; name a list with --agents or --merge');
  const registry = options.registry(context);
  const readings = new Array<HostReading>(agents.length);
  const counts = { next: 0, done: 0 };
  const work = async () => {
    for (let at = counts.next++; at < agents.length; at = counts.next++) {
      readings[at] = await askOne(options, registry, agents[at] ?? {}, context);
      context.progress(`${++counts.done} of ${agents.length} hosts asked`);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  const rows = agents.map((agent, at) => ({ ...identityOf(agent), ...readings[at]?.fields }));
  return {
    sections: { agents: rows },
    missing: agents.flatMap((agent, at) => listMissing(agent, at, readings[at]?.gaps ?? [])),
  };
}

/** The names as the list has them, so that the row is paired with its own. */
function identityOf({ name, domain, fqdn }: Agent): Agent {
  return Object.fromEntries(Object.entries({ name, domain, fqdn }).filter(([, value]) => value != null));
}

/** What a host did not tell and nobody else did. Of a server without an Agent only its products are asked for (B21). */
function listMissing(agent: Agent, at: number, gaps: readonly HostGap[]): MissingEvidence[] {
  const isWanted = ({ field }: HostGap) =>
    agent[field] == null && (agent.status !== 'No Agent' || field === 'installedProducts');
  return gaps.filter(isWanted).map(({ field, reason }) => ({
    path: `/agents/${at}/${field}`,
    reason: `${formatName(agent)}: ${reason}`,
  }));
}

function formatName({ name, fqdn }: Agent): string {
  return safeLine(name ?? fqdn ?? 'a row without a name').slice(0, 100);
}

async function askOne(
  options: AgentHostsOptions,
  registry: Registry,
  agent: Agent,
  context: GatherContext,
): Promise<HostReading> {
  if (agent.platform != null && !/windows/i.test(agent.platform)) return { fields: {}, gaps: [] };
  const host = findTarget(agent);
  if (host === undefined)
    return silent('its name is not plainly that of a host in a network; it was not asked');
  const limit = createTimeLimit(context, options.hostTimeoutMs, '--timeout');
  try {
    limit.signal.throwIfAborted();
    return await readListed({ registry, host, locate: options.locate(host), limit }, agent);
  } catch (error) {
    const isSilent = error instanceof ToolError && !context.signal.aborted;
    return silent(isSilent ? `${messageOf(error)}; ${await options.explain(host)}` : messageOf(error));
  } finally {
    limit.close();
  }
}

/** What the host tells, unless it is another one than the list means. */
async function readListed(asked: AskedHost, agent: Agent): Promise<HostReading> {
  const own = await readOwnName(asked);
  if (isListedAs(own, agent)) return readHost(asked);
  const name = safeLine([own.host, ...Object.values(dropUndefined({ domain: own.domain }))].join('.'));
  return silent(`the host that answers to ${asked.host} calls itself ${name}; what it tells was not taken`);
}

function silent(reason: string): HostReading {
  return { fields: {}, gaps: HOST_FIELDS.map((field) => ({ field, reason })) };
}
