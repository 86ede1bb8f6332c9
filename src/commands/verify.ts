import { withoutOtherFolder, withoutUnsupplied, withoutUntimely } from '../engine/compare/after';
import { findFault, type Pair } from '../engine/compare/pairs';
import { judge } from '../engine/judge/judge';
import { makeFleet, makeReport } from '../engine/verdict/report';
import type { LoadedInventory } from '../load/inventory';
import { formatSuggestion } from '../engine/values/suggestions';
import { UserError, type ExitCode } from '../model/errors';
import type { Report } from '../model/report';
import type { Target } from '../model/target';
import { FORMATS } from '../report/formats';
import { readGivenInventory } from './input/read-inventory';
import type { Io } from './io';
import { prepareJudgement, refuseAllSkipped, tellForeignWaivers, type Judgement } from './judgement';
import type { VerifyOptions } from './options';
import { parseDestinations, refuseOverwriting, writeReports } from './output';

export const PHASES = ['upgraded', 'uninstalled'] as const;

/** Judges what an upgrade, or the uninstall within it, has kept. @throws UserError when the two cannot be compared */
export async function verify(options: VerifyOptions, io: Io): Promise<ExitCode> {
  parseDestinations(options, FORMATS);
  const isUninstalled = parsePhase(options.phase) === 'uninstalled';
  const judgement = await prepareJudgement(options, 'post-upgrade', io);
  const inputs = [options.before, options.after, ...(options.rules ?? []), judgement.configuration?.file];
  refuseOverwriting(options, FORMATS, inputs, io);
  const before = await readSide('--before', options.before, io);
  const after = await readSide('--after', options.after, io);
  const report = verifyPair({ before, after }, judgement, isUninstalled, options.verbose);
  tellForeignWaivers(judgement, [report], io);
  const run = makeFleet([report]);
  await writeReports(run, options, io);
  return run.exitCode;
}

/** The files from before and after an upgrade. */
export type LoadedPair = Record<keyof Pair, LoadedInventory>;

/** Judges a pair. @throws UserError when the two prove nothing together */
export function verifyPair(
  { before, after }: LoadedPair,
  { catalogue, choice, target, now, gate, configuration }: Judgement,
  isUninstalled = false,
  timed = false,
): Report {
  refuseFault(before, after, target, now);
  const given = { before: before.inventory, after: after.inventory };
  const pair = withoutDoubtful(given, isUninstalled, now);
  const inventory = pair.after;
  const { results, estate } = judge(
    catalogue,
    { ...choice, whileUninstalled: isUninstalled },
    { inventory, before: pair.before, target, now, timed },
  );
  refuseAllSkipped(results, after.facts.file);
  const source = before.inventory.enterpriseManager?.version ?? undefined;
  return makeReport({
    command: 'verify',
    inventory,
    facts: after.facts,
    configuration,
    source,
    target: target.version,
    now,
    results,
    estate,
    gate,
    hints: catalogue.hints,
  });
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

/** Two estates, two files swapped, or the same one twice would give findings that look true. */
function refuseFault(before: LoadedInventory, after: LoadedInventory, target: Target, now: number): void {
  const files = { before: before.facts.file, after: after.facts.file };
  if (before.facts.sha256 === after.facts.sha256)
    throw new UserError('inventory', `${files.after}: is the same as ${files.before}, so it proves nothing`);
  const fault = findFault({ before: before.inventory, after: after.inventory }, target, now);
  if (fault) throw new UserError('inventory', `${files[fault.side]}: ${fault.path}: ${fault.reason}`);
}

/** The pair without what is no evidence of its time. */
function withoutDoubtful({ before, after }: Pair, isUninstalled: boolean, now: number): Pair {
  const timely = withoutUnsupplied(withoutUntimely(after, before, now));
  return {
    before: withoutUnsupplied(before),
    after: isUninstalled ? withoutOtherFolder(timely, before) : timely,
  };
}
