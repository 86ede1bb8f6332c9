import path from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Merged } from '../gather/merge';
import { mergeOutcomes } from '../gather/merge';
import { safeLine } from '../gather/redact';
import type { Outcome } from '../gather/run';
import { failed, runSources } from '../gather/run';
import type { ExitCode } from '../model/errors';
import { EXIT, UserError } from '../model/errors';
import type { Inventory } from '../model/inventory';
import type { GatherOptions, GatherSettings } from './gather-options';
import type { Terminal } from './gather-progress';
import { showProgress, sourceTable } from './gather-progress';
import type { GatherConfiguration } from './gather-settings';
import { settle } from './gather-settings';
import type { Requested, SourceIo } from './gather-sources';
import { DEFAULT_OVERALL_TIMEOUT, DEFAULT_TIMEOUT, requestSources, secondsToMs } from './gather-sources';
import { inventoryText } from './inventory-text';
import { checkTarget, writePrivate } from './write-private';

export { gatherOptions } from './gather-options';

/** All that gather needs of the process; main.ts alone has the real one. */
export interface GatherIo extends SourceIo {
  stdout: Writable;
  stderr: Terminal;
  cwd: string;
  now: () => Date;
  /** Aborted by Ctrl-C: what was gathered until then is written. */
  signal: AbortSignal;
  /** What tp-doctor.config.json says about gathering. */
  configuration?: GatherConfiguration | undefined;
}

const DEFAULT_OUTPUT = 'inventory.json';

/**
 * `tp-doctor gather`: asks every source that is named and writes one inventory. 0: all complete; 1: a source failed or
 * was partial, and the inventory says which and why.
 * @throws UserError for usage and configuration (exit 2), before anything is asked
 */
export async function runGather(flags: GatherOptions, io: GatherIo): Promise<ExitCode> {
  const settings = settle(flags, io.cwd, io.configuration);
  if (settings.dryRun) return describeRequests(await requestSources(settings, io), io);
  // Looked at before anybody is asked for a password.
  const environment = environmentOf(settings);
  const output = settings.output ?? path.resolve(io.cwd, DEFAULT_OUTPUT);
  if (output !== '-') await checkTarget(output);
  const requested = await requestSources(settings, io);
  const outcomes = await runAll(requested, settings, io);
  const { inventory, conflicts } = mergeValid(environment, outcomes, requested.secrets, io);
  await write(inventory, output, io.stdout);
  summarise(inventory, conflicts, output, io.stderr);
  return inventory.sources.every(({ status }) => status === 'ok') ? EXIT.ready : EXIT.notReady;
}

function describeRequests({ requests }: Requested, io: GatherIo): ExitCode {
  for (const request of requests) {
    io.stdout.write(`${request.id}: ${safeLine(request.target)} → ${request.sections.join(', ')}\n`);
    for (const step of request.describe()) io.stdout.write(`  ${safeLine(step)}\n`);
  }
  return EXIT.ready;
}

function environmentOf({ environment }: GatherSettings): string {
  if (environment && environment.length <= 200) return environment;
  throw new UserError(
    'usage',
    environment
      ? '--environment is longer than 200 characters'
      : '--environment NAME is needed: it names the estate and is part of every fingerprint, so keep it stable; tp-doctor.config.json may hold it as "environment"',
  );
}

async function runAll(
  { requests, secrets }: Requested,
  settings: GatherSettings,
  io: GatherIo,
): Promise<Outcome[]> {
  const shown = showProgress(
    requests.map(({ id }) => id),
    io.stderr,
  );
  try {
    return await runSources(requests, {
      timeoutMs: secondsToMs(settings.timeout ?? DEFAULT_TIMEOUT),
      overallTimeoutMs: secondsToMs(settings.overallTimeout ?? DEFAULT_OVERALL_TIMEOUT),
      now: io.now,
      signal: io.signal,
      secrets,
      progress: shown.progress,
      finished: shown.finished,
    });
  } finally {
    shown.close();
  }
}

/** The merged inventory; a source that supplied what the schema refuses has failed, and the others are merged again. */
function mergeValid(environment: string, outcomes: Outcome[], secrets: string[], io: GatherIo): Merged {
  const frame = { environment, collectedAt: io.now().toISOString() };
  const merged = mergeOutcomes(frame, outcomes);
  if (io.validateInventory(merged.inventory).length === 0) return merged;
  const kept = outcomes.map((outcome) => {
    const alone = { schemaVersion: 1, ...frame, sources: [], ...outcome.gathered.sections };
    const faults = io.validateInventory(alone);
    const message = `supplied what an inventory may not hold: ${faults.slice(0, 3).join('; ')}`;
    if (faults.length === 0) return outcome;
    const refused = failed(outcome.request, new Error(message), { now: io.now, secrets });
    return { ...refused, entry: { ...outcome.entry, ...refused.entry } };
  });
  const again = mergeOutcomes(frame, kept);
  const left = io.validateInventory(again.inventory);
  if (left.length > 0) throw new Error(`gather made an invalid inventory: ${left[0]}`);
  return again;
}

async function write(inventory: Inventory, output: string, stdout: Writable): Promise<void> {
  if (output !== '-') return writePrivate(output, inventoryText(inventory));
  await pipeline(Readable.from(inventoryText(inventory)), stdout, { end: false });
}

function summarise(inventory: Inventory, conflicts: string[], output: string, stderr: Terminal): void {
  stderr.write(sourceTable(inventory.sources));
  for (const line of conflicts.slice(0, 20)) stderr.write(`conflict: ${line}\n`);
  if (conflicts.length > 20)
    stderr.write(`conflict: and ${conflicts.length - 20} more, see the notes of the agents\n`);
  if (output !== '-') stderr.write(`gather: wrote ${safeLine(output)}\n`);
}
