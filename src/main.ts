import { join } from 'node:path';
import { HELPER, type Io } from './commands/io';
import { VERSION } from './model/version';

/** Starts the command line. Only this file touches the process; the exit code is set, never forced. */
async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  if (argv[0] === HELPER) {
    const { judgeForParent } = await import('./commands/check/helper-thread');
    if (await judgeForParent(ioOfProcess())) return;
  }
  // Asked for by every installer and health check, so not worth loading the parser.
  if (argv.length === 1 && argv[0] === '--version') {
    process.stdout.write(`${VERSION}\n`);
    return;
  }
  process.stdout.on('error', ignoreClosedPipe);
  const { runCli } = await import('./cli/run');
  process.exitCode = await runCli(argv, ioOfProcess());
}

/** The process as commands see it. Streams and the signal are made when they are asked for: each costs time. */
function ioOfProcess(): Io {
  let interrupt: AbortController | undefined;
  return {
    cwd: process.cwd(),
    env: process.env,
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    get stderr() {
      return process.stderr;
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

/** The first Ctrl-C asks a command to finish, the second ends it. */
function interruptController(): AbortController {
  const controller = new AbortController();
  process.once('SIGINT', () => {
    controller.abort();
  });
  return controller;
}

/** A reader such as `head` that has seen enough is no fault of ours. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

void main();
