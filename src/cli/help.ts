import type { Options } from 'yargs';
import type { CommandOption, OptionTable } from '../model/option';
import { VERSION } from '../model/version';
import { wrap } from '../report/text/wrap';
import { ENDINGS } from './examples';
import { formatDescription, formatUsage } from './command';
import { COMMANDS, DEFAULT_COMMAND } from './commands';

/** Wider lines are hard to read. */
const WIDEST = 100;

/**
 * The help of a command, or of all of them, for a screen of `columns`. yargs lays it out: it is not used to read the
 * command line, because it says what is wrong as prose and takes the time of starting Node once more to load.
 */
export async function formatHelp(command: string | undefined, columns: number): Promise<string> {
  const { default: yargs } = await import('yargs');
  const parser = yargs()
    .scriptName('tp-doctor')
    .locale('en')
    .usage('Is this Threat Prevention estate ready for its upgrade, and if not, what is in the way?')
    .version(VERSION)
    .help()
    .wrap(Math.min(columns, WIDEST))
    .exitProcess(false);
  for (const [name, own] of Object.entries(COMMANDS)) {
    const usage = formatUsage(name, own);
    parser.command(name === DEFAULT_COMMAND ? [usage, '$0'] : usage, own.describe, (builder) =>
      builder.options(declareOptions(own.options)),
    );
  }
  const words = command === undefined ? ['--help'] : [command, '--help'];
  return new Promise((resolve, reject) => {
    void parser.parse(words, {}, (error, _values, text) => {
      if (error) reject(error);
      else resolve(`${text}\n${formatEnding(command, columns)}`);
    });
  });
}

/** Examples and exit codes of a command; nothing for the list of all. */
function formatEnding(command: string | undefined, columns: number): string {
  const ending = ENDINGS[command ?? ''];
  if (!ending) return '';
  const examples = ending.examples.map((words) => `  tp-doctor ${words}`);
  return ['', 'Examples:', ...examples, '', ...wrap(ending.exitCodes, Math.min(columns, WIDEST)), ''].join(
    '\n',
  );
}

/** A table of options as yargs wants it. */
function declareOptions(table: OptionTable): Record<string, Options> {
  return Object.fromEntries(Object.entries(table).map(([name, option]) => [name, declareOption(option)]));
}

function declareOption(option: CommandOption): Options {
  const { takes, values, group } = option;
  const type = takes === 'nothing' ? 'boolean' : takes === 'number' ? 'number' : 'string';
  return {
    describe: formatDescription(option),
    ...(values ? { choices: values } : { type }),
    ...(group ? { group } : {}),
  };
}
