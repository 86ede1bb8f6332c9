import os from 'node:os';
import { PROBE_MARK } from '../../engine/json/document-kind';
import type { Agent, Inventory, Source } from '../../model/inventory';
import { dropUndefined } from '../records';
import { safeLine } from '../redact';
import { formatReasons } from '../run';
import type { TimeLimit } from '../source';
import { Registry } from '../windows/registry';
import { findTools } from '../windows/tools';
import type { Locate } from './host/agent-folder';
import type { OwnName } from './host/registry-facts';
import { readHost, readOwnName, type HostReading } from './host/read-host';

/** What a host says of itself: an inventory of its one row, which names no estate. */
export type Probe = Omit<Inventory, 'environment'> & { [PROBE_MARK]: string };

/** This Windows. What it does not tell is in `missing` of its one source. Never rejects. */
export async function probeThisHost(
  env: Readonly<Record<string, string | undefined>>,
  limit: TimeLimit,
  now: Date,
): Promise<Probe> {
  const begun = performance.now();
  const registry = new Registry(findTools(env, limit));
  const locate: Locate = (drive, path) => `${drive}:\\${path}`;
  // Some systems do not say: no machine has none.
  const known = dropUndefined({
    cpuCores: os.cpus().length || undefined,
    memoryBytes: os.totalmem() || undefined,
  });
  const asked = { registry, host: undefined, locate, limit, known };
  const own = await readOwnName(asked).catch(() => ({ host: os.hostname() }));
  const reading = await readHost(asked);
  return createProbe(own, reading, now, performance.now() - begun);
}

function createProbe(own: OwnName, { fields, gaps }: HostReading, now: Date, durationMs: number): Probe {
  const fqdn = own.domain === undefined ? undefined : `${own.host}.${own.domain}`;
  const collectedAt = now.toISOString();
  const missing = gaps.map(({ field, reason }) => ({
    path: `/agents/0/${field}`,
    reason: safeLine(`${own.host}: ${reason}`),
  }));
  const source: Source = {
    id: own.host,
    kind: 'agent-host',
    target: fqdn ?? own.host,
    status: missing.length > 0 ? 'partial' : 'ok',
    collectedAt,
    durationMs: Math.round(durationMs),
    reason: formatReasons(missing),
    sections: ['agents'],
    ...(missing.length > 0 && { missing }),
  };
  const row: Agent = {
    name: own.host.toUpperCase(),
    ...dropUndefined({ fqdn: fqdn?.toLowerCase() }),
    ...fields,
  };
  return {
    schemaVersion: 1,
    [PROBE_MARK]: (fqdn ?? own.host).toLowerCase(),
    collectedAt,
    sources: [source],
    agents: [row],
  };
}

/** One line for each reason. */
export function listReasons({ sources }: Probe): string[] {
  const missing = sources.flatMap((source) => source.missing ?? []);
  const byReason = new Map<string, string[]>();
  for (const { path, reason } of missing) {
    const fields = byReason.get(reason ?? '') ?? [];
    byReason.set(reason ?? '', [...fields, path?.split('/').at(-1) ?? '']);
  }
  return [...byReason].map(([reason, fields]) => `${fields.join(', ')}: ${reason}`);
}
