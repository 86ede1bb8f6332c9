import type { ActivityMonitorAgent, MissingEvidence, MonitoredHost } from '../../model/inventory';
import type { SourceIo } from '../descriptor';
import { messageOf } from '../errors';
import { decodeMarked, readBounded } from '../read-file';
import { isRecord } from '../records';
import type { GatherContext, Gathered, SourceRequest } from '../source';
import { SourceError } from '../source';
import { withinShare } from '../time-limit';
import { isDetailed, readAgent, readHost, readOutputs } from './agent-fields';
import type { Api } from './api-client';
import { ApiError, CONNECTIONS, openApi } from './api-client';
import type { ActivityMonitorSettings } from './flags';
import { createOptions, type ActivityMonitorOptions } from './options';
import type { Trust } from './verified-tls';

const AGENTS = '/api/v1/agents';
const HOSTS = '/api/v1/hosts';
const LARGEST_PEM = 2 ** 20;
const NO_READ = 'grant the client the Read permission in the Activity Monitor console (API Access)';

/** The Activity Monitor that the settings name. @throws UserError when they cannot work */
export async function openActivityMonitor(
  settings: ActivityMonitorSettings,
  io: Pick<SourceIo<'activityMonitorSecret'>, 'secret'>,
): Promise<SourceRequest[]> {
  const { activityMonitor } = settings;
  return activityMonitor
    ? [activityMonitorSource(await createOptions({ ...settings, activityMonitor }, io))]
    : [];
}

/** The REST API of Activity Monitor: its agents, and what each of them monitors (C5, C6). */
export function activityMonitorSource(options: ActivityMonitorOptions): SourceRequest {
  const { origin } = options.url;
  return {
    id: 'activity-monitor',
    kind: 'activity-monitor',
    target: origin,
    sections: ['activityMonitor'],
    formatSteps: () => [
      `POST ${origin}/api/v1/token as client ${options.clientId}`,
      `GET ${origin}${AGENTS}`,
      `GET ${origin}${AGENTS}/«id»/hosts for each of them, ${CONNECTIONS} at a time`,
      `GET ${origin}${HOSTS}/«id»/outputs where a host is listed without its outputs`,
    ],
    gather: (context) => gatherAgents(options, context),
  };
}

async function gatherAgents(options: ActivityMonitorOptions, context: GatherContext): Promise<Gathered> {
  const api = openApi(options.url, await readTrust(options), context.signal, context.now);
  try {
    const token = await requestToken(api, options);
    const rows = await listAgents(api, token);
    context.progress(`${rows.length} agents`);
    const missing: MissingEvidence[] = [];
    const agents = rows.map((row, at) => readAgent(row, `/activityMonitor/agents/${at}`, missing));
    const remarks = reportMissingPermission(rows, missing);
    await addHosts(agents, missing, context, (path) =>
      withinShare(context, ({ signal }) => api.ask({ path, token, signal })),
    );
    return {
      sections: { activityMonitor: { agents } },
      missing,
      remarks: [...remarks, ...remarkOutputs(agents)],
    };
  } finally {
    api.close();
  }
}

async function readTrust({ caFile, fingerprint }: ActivityMonitorOptions): Promise<Trust> {
  if (fingerprint !== undefined) return { fingerprint };
  if (caFile === undefined) return {};
  const ca = decodeMarked(await readBounded(caFile, LARGEST_PEM), caFile);
  if (!ca.includes('-----BEGIN CERTIFICATE-----'))
    throw new SourceError(`${caFile} holds no certificate in PEM form`);
  return { ca };
}

async function requestToken(
  api: Api,
  { url, clientId, clientSecret }: ActivityMonitorOptions,
): Promise<string> {
  const form = { client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' };
  const answer = await api.ask({ path: '/api/v1/token', form }).catch((error: unknown) => {
    if (!(error instanceof ApiError) || ![400, 401].includes(error.status)) throw error;
    // Secrets expire after 72 hours unless renewed (restapi/security).
    throw new SourceError(
      `${url.host} does not accept the client id and secret (HTTP ${error.status}); make a new secret in the console, they expire`,
      { cause: error },
    );
  });
  const token = isRecord(answer) ? answer.access_token : undefined;
  // Whatever cannot stand in a header is no token.
  if (typeof token === 'string' && /^[\x21-\x7e]{1,65536}$/.test(token)) return token;
  throw new SourceError(`${url.host}/api/v1/token answers without a usable access_token`);
}

async function listAgents(api: Api, token: string): Promise<Record<string, unknown>[]> {
  const answer = await api.ask({ path: AGENTS, token });
  if (!Array.isArray(answer) || !answer.every(isRecord)) {
    throw new SourceError(
      `${AGENTS} answers with something else than a list of agents; is this Activity Monitor?`,
    );
  }
  // The API server itself is on an agent, so an empty list is one from which everything was removed.
  if (answer.length === 0) throw new SourceError(`${AGENTS} shows no agent at all; ${NO_READ}`);
  return answer;
}

/** Without the Read permission the API shows only its own agent, and says nothing of the others (C5). */
function reportMissingPermission(rows: Record<string, unknown>[], missing: MissingEvidence[]): string[] {
  const [only] = rows;
  if (rows.length !== 1 || !only) return [];
  if (isDetailed(only)) return ['only one agent is listed; it is shown in full, as the Read permission does'];
  missing.push({
    path: '/activityMonitor/agents',
    reason: `only one agent is shown, as to a client without the Read permission, which sees just the API server's own; ${NO_READ}`,
  });
  return [];
}

/** Not a lack: older versions may not know the question, and what is not known of outputs counts against nobody. */
function remarkOutputs(agents: ActivityMonitorAgent[]): string[] {
  const hosts = agents.flatMap((agent) => agent.hosts ?? []).filter(({ outputs }) => outputs === undefined);
  if (hosts.length === 0) return [];
  return [`${hosts.length} hosts are shown without outputs; they count as used by Threat Prevention`];
}

type Ask = (path: string) => Promise<unknown>;

/** Asks for the hosts of each agent, a few at a time; where that fails, `hosts` stays absent. */
async function addHosts(
  agents: ActivityMonitorAgent[],
  missing: MissingEvidence[],
  context: GatherContext,
  ask: Ask,
): Promise<void> {
  const queue = agents.entries();
  const unread: (MissingEvidence | undefined)[] = [];
  let done = 0;
  const work = async () => {
    for (const [at, agent] of queue) {
      const path = `/activityMonitor/agents/${at}/hosts`;
      const hosts = await readHosts(agent, ask).catch((error: unknown) => {
        unread[at] = { path, reason: messageOf(error) };
      });
      if (hosts) agent.hosts = hosts;
      if (++done % 50 === 0) context.progress(`hosts of ${done} of ${agents.length} agents`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  // In the order of the agents, whoever was answered first.
  missing.push(...unread.filter((entry) => entry !== undefined));
}

async function readHosts({ id }: ActivityMonitorAgent, ask: Ask): Promise<MonitoredHost[]> {
  if (!id) throw new SourceError('the API gives this agent no id, by which its hosts are asked for');
  const path = `${AGENTS}/${encodeURIComponent(id)}/hosts`;
  const answer = await ask(path);
  const hosts = Array.isArray(answer) ? answer.map(readHost) : [undefined];
  if (!hosts.every((host) => host !== undefined))
    throw new SourceError(
      `${AGENTS}/${id}/hosts answers with something else than a list of hosts with a type`,
    );
  for (const host of hosts) if (host.outputs === undefined && host.id) await addOutputs(host, host.id, ask);
  return hosts;
}

/** Those that cannot be had stay unknown (C22). */
async function addOutputs(host: MonitoredHost, id: string, ask: Ask): Promise<void> {
  const answer = await ask(`${HOSTS}/${encodeURIComponent(id)}/outputs`).catch(() => undefined);
  const outputs = readOutputs(answer);
  if (outputs) host.outputs = outputs;
}
