import yargs from 'yargs';
import { COMMANDS, type Command, type Given } from './cli-commands';
import { say, type Io } from './commands/io';
import { didYouMean, nearest } from './load/nearest';
import { EXIT, UserError, type ExitCode } from './model/errors';
import { VERSION } from './model/version';

/** Runs one command line and returns its exit code; prints nothing but what the command line asks for. */
export async function runCli(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    const parsed = await parse(argv);
    if (parsed.text !== '') io.stdout.write(`${parsed.text}\n`);
    return parsed.command ? await parsed.command.run(parsed.given, io) : EXIT.ready;
  } catch (error) {
    return await explain(error, argv, io);
  }
}

interface Parsed {
  command?: Command;
  given: Given;
  /** Help or version. */
  text: string;
}

/**
 * Reads the command line. Only the command that it names is declared, unless help is asked for: yargs lays out
 * the help of everything that is declared, asked for or not.
 */
function parse(argv: readonly string[]): Promise<Parsed> {
  return new Promise((resolve, reject) => {
    const parsed: Parsed = { given: {}, text: '' };
    const wantsHelp = argv.some((one) => one === '--help' || one === 'help');
    const name = commandOf(argv);
    const words = !wantsHelp && argv[0] === name ? argv.slice(1) : argv;
    const parser = createParser();
    for (const [one, command] of Object.entries(COMMANDS)) {
      if (!wantsHelp && one !== name) continue;
      const alone = command.usage.replace(one, '$0');
      const usage = wantsHelp ? [command.usage, ...(one === 'check' ? ['$0'] : [])] : alone;
      parser.command(
        usage,
        command.describe,
        (own) => own.options(command.options),
        (given) => {
          parsed.command = command;
          parsed.given = given;
        },
      );
    }
    void parser.parse([...words], {}, (error, _given, text) => {
      if (error) reject(new UserError('usage', sayUsage(error.message, argv), [], { cause: error }));
      else resolve(text === '' ? parsed : { given: {}, text });
    });
  });
}

function createParser() {
  return yargs()
    .scriptName('tp-doctor')
    .locale('en')
    .usage('Is this Threat Prevention estate ready for its upgrade, and if not, what is in the way?')
    .parserConfiguration({ 'parse-numbers': false, 'parse-positional-numbers': false, 'dot-notation': false })
    .strict()
    .version(VERSION)
    .help()
    .wrap(100)
    .exitProcess(false)
    .fail(false);
}

/** yargs says what is wrong; the nearest known name and where to look are added. */
function sayUsage(message: string, argv: readonly string[]): string {
  const name = commandOf(argv);
  const unknown = /^Unknown arguments?: ([^,]+)/.exec(message)?.[1];
  const help = `see "tp-doctor ${name} --help"`;
  if (unknown === undefined) return `${message.split('\n', 1)[0] ?? message}; ${help}`;
  const isFlag = argv.some(
    (one) => one === `--${unknown}` || one.startsWith(`--${unknown}=`) || one === `-${unknown}`,
  );
  if (!isFlag) return `"${unknown}" is one argument too many; ${help}`;
  const flags = [...Object.keys(COMMANDS[name]?.options ?? {}), 'help', 'version'].map((one) => `--${one}`);
  return `--${unknown}: there is no such option${didYouMean(`--${unknown}`, flags)}; ${help}`;
}

function commandOf(argv: readonly string[]): string {
  const first = argv.find((one) => !one.startsWith('-')) ?? '';
  return first in COMMANDS ? first : 'check';
}

/** A fault of the user is one line a fault; anything else is a bug of ours. Both end with exit code 2. */
async function explain(error: unknown, argv: readonly string[], io: Io): Promise<ExitCode> {
  const verbose = argv.includes('--verbose');
  const fault = error instanceof UserError ? error : bugOf(error);
  const { plain } = await import('./report/plain');
  for (const line of [fault.message + maybeCommand(fault, argv), ...fault.details])
    say(io, `tp-doctor: ${plain(line)}`);
  if (!(error instanceof UserError)) say(io, error instanceof Error ? (error.stack ?? '') : String(error));
  else if (verbose && error.cause instanceof Error)
    say(io, `caused by: ${error.cause.stack ?? error.cause.message}`);
  if (wantsJson(argv)) await writeError(fault, argv, io);
  return EXIT.cannotJudge;
}

function bugOf(error: unknown): UserError {
  const message = error instanceof Error ? error.message : String(error);
  return new UserError(
    'internal',
    `this is a bug of tp-doctor, please report it with the lines below: ${message}`,
  );
}

/** "tp-doctor chekc file" reads "chekc" as an inventory; say what was probably meant. */
function maybeCommand(fault: UserError, argv: readonly string[]): string {
  const [first = ''] = argv;
  const near =
    /^[a-z]+$/.test(first) && !(first in COMMANDS) && fault.message.startsWith(`${first}: no such file`)
      ? nearest(first, Object.keys(COMMANDS))
      : undefined;
  return near === undefined ? '' : `; did you mean the command "${near}"?`;
}

/** A consumer that asked for JSON on standard output always gets one document (contracts, section 4). */
function wantsJson(argv: readonly string[]): boolean {
  const isReport = ['check', 'plan', 'verify'].includes(commandOf(argv));
  const asked = argv.some(
    (one, at) => one === '--format=json' || (one === '--format' && argv[at + 1] === 'json'),
  );
  return isReport && asked && !argv.some((one) => one === '--output' || one.startsWith('--output='));
}

async function writeError(fault: UserError, argv: readonly string[], io: Io): Promise<void> {
  const { errorReport } = await import('./engine/report');
  io.stdout.write(`${JSON.stringify(errorReport(commandOf(argv), fault, io.now().getTime()), null, 2)}\n`);
}
