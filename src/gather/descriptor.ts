import type { SectionName } from '../model/inventory';
import type { OptionTable, OptionValues } from '../model/option';
import type { SourceRequest } from './source';

/** What naming a source by one of its options supplies; a row of the table in docs/gather.md. */
export interface Evidence {
  /** `kind` of its entry under `sources` in the inventory. */
  kind: string;
  title: string;
  /** What stands after the option, for people; by default FILE or DIR, as the option takes. */
  value?: string;
  sections: readonly SectionName[];
  /** Which rights or tools it takes to get at this evidence. */
  needs: string;
}

/** A secret is never an option: it comes from an environment variable or a prompt. */
export interface Secret {
  /** As the prompt names it. */
  prompt: string;
  /** The environment variable, unless the configuration names another one. */
  variable: string;
}

/** A key in the configuration: it sets an option, names the variable of a secret, or holds further keys. */
export type ConfigKey<Option extends string = string, Name extends string = string> =
  | {
      option: Option;
      description: string;
      required?: true;
      /** Of a repeatable option `name=value`: an object of names and values. */
      pairs?: true;
    }
  | { secret: Name; description: string }
  | { keys: ConfigKeys<Option, Name>; description: string };

export type ConfigKeys<Option extends string = string, Name extends string = string> = Record<
  string,
  ConfigKey<Option, Name>
>;

/** Every fault of an inventory against its schema, one line each that names `file`; empty when it holds. */
export type Validate = (inventory: unknown, file: string) => Promise<string[]>;

/** What a source is given when it is opened. */
export interface SourceIo<Name extends string = string> {
  /** As process.platform says it. */
  platform: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Asks for a secret of the source; to be called last, when nothing else can be wrong. "" for a dry run. */
  secret: (name: Name) => Promise<string>;
  /** --timeout in milliseconds, where it is given. */
  timeoutMs: number | undefined;
  validate: Validate;
}

/**
 * A kind of source as light data: it is read for `--help` and completion too, so that whatever is heavy is imported by
 * `open`. Options, configuration, its schema, prompts and documentation are made from it.
 */
export interface SourceDescriptor<Flags extends OptionTable = OptionTable, Name extends string = string> {
  flags: Flags;
  /** By the option that names the source. */
  evidence: Partial<Record<keyof Flags & string, Evidence>>;
  /** Its keys of `sources` in tp-doctor.config.json. */
  config: ConfigKeys<keyof Flags & string, Name>;
  secrets: Record<Name, Secret>;
  /** The lowest counts where two sources are equally fresh, and is listed first. */
  precedence: number;
  /** It asks what other sources find, so that naming it does not say where evidence is. */
  follows?: true;
  /**
   * The sources that the settings name; paths in them are absolute.
   * @throws UserError when the settings cannot work
   */
  open(settings: OptionValues<Flags>, io: SourceIo<Name>): Promise<SourceRequest[]>;
}

/** Lets the compiler hold a descriptor to its own options and secrets. */
export function defineSource<const Flags extends OptionTable, Name extends string = never>(
  descriptor: SourceDescriptor<Flags, Name>,
): SourceDescriptor<Flags, Name> {
  return descriptor;
}
