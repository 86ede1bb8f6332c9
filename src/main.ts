import { join } from 'node:path';
import { HELPER, writeToStderr, type Io } from './commands/io';
import { EXIT, UserError } from './model/errors';
import { VERSION } from './model/version';

/** Runs the command line; tests call it again in one thread. Only this file touches the process; the exit code is set, never forced. */
export async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  if (argv[0] === HELPER) {
    const { judgeForParent } = await import('./commands/check/helper-thread');
    if (await judgeForParent(ioOfProcess())) return;
  }
  process.on('uncaughtException', (error) => void endWithBug(error));
  process.stdout.on('error', (error) => void endUnheard(error));
  // Asked for by every installer and health check, so not worth loading the parser.
  if (argv.length === 1 && argv[0] === '--version') {
    process.stdout.write(`${VERSION}\n`);
    return;
  }
  const { runCli } = await import('./cli/run');
  const code = await runCli(argv, ioOfProcess());
  // Kept where a stream has failed by now: what has not been said is no verdict.
  process.exitCode ??= code;
}

/** The process as commands see it. Streams and the signal are made when they are asked for: each costs time. */
function ioOfProcess(): Io {
  let interrupt: AbortController | undefined;
  let stderr: NodeJS.WriteStream | undefined;
  return {
    get cwd() {
      return workingDirectory();
    },
    env: process.env,
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    get stderr() {
      stderr ??= process.stderr.on('error', endSpeechless);
      return stderr;
    },
    platform: process.platform,
    now: () => new Date(),
    starter: join(__dirname, '../bin/tp-doctor.js'),
    get signal() {
      interrupt ??= interruptController();
      return interrupt.signal;
    },
  };
}

/** @throws UserError where it was removed meanwhile */
function workingDirectory(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new UserError('usage', 'the working directory is gone; change to one that exists', [], { cause });
  }
}

/** The first Ctrl-C asks a command to finish, the second ends it. */
function interruptController(): AbortController {
  const controller = new AbortController();
  process.once('SIGINT', () => {
    controller.abort();
  });
  return controller;
}

/** Standard output is full, or its reader has gone: nobody has the whole answer, so it counts for nothing. */
async function endUnheard(error: NodeJS.ErrnoException): Promise<void> {
  if (process.exitCode === EXIT.cannotJudge) return;
  process.exitCode = EXIT.cannotJudge;
  const { formatWriteError } = await import('./load/write-file');
  const fault = `cannot be written to its end: ${formatWriteError(error)}`;
  writeToStderr(ioOfProcess(), `tp-doctor: standard output: ${fault}; the answer is not complete`);
}

/** Nobody hears of it; the exit code is all that is left. */
function endSpeechless(): void {
  process.exitCode = EXIT.cannotJudge;
}

/** What is thrown where nobody waits for it. Node.js would end with 1, which says that an estate is not ready. */
async function endWithBug(error: unknown): Promise<void> {
  process.exitCode = EXIT.cannotJudge;
  try {
    const { reportFailure } = await import('./cli/failure');
    const { parseCommandLine } = await import('./cli/command-line');
    await reportFailure(error, parseCommandLine([]), ioOfProcess());
  } finally {
    process.exit(EXIT.cannotJudge);
  }
}

main().catch(endWithBug);
