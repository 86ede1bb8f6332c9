import { sqlServerSource } from '../../../../src/gather/sql-server/sql-server';
import type { SqlServerOptions } from '../../../../src/gather/sql-server/options';
import { PASSWORD, startEstate, USER } from './estate';
import { optionsFor } from './gathering';
import { prepareServer, REAL_NAMES } from './real-server';

/** A server that the common part of the suite can be run against. */
export interface Target {
  name: string;
  start: () => Promise<{ options: SqlServerOptions; stop: () => Promise<void> }>;
}

const FAKE: Target = {
  name: 'the TDS test server',
  start: async () => {
    const server = await startEstate();
    return {
      options: optionsFor(`127.0.0.1,${server.port}`, { user: USER, password: PASSWORD }),
      stop: () => server.close(),
    };
  },
};

/**
 * The test server, and the real one that TP_DOCTOR_TEST_MSSQL names, as
 * `server=localhost,1433;user=sa;encrypt=on;trust=true` with the password in TP_DOCTOR_SQL_PASSWORD. Two databases are
 * made there, and dropped at the end.
 */
export function targets(environment: NodeJS.ProcessEnv): Target[] {
  const setting = environment['TP_DOCTOR_TEST_MSSQL'];
  if (!setting) return [FAKE];
  const options = readSetting(setting, environment['TP_DOCTOR_SQL_PASSWORD'] ?? '');
  sqlServerSource(options);
  return [FAKE, { name: `SQL Server ${options.server}`, start: () => startReal(options) }];
}

async function startReal(options: SqlServerOptions): ReturnType<Target['start']> {
  const drop = await prepareServer(options);
  return { options, stop: drop };
}

export function readSetting(setting: string, password: string): SqlServerOptions {
  const pairs = setting.split(';').map((pair) => {
    const [key = '', ...value] = pair.split('=');
    return [key.trim().toLowerCase(), value.join('=').trim()] as const;
  });
  const values = new Map(pairs);
  return optionsFor(values.get('server') ?? 'localhost', {
    user: values.get('user') ?? 'sa',
    password,
    encrypt: (values.get('encrypt') ?? 'on') as SqlServerOptions['encrypt'],
    trustServerCertificate: values.get('trust') === 'true',
    configDatabase: REAL_NAMES.config,
    dataDatabase: REAL_NAMES.data,
    timeoutMs: 30_000,
  });
}
