import { stat } from 'node:fs/promises';
import { DEFAULT_TIMEOUT_MS, type SourceRequest } from '../../gather/source';
import type { SqlServerOptions } from '../../gather/sql-server/options';
import type { Validate } from '../../gather/facts/facts';
import { UserError } from '../../model/errors';
import { askSecret } from './ask-secret';
import type { GatherSettings } from './options';
import type { Io } from '../io';

export interface ListOptions {
  file: string;
  /** "column=field" each. */
  map?: readonly string[];
  utcOffset?: string;
}

/** The sources with heavy modules of their own, each loaded when it is asked for. */
export interface SourceLoaders {
  sqlServer: () => Promise<(options: SqlServerOptions) => SourceRequest>;
  agentList: () => Promise<(options: ListOptions) => SourceRequest>;
  policyList: () => Promise<(options: ListOptions) => SourceRequest>;
  policyExport: () => Promise<(options: { paths: string[] }) => SourceRequest>;
}

export interface Requested {
  requests: SourceRequest[];
  /** To be redacted from whatever is printed. */
  secrets: string[];
}

/**
 * The sources that `settings` ask for, in the order in which they count when two are equally fresh. Secrets are asked
 * for here, before anything runs, and not at all for a dry run.
 */
export async function requestSources(
  settings: GatherSettings,
  sources: SourceLoaders,
  validate: Validate,
  io: Io,
): Promise<Requested> {
  const secrets: string[] = [];
  const secret = async (what: string, variable: string) => {
    if (settings.dryRun) return '';
    const value = await askSecret(what, variable, io);
    secrets.push(value);
    return value;
  };
  const groups = [
    await exportSources(settings, sources),
    await sqlSource(settings, sources, secret),
    await enterpriseManager(settings, io),
    await activityMonitor(settings, secret),
    await otherEvidence(settings, validate),
  ];
  const requests = groups.flat();
  if (requests.length === 0) {
    throw new UserError(
      'usage',
      'gather: no source is named; give at least one of --sql-server, --activity-monitor, --agents, --policies, --policy-export, --em-root, --facts, --merge',
    );
  }
  return { requests, secrets };
}

type Secret = (what: string, variable: string) => Promise<string>;

async function exportSources(settings: GatherSettings, sources: SourceLoaders): Promise<SourceRequest[]> {
  const { agents, policies, policyExport: paths } = settings;
  const reading = given({ map: settings.map, utcOffset: settings.utcOffset });
  const requests = [
    ...(agents ? [withFileTime((await sources.agentList())({ file: agents, ...reading }), agents)] : []),
    ...(policies
      ? [withFileTime((await sources.policyList())({ file: policies, ...reading }), policies)]
      : []),
    ...(paths?.length ? [(await sources.policyExport())({ paths })] : []),
  ];
  return requests;
}

/** An export is as fresh as its file, however late it is read. */
function withFileTime(request: SourceRequest, file: string): SourceRequest {
  const gather: SourceRequest['gather'] = async (context) => {
    const gathered = await request.gather(context);
    const facts = await stat(file).catch(() => undefined);
    return { ...(facts ? { asOf: facts.mtime.toISOString() } : {}), ...gathered };
  };
  return { ...request, gather };
}

async function sqlSource(
  settings: GatherSettings,
  sources: SourceLoaders,
  secret: Secret,
): Promise<SourceRequest[]> {
  const { sqlServer: server, sqlAuth: auth = 'sql', sqlUser: user } = settings;
  if (!server) return [];
  const { checkOptions, parseAddress } = await import('../../gather/sql-server/address');
  const login = given({ user, domain: settings.sqlDomain, caFile: settings.sqlCa });
  const options = { server, auth, ...login, ...sqlDefaults(settings) };
  // Before anybody is asked for a password.
  parseAddress(server);
  checkOptions(options);
  const variable = settings.sqlPasswordEnv ?? 'TP_DOCTOR_SQL_PASSWORD';
  const password = auth === 'azure-default' ? undefined : await secret('Password for SQL Server', variable);
  const sqlServerSource = await sources.sqlServer();
  return [sqlServerSource({ ...options, ...given({ password }) })];
}

function sqlDefaults(settings: GatherSettings) {
  return {
    encrypt: settings.sqlEncrypt ?? 'on',
    trustServerCertificate: settings.sqlTrustServerCertificate ?? false,
    configDatabase: settings.configDatabase ?? 'NVMonitorConfig',
    dataDatabase: settings.dataDatabase ?? 'NVMonitorData',
    // Also beside an agent list: merging tells where the two disagree, and which hosts only the table has.
    withAgents: true,
    timeoutMs: settings.timeout === undefined ? DEFAULT_TIMEOUT_MS : secondsToMs(settings.timeout),
  };
}

/** Without what is undefined, which exact optional properties do not take. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

async function enterpriseManager(settings: GatherSettings, io: Io): Promise<SourceRequest[]> {
  const { emRoot: root, certsBackup: backup } = settings;
  if (!root && backup)
    throw new UserError('usage', '--certs-backup needs --em-root, whose CertsInfo it is a copy of');
  if (!root) return [];
  const { enterpriseManagerSource } = await import('../../gather/enterprise-manager/enterprise-manager');
  const { platform, env } = io;
  return [enterpriseManagerSource({ root, platform, env, ...given({ backup }) })];
}

async function activityMonitor(settings: GatherSettings, secret: Secret): Promise<SourceRequest[]> {
  const { activityMonitor: url, activityMonitorClientId: clientId, activityMonitorCa: caFile } = settings;
  if (!url) return [];
  if (!clientId) throw new UserError('usage', '--activity-monitor needs --activity-monitor-client-id');
  const { activityMonitorSource, parseApiUrl, parseFingerprint } =
    await import('../../gather/activity-monitor/activity-monitor');
  const { activityMonitorFingerprint: pin } = settings;
  if (caFile && pin) {
    throw new UserError(
      'usage',
      'give either --activity-monitor-ca or --activity-monitor-fingerprint, not both',
    );
  }
  const trust = given({ caFile, fingerprint: pin === undefined ? undefined : parseFingerprint(pin) });
  const api = parseApiUrl(url);
  const variable = settings.activityMonitorSecretEnv ?? 'TP_DOCTOR_AM_CLIENT_SECRET';
  const clientSecret = await secret('Client secret for the Activity Monitor', variable);
  return [activityMonitorSource({ url: api, clientId, clientSecret, ...trust })];
}

async function otherEvidence(settings: GatherSettings, validate: Validate): Promise<SourceRequest[]> {
  const { facts, merge = [] } = settings;
  if (!facts && merge.length === 0) return [];
  const { factsSource, inventorySource } = await import('../../gather/facts/facts');
  return [
    ...merge.map((file, at) => inventorySource(`inventory-${at + 1}`, file, validate)),
    ...(facts ? [factsSource(facts, validate)] : []),
  ];
}

/** In seconds; more than any source takes by itself. */
export const DEFAULT_OVERALL_TIMEOUT = 600;

export function secondsToMs(seconds: number): number {
  return Math.round(seconds * 1000);
}
