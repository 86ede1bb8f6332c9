/** What stands after the name of an option on the command line; `nothing` for a flag. */
export const TAKES = ['nothing', 'text', 'number', 'file', 'folder', 'path'] as const;
export type Takes = (typeof TAKES)[number];

/**
 * One option of a command, as plain data: the parser's declaration, `--help`, the completion scripts, the man page and
 * the TypeScript type of the value are all made from it. Its name is its key in a table, in kebab-case.
 */
export interface CommandOption {
  describe: string;
  /** `path`: a file or a folder. */
  takes: Takes;
  /** The only values that are allowed. */
  values?: readonly string[];
  /** May stand several times; all values count. Any other option is refused when it is given twice. */
  repeatable?: true;
  /** Heading in `--help`. */
  group?: string;
}

export type OptionTable = Record<string, CommandOption>;

type Camel<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S;

type ValueOf<O extends CommandOption> = O extends { takes: 'nothing' }
  ? boolean
  : O extends { takes: 'number' }
    ? number
    : O extends { values: readonly (infer V)[] }
      ? V
      : string;

/** The values of a table's options by their names in code: `--sql-server` is `sqlServer`. */
export type OptionValues<T extends OptionTable> = {
  [K in keyof T & string as Camel<K>]?:
    (T[K] extends { repeatable: true } ? ValueOf<T[K]>[] : ValueOf<T[K]>) | undefined;
};
