import { judge } from '../engine/judge';
import { errorReport, makeFleet, makeReport } from '../engine/report';
import { expandFiles, readBytes, readStream } from '../load/files';
import { readInventory } from '../load/inventory';
import { UserError, type ExitCode } from '../model/errors';
import type { Report } from '../model/report';
import { say, type Io } from './io';
import { prepareJudgement, type Judgement, type JudgementOptions } from './judgement';
import { readDestinations, writeReports, type OutputOptions } from './output';

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
  const reports: Report[] = [];
  for (const file of files) reports.push(await checkFile(file, judgement, options, io, files.length === 1));
  const run = makeFleet(reports);
  await writeReports(run, options, io);
  return run.exitCode;
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
  judgement: Judgement,
  options: CheckOptions,
  io: Io,
  isOnly: boolean,
): Promise<Report> {
  try {
    const loaded =
      file === '-'
        ? await readInventory(await readStream(io.stdin), '(standard input)')
        : await readInventory(readBytes(file, io.cwd, 'inventory'), file);
    return judgeInventory(loaded, judgement, options.verbose);
  } catch (error) {
    if (!(error instanceof UserError) || isOnly) throw error;
    [error.message, ...error.details].forEach((line) => {
      say(io, `tp-doctor: ${line}`);
    });
    return errorReport('check', error, judgement.now, file);
  }
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
