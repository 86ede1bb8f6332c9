import type { OptionTable, OptionValues } from '../../model/option';

const group = 'SQL Server:';

export const flags = {
  'sql-server': { takes: 'text', group, describe: 'HOST[\\INSTANCE][,PORT]' },
  'sql-auth': {
    takes: 'text',
    values: ['sql', 'ntlm', 'azure-default', 'integrated'],
    group,
    describe:
      'how to log in (default sql); integrated: as the Windows user; password from TP_DOCTOR_SQL_PASSWORD or a prompt',
  },
  'sql-user': { takes: 'text', group, describe: 'login name' },
  'sql-domain': { takes: 'text', group, describe: 'domain of the login, for ntlm' },
  'sql-encrypt': {
    takes: 'text',
    values: ['strict', 'on', 'off'],
    group,
    describe: 'TLS before the login: strict is TDS 8 (default on)',
  },
  'sql-ca': { takes: 'file', group, describe: 'PEM file of the authority to trust' },
  'sql-trust-server-certificate': {
    takes: 'nothing',
    group,
    describe: 'encrypt without verifying who answers',
  },
  'config-database': { takes: 'text', group, describe: 'default NVMonitorConfig' },
  'data-database': { takes: 'text', group, describe: 'default NVMonitorData' },
} as const satisfies OptionTable;

export type SqlServerSettings = OptionValues<typeof flags>;
