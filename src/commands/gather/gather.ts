import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SourceDescriptor } from '../../gather/descriptor';
import { listComparedFields } from '../../gather/merge/compared-fields';
import { formatConflict } from '../../gather/merge/conflicts';
import type { Merged } from '../../gather/merge/merge-outcomes';
import { mergeOutcomes } from '../../gather/merge/merge-outcomes';
import { safeLine } from '../../gather/redact';
import type { Outcome } from '../../gather/run';
import { failedOutcome } from '../../gather/run';
import { runInTurn } from '../../gather/run-in-turn';
import { SOURCES } from '../../gather/sources';
import { loadConfig } from '../../load/config';
import { checkDocument } from '../../load/document';
import { findDescriptor, writeWhole } from '../../load/write-file';
import { builtInSchema } from '../../load/rules/built-in';
import type { ExitCode } from '../../model/errors';
import { EXIT, UserError } from '../../model/errors';
import type { Inventory } from '../../model/inventory';
import { escapeControls } from '../../report/text/control-characters';
import { writeToStderr, type Io } from '../io';
import { formatInventory } from './inventory-format';
import type { GatherOptions, GatherSettings } from './options';
import { createProgress, formatSourceTable } from './progress';
import { ask, canAsk } from '../input/ask';
import { completeSettings } from './complete-settings';
import type { Requests } from './requests';
import { DEFAULT_OVERALL_TIMEOUT, openSources, secondsToMs } from './requests';
import { createSettings } from './settings';
import { checkTarget, refuseLoss } from './target';

const DEFAULT_OUTPUT = 'inventory.json';

/**
 * `tp-doctor gather`: asks every source that is named and writes one inventory. 0: all complete; 1: a source failed or
 * was partial, and the inventory says which and why.
 * @throws UserError for usage and configuration (exit 2), before anything is asked, and for evidence of another estate
 */
export async function runGather(
  flags: GatherOptions,
  io: Io,
  sources: readonly SourceDescriptor[] = SOURCES,
): Promise<ExitCode> {
  const loaded = await loadConfig(flags, io);
  const { settings, inputs } = await completeSettings(
    flags,
    createSettings(flags, io.cwd, loaded),
    sources,
    io,
  );
  const request = () => openSources(settings, sources, faultsOf, io, inputs);
  if (settings.dryRun) return writeSteps(await request(), io);
  // Looked at before anybody is asked for a password.
  const environment = await environmentOf(settings, io);
  const output = settings.output ?? path.resolve(io.cwd, DEFAULT_OUTPUT);
  if (output !== '-') await checkTarget(output, settings, loaded.facts?.file, io.cwd);
  const requested = await request();
  const outcomes = await runAll(requested, settings, io);
  refuseOtherEstates(environment, outcomes);
  refuseLoss(output, outcomes, io.cwd);
  const { inventory, conflicts } = await mergeValid(environment, outcomes, requested.secrets, io);
  await write(inventory, output, io);
  writeSummary(inventory, conflicts, output, io);
  return inventory.sources.every(({ status }) => status === 'ok') ? EXIT.ready : EXIT.notReady;
}

async function faultsOf(inventory: unknown, file: string): Promise<string[]> {
  try {
    await checkDocument(inventory, 'inventory', file, 'inventory');
    return [];
  } catch (error) {
    if (error instanceof UserError) return [error.message, ...error.details];
    throw error;
  }
}

function writeSteps({ requests }: Requests, io: Io): ExitCode {
  for (const request of requests) {
    const asked = `${request.id}: ${safeLine(request.target)} → ${request.sections.join(', ')}`;
    io.stdout.write(`${escapeControls(asked)}\n`);
    for (const step of request.formatSteps()) io.stdout.write(`${escapeControls(`  ${safeLine(step)}`)}\n`);
  }
  return EXIT.ready;
}

/** As it is given, else as somebody answers, to whom the domain of this machine is proposed. @throws UserError for none */
async function environmentOf({ environment }: GatherSettings, io: Io): Promise<string> {
  const name = environment ?? (canAsk(io) ? await askEnvironment(io) : '');
  if (name !== '' && name.length <= 200) return name;
  throw new UserError(
    'usage',
    name !== ''
      ? '--environment is longer than 200 characters'
      : '--environment NAME is needed: it names the estate and is part of every fingerprint, so keep it stable; tp-doctor.config.json may hold it as "environment"',
  );
}

function askEnvironment(io: Io): Promise<string> {
  const domain = io.env.USERDNSDOMAIN?.toLowerCase() ?? '';
  return ask('Name of this estate, part of every fingerprint (--environment)', domain, io);
}

/** @throws UserError where a source says that it is about another estate: its evidence would count for this one */
function refuseOtherEstates(environment: string, outcomes: readonly Outcome[]): void {
  for (const { entry, gathered } of outcomes) {
    if ((gathered.environment ?? environment).toLowerCase() === environment.toLowerCase()) continue;
    const other = safeLine(`${entry.target ?? entry.id}: /environment: is "${gathered.environment ?? ''}"`);
    throw new UserError(
      'usage',
      `${other}, and --environment is "${environment}"; both must be of one estate`,
    );
  }
}

async function runAll({ requests, secrets }: Requests, settings: GatherSettings, io: Io): Promise<Outcome[]> {
  const shown = createProgress(
    requests.map(({ id }) => id),
    io.stderr,
  );
  try {
    return await runInTurn(requests, {
      timeoutMs: settings.timeout === undefined ? undefined : secondsToMs(settings.timeout),
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
async function mergeValid(
  environment: string,
  outcomes: Outcome[],
  secrets: string[],
  io: Io,
): Promise<Merged> {
  const frame = { environment, collectedAt: io.now().toISOString() };
  const compared = listComparedFields(builtInSchema('inventory'));
  const merged = mergeOutcomes(frame, outcomes, compared);
  if ((await faultsOf(merged.inventory, 'the inventory')).length === 0) return merged;
  const kept = outcomes.map(async (outcome) => {
    const alone = { schemaVersion: 1, ...frame, sources: [], ...outcome.gathered.sections };
    const faults = await faultsOf(alone, 'what it supplied does not fit the inventory');
    if (faults.length === 0) return outcome;
    const error = new UserError('inventory', faults.slice(0, 3).join('; '));
    const refused = failedOutcome(outcome.request, error, { now: io.now, secrets });
    return { ...refused, entry: { ...outcome.entry, ...refused.entry } };
  });
  const again = mergeOutcomes(frame, await Promise.all(kept), compared);
  const left = await faultsOf(again.inventory, 'gather made an invalid inventory');
  if (left.length > 0) throw new Error(left[0]);
  return again;
}

async function write(inventory: Inventory, output: string, io: Io): Promise<void> {
  const text = formatInventory(inventory);
  if (output !== '-' && findDescriptor(output) !== 1) return writeWhole(output, io.cwd, text, 0o600);
  // main.ts says what is wrong with standard output, whoever writes to it.
  await pipeline(Readable.from(text), io.stdout, { end: false }).catch(() => undefined);
}

function writeSummary(inventory: Inventory, conflicts: Merged['conflicts'], output: string, io: Io): void {
  io.stderr.write(formatSourceTable(inventory.sources));
  for (const conflict of conflicts.slice(0, 20)) writeToStderr(io, `conflict: ${formatConflict(conflict)}`);
  if (conflicts.length > 20)
    writeToStderr(io, `conflict: and ${conflicts.length - 20} more, see the notes of the agents`);
  if (output !== '-') writeToStderr(io, `gather: wrote ${safeLine(output)}`);
}
