import type { CommandOption } from '../model/option';
import type { CommandWords, OptionWords } from '../report/completion/words';
import { COMMON_OPTIONS, formatDescription, formatUsage, type Command } from './command';
import { WORD_LISTS } from './completion-lists';

/** Every command with its arguments, its options and the words that can follow them. */
export function collectWords(commands: Readonly<Record<string, Command>>): Promise<CommandWords[]> {
  return Promise.all(
    Object.entries(commands).map(async ([name, command]) => ({
      name,
      usage: formatUsage(name, command),
      describe: command.describe,
      words: await wordsOf(Object.values(command.arguments)[0]),
      following: await followingOf(command),
      options: await Promise.all(
        Object.entries({ ...command.options, help: COMMON_OPTIONS.help }).map(optionWords),
      ),
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

/** The words that can stand behind a word of the first argument. */
async function followingOf({ arguments: table }: Command): Promise<CommandWords['following']> {
  const lists = Object.values(table).flatMap(({ suggestsAfter = {} }) => Object.entries(suggestsAfter));
  return Promise.all(lists.map(async ([after, list]) => ({ after, words: await WORD_LISTS[list]() })));
}
