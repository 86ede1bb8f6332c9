import { findDifference } from '../engine/compare/estates';
import { judge } from '../engine/judge/judge';
import { makeFleet, makeReport } from '../engine/verdict/report';
import type { LoadedInventory } from '../load/inventory';
import { formatSuggestion } from '../engine/values/suggestions';
import { UserError, type ExitCode } from '../model/errors';
import type { Inventory } from '../model/inventory';
import { FORMATS } from '../report/formats';
import { readGivenInventory } from './read-inventory';
import type { Io } from './io';
import { prepareJudgement, refuseAllSkipped } from './judgement';
import type { VerifyOptions } from './options';
import { parseDestinations, refuseOverwriting, writeReports } from './output';

export const PHASES = ['upgraded', 'uninstalled'] as const;

/** Judges what an upgrade, or the uninstall within it, has kept. @throws UserError when the two cannot be compared */
export async function verify(options: VerifyOptions, io: Io): Promise<ExitCode> {
  parseDestinations(options, FORMATS);
  const isUninstalled = parsePhase(options.phase) === 'uninstalled';
  const { catalogue, choice, target, now, gate, configuration } = await prepareJudgement(
    options,
    'post-upgrade',
    io,
  );
  refuseOverwriting(options, FORMATS, [options.before, options.after, configuration?.file], io);
  const before = await readSide('--before', options.before, io);
  const after = await readSide('--after', options.after, io);
  refuseDifferentEstates(before, after);
  const inventory = isUninstalled ? withoutOtherFolder(before.inventory, after.inventory) : after.inventory;
  const { results, estate } = judge(
    catalogue,
    { ...choice, whileUninstalled: isUninstalled },
    { inventory, before: before.inventory, target, now, timed: options.verbose ?? false },
  );
  refuseAllSkipped(results, after.facts.file);
  const report = makeReport({
    command: 'verify',
    inventory,
    facts: after.facts,
    configuration,
    source: before.inventory.enterpriseManager?.version ?? undefined,
    target: target.version,
    now,
    results,
    estate,
    gate,
  });
  const run = makeFleet([report]);
  await writeReports(run, options, io);
  return run.exitCode;
}

function parsePhase(phase = 'upgraded'): (typeof PHASES)[number] {
  const found = PHASES.find((known) => known === phase);
  if (!found)
    throw new UserError(
      'usage',
      `--phase: "${phase}" is no phase${formatSuggestion(phase, PHASES)}; allowed: ${PHASES.join(', ')}`,
    );
  return found;
}

async function readSide(flag: string, file: string | undefined, io: Io): Promise<LoadedInventory> {
  if (file === undefined)
    throw new UserError('usage', `${flag} is missing: an inventory from ${flag.slice(2)} the upgrade`);
  return readGivenInventory(file, io);
}

/** Two estates, or the two files swapped, would give findings that look true. */
function refuseDifferentEstates(before: LoadedInventory, after: LoadedInventory): void {
  const [old, now] = [before.inventory, after.inventory];
  if (old.environment.toLowerCase() !== now.environment.toLowerCase())
    throw new UserError(
      'inventory',
      `${after.facts.file}: /environment: is "${now.environment}", and "${old.environment}" in ${before.facts.file}; both must be of one estate`,
    );
  const other = findDifference(now, old);
  if (other)
    throw new UserError(
      'inventory',
      `${after.facts.file}: /${other.section}/${other.field}: is "${other.values[0]}", and "${other.values[1]}" in ${before.facts.file}; both must be of one estate`,
    );
  if (Date.parse(now.collectedAt) < Date.parse(old.collectedAt))
    throw new UserError(
      'inventory',
      `${after.facts.file}: /collectedAt: is earlier than that of ${before.facts.file}; are --before and --after swapped?`,
    );
}

/** Between uninstall and install the CertsInfo that counts is the old one: another folder is evidence for nothing. */
function withoutOtherFolder(before: Inventory, after: Inventory): Inventory {
  const [old, now] = [before.certsInfo?.path, after.certsInfo?.path];
  if (old == null || now == null || folderKey(old) === folderKey(now)) return after;
  const reason = `gathered from ${now}, and not from the old folder ${old}; name its parent with gather --em-root`;
  const missing = [{ path: '/certsInfo', reason }];
  return {
    ...after,
    certsInfo: undefined,
    sources: [{ id: 'verify', kind: 'verify', status: 'ok', missing }, ...after.sources],
  };
}

function folderKey(path: string): string {
  return path
    .toLowerCase()
    .split(/[\\/]+/)
    .filter((part) => part !== '')
    .join('/');
}
