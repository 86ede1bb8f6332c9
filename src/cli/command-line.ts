import { formatSuggestion } from '../engine/values/suggestions';
import { camelCase, type CommandOption } from '../model/option';
import { COMMON_OPTIONS, type Command } from './command';
import { COMMANDS, DEFAULT_COMMAND } from './commands';
import { splitWords, type GivenOption, type SplitLine } from './split-words';

/** A command line that was read, with what is wrong with it; nothing has run yet. */
export interface CommandLine {
  name: string;
  command: Command;
  /** False where the command line names no command, and the default is meant. */
  isNamed: boolean;
  asksFor: 'help' | 'version' | undefined;
  arguments: readonly string[];
  /** The values of options and arguments by their names in code. */
  values: Readonly<Record<string, unknown>>;
  /** One line each. */
  faults: readonly string[];
}

/** Reads a command line by the tables of its command. It never throws: what is wrong may have to be told as JSON. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const line = splitWords(argv);
  const name = line.command ?? DEFAULT_COMMAND;
  const command = COMMANDS[name] as Command;
  const help = `; see "tp-doctor ${name} --help"`;
  const wantsHelp = line.wantsHelp || line.options.has('help');
  return {
    name,
    command,
    isNamed: line.command !== undefined,
    asksFor: wantsHelp ? 'help' : line.options.has('version') ? 'version' : undefined,
    arguments: line.arguments,
    values: { ...argumentValues(command, line), ...optionValues(command, line) },
    faults: [...optionFaults(command, line, help), ...argumentFaults(command, line, help)],
  };
}

function argumentValues({ arguments: table }: Command, line: SplitLine): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table)
      .map(([name, { repeatable }], at) => [name, repeatable ? line.arguments.slice(at) : line.arguments[at]])
      .filter(([, value]) => value !== undefined),
  ) as Record<string, unknown>;
}

function optionValues({ options }: Command, line: SplitLine): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, { takes, repeatable }] of Object.entries(options)) {
    const given = line.options.get(name)?.flatMap(({ values }) => values);
    if (!given) continue;
    const values = takes === 'number' ? given.map(Number) : given;
    found[camelCase(name)] = repeatable ? values : values[0];
  }
  return found;
}

function optionFaults({ options }: Command, line: SplitLine, help: string): string[] {
  const known = new Map<string, CommandOption>(Object.entries({ ...options, ...COMMON_OPTIONS }));
  return [...line.options].flatMap(([name, given]) => {
    const option = known.get(name);
    if (!option) return unknownOption(given, [...known.keys()]) + help;
    return (
      (option.takes === 'nothing' ? flagFault(name, given) : valueFault(name, option, given, help)) ?? []
    );
  });
}

function unknownOption([first]: readonly GivenOption[], known: readonly string[]): string {
  const { word = '' } = first ?? {};
  const flags = known.map((name) => `--${name}`);
  return `${word}: there is no such option${formatSuggestion(word, flags)}`;
}

/** A flag may stand twice where it says the same. */
function flagFault(name: string, given: readonly GivenOption[]): string | undefined {
  const values = given.flatMap((option) => option.values);
  const text = values.find((value) => typeof value === 'string');
  if (text !== undefined) return `--${name}: takes no value, but "${text}" is given`;
  if (new Set(values).size < 2) return undefined;
  return `--${name}: is given twice, as yes and as no; give it once`;
}

function valueFault(
  name: string,
  option: CommandOption,
  given: readonly GivenOption[],
  help: string,
): string | undefined {
  const { values: allowed, repeatable } = option;
  const values = given.flatMap((one) => one.values.map(String));
  if (given.some((one) => one.values.length === 0)) return `Not enough arguments following: ${name}${help}`;
  if (values.includes('')) return `--${name}: is empty; give a value or leave it out`;
  if (values.length > 1 && !repeatable)
    return `--${name}: is given twice, "${values[0]}" and "${values[1]}"; give it once`;
  const other = allowed && values.find((value) => !allowed.includes(value));
  if (other !== undefined) return `--${name}: is "${other}"; allowed: ${allowed?.join(', ')}${help}`;
  return option.takes === 'number' ? numberFault(name, option, values) : undefined;
}

/** A number as people write it: in base ten, and nothing around it. */
function numberFault(name: string, { unit }: CommandOption, values: readonly string[]): string | undefined {
  const other = values.find((value) => !/^-?\d+(?:\.\d+)?(?:e\d+)?$/.test(value));
  if (other === undefined) return undefined;
  return `--${name}: must be a number${unit === undefined ? '' : ` of ${unit}`}, but "${other}" is given`;
}

function argumentFaults({ arguments: table }: Command, line: SplitLine, help: string): string[] {
  const { length } = line.arguments;
  const declared = Object.values(table);
  const needed = declared.filter(({ required }) => required).length;
  const most = declared.some(({ repeatable }) => repeatable) ? Infinity : declared.length;
  return [
    ...(length < needed
      ? [`Not enough non-option arguments: got ${length}, need at least ${needed}${help}`]
      : []),
    ...(length > most ? [`"${line.arguments[most]}" is one argument too many${help}`] : []),
    ...(line.arguments.includes('') ? [`an argument is empty; give a value or leave it out${help}`] : []),
  ];
}
