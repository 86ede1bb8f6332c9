import type { ConfigKeys } from '../../gather/descriptor';
import { SOURCES } from '../../gather/sources';
import { configOptions } from '../options';
import {
  camelCase,
  type ArgumentTable,
  type CommandOption,
  type OptionTable,
  type OptionValues,
} from '../../model/option';

type Source = (typeof SOURCES)[number];
type AllOf<Union> = (Union extends unknown ? (part: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;
type KeysOf<Union> = Union extends unknown ? keyof Union & string : never;

const sourceFlags = Object.assign({}, ...SOURCES.map(({ flags }) => flags)) as AllOf<Source['flags']>;

/**
 * The options of gather (contracts, section 7): those of its sources and its own. Defaults are applied after the
 * configuration file was read and only then: a default would look like a flag and win over the file.
 */
export const gatherOptions = {
  ...sourceFlags,
  environment: { takes: 'text', describe: 'name of the estate, part of every fingerprint: keep it stable' },
  output: { takes: 'file', describe: 'inventory to write, - for standard output (default inventory.json)' },
  timeout: {
    takes: 'number',
    unit: 'seconds',
    describe: 'seconds for each source (default 30, for files 300)',
  },
  'overall-timeout': { takes: 'number', unit: 'seconds', describe: 'seconds for all of them (default 600)' },
  ...configOptions,
  'no-discovery': {
    takes: 'nothing',
    describe:
      'where no source is named, do not look for the Enterprise Manager, its SQL Server and exports here',
  },
  'dry-run': { takes: 'nothing', describe: 'say what would be asked of whom, and ask nothing' },
} as const satisfies OptionTable;

/** What may stand without an option: files and folders, read by their content. */
export const gatherArguments = {
  evidence: { takes: 'path', repeatable: true },
} as const satisfies ArgumentTable;

export type GatherOptions = OptionValues<typeof gatherOptions & typeof gatherArguments>;
/** The options of probe. */
export const probeOptions = {
  output: {
    takes: 'file',
    describe: 'file to write, or the folder for it, - for standard output (default HOST.probe.json)',
  },
  timeout: { takes: 'number', unit: 'seconds', describe: 'seconds for all that is read (default 60)' },
} as const satisfies OptionTable;

export type ProbeOptions = OptionValues<typeof probeOptions>;

/** Names of environment variables with the secrets; only in the configuration file. */
export type SecretNames = { [Name in KeysOf<Source['secrets']> as `${Name}Env`]?: string | undefined };

export type GatherSettings = GatherOptions & SecretNames;

/** The keys of `sources` in the configuration: those of its sources and its own. */
export const configKeys: ConfigKeys = {
  ...(Object.assign({}, ...SOURCES.map(({ config }) => config)) as ConfigKeys),
  timeout: { option: 'timeout', description: 'Seconds for each source.' },
  overallTimeout: { option: 'overall-timeout', description: 'Seconds for all.' },
  output: { option: 'output', description: 'The inventory to write.' },
};

/** The options that name files or folders: those of the configuration start from its own folder. */
export const FILE_SETTINGS = Object.entries<CommandOption>(gatherOptions)
  .filter(([, { takes }]) => ['file', 'folder', 'path'].includes(takes))
  .map(([name]) => camelCase(name));
