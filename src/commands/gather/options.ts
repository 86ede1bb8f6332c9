import type { Options } from 'yargs';

/**
 * The options of gather (contracts, section 7), as plain data for yargs. Defaults are applied after the configuration
 * file was read and only then, because yargs cannot tell a default from a flag.
 */
export const gatherOptions = {
  'sql-server': { type: 'string', group: 'SQL Server:', describe: 'HOST[\\INSTANCE][,PORT]' },
  'sql-auth': {
    choices: ['sql', 'ntlm', 'azure-default'],
    group: 'SQL Server:',
    describe: 'how to log in (default sql); password from TP_DOCTOR_SQL_PASSWORD or a prompt',
  },
  'sql-user': { type: 'string', group: 'SQL Server:', describe: 'login name' },
  'sql-domain': { type: 'string', group: 'SQL Server:', describe: 'domain of the login, for ntlm' },
  'sql-encrypt': {
    choices: ['strict', 'on', 'off'],
    group: 'SQL Server:',
    describe: 'TLS before the login: strict is TDS 8 (default on)',
  },
  'sql-ca': { type: 'string', group: 'SQL Server:', describe: 'PEM file of the authority to trust' },
  'sql-trust-server-certificate': {
    type: 'boolean',
    group: 'SQL Server:',
    describe: 'encrypt without verifying who answers',
  },
  'config-database': { type: 'string', group: 'SQL Server:', describe: 'default NVMonitorConfig' },
  'data-database': { type: 'string', group: 'SQL Server:', describe: 'default NVMonitorData' },
  'activity-monitor': {
    type: 'string',
    group: 'Activity Monitor:',
    describe: 'URL of its REST API, such as https://am01.example.com:4494',
  },
  'activity-monitor-client-id': {
    type: 'string',
    group: 'Activity Monitor:',
    describe: 'client with the Read permission; secret from TP_DOCTOR_AM_CLIENT_SECRET or a prompt',
  },
  'activity-monitor-ca': {
    type: 'string',
    group: 'Activity Monitor:',
    describe: 'PEM file of the authority to trust',
  },
  'activity-monitor-fingerprint': {
    type: 'string',
    group: 'Activity Monitor:',
    describe: 'SHA-256 of the one certificate to trust',
  },
  agents: { type: 'string', group: 'Exports:', describe: 'agent list: XML export, or CSV, JSON, CLIXML' },
  policies: {
    type: 'string',
    group: 'Exports:',
    describe: 'policy list: CSV, JSON or CLIXML of Get-SIPolicy',
  },
  'policy-export': {
    type: 'string',
    array: true,
    group: 'Exports:',
    describe: 'file or folder of policy exports',
  },
  map: {
    type: 'string',
    array: true,
    group: 'Exports:',
    describe: 'column=field for a column that is not recognised',
  },
  'utc-offset': {
    type: 'string',
    group: 'Exports:',
    describe: 'zone of times that do not name theirs, such as +01:00 (default that of this machine)',
  },
  'em-root': {
    type: 'string',
    group: 'Enterprise Manager:',
    describe: 'the SIEnterpriseManager folder, local or UNC',
  },
  'certs-backup': {
    type: 'string',
    group: 'Enterprise Manager:',
    describe: 'folder with the copy of CertsInfo',
  },
  facts: { type: 'string', group: 'Other evidence:', describe: 'JSON file, merged last (RFC 7396)' },
  merge: {
    type: 'string',
    array: true,
    group: 'Other evidence:',
    describe: 'another inventory, for its sections',
  },
  environment: { type: 'string', describe: 'name of the estate, part of every fingerprint: keep it stable' },
  output: { type: 'string', describe: 'inventory to write, - for standard output (default inventory.json)' },
  timeout: { type: 'number', describe: 'seconds for each source (default 30, for files 300)' },
  'overall-timeout': { type: 'number', describe: 'seconds for all of them (default 600)' },
  config: { type: 'string', describe: 'configuration file (default: tp-doctor.config.json, found upwards)' },
  'dry-run': { type: 'boolean', describe: 'say what would be asked of whom, and ask nothing' },
} as const satisfies Record<string, Options>;

type Table = typeof gatherOptions;
type Camel<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S;
type ValueOf<O> = O extends { array: true }
  ? string[]
  : O extends { choices: readonly (infer C)[] }
    ? C
    : O extends { type: 'number' }
      ? number
      : O extends { type: 'boolean' }
        ? boolean
        : string;

/** The options by their names in code, as yargs hands them over: `--sql-server` is `sqlServer`. */
export type GatherOptions = { [K in keyof Table as Camel<K>]?: ValueOf<Table[K]> | undefined };

/** Names of environment variables with the secrets; only in the configuration file. */
export interface SecretNames {
  sqlPasswordEnv?: string | undefined;
  activityMonitorSecretEnv?: string | undefined;
}

export type GatherSettings = GatherOptions & SecretNames;

/** The options that name files or folders: those of the configuration start from its own folder. */
export const FILE_SETTINGS = [
  'sqlCa',
  'activityMonitorCa',
  'agents',
  'policies',
  'policyExport',
  'emRoot',
  'certsBackup',
  'facts',
  'merge',
  'output',
] as const satisfies (keyof GatherOptions)[];

/** The options that may stand several times. */
export const LIST_SETTINGS = ['policyExport', 'map', 'merge'] as const satisfies (keyof GatherOptions)[];
