import { UserError } from '../../model/errors';

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
