import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import yargs from 'yargs';
import { COMMANDS, type Command, type Given } from './commands';
import { say, type Io } from '../commands/io';
import { didYouMean, nearest } from '../engine/values/suggestions';
import { EXIT, UserError, type ExitCode } from '../model/errors';
import { VERSION } from '../model/version';

/** Runs one command line and returns its exit code; prints nothing but what the command line asks for. */
export async function runCli(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    refuseMisspeltCommand(argv, io);
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
  return new Promise((done, reject) => {
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
          parsed.given = showDash(given);
        },
      );
    }
    const fail = (error: Error) => {
      reject(new UserError('usage', sayUsage(error.message, argv), [], { cause: error }));
    };
    try {
      void parser.parse(words.map(hideDash), {}, (error, _given, text) => {
        if (error) fail(error);
        else done(text === '' ? parsed : { given: {}, text });
      });
    } catch (error) {
      // Some faults of the command line are thrown, not given to the callback.
      fail(error as Error);
    }
  });
}

/** yargs drops a lone "-" among the arguments of a command, which here means standard input. */
const DASH = '\u0000-';

function hideDash(word: string): string {
  return word === '-' ? DASH : word;
}

function showDash(given: Given): Given {
  const show = (value: unknown): unknown => (value === DASH ? '-' : value);
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(show) : show(value),
    ]),
  );
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
  if (unknown === undefined) return `${sayChoices(message) ?? message.split('\n', 1)[0] ?? message}; ${help}`;
  const isFlag = argv.some(
    (one) => one === `--${unknown}` || one.startsWith(`--${unknown}=`) || one === `-${unknown}`,
  );
  if (!isFlag) return `"${unknown}" is one argument too many; ${help}`;
  const flags = [...Object.keys(COMMANDS[name]?.options ?? {}), 'help', 'version'].map((one) => `--${one}`);
  return `--${unknown}: there is no such option${didYouMean(`--${unknown}`, flags)}; ${help}`;
}

/** yargs lists values that are not among the choices of their option on lines of their own; the first is said. */
function sayChoices(message: string): string | undefined {
  const [, option, given, choices = ''] =
    /^ *Argument: (.+), Given: (".*"), Choices: (.+)$/m.exec(message) ?? [];
  if (option === undefined) return undefined;
  return `--${option}: is ${given}; allowed: ${choices.replaceAll('"', '')}`;
}

function commandOf(argv: readonly string[]): string {
  const first = argv.find((one) => !one.startsWith('-')) ?? '';
  return first in COMMANDS ? first : 'check';
}

/** A fault of the user is one line a fault; anything else is a bug of ours. Both end with exit code 2. */
async function explain(error: unknown, argv: readonly string[], io: Io): Promise<ExitCode> {
  const verbose = argv.includes('--verbose');
  const fault = error instanceof UserError ? error : bugOf(error);
  const { escapeControls } = await import('../report/text/control-characters');
  for (const line of [fault.message, ...fault.details]) say(io, `tp-doctor: ${escapeControls(line)}`);
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

/** "tp-doctor chekc" would read "chekc" as an inventory: say what was probably meant. @throws UserError */
function refuseMisspeltCommand([first = '']: readonly string[], { cwd }: Io): void {
  if (first in COMMANDS || !/^[a-z]+$/.test(first) || existsSync(resolve(cwd, first))) return;
  const near = nearest(first, Object.keys(COMMANDS));
  if (near !== undefined)
    throw new UserError('usage', `there is no command "${first}"; did you mean "${near}"?`);
}

/** A consumer that asked for JSON on standard output always gets one document (contracts, section 4). */
function wantsJson(argv: readonly string[]): boolean {
  const isReport = ['check', 'plan', 'verify', 'diff'].includes(commandOf(argv));
  const asked = argv.some(
    (one, at) => one === '--format=json' || (one === '--format' && argv[at + 1] === 'json'),
  );
  return isReport && asked && !argv.some((one) => one === '--output' || one.startsWith('--output='));
}

async function writeError(fault: UserError, argv: readonly string[], io: Io): Promise<void> {
  const { errorReport } = await import('../engine/judge/report');
  const given = Date.parse(argv[argv.indexOf('--now') + 1] ?? '');
  const now = argv.includes('--now') && !Number.isNaN(given) ? given : io.now().getTime();
  io.stdout.write(`${JSON.stringify(errorReport(commandOf(argv), fault, now), null, 2)}\n`);
}
