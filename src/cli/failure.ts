import { writeToStderr, type Io } from '../commands/io';
import { EXIT, UserError, type ExitCode } from '../model/errors';
import type { CommandLine } from './command-line';

/** A fault of the user is one line a fault; anything else is a bug of ours. Both end with exit code 2. */
export async function reportFailure(error: unknown, line: CommandLine, io: Io): Promise<ExitCode> {
  const fault = error instanceof UserError ? error : bugOf(error);
  const { escapeControls } = await import('../report/text/control-characters');
  for (const text of [fault.message, ...fault.details])
    writeToStderr(io, `tp-doctor: ${escapeControls(text)}`);
  if (!(error instanceof UserError))
    writeToStderr(io, error instanceof Error ? (error.stack ?? '') : String(error));
  else if (line.values.verbose === true && error.cause instanceof Error)
    writeToStderr(io, `caused by: ${error.cause.stack ?? error.cause.message}`);
  if (wantsJson(line)) await writeErrorReport(fault, line, io);
  return EXIT.cannotJudge;
}

function bugOf(error: unknown): UserError {
  const message = error instanceof Error ? error.message : String(error);
  return new UserError(
    'internal',
    `this is a bug of tp-doctor, please report it with the lines below: ${message}`,
  );
}

/** A consumer that asked for JSON on standard output always gets one document (contracts, section 4). */
function wantsJson({ command, values: { format, output } }: CommandLine): boolean {
  return (
    command.printsReport === true && Array.isArray(format) && format.includes('json') && output === undefined
  );
}

async function writeErrorReport(fault: UserError, line: CommandLine, io: Io): Promise<void> {
  const { errorReport } = await import('../engine/verdict/report');
  const given = Date.parse(String(line.values.now));
  const now = Number.isNaN(given) ? io.now().getTime() : given;
  io.stdout.write(`${JSON.stringify(errorReport(line.name, fault, now), null, 2)}\n`);
}
