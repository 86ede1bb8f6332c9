import type { CommandOption } from '../model/option';
import { COMMON_OPTIONS } from './command';
import { COMMANDS, isCommand } from './commands';

/** The words of a command line, told apart by what they are; whether they are right is not looked at. */
export interface SplitLine {
  /** The first word that is no option, where it names a command. */
  command: string | undefined;
  /** The word `help` stands where a command or its first argument could. */
  wantsHelp: boolean;
  /** Every option by its name, with each time that it stands there. */
  options: Map<string, GivenOption[]>;
  arguments: string[];
}

/** An option as it stands on the command line. */
export interface GivenOption {
  /** As it was typed, without a value: `--no-color`. */
  word: string;
  /** None where the value is missing; of a flag true or false, or the text that was typed for either. */
  values: (string | boolean)[];
}

/** Every option of every command: what one takes is the same in all of them, so it may stand before the command. */
const OPTIONS = new Map<string, CommandOption>(
  [...Object.values(COMMANDS).map(({ options }) => options), COMMON_OPTIONS].flatMap((table) =>
    Object.entries<CommandOption>(table),
  ),
);

/**
 * Splits a command line: `--name value`, `--name=value`, `--flag`, `--no-flag`, and after `--` arguments only. A lone
 * `-` (standard input) and a negative number are arguments or values.
 */
export function splitWords(argv: readonly string[]): SplitLine {
  const line: SplitLine = { command: undefined, wantsHelp: false, options: new Map(), arguments: [] };
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  for (let at = 0; at < end; at++) {
    const word = argv[at] ?? '';
    if (!isOption(word)) addArgument(line, word);
    else at += addOption(line, word, argv.slice(at + 1, end));
  }
  line.arguments = line.arguments.concat(argv.slice(end + 1));
  return line;
}

function isOption(word: string): boolean {
  return /^-[^0-9]/.test(word);
}

function addArgument(line: SplitLine, word: string): void {
  const isFirst = line.arguments.length === 0;
  if (isFirst && word === 'help') line.wantsHelp = true;
  else if (isFirst && line.command === undefined && isCommand(word)) line.command = word;
  else line.arguments.push(word);
}

/** Returns how many of the words that follow are values of the option. */
function addOption(line: SplitLine, word: string, following: readonly string[]): number {
  const [, typed = word, value] = /^(.[^=]*)(?:=([^]*))?$/.exec(word) ?? [];
  const { name, isNegated } = findName(typed);
  const option = OPTIONS.get(name);
  const add = (values: GivenOption['values']) =>
    line.options.set(name, [...(line.options.get(name) ?? []), { word: typed, values }]);
  if (value === undefined && option && option.takes !== 'nothing') {
    const values = takeValues(line, option, following);
    add(values);
    return values.length;
  }
  if (value === undefined) add(option ? [!isNegated] : []);
  else add([option?.takes === 'nothing' && !isNegated ? parseFlag(value) : value]);
  return 0;
}

/** `--fail-on` and, as yargs has it, `--failOn`; what names no option is its own name. */
function findName(typed: string): { name: string; isNegated?: true } {
  if (typed === '-h') return { name: 'help' };
  const name = typed.replace(/^--/, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (typed.startsWith('--') && OPTIONS.has(name)) return { name };
  const flag = name.slice('no-'.length);
  const isNegated = typed.startsWith('--no-') && OPTIONS.get(flag)?.takes === 'nothing';
  return isNegated ? { name: flag, isNegated } : { name: typed };
}

/** All words for a greedy option, and for a repeatable one of a command that has no arguments of its own. */
function takeValues(
  { command = '' }: SplitLine,
  { repeatable, greedy }: CommandOption,
  following: readonly string[],
) {
  const end = following.findIndex(isOption);
  const values = following.slice(0, end === -1 ? following.length : end);
  const hasArguments = !isCommand(command) || Object.keys(COMMANDS[command]?.arguments ?? {}).length > 0;
  return greedy || (repeatable && !hasArguments) ? values : values.slice(0, 1);
}

function parseFlag(value: string): string | boolean {
  return value === 'true' ? true : value === 'false' ? false : value;
}
