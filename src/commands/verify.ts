import { judge } from '../engine/judge/judge';
import { makeFleet, makeReport } from '../engine/judge/report';
import type { LoadedInventory } from '../load/inventory';
import { didYouMean } from '../engine/values/suggestions';
import { UserError, type ExitCode } from '../model/errors';
import type { Inventory } from '../model/inventory';
import { FORMATS } from '../report/formats';
import { readGivenInventory } from './read-inventory';
import type { Io } from './io';
import { prepareJudgement, refuseNothing, type JudgementOptions } from './judgement';
import { readDestinations, writeReports, type OutputOptions } from './output';

export interface VerifyOptions extends JudgementOptions, OutputOptions {
  before?: string | undefined;
  after?: string | undefined;
  phase?: string | undefined;
}

const MOMENTS = ['upgraded', 'uninstalled'] as const;

/** Judges what an upgrade, or the uninstall within it, has kept. @throws UserError when the two cannot be compared */
export async function verify(options: VerifyOptions, io: Io): Promise<ExitCode> {
  readDestinations(options, FORMATS);
  const isUninstalled = readMoment(options.phase) === 'uninstalled';
  const { catalogue, choice, target, now, gate } = await prepareJudgement(options, 'post-upgrade', io);
  const before = await readSide('--before', options.before, io);
  const after = await readSide('--after', options.after, io);
  refuseStrangers(before, after);
  const inventory = isUninstalled ? atOldPath(before.inventory, after.inventory) : after.inventory;
  const results = judge(
    catalogue,
    { ...choice, whileUninstalled: isUninstalled },
    { inventory, before: before.inventory, target, now, timed: options.verbose },
  );
  refuseNothing(results, after.facts.file);
  const report = makeReport({
    command: 'verify',
    inventory,
    facts: after.facts,
    source: before.inventory.enterpriseManager?.version ?? undefined,
    target: target.version,
    now,
    results,
    gate,
  });
  const run = makeFleet([report]);
  await writeReports(run, options, io);
  return run.exitCode;
}

function readMoment(phase = 'upgraded'): (typeof MOMENTS)[number] {
  const found = MOMENTS.find((one) => one === phase);
  if (!found)
    throw new UserError(
      'usage',
      `--phase: "${phase}" is no phase${didYouMean(phase, MOMENTS)}; allowed: ${MOMENTS.join(', ')}`,
    );
  return found;
}

async function readSide(flag: string, file: string | undefined, io: Io): Promise<LoadedInventory> {
  if (file === undefined)
    throw new UserError('usage', `${flag} is missing: an inventory from ${flag.slice(2)} the upgrade`);
  return readGivenInventory(file, io);
}

/** Two estates, or the two files swapped, would give findings that look true. */
function refuseStrangers(before: LoadedInventory, after: LoadedInventory): void {
  const [old, now] = [before.inventory, after.inventory];
  if (old.environment.toLowerCase() !== now.environment.toLowerCase())
    throw new UserError(
      'inventory',
      `${after.facts.file}: /environment: is "${now.environment}", and "${old.environment}" in ${before.facts.file}; both must be of one estate`,
    );
  if (Date.parse(now.collectedAt) < Date.parse(old.collectedAt))
    throw new UserError(
      'inventory',
      `${after.facts.file}: /collectedAt: is earlier than that of ${before.facts.file}; are --before and --after swapped?`,
    );
}

/** Between uninstall and install the CertsInfo that counts is the old one: another folder is evidence for nothing. */
function atOldPath(before: Inventory, after: Inventory): Inventory {
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
