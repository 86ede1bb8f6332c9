import { makePlan, reportsOfPlan } from '../engine/plan/plan';
import { builtInStepCatalogue } from '../load/rules/built-in';
import type { LoadedInventory } from '../load/inventory';
import { UserError, type ExitCode } from '../model/errors';
import type { Plan } from '../model/plan';
import { findPlanReporter, PLAN_FORMATS, REPORTERS, type Format } from '../report/formats';
import { readGivenInventory } from './input/read-inventory';
import type { Io } from './io';
import { parseTarget, prepareJudgement, refuseAllSkipped, tellForeignWaivers } from './judgement';
import type { OutputOptions, PlanOptions } from './options';
import { parseDestinations, refuseOverwriting, writeTexts } from './output';

/**
 * Writes the route to the target with every hop judged, and a runbook. @throws UserError when there is nothing to
 * plan from: no inventory, or none that says which version is installed
 */
export async function plan(options: PlanOptions, io: Io): Promise<ExitCode> {
  parseDestinations(options, PLAN_FORMATS);
  const judgement = await prepareJudgement(options, 'pre-upgrade', io);
  const { inventory: given = [] } = options;
  refuseOverwriting(
    options,
    PLAN_FORMATS,
    [...given, ...(options.rules ?? []), judgement.configuration?.file],
    io,
  );
  const via = (options.via ?? []).map((version) => parseTarget(judgement.catalogue, '--via', version));
  const { inventory, facts } = await readSingleInventory(given, io);
  tellForeignWaivers(judgement, [inventory], io);
  const source = inventory.enterpriseManager?.version;
  if (source == null)
    throw new UserError(
      'inventory',
      `${facts.file}: /enterpriseManager/version: is missing, so there is nothing to plan from; gather --em-root DIR supplies it, or --facts`,
    );
  const upgradePlan = makePlan({
    ...judgement,
    steps: builtInStepCatalogue(),
    inventory,
    facts,
    source,
    via,
    timed: options.verbose ?? false,
  });
  for (const hop of upgradePlan.hops) refuseAllSkipped(hop.results, facts.file);
  await writePlan(upgradePlan, options, io);
  return upgradePlan.exitCode;
}

function readSingleInventory(given: readonly string[], io: Io): Promise<LoadedInventory> {
  const [file, ...more] = given;
  if (file === undefined || more.length > 0)
    throw new UserError('usage', 'plan: name exactly one inventory, or - for standard input');
  return readGivenInventory(file, io);
}

/** The plan's own formats show the runbook; all others get one report for each hop. */
async function writePlan(upgradePlan: Plan, options: OutputOptions, io: Io): Promise<void> {
  await writeTexts(options, PLAN_FORMATS, io, async (format, reportOptions) => {
    const reportPlan = findPlanReporter(format);
    if (reportPlan) return (await reportPlan())(upgradePlan, reportOptions);
    return (await REPORTERS[format as Format]())(reportsOfPlan(upgradePlan), reportOptions);
  });
}
