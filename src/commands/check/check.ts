import { markBaseline } from '../../engine/compare/baseline';
import { OF_1_0 } from '../../engine/compare/diff';
import { hasFormerKeys } from '../../engine/compare/pairing';
import { judge } from '../../engine/judge/judge';
import { errorReport, makeFleet, makeReport } from '../../engine/verdict/report';
import { expandFiles } from '../../load/files';
import type { LoadedInventory } from '../../load/inventory';
import { UserError, type ExitCode } from '../../model/errors';
import type { Report } from '../../model/report';
import { FORMATS } from '../../report/formats';
import { readGivenInventory } from '../read-inventory';
import { writeToStderr, type Io } from '../io';
import { prepareJudgement, refuseAllSkipped, type Judgement } from '../judgement';
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
  const files = await findInventories(options.inventory ?? [], io.cwd);
  const judgement = await prepareCheck(options, io);
  refuseOverwriting(options, FORMATS, [...files, options.baseline, judgement.configuration?.file], io);
  const reports = await judgeFiles(files, judgement, options, io);
  const run = makeFleet(reports);
  if (judgement.baseline) warnOfOtherEstates(reports, judgement.baseline, io);
  await writeReports(run, options, io, judgement.baseline);
  return run.exitCode;
}

/** Everything that check rests on beside the inventories. @throws UserError */
export async function prepareCheck(options: CheckOptions, io: Io): Promise<CheckJudgement> {
  const judgement = await prepareJudgement(options, 'pre-upgrade', io);
  if (options.baseline === undefined) return { ...judgement, baseline: undefined };
  const { readReports } = await import('../../load/reports');
  return { ...judgement, baseline: (await readReports(options.baseline, io.cwd, 'usage')).reports };
}

/** An estate that the baseline does not know, or knows for another target, may be in the wrong file; say so. */
function warnOfOtherEstates(reports: readonly Report[], baseline: readonly Report[], io: Io): void {
  const judged = baseline.filter(({ error }) => !error);
  if (judged.some(({ results }) => results.some(({ findings }) => hasFormerKeys(findings))))
    warn(io, `is ${OF_1_0}; use the report of this run from now on`);
  for (const { environment, target } of reports) {
    if (environment === null) continue;
    const targets = judged.filter((one) => one.environment === environment).map((one) => one.target);
    if (targets.length === 0)
      warn(io, `has no judged report of "${environment}", so all its findings are new`);
    else if (!targets.includes(target))
      warn(
        io,
        `judges "${environment}" for ${targets.join(', ')}, not for ${target ?? '?'}: its rules may ask less or more`,
      );
  }
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
  const reports = await judgeOnThreads(files, options, judgement.now, io, (file) =>
    checkFile(file, judgement, options.verbose, io),
  );
  for (const { error } of reports)
    for (const line of error ? [error.message, ...error.details] : [])
      writeToStderr(io, `tp-doctor: ${line}`);
  return reports;
}

async function findInventories(given: readonly string[], cwd: string): Promise<string[]> {
  if (given.length === 0)
    throw new UserError(
      'usage',
      'an inventory is missing: name a file, a glob, or - for standard input; "tp-doctor gather" makes one',
    );
  const files = (await Promise.all(given.map((argument) => expandFiles(argument, cwd)))).flat();
  return [...new Set(files)];
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
  return judgeInventory(await readGivenInventory(file, io), judgement, timed);
}

function judgeInventory(
  { inventory, facts }: LoadedInventory,
  judgement: CheckJudgement,
  timed = false,
): Report {
  const { catalogue, choice, target, now, gate, configuration } = judgement;
  const judged = judge(catalogue, choice, { inventory, target, now, timed });
  refuseAllSkipped(judged.results, facts.file);
  const { baseline } = judgement;
  const results = baseline ? markBaseline(judged.results, baseline) : judged.results;
  const source = inventory.enterpriseManager?.version ?? undefined;
  return makeReport({
    command: 'check',
    inventory,
    facts,
    configuration,
    source,
    target: target.version,
    now,
    results,
    estate: judged.estate,
    gate,
  });
}
