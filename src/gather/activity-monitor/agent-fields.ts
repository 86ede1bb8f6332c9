import { findVersion } from '../../engine/values/versions';
import type { ActivityMonitorAgent, MissingEvidence, MonitoredHost } from '../../model/inventory';
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

/** The facts of C6 about one agent; a version that is not one is left out and named in `missing`. */
export function readAgent(row: Row, path: string, missing: MissingEvidence[]): ActivityMonitorAgent {
  const given = text(row.host);
  const netbios = text(row.netbiosName);
  const named = given !== undefined && /[a-z]/i.test(given) && !given.includes(':');
  const safeMode = text(attribute(row, 'ad.safeModeStatus'));
  const version = (key: string) => splitVersion(row[key], `${path}/${key}`, missing);
  return dropUndefined({
    id: text(row.id),
    host: netbios || given,
    fqdn: named && given.includes('.') ? given : undefined,
    domain: text(row.domain) || undefined,
    osVersion: version('osVersion'),
    isDC: flag(row.isDC),
    version: version('version'),
    installState: text(row.installState),
    siInstallState: text(row.siInstallState),
    // "" says that there is no Agent of Threat Prevention, which is evidence.
    siVersion: row.siVersion === '' ? '' : version('siVersion'),
    managedBySI: flag(row.managedBySI),
    errorMessage: text(row.errorMessage),
    warnings: readWarnings(row.warnings),
    notes: safeMode === 'pending' ? 'The AD module waits in Safe Mode.' : undefined,
  });
}

/** @returns undefined where the entry is no object with a type: a host of unknown type could be a NAS */
export function readHost(value: unknown): MonitoredHost | undefined {
  if (!isRecord(value) || !text(value.type)) return undefined;
  return dropUndefined({ id: text(value.id), host: text(value.host), type: text(value.type) });
}

function splitVersion(value: unknown, path: string, missing: MissingEvidence[]): string | undefined {
  if (value == null || value === '') return undefined;
  // osVersion may have the service pack behind the number (restapi/resources/agent).
  const version = typeof value === 'string' ? findVersion(value.trim()) : undefined;
  if (version === undefined) missing.push({ path, reason: 'the API gives something that is not a version' });
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
