import { UserError } from '../../model/errors';
import type { SourceIo } from '../descriptor';
import { dropUndefined } from '../records';
import { DEFAULT_TIMEOUT_MS } from '../source';
import { findPowerShell } from '../windows/tools';
import { parseAddress } from './address';
import type { SqlServerSettings } from './flags';

/** What `tp-doctor gather` was told about the SQL Server (contracts, section 7). */
export interface SqlServerOptions {
  /** HOST[\INSTANCE][,PORT]; the port wins over the instance. */
  server: string;
  auth: 'sql' | 'ntlm' | 'azure-default' | 'integrated';
  /** powershell.exe of this Windows by its full path, for integrated. */
  powershell?: string;
  user?: string;
  domain?: string;
  /** From the environment or a prompt; never written anywhere. */
  password?: string;
  /** strict: TDS 8. on: TLS inside PRELOGIN. off: nothing is encrypted. */
  encrypt: 'strict' | 'on' | 'off';
  /** PEM file of the authorities that may have signed the server's certificate. */
  caFile?: string;
  trustServerCertificate: boolean;
  configDatabase: string;
  dataDatabase: string;
  /** Also read the agent hosts from dbo.Server of the configuration database. */
  withAgents: boolean;
  /** Time limit in milliseconds. `context.signal` holds it; this ends the driver's own timers. */
  timeoutMs: number;
  /** UDP port of the SQL Server Browser, 1434 unless said otherwise. */
  browserPort?: number;
  /** More rows than any estate has agents: 1,000,000 unless said otherwise. A server that goes on is cut off. */
  mostRows?: number;
}

/** The names that the product gives its databases (E1). */
export const DEFAULT_DATABASES = { config: 'NVMonitorConfig', data: 'NVMonitorData' };

/**
 * The options for `settings`; everything is looked at before anybody is asked for a password.
 * @throws UserError when they cannot work
 */
export async function createOptions(
  settings: SqlServerSettings & { sqlServer: string },
  {
    secret,
    timeoutMs = DEFAULT_TIMEOUT_MS,
    platform = '',
    env = {},
  }: Pick<SourceIo<'sqlPassword'>, 'secret' | 'timeoutMs'> & Partial<Pick<SourceIo, 'platform' | 'env'>>,
): Promise<SqlServerOptions> {
  const {
    sqlServer: server,
    sqlAuth: auth = 'sql',
    sqlUser: user,
    sqlDomain: domain,
    sqlCa: caFile,
  } = settings;
  const options: SqlServerOptions = {
    server,
    auth,
    ...dropUndefined({ user, domain, caFile }),
    encrypt: settings.sqlEncrypt ?? 'on',
    trustServerCertificate: settings.sqlTrustServerCertificate ?? false,
    configDatabase: settings.configDatabase ?? DEFAULT_DATABASES.config,
    dataDatabase: settings.dataDatabase ?? DEFAULT_DATABASES.data,
    // Also beside an agent list: merging tells where the two disagree, and which hosts only the table has.
    withAgents: true,
    timeoutMs,
    ...(auth === 'integrated' && platform === 'win32' ? { powershell: findPowerShell(env) } : {}),
  };
  parseAddress(server);
  checkOptions(options);
  return isPasswordless(auth) ? options : { ...options, password: await secret('sqlPassword') };
}

/** Whether Windows or Azure answers for the user. */
function isPasswordless(auth: SqlServerOptions['auth']): boolean {
  return auth === 'azure-default' || auth === 'integrated';
}

/** Refuses combinations that cannot work or would give a secret away, before anything is sent. */
export function checkOptions(options: SqlServerOptions): void {
  const fault = faultOf(options);
  if (fault !== undefined) throw new UserError('usage', fault);
}

function faultOf(options: SqlServerOptions): string | undefined {
  const { auth, encrypt, trustServerCertificate } = options;
  if (auth === 'integrated') return integratedFault(options);
  if (auth !== 'azure-default' && !options.user) {
    return `--sql-auth ${auth} needs --sql-user (and the password in TP_DOCTOR_SQL_PASSWORD)`;
  }
  if (auth === 'ntlm' && !options.domain) return '--sql-auth ntlm needs --sql-domain';
  // A bearer token works for whoever reads it.
  if (auth === 'azure-default' && (encrypt === 'off' || trustServerCertificate)) {
    return '--sql-auth azure-default sends an access token: it needs a verified connection; leave out --sql-encrypt off and --sql-trust-server-certificate';
  }
  if (encrypt === 'strict' && trustServerCertificate) {
    return '--sql-encrypt strict always verifies the certificate; leave out --sql-trust-server-certificate and give --sql-ca FILE';
  }
  return undefined;
}

/** SqlClient takes the store of Windows for authorities, and knows no TDS 8. */
function integratedFault({
  powershell,
  user,
  domain,
  caFile,
  encrypt,
}: SqlServerOptions): string | undefined {
  if (powershell === undefined)
    return '--sql-auth integrated logs in as the user of this Windows: run it on Windows, or use --sql-auth sql or ntlm';
  if (user !== undefined || domain !== undefined)
    return '--sql-auth integrated logs in as the user who runs tp-doctor; leave out --sql-user and --sql-domain';
  if (caFile !== undefined)
    return '--sql-auth integrated verifies with the certificates that Windows trusts; leave out --sql-ca, and import the authority there';
  return encrypt === 'strict' ? '--sql-auth integrated knows no --sql-encrypt strict; use on' : undefined;
}
