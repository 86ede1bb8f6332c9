import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { PROBE_MARK } from '../../engine/json/document-kind';
import type { Agent, Inventory, MissingEvidence } from '../../model/inventory';
import { HOST_FIELDS } from '../agent-hosts/host/host-fields';
import { messageOf } from '../errors';
import { unreadable } from '../read-file';
import type { Gathered } from '../source';
import { SourceError } from '../source';

/** How the files of `probe` end. */
const ENDING = '.probe.json';

/**
 * What `probe` wrote of many hosts, one file each, in a folder: the newest of each host. A file that cannot be read is named, and the
 * others are kept.
 * @throws SourceError where there is none
 */
export async function readProbes(
  folder: string,
  read: (file: string) => Promise<Inventory>,
): Promise<Gathered> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  const files = names.filter((name) => name.toLowerCase().endsWith(ENDING)).sort();
  if (files.length === 0)
    throw new SourceError(`${folder} holds no *${ENDING}, which tp-doctor probe writes`);
  const newest = new Map<string, Inventory>();
  const missing: MissingEvidence[] = [];
  for (const file of files) {
    try {
      keepNewest(newest, await read(path.join(folder, file)));
    } catch (error) {
      const reason = `${file}: ${messageOf(error)}`;
      missing.push(...HOST_FIELDS.map((field) => ({ path: `/agents/*/${field}`, reason })));
    }
  }
  return join([...newest.values()], missing);
}

function keepNewest(newest: Map<string, Inventory>, probe: Inventory): void {
  const host = (probe as unknown as Record<string, unknown>)[PROBE_MARK];
  if (typeof host !== 'string') throw new SourceError('is not what tp-doctor probe writes');
  const known = newest.get(host.toLowerCase());
  if (known === undefined || Date.parse(known.collectedAt) < Date.parse(probe.collectedAt))
    newest.set(host.toLowerCase(), probe);
}

/** As one list: what a host did not tell is said of its row there. Its evidence is as old as the oldest of them. */
function join(probes: readonly Inventory[], missing: MissingEvidence[]): Gathered {
  const agents: Agent[] = [];
  for (const probe of probes) {
    const first = agents.length;
    agents.push(...(probe.agents ?? []));
    const moved = (at: string) =>
      at.replace(/^\/agents\/([0-9]+)/, (_, row: string) => `/agents/${first + Number(row)}`);
    for (const source of probe.sources)
      for (const one of source.missing ?? []) missing.push({ ...one, path: moved(one.path ?? '') });
  }
  const times = probes.map(({ collectedAt }) => Date.parse(collectedAt));
  const asOf = new Date(times.reduce((a, b) => Math.min(a, b), Infinity));
  return { sections: { agents }, missing, ...(probes.length > 0 && { asOf: asOf.toISOString() }) };
}
