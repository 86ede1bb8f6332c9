import type { CommandOption } from '../model/option';
import type { CommandWords, OptionWords } from '../report/completion/words';
import { formatDescription, formatUsage, type Command } from './command';
import { WORD_LISTS } from './word-lists';

const HELP: CommandOption = { takes: 'nothing', describe: 'show help' };

/** Every command with its arguments, its options and the words that can follow them. */
export function collectWords(commands: Readonly<Record<string, Command>>): Promise<CommandWords[]> {
  return Promise.all(
    Object.entries(commands).map(async ([name, command]) => ({
      name,
      usage: formatUsage(name, command),
      describe: command.describe,
      words: await wordsOf(Object.values(command.arguments)[0]),
      options: await Promise.all(Object.entries({ ...command.options, help: HELP }).map(optionWords)),
    })),
  );
}

async function optionWords([name, option]: [string, CommandOption]): Promise<OptionWords> {
  return {
    name,
    describe: formatDescription(option),
    takes: option.takes,
    isRepeatable: option.repeatable === true,
    values: await wordsOf(option),
  };
}

async function wordsOf(value: Pick<CommandOption, 'values' | 'suggests'> = {}): Promise<readonly string[]> {
  return value.suggests ? WORD_LISTS[value.suggests]() : (value.values ?? []);
}
