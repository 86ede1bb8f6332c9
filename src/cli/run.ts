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
    refuseUnknownWord(line, io.cwd);
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

/** A first word that is neither a command nor a file: "tp-doctor chekc" would read "chekc" as an inventory. @throws UserError */
function refuseUnknownWord({ isNamed, arguments: [first = ''] }: CommandLine, cwd: string): void {
  if (isNamed || isCommand(first) || !/^[a-z][a-z-]*$/i.test(first) || existsSync(resolve(cwd, first)))
    return;
  const names = Object.keys(COMMANDS);
  const near = findNearest(first.toLowerCase(), names);
  throw new UserError(
    'usage',
    near === undefined
      ? `"${first}" is neither a command nor a file; commands: ${names.join(', ')}`
      : `there is no command "${first}"; did you mean "${near}"?`,
  );
}
