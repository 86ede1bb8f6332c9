import { writeToStderr, type Io } from '../commands/io';
import { formatReadError } from '../load/files';
import { EXIT, UserError, type ExitCode } from '../model/errors';
import type { CommandLine } from './command-line';

/** A fault of the user is one line a fault; anything else is a bug of ours. Both end with exit code 2. */
export async function reportFailure(error: unknown, line: CommandLine, io: Io): Promise<ExitCode> {
  const fault = error instanceof UserError ? error : (systemFaultOf(error) ?? bugOf(error));
  for (const text of [fault.message, ...fault.details]) writeToStderr(io, `tp-doctor: ${text}`);
  if (line.values.verbose === true && fault.cause instanceof Error)
    writeLines(io, `caused by: ${fault.cause.stack ?? fault.cause.message}`);
  if (wantsJson(line)) await writeErrorReport(fault, line, io);
  return EXIT.cannotJudge;
}

/** What the operating system refused where no command expected it: no fault of the user, but none of ours either. */
function systemFaultOf(error: unknown): UserError | undefined {
  const { syscall, code, path } = (error ?? {}) as NodeJS.ErrnoException;
  if (!(error instanceof Error) || syscall === undefined || code === undefined) return undefined;
  return new UserError('internal', `${path ?? syscall}: ${formatReadError(error)}`, [], { cause: error });
}

function writeLines(io: Io, text: string): void {
  for (const line of text.split('\n')) writeToStderr(io, line);
}

function bugOf(error: unknown): UserError {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  return new UserError(
    'internal',
    `this is a bug of tp-doctor, please report it with the lines below: ${message}`,
    stack.split('\n').slice(1),
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
  const { jsonText } = await import('../report/text/json');
  io.stdout.write(`${jsonText(errorReport(line.name, fault, now), 2)}\n`);
}
