import type { CommandOption, OptionTable, OptionValues } from '../../model/option';

/**
 * The options of gather (contracts, section 7). Defaults are applied after the configuration file was read and only
 * then: a default would look like a flag and win over the file.
 */
export const gatherOptions = {
  'sql-server': { takes: 'text', group: 'SQL Server:', describe: 'HOST[\\INSTANCE][,PORT]' },
  'sql-auth': {
    takes: 'text',
    values: ['sql', 'ntlm', 'azure-default'],
    group: 'SQL Server:',
    describe: 'how to log in (default sql); password from TP_DOCTOR_SQL_PASSWORD or a prompt',
  },
  'sql-user': { takes: 'text', group: 'SQL Server:', describe: 'login name' },
  'sql-domain': { takes: 'text', group: 'SQL Server:', describe: 'domain of the login, for ntlm' },
  'sql-encrypt': {
    takes: 'text',
    values: ['strict', 'on', 'off'],
    group: 'SQL Server:',
    describe: 'TLS before the login: strict is TDS 8 (default on)',
  },
  'sql-ca': { takes: 'file', group: 'SQL Server:', describe: 'PEM file of the authority to trust' },
  'sql-trust-server-certificate': {
    takes: 'nothing',
    group: 'SQL Server:',
    describe: 'encrypt without verifying who answers',
  },
  'config-database': { takes: 'text', group: 'SQL Server:', describe: 'default NVMonitorConfig' },
  'data-database': { takes: 'text', group: 'SQL Server:', describe: 'default NVMonitorData' },
  'activity-monitor': {
    takes: 'text',
    group: 'Activity Monitor:',
    describe: 'URL of its REST API, such as https://am01.example.com:4494',
  },
  'activity-monitor-client-id': {
    takes: 'text',
    group: 'Activity Monitor:',
    describe: 'client with the Read permission; secret from TP_DOCTOR_AM_CLIENT_SECRET or a prompt',
  },
  'activity-monitor-ca': {
    takes: 'file',
    group: 'Activity Monitor:',
    describe: 'PEM file of the authority to trust',
  },
  'activity-monitor-fingerprint': {
    takes: 'text',
    group: 'Activity Monitor:',
    describe: 'SHA-256 of the one certificate to trust',
  },
  agents: { takes: 'file', group: 'Exports:', describe: 'agent list: XML export, or CSV, JSON, CLIXML' },
  policies: {
    takes: 'file',
    group: 'Exports:',
    describe: 'policy list: CSV, JSON or CLIXML of Get-SIPolicy',
  },
  'policy-export': {
    takes: 'path',
    repeatable: true,
    group: 'Exports:',
    describe: 'file or folder of policy exports',
  },
  map: {
    takes: 'text',
    repeatable: true,
    group: 'Exports:',
    describe: 'column=field for a column that is not recognised',
  },
  'utc-offset': {
    takes: 'text',
    group: 'Exports:',
    describe: 'zone of times that do not name theirs, such as +01:00 (default that of this machine)',
  },
  'em-root': {
    takes: 'folder',
    group: 'Enterprise Manager:',
    describe: 'the SIEnterpriseManager folder, local or UNC',
  },
  'certs-backup': {
    takes: 'folder',
    group: 'Enterprise Manager:',
    describe: 'folder with the copy of CertsInfo',
  },
  facts: { takes: 'file', group: 'Other evidence:', describe: 'JSON file, merged last (RFC 7396)' },
  merge: {
    takes: 'file',
    repeatable: true,
    group: 'Other evidence:',
    describe: 'another inventory, for its sections',
  },
  environment: { takes: 'text', describe: 'name of the estate, part of every fingerprint: keep it stable' },
  output: { takes: 'file', describe: 'inventory to write, - for standard output (default inventory.json)' },
  timeout: { takes: 'number', describe: 'seconds for each source (default 30, for files 300)' },
  'overall-timeout': { takes: 'number', describe: 'seconds for all of them (default 600)' },
  config: { takes: 'file', describe: 'configuration file (default: tp-doctor.config.json, found upwards)' },
  'dry-run': { takes: 'nothing', describe: 'say what would be asked of whom, and ask nothing' },
} as const satisfies OptionTable;

export type GatherOptions = OptionValues<typeof gatherOptions>;

/** Names of environment variables with the secrets; only in the configuration file. */
export interface SecretNames {
  sqlPasswordEnv?: string | undefined;
  activityMonitorSecretEnv?: string | undefined;
}

export type GatherSettings = GatherOptions & SecretNames;

/** The options that name files or folders: those of the configuration start from its own folder. */
export const FILE_SETTINGS = settingsThat(({ takes }) => ['file', 'folder', 'path'].includes(takes));

/** The options that may stand several times. */
export const LIST_SETTINGS = settingsThat(({ repeatable }) => repeatable === true);

function settingsThat(matches: (option: CommandOption) => boolean): string[] {
  return Object.entries(gatherOptions)
    .filter(([, option]) => matches(option))
    .map(([name]) => name.replace(/-[a-z]/g, (part) => part.slice(1).toUpperCase()));
}
