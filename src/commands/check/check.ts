import {
  compareWithBaseline,
  findVanished,
  keepUnjudged,
  listBaselineCautions,
} from '../../engine/compare/baseline';
import { OF_1_0 } from '../../engine/compare/diff';
import { findSwapped } from '../../engine/compare/order';
import { hasFormerKeys } from '../../engine/compare/pairing';
import { judge } from '../../engine/judge/judge';
import type { Gate } from '../../engine/verdict/gate';
import { errorReport, makeFleet, makeReport } from '../../engine/verdict/report';
import { refuseTwins } from '../../engine/verdict/twins';
import { summarize, verdictOf } from '../../engine/verdict/verdict';
import { refuseUnscoped } from '../../load/config';
import type { LoadedInventory } from '../../load/inventory';
import { UserError, type ExitCode } from '../../model/errors';
import type { Report } from '../../model/report';
import { FORMATS } from '../../report/formats';
import { findInventories } from '../input/find-inventories';
import { readGivenInventory } from '../input/read-inventory';
import { writeToStderr, type Io } from '../io';
import { prepareJudgement, refuseAllSkipped, tellForeignWaivers, type Judgement } from '../judgement';
import type { CheckOptions } from '../options';
import { parseDestinations, refuseOverwriting, writeReports } from '../output';

/** What an inventory is judged by; with a baseline also by what was known before. */
export type CheckJudgement = Judgement & { baseline: readonly Report[] | undefined };

/**
 * Judges one or several inventories. One that cannot be read does not stop the others: it has a report of its
 * own with the verdict `error`, and the run ends with 2. @throws UserError when nothing can be judged at all
 */
export async function check(options: CheckOptions, io: Io): Promise<ExitCode> {
  parseDestinations(options, FORMATS);
  const files = await findInventories(options.inventory ?? [], io);
  const judgement = await prepareCheck(options, io);
  if (files.length > 1) refuseUnscoped(judgement.config, judgement.configuration);
  const inputs = [...files, ...(options.rules ?? []), options.baseline, judgement.configuration?.file];
  refuseOverwriting(options, FORMATS, inputs, io);
  const { baseline = [] } = judgement;
  const found = await judgeFiles(files, judgement, options, io);
  const judged = refuseTwins(found, 'check', judgement.now).map((report) => keepUnjudged(report, baseline));
  if (judged.length > 1) for (const { error } of judged) writeError(error, io);
  tellForeignWaivers(judgement, judged, io);
  const reports = [
    ...judged,
    ...(judgement.baseline ? compareFleet(judged, judgement.baseline, judgement, io) : []),
  ];
  const run = makeFleet(reports);
  await writeReports(run, options, io, judgement.baseline);
  return run.exitCode;
}

function writeError(error: Report['error'], io: Io): void {
  for (const line of error ? [error.message, ...error.details] : []) writeToStderr(io, `tp-doctor: ${line}`);
}

/** Everything that check rests on beside the inventories. @throws UserError */
export async function prepareCheck(options: CheckOptions, io: Io): Promise<CheckJudgement> {
  const judgement = await prepareJudgement(options, 'pre-upgrade', io);
  if (options.baseline === undefined) return { ...judgement, baseline: undefined };
  const { readReports } = await import('../../load/reports');
  const { file, reports } = await readReports(options.baseline, io.cwd, 'usage');
  const other = reports.find(({ command, error }) => !error && command !== 'check');
  if (other)
    throw new UserError('usage', `${file}: is a report of ${other.command}; --baseline takes one of check`);
  return { ...judgement, baseline: reports };
}

/** Says what the baseline is not compared with, and returns a report of each estate that only it has, where that closes the gate. */
function compareFleet(
  reports: readonly Report[],
  baseline: readonly Report[],
  { gate, now }: Judgement,
  io: Io,
): Report[] {
  const isFormer = baseline.some(({ results }) => results.some(({ findings }) => hasFormerKeys(findings)));
  const former = isFormer ? [`is ${OF_1_0}; use the report of this run from now on`] : [];
  for (const text of [...former, ...listBaselineCautions(reports, baseline)]) warn(io, text);
  return findVanished(baseline, reports).flatMap((environment) => {
    const message = `has a report of "${environment}", and this run judges no inventory of it; name its inventory too, or a baseline without it`;
    warn(io, message);
    const error = { code: 'inventory', message: `--baseline: ${message}`, details: [] } as const;
    return gate.onlyNew ? [keepUnjudged({ ...errorReport('check', error, now), environment }, baseline)] : [];
  });
}

function warn(io: Io, text: string): void {
  writeToStderr(io, `tp-doctor: --baseline: ${text}`);
}

async function judgeFiles(
  files: readonly string[],
  judgement: CheckJudgement,
  options: CheckOptions,
  io: Io,
): Promise<Report[]> {
  const [only] = files;
  if (only !== undefined && files.length === 1)
    return [await judgeFile(only, judgement, options.verbose, io)];
  const { judgeOnThreads } = await import('./threads');
  return judgeOnThreads(files, options, judgement.now, io, (file) =>
    checkFile(file, judgement, options.verbose, io),
  );
}

/** One of several: what cannot be judged is a report as well. */
export async function checkFile(
  file: string,
  judgement: CheckJudgement,
  timed = false,
  io: Io,
): Promise<Report> {
  try {
    return await judgeFile(file, judgement, timed, io);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return errorReport('check', error, judgement.now, file);
  }
}

async function judgeFile(file: string, judgement: CheckJudgement, timed = false, io: Io): Promise<Report> {
  return judgeLoaded(await readGivenInventory(file, io), judgement, timed);
}

/** The report of an inventory that was read. @throws UserError where nothing of it is judged */
export function judgeLoaded(
  { inventory, facts }: LoadedInventory,
  judgement: CheckJudgement,
  timed = false,
): Report {
  const { catalogue, choice, target, now, gate, configuration } = judgement;
  const judged = judge(catalogue, choice, { inventory, target, now, timed });
  refuseAllSkipped(judged.results, facts.file);
  const { baseline } = judgement;
  const source = inventory.enterpriseManager?.version ?? undefined;
  const report = makeReport({
    command: 'check',
    inventory,
    facts,
    configuration,
    source,
    target: target.version,
    now,
    results: judged.results,
    estate: judged.estate,
    gate,
    hints: catalogue.hints,
  });
  return baseline ? compareReport(report, baseline, gate) : report;
}

/** @throws UserError where the baseline is the newer one */
function compareReport(report: Report, baseline: readonly Report[], gate: Gate): Report {
  const swapped = findSwapped(baseline, [report]);
  if (swapped !== undefined)
    throw new UserError('usage', `--baseline: ${swapped}; name a report that is older than the inventory`);
  const { results, unjudged } = compareWithBaseline(report, baseline);
  return {
    ...report,
    ...verdictOf(results, gate),
    summary: summarize(results, gate),
    results,
    ...(unjudged.length === 0 ? {} : { unjudged }),
  };
}
