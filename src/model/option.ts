/** What stands after the name of an option on the command line; `nothing` for a flag. */
export type Takes = 'nothing' | 'text' | 'number' | 'file' | 'folder' | 'path';

/** Lists of words that a part of the program keeps; completion asks for them by name and only then. */
export type WordList =
  | 'formats'
  | 'diff-formats'
  | 'targets'
  | 'rule-ids'
  | 'explainable'
  | 'rules-and-steps'
  | 'levels'
  | 'groups'
  | 'phases'
  | 'rule-actions'
  | 'schemas'
  | 'shells';

/** A value as it is typed on the command line. */
interface TypedValue {
  /** `path`: a file or a folder. */
  takes: Takes;
  /** What a number counts, in the plural. */
  unit?: string;
  /** The only values that are allowed. */
  values?: readonly string[];
  /** The words that completion offers where others are allowed too, or where the command itself checks them. */
  suggests?: WordList;
  /** May stand several times; all values count. Any other option is refused when it is given twice. */
  repeatable?: true;
  /** Repeatable, and takes all words up to the next option: a shell spells out `--merge *.json`. */
  greedy?: true;
}

/**
 * One option of a command, as plain data: the parser, `--help`, the completion scripts, the man page and the
 * TypeScript type of the value are all made from it. Its name is its key in a table, in kebab-case.
 */
export interface CommandOption extends TypedValue {
  describe: string;
  /** Heading in `--help`. */
  group?: string;
}

/** What stands on the command line without a name in front of it. Only the last one of a table is repeatable. */
export interface CommandArgument extends TypedValue {
  required?: true;
  /** The words that completion offers behind another argument: by that argument. */
  suggestsAfter?: Readonly<Record<string, WordList>>;
}

export type OptionTable = Record<string, CommandOption>;
/** In the order in which they stand. */
export type ArgumentTable = Record<string, CommandArgument>;

type Camel<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S;

type ValueOf<O extends TypedValue> = O extends { takes: 'nothing' }
  ? boolean
  : O extends { takes: 'number' }
    ? number
    : O extends { values: readonly (infer V)[] }
      ? V
      : string;

/** The values of a table's options by their names in code: `--sql-server` is `sqlServer`. */
export type OptionValues<T extends Record<string, TypedValue>> = {
  [K in keyof T & string as Camel<K>]?:
    (T[K] extends { repeatable: true } ? ValueOf<T[K]>[] : ValueOf<T[K]>) | undefined;
};

/** The name in code of an option: `sqlServer` for `sql-server`. */
export function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
