import { isIPv6 } from 'node:net';
import { UserError } from '../../model/errors';

export interface SqlAddress {
  host: string;
  instance?: string;
  port?: number;
}

const FORM = 'HOST, HOST\\INSTANCE or HOST,PORT';

/** Other ways to a server than TCP, which the Microsoft clients have. */
const OTHER_PROTOCOL = /^(np|lpc|via|admin):/i;

/**
 * Reads HOST[\INSTANCE][,PORT] as the Microsoft clients do: `tcp:` before it, `.` and `(local)` for this machine,
 * and MSSQLSERVER for the default instance.
 * @throws UserError that says which part is wrong
 */
export function parseAddress(server: string): SqlAddress {
  const text = server.trim().replace(/^tcp:/i, '');
  refuseColon(text);
  const [left = '', portText, ...more] = text.split(',');
  const [hostText = '', instance, ...tail] = left.split('\\').map((part) => part.trim());
  // Characters that no host or instance name has; a connection string given by mistake stops here, unprinted.
  const bad =
    more.length > 0 || tail.length > 0 || hostText === '' || instance === '' || /[\s;='"/]/.test(left);
  if (bad) throw refusal(`expected ${FORM}, for example sql01\\TP or sql01,1433`);
  const bare = stripBrackets(hostText);
  const host = bare === '.' || bare.toLowerCase() === '(local)' ? 'localhost' : bare;
  if (portText !== undefined) return { host, port: parsePort(portText) };
  const named = instance !== undefined && instance.toUpperCase() !== 'MSSQLSERVER';
  return named ? { host, instance } : { host, port: 1433 };
}

/** A colon is part of an IPv6 address alone; elsewhere it would be looked up as part of the host's name. */
function refuseColon(text: string): void {
  const other = OTHER_PROTOCOL.exec(text)?.[1];
  if (other !== undefined) throw refusal(`only TCP is spoken; leave out ${other}: (${FORM})`);
  const [host = ''] = text.split(/[\\,]/);
  if (!text.includes(':') || isIPv6(stripBrackets(host.trim()))) return;
  const [, left, port] = /^([^\s,;='"/@]{1,300}):(\d{1,5})$/.exec(text) ?? [];
  if (left !== undefined)
    throw refusal(`a port goes after a comma, not a colon: ${stripBrackets(left)},${port}`);
  throw refusal(`expected ${FORM}, for example sql01\\TP or sql01,1433`);
}

/** An IPv6 address as it stands in a URL. */
function stripBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  if (port < 1 || port > 65535) {
    throw refusal(`the port after the comma must be a number from 1 to 65535 (${FORM})`);
  }
  return port;
}

function refusal(why: string): UserError {
  return new UserError('usage', `--sql-server: ${why}`);
}
