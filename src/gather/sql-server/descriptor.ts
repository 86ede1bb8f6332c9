import { defineSource } from '../descriptor';
import { flags } from './flags';

export const sqlServer = defineSource({
  flags,
  evidence: {
    'sql-server': {
      kind: 'sql-server',
      title: 'SQL Server',
      value: 'HOST[\\INSTANCE][,PORT]',
      sections: ['database', 'agents'],
      needs: 'a login with few rights, see [sql-permissions.md](sql-permissions.md)',
    },
  },
  config: {
    sqlServer: {
      description: 'SQL Server.',
      keys: {
        server: { option: 'sql-server', required: true, description: 'HOST[\\INSTANCE][,PORT].' },
        auth: { option: 'sql-auth', description: 'Kind of login.' },
        user: { option: 'sql-user', description: 'Login.' },
        domain: { option: 'sql-domain', description: 'Domain, for ntlm.' },
        passwordEnv: { secret: 'sqlPassword', description: 'Environment variable that holds the password.' },
        encrypt: { option: 'sql-encrypt', description: 'Encryption.' },
        ca: { option: 'sql-ca', description: 'File with the certificate authority.' },
        trustServerCertificate: {
          option: 'sql-trust-server-certificate',
          description: 'Do not verify the certificate.',
        },
        configDatabase: { option: 'config-database', description: 'Name of NVMonitorConfig.' },
        dataDatabase: { option: 'data-database', description: 'Name of NVMonitorData.' },
      },
    },
  },
  secrets: { sqlPassword: { prompt: 'Password for SQL Server', variable: 'TP_DOCTOR_SQL_PASSWORD' } },
  precedence: 2,
  open: async (settings, io) => (await import('./sql-server')).openSqlServer(settings, io),
});
