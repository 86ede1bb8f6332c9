import type { Takes } from '../../model/option';

/** The command line as completion scripts and the man page tell of it. */
export interface CommandWords {
  name: string;
  /** Name and arguments: `rules <action> [name]`. */
  usage: string;
  describe: string;
  /** What the first argument can be; empty where it is a file. */
  words: readonly string[];
  /** What can stand behind a word of the first argument: `show` and the names of rules. */
  following: readonly { after: string; words: readonly string[] }[];
  options: readonly OptionWords[];
}

export interface OptionWords {
  /** Without its dashes. */
  name: string;
  describe: string;
  takes: Takes;
  /** Words that can follow it; empty where there is no list of them. */
  values: readonly string[];
  isRepeatable: boolean;
}

/** Makes the script of one shell. It is complete in itself: a TAB never starts the tool. */
export type CompletionScript = (commands: readonly CommandWords[]) => string;

/** The command that is meant where none is named. */
export const DEFAULT_COMMAND = 'check';
