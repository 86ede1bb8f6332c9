import { findVersion } from '../../engine/values/versions';
import type {
  ActivityMonitorAgent,
  MissingEvidence,
  MonitoredHost,
  MonitorOutput,
} from '../../model/inventory';
import { dropUndefined, isRecord } from '../records';

type Row = Record<string, unknown>;

/** Attributes that only a client with the Read permission is shown (restapi/resources/agent, "Detailed Only"). */
const DETAILED = [
  'minLocalFreeSpace',
  'archive.path',
  'fpolicy.port',
  'cee.vcapsIsEnabled',
  'ad.safeModeStatus',
];

/**
 * An attribute by its documented name, such as `ad.safeModeStatus`: nested as the agent page shows it, or flat as the
 * example of GET /agents does (`safeModeStatus`, and `fpolicyPort` for `fpolicy.port`).
 */
export function attribute(row: Row, name: string): unknown {
  const [group = '', key] = name.split('.');
  if (key === undefined) return row[name];
  const nested = row[group];
  if (isRecord(nested)) return nested[key];
  return row[group + key.charAt(0).toUpperCase() + key.slice(1)] ?? row[key];
}

/** Whether the API shows this agent with what it keeps from a client without the Read permission. */
export function isDetailed(row: Row): boolean {
  return DETAILED.some((name) => attribute(row, name) != null);
}

/** The facts of C6 about one agent; what is not known of it is left out and named in `missing`. */
export function readAgent(row: Row, path: string, missing: MissingEvidence[]): ActivityMonitorAgent {
  const lacks = (key: string, reason: string) => missing.push({ path: `${path}/${key}`, reason });
  const safeMode = text(attribute(row, 'ad.safeModeStatus'));
  return dropUndefined({
    id: text(row.id),
    ...readNames(row),
    platform: readPlatform(row),
    ...(isUnreached(row) ? nothingOf(lacks) : readState(row, lacks)),
    installState: text(row.installState),
    errorMessage: text(row.errorMessage),
    warnings: readWarnings(row.warnings),
    notes: safeMode === 'pending' ? 'The AD module waits in Safe Mode.' : undefined,
  });
}

type Lacks = (key: string, reason: string) => void;

function readNames(row: Row) {
  const given = text(row.host);
  const netbios = text(row.netbiosName);
  const named = given !== undefined && /[a-z]/i.test(given) && !given.includes(':');
  return {
    host: netbios || given,
    fqdn: named && given.includes('.') ? given : undefined,
    domain: text(row.domain) || undefined,
  };
}

/** The page of agents has Windows and Linux, that of a new agent windows and rhel8. */
function readPlatform(row: Row): string | undefined {
  const given = text(row.platformId);
  if (given === undefined) return undefined;
  if (/^windows$/i.test(given)) return 'Windows';
  return /^(?:linux|rhel\d*)$/i.test(given) ? 'Linux' : given || undefined;
}

function readState(row: Row, lacks: Lacks) {
  const version = (key: string) => splitVersion(row[key], (reason) => lacks(key, reason));
  return {
    osVersion: withoutCompatible(version('osVersion'), (reason) => lacks('osVersion', reason)),
    isDC: flag(row.isDC),
    version: version('version'),
    siInstallState: text(row.siInstallState),
    // "" says that there is no Agent of Threat Prevention, which is evidence.
    siVersion: row.siVersion === '' ? '' : version('siVersion'),
    managedBySI: flag(row.managedBySI),
  };
}

/** What Windows of 2012 and later tells a program that does not say that it knows it (C21). */
function withoutCompatible(version: string | undefined, lacks: (reason: string) => void): string | undefined {
  if (version === undefined || !/^6\.2\.9200(?:\.|$)/.test(version)) return version;
  lacks(`the API gives ${version}, which old programs are told on every Windows since 2012`);
  return undefined;
}

/** What stands in a row whose agent could not be asked looks like facts, and is none: no domain controller, no Agent (C23). */
function isUnreached({ installState, version }: Row): boolean {
  return installState === 'Failed' && !version;
}

function nothingOf(lacks: Lacks) {
  for (const key of ['osVersion', 'isDC', 'version', 'siInstallState', 'siVersion', 'managedBySI'])
    lacks(key, 'Activity Monitor has not reached this agent');
  return {};
}

/** @returns undefined where the entry is no object with a type: a host of unknown type could be a NAS */
export function readHost(value: unknown): MonitoredHost | undefined {
  if (!isRecord(value) || !text(value.type)) return undefined;
  return dropUndefined({
    id: text(value.id),
    host: text(value.host),
    type: text(value.type),
    outputs: readOutputs(value.outputs),
  });
}

/** Where a host's events go (C22); undefined where that is not what the value says. */
export function readOutputs(value: unknown): MonitorOutput[] | undefined {
  if (!Array.isArray(value) || !value.every(isRecord)) return undefined;
  return value.map((row) =>
    dropUndefined({
      id: text(row.id),
      // "" says that no other product manages it, which is evidence; null says nothing.
      managedBy: text(row.managedBy),
      enabled: flag(row.isEnabled),
      status: text(isRecord(row.status) ? row.status.type : row.statusType) || undefined,
    }),
  );
}

function splitVersion(value: unknown, lacks: (reason: string) => void): string | undefined {
  if (value == null || value === '') return undefined;
  // osVersion may have the service pack behind the number (restapi/resources/agent).
  const version = typeof value === 'string' ? findVersion(value.trim()) : undefined;
  if (version === undefined) lacks('the API gives something that is not a version');
  return version;
}

function readWarnings(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.map(
    (one) => text(one) ?? text(isRecord(one) ? one.message : undefined) ?? 'a warning without text',
  );
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.slice(0, 32_767) : undefined;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
