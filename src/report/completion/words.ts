/** The command line as completion scripts and the man page tell of it. */
export interface CommandWords {
  name: string;
  /** As yargs writes it: `rules <action> [name]`. */
  usage: string;
  describe: string;
  /** What the first argument can be; empty where it is a file. */
  words: readonly string[];
  options: readonly OptionWords[];
}

export interface OptionWords {
  /** Without its dashes. */
  name: string;
  describe: string;
  /** What follows it: nothing, one of `values`, or a file or folder. */
  takes: 'nothing' | 'value' | 'file' | 'folder';
  values: readonly string[];
}

/** Makes the script of one shell. It is complete in itself: a TAB never starts the tool. */
export type CompletionScript = (commands: readonly CommandWords[]) => string;

/** The command that is meant where none is named. */
export const DEFAULT_COMMAND = 'check';
