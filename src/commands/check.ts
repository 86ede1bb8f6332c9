import { judge } from '../engine/judge';
import { errorReport, makeFleet, makeReport } from '../engine/report';
import { expandFiles, readBytes, readStream } from '../load/files';
import { readInventory } from '../load/inventory';
import { UserError, type ExitCode } from '../model/errors';
import type { Report } from '../model/report';
import { plain } from '../report/plain';
import { say, type Io } from './io';
import { prepareJudgement, type Judgement, type JudgementOptions } from './judgement';
import { readDestinations, writeReports, type OutputOptions } from './output';
import { judgeOnThreads } from './threads';

export interface CheckOptions extends JudgementOptions, OutputOptions {
  inventories: string[];
}

/**
 * Judges one or several inventories. One that cannot be read does not stop the others: it has a report of its
 * own with the verdict `error`, and the run ends with 2. @throws UserError when nothing can be judged at all
 */
export async function check(options: CheckOptions, io: Io): Promise<ExitCode> {
  readDestinations(options);
  const files = await findInventories(options.inventories, io.cwd);
  const judgement = await prepareJudgement(options, 'pre-upgrade', io);
  const reports = await judgeFiles(files, judgement, options, io);
  const run = makeFleet(reports);
  await writeReports(run, options, io);
  return run.exitCode;
}

async function judgeFiles(
  files: readonly string[],
  judgement: Judgement,
  options: CheckOptions,
  io: Io,
): Promise<Report[]> {
  const [only] = files;
  if (only !== undefined && files.length === 1)
    return [await judgeFile(only, judgement, options.verbose, io)];
  const reports = await judgeOnThreads(files, options, judgement.now, io, (file) =>
    checkFile(file, judgement, options.verbose, io),
  );
  for (const { error } of reports)
    for (const line of error ? [error.message, ...error.details] : []) say(io, `tp-doctor: ${plain(line)}`);
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
export async function checkFile(file: string, judgement: Judgement, timed: boolean, io: Io): Promise<Report> {
  try {
    return await judgeFile(file, judgement, timed, io);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return errorReport('check', error, judgement.now, file);
  }
}

async function judgeFile(file: string, judgement: Judgement, timed: boolean, io: Io): Promise<Report> {
  const loaded =
    file === '-'
      ? await readInventory(await readStream(io.stdin), '(standard input)')
      : await readInventory(readBytes(file, io.cwd, 'inventory'), file);
  return judgeInventory(loaded, judgement, timed);
}

function judgeInventory(
  { inventory, facts }: Awaited<ReturnType<typeof readInventory>>,
  judgement: Judgement,
  timed: boolean,
): Report {
  const { catalogue, choice, target, now, gate } = judgement;
  const results = judge(catalogue, choice, { inventory, target, now, timed });
  if (results.every((result) => result.status === 'skip')) {
    throw new UserError(
      'rules',
      `${facts.file}: every rule is skipped, so nothing was judged; look at --only, --skip and the configuration`,
    );
  }
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
