import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { checkFile, prepareCheck } from './check';
import type { Io } from '../io';
import { takeFiles, type ThreadAnswer, type ThreadTask } from './threads';

/**
 * What a further thread of `check` does: it judges the files that it takes and posts each report. False, and nothing
 * else, in the main thread: there the word came from a command line.
 */
export async function judgeForParent(io: Io): Promise<boolean> {
  if (isMainThread) return false;
  const task = workerData as ThreadTask;
  const judgement = await prepareCheck(task.options, io);
  await takeFiles(task, async (file, at) => {
    const report = await checkFile(file, judgement, task.options.verbose, io);
    parentPort?.postMessage({ at, report } satisfies ThreadAnswer);
  });
  return true;
}
