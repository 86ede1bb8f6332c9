import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { columnsOf, type Io } from '../commands/io';
import { findNearest } from '../engine/values/suggestions';
import { EXIT, UserError, type ExitCode } from '../model/errors';
import { VERSION } from '../model/version';
import { parseCommandLine, type CommandLine } from './command-line';
import { COMMANDS, isCommand } from './commands';
import { reportFailure } from './failure';

/** Runs one command line and returns its exit code; prints nothing but what the command line asks for. */
export async function runCli(argv: readonly string[], io: Io): Promise<ExitCode> {
  const line = parseCommandLine(argv);
  try {
    refuseMisspeltCommand(line, io.cwd);
    if (line.asksFor) return await printAboutTool(line, io);
    const [fault] = line.faults;
    if (fault !== undefined) throw new UserError('usage', fault);
    return await line.command.run(line.values, io);
  } catch (error) {
    return reportFailure(error, line, io);
  }
}

async function printAboutTool({ asksFor, isNamed, name }: CommandLine, io: Io): Promise<ExitCode> {
  if (asksFor === 'version') io.stdout.write(`${VERSION}\n`);
  else {
    const { formatHelp } = await import('./help');
    io.stdout.write(await formatHelp(isNamed ? name : undefined, columnsOf(io)));
  }
  return EXIT.ready;
}

/** "tp-doctor chekc" would read "chekc" as an inventory: say what was probably meant. @throws UserError */
function refuseMisspeltCommand({ isNamed, arguments: [first = ''] }: CommandLine, cwd: string): void {
  if (isNamed || isCommand(first) || !/^[a-z]+$/.test(first) || existsSync(resolve(cwd, first))) return;
  const near = findNearest(first, Object.keys(COMMANDS));
  if (near !== undefined)
    throw new UserError('usage', `there is no command "${first}"; did you mean "${near}"?`);
}
