import { stat } from 'node:fs/promises';
import { PROBE_MARK } from '../../engine/json/document-kind';
import { formatRepeatedKey } from '../../engine/json/repeated-keys';
import type { Inventory, SectionName } from '../../model/inventory';
import { SECTIONS } from '../../model/inventory';
import type { SourceIo, Validate } from '../descriptor';
import { timesOf } from '../merge/times';
import { mergePatch } from '../merge/merge-patch';
import { decodeMarked, readBounded } from '../read-file';
import type { Gathered, SourceRequest } from '../source';
import { FILE_TIMEOUT_MS, SourceError } from '../source';
import { dropUndefined, isRecord } from '../records';
import { readProbes } from './probes';
import type { FactsSettings } from './flags';

/** Node cannot hold a longer text. */
const LARGEST_INVENTORY = 500 * 2 ** 20;
const LARGEST_FACTS = 50 * 2 ** 20;

/** What a facts file may not say, because gather itself is the witness for it. */
const OWN = ['schemaVersion', 'sources', 'collectedAt'];

/** The other inventories and the facts that the settings name; facts go last. */
export function openFacts(
  { facts, merge = [] }: FactsSettings,
  { validate }: Pick<SourceIo, 'validate'>,
): SourceRequest[] {
  return [
    ...merge.map((file, at) => inventorySource(`inventory-${at + 1}`, file, validate)),
    ...(facts ? [factsSource(facts, validate)] : []),
  ];
}

/**
 * `--facts FILE`: a merge patch (RFC 7396) on the inventory, for what only a person knows. A value that is null is a question that
 * nobody has answered yet, as `tp-doctor facts` writes it: it removes nothing of what another source knows.
 */
export function factsSource(file: string, validate: Validate): SourceRequest {
  return {
    id: 'facts',
    kind: 'facts',
    target: file,
    sections: [...SECTIONS],
    timeoutMs: FILE_TIMEOUT_MS,
    formatSteps: () => [`read ${file} and merge it last (RFC 7396)`],
    gather: async () => {
      const patch = await readJson(file, LARGEST_FACTS);
      const own = OWN.find((key) => key in patch);
      if (own) throw new SourceError(`${file}: ${own} is written by gather; leave it out`);
      const frame = {
        schemaVersion: 1,
        environment: 'facts',
        collectedAt: new Date(0).toISOString(),
        sources: [],
      };
      refuseFaults(await validate({ ...frame, ...patch }, file));
      const asOf = (await stat(file)).mtime.toISOString();
      const answers = (withoutOpen({ ...patch, $schema: null }) ?? {}) as Gathered['sections'];
      const remarks = Object.keys(answers).length > 0 ? [] : ['no question is answered'];
      return { sections: answers, missing: [], asOf, remarks };
    },
  };
}

/** Without what is null, what is asked of it, and the objects that hold nothing else. */
function withoutOpen(patch: unknown): unknown {
  if (patch === null || !isRecord(patch)) return patch ?? undefined;
  const entries = Object.entries(patch);
  const answered = entries
    .filter(([key, value]) => !(key.startsWith('x-') && isRecord(value) && 'question' in value))
    .map(([key, value]): [string, unknown] => [key, withoutOpen(value)])
    .filter(([, value]) => value !== undefined);
  const isOpen = entries.length > 0 && answered.length === 0;
  return isOpen ? undefined : Object.fromEntries(answered);
}

/** `--merge FILE|DIR`: the sections of another inventory, or what `probe` wrote: of one host, or of many in a folder. */
export function inventorySource(id: string, file: string, validate: Validate): SourceRequest {
  return {
    id,
    kind: 'inventory',
    target: file,
    sections: [...SECTIONS],
    timeoutMs: FILE_TIMEOUT_MS,
    formatSteps: () => [`read ${file} and take its sections`],
    gather: async () => {
      const read = (one: string) => readInventory(one, validate);
      const isFolder = (await stat(file).catch(() => undefined))?.isDirectory() === true;
      return isFolder ? readProbes(file, read) : fromInventory(await read(file));
    },
  };
}

/** What `probe` wrote is of one host, whatever estate that belongs to. */
async function readInventory(file: string, validate: Validate): Promise<Inventory> {
  const other = await readJson(file, LARGEST_INVENTORY);
  refuseFaults(await validate(PROBE_MARK in other ? { environment: 'probe', ...other } : other, file));
  return other as unknown as Inventory;
}

/** What the other inventory lacks, the new one lacks too: its incomplete sources are named again. */
export function fromInventory(other: Inventory): Gathered {
  const present = SECTIONS.filter((name) => other[name] != null);
  const sections = Object.fromEntries(present.map((name) => [name, other[name]])) as Partial<
    Pick<Inventory, SectionName>
  >;
  const incomplete = other.sources.filter(
    ({ status, missing: lacked }) => status === 'partial' || status === 'failed' || lacked?.length,
  );
  const missing = incomplete.flatMap((source) =>
    source.missing?.length
      ? source.missing.map(({ path, reason, open }) => ({
          path: path ?? null,
          reason: `${source.id}: ${reason ?? 'missing'}`,
          ...(open === true ? { open } : {}),
        }))
      : [{ path: null, reason: `${source.id}: ${source.reason ?? source.status ?? 'incomplete'}` }],
  );
  return { sections, missing, asOf: timesOf(other), ...dropUndefined({ environment: other.environment }) };
}

async function readJson(file: string, limit: number): Promise<Record<string, unknown>> {
  const text = decodeMarked(await readBounded(file, limit), file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The parser quotes the text around the fault; a place is enough.
    const place = /position \d+( \(line \d+ column \d+\))?/.exec(String(error))?.[0] ?? 'its end';
    throw new SourceError(`${file} is not valid JSON, at ${place}`, { cause: error });
  }
  const repeated = formatRepeatedKey(text, value);
  if (repeated !== undefined) throw new SourceError(`${file}: ${repeated}`);
  if (!isRecord(value))
    throw new SourceError(`${file}: must be a JSON object, such as { "enterpriseManager": { … } }`);
  mergePatch({}, value); // Refuses what is nested too deep for anything after this.
  return value;
}

function refuseFaults(faults: string[]): void {
  if (faults.length === 0) return;
  const more = faults.length > 3 ? `; and ${faults.length - 3} more` : '';
  throw new SourceError(`${faults.slice(0, 3).join('; ')}${more}`);
}
