import { UserError } from '../../model/errors';
import type { SqlServerOptions } from './options';

export interface SqlAddress {
  host: string;
  instance?: string;
  port?: number;
}

const FORM = 'HOST, HOST\\INSTANCE or HOST,PORT';

/**
 * Reads HOST[\INSTANCE][,PORT] as the Microsoft clients do: `tcp:` before it, `.` and `(local)` for this machine,
 * and MSSQLSERVER for the default instance.
 * @throws UserError that says which part is wrong
 */
export function parseAddress(server: string): SqlAddress {
  const [left = '', portText, ...more] = server.trim().replace(/^tcp:/i, '').split(',');
  const [hostText = '', instance, ...tail] = left.split('\\').map((part) => part.trim());
  // Characters that no host or instance name has; a connection string given by mistake stops here, unprinted.
  const bad =
    more.length > 0 || tail.length > 0 || hostText === '' || instance === '' || /[\s;='"/]/.test(left);
  if (bad)
    throw new UserError('usage', `--sql-server: expected ${FORM}, for example sql01\\TP or sql01,1433`);
  const host = hostText === '.' || hostText.toLowerCase() === '(local)' ? 'localhost' : hostText;
  if (portText !== undefined) return { host, port: parsePort(portText) };
  const named = instance !== undefined && instance.toUpperCase() !== 'MSSQLSERVER';
  return named ? { host, instance } : { host, port: 1433 };
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  if (port < 1 || port > 65535) {
    throw new UserError(
      'usage',
      `--sql-server: the port after the comma must be a number from 1 to 65535 (${FORM})`,
    );
  }
  return port;
}

/** Refuses combinations that cannot work or would give a secret away, before anything is sent. */
export function checkOptions(options: SqlServerOptions): void {
  const fault = faultOf(options);
  if (fault !== undefined) throw new UserError('usage', fault);
}

function faultOf(options: SqlServerOptions): string | undefined {
  const { auth, encrypt, trustServerCertificate } = options;
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
