import type { Io } from '../commands/io';
import type { ExitCode } from '../model/errors';
import type { ArgumentTable, CommandOption, OptionTable, OptionValues } from '../model/option';

/** What there is to say of a command without running it. */
interface CommandTables<A extends ArgumentTable, O extends OptionTable> {
  describe: string;
  arguments: A;
  options: O;
  /** It prints a report: where that is JSON on standard output, a fault is a JSON document as well. */
  printsReport?: true;
}

/** One command of the command line; `run` loads what the command needs. */
export interface Command extends CommandTables<ArgumentTable, OptionTable> {
  run(given: Readonly<Record<string, unknown>>, io: Io): Promise<ExitCode>;
}

/** What is given to `run` has the types that the tables say: the command line is read by these tables. */
interface TypedCommand<A extends ArgumentTable, O extends OptionTable> extends CommandTables<A, O> {
  run(given: OptionValues<A> & OptionValues<O>, io: Io): Promise<ExitCode>;
}

export function defineCommand<const A extends ArgumentTable, const O extends OptionTable>(
  command: TypedCommand<A, O>,
): Command {
  return command;
}

/** What every command line may ask for instead of the work of a command. */
export const COMMON_OPTIONS = {
  help: { takes: 'nothing', describe: 'show help' },
  version: { takes: 'nothing', describe: 'show version number' },
} as const satisfies OptionTable;

/** Name and arguments as help shows them: `rules <action> [name]`, `check [inventory..]`. */
export function formatUsage(name: string, { arguments: table }: Command): string {
  const words = Object.entries(table).map(([argument, { required, repeatable }]) => {
    const text = repeatable ? `${argument}..` : argument;
    return required ? `<${text}>` : `[${text}]`;
  });
  return [name, ...words].join(' ');
}

export function formatDescription({ describe, repeatable }: CommandOption): string {
  return repeatable ? `${describe} (repeatable)` : describe;
}
