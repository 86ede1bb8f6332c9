import { markBaseline } from '../engine/baseline';
import { judge } from '../engine/judge';
import { errorReport, makeFleet, makeReport } from '../engine/report';
import { expandFiles } from '../load/files';
import type { LoadedInventory } from '../load/inventory';
import { UserError, type ExitCode } from '../model/errors';
import type { Report } from '../model/report';
import { FORMATS } from '../report';
import { readGivenInventory } from './given-inventory';
import { say, type Io } from './io';
import { prepareJudgement, refuseNothing, type Judgement, type JudgementOptions } from './judgement';
import { readDestinations, writeReports, type OutputOptions } from './output';

export interface CheckOptions extends JudgementOptions, OutputOptions {
  inventories: string[];
  /** An older report: each finding is marked as new or known. */
  baseline?: string | undefined;
}

/**
 * Judges one or several inventories. One that cannot be read does not stop the others: it has a report of its
 * own with the verdict `error`, and the run ends with 2. @throws UserError when nothing can be judged at all
 */
export async function check(options: CheckOptions, io: Io): Promise<ExitCode> {
  readDestinations(options, FORMATS);
  const files = await findInventories(options.inventories, io.cwd);
  const judgement = await prepareJudgement(options, 'pre-upgrade', io);
  const baseline = options.baseline === undefined ? undefined : await readBaseline(options.baseline, io.cwd);
  const reports: Report[] = [];
  for (const file of files)
    reports.push(await checkFile(file, { ...judgement, baseline }, options, io, files.length === 1));
  const run = makeFleet(reports);
  if (baseline) sayStrangers(reports, baseline, io);
  await writeReports(run, options, io, baseline);
  return run.exitCode;
}

/** What an inventory is judged by; with a baseline also by what was known before. */
type CheckJudgement = Judgement & { baseline: readonly Report[] | undefined };

async function readBaseline(file: string, cwd: string): Promise<readonly Report[]> {
  const { readReports } = await import('../load/reports');
  return (await readReports(file, cwd, 'usage')).reports;
}

/** An estate that the baseline does not know has new findings only; say so, as it may be the wrong file. */
function sayStrangers(reports: readonly Report[], baseline: readonly Report[], io: Io): void {
  const known = new Set(baseline.filter((one) => !one.error).map((one) => one.environment));
  for (const { environment } of reports) {
    if (environment !== null && !known.has(environment))
      say(io, `tp-doctor: --baseline: has no judged report of "${environment}", so all its findings are new`);
  }
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

async function checkFile(
  file: string,
  judgement: CheckJudgement,
  options: CheckOptions,
  io: Io,
  isOnly: boolean,
): Promise<Report> {
  try {
    return judgeInventory(await readGivenInventory(file, io), judgement, options.verbose);
  } catch (error) {
    if (!(error instanceof UserError) || isOnly) throw error;
    [error.message, ...error.details].forEach((line) => {
      say(io, `tp-doctor: ${line}`);
    });
    return errorReport('check', error, judgement.now, file);
  }
}

function judgeInventory(
  { inventory, facts }: LoadedInventory,
  judgement: CheckJudgement,
  timed: boolean,
): Report {
  const { catalogue, choice, target, now, gate } = judgement;
  const judged = judge(catalogue, choice, { inventory, target, now, timed });
  refuseNothing(judged, facts.file);
  const results = judgement.baseline ? markBaseline(judged, judgement.baseline) : judged;
  const source = inventory.enterpriseManager?.version ?? undefined;
  return makeReport({
    command: 'check',
    inventory,
    facts,
    source,
    target: target.version,
    now,
    results,
    gate,
  });
}
