import { classifyNetworkFault, type NetworkFault } from '../../network-faults';
import type { SqlFault } from '../connection/sql-fault';
import type { SqlServerOptions } from '../options';

type Advice = (options: SqlServerOptions) => string;

const NOT_READY = 'wait until it is, and look at its error log';

/** What a login fault means and what to do, for the number that the server sent (sys.messages). */
const LOGIN_NUMBERS: Record<number, string | Advice> = {
  18456: ({ auth }) => `the login was refused (18456); ${WHAT_TO_CHECK[auth]}`,
  18452: ({ auth }) =>
    auth === 'ntlm'
      ? 'the login was refused (18452): it comes from an untrusted domain; check --sql-domain, or use --sql-auth sql'
      : 'the login was refused (18452): the server takes Windows accounts alone; use --sql-auth ntlm',
  18470: 'the login is disabled (18470); have it enabled: ALTER LOGIN … ENABLE',
  18486: 'the login is locked out (18486); have it unlocked: ALTER LOGIN … WITH PASSWORD = … UNLOCK',
  18487: 'the password of the login has expired (18487); have it set anew',
  18488: 'the password of the login must be changed first (18488); log in once with another client',
  18401: `the server is being upgraded and not ready (18401); ${NOT_READY}`,
  17187: `the server is starting and not ready (17187); ${NOT_READY}`,
  17142: 'the server is paused (17142); resume it',
  6005: 'the server is shutting down (6005); try again when it is up',
  18451: 'only administrators may log in at present (18451); try again later',
  18461: 'the server is in single-user mode, and somebody else is logged in (18461); try again later',
  17809: 'the server has as many connections as it allows (17809); try again later',
  40613: 'the Azure database is not available at present (40613); try again later',
  40615: 'the firewall of the Azure SQL server refuses this address (40615); add a rule for it',
};

/** The same for the numbers of SqlClient itself and of Windows, which the server never sends. */
const CLIENT_NUMBERS: Record<number, NetworkFault | 'no-encryption' | 'no-instance'> = {
  20: 'no-encryption',
  26: 'no-instance',
  53: 'unreachable',
  10060: 'unreachable',
  10061: 'refused',
  11001: 'unknown-name',
  [-2146893019]: 'unverified',
  [-2146893022]: 'other-name',
};

const WHAT_TO_CHECK: Record<SqlServerOptions['auth'], string> = {
  sql: 'check --sql-user and the password, and that the server allows SQL logins',
  ntlm: 'check --sql-domain, --sql-user and the password, and that the account may log in to the server',
  integrated: 'check that this Windows user has a login there',
  'azure-default': 'check that the Azure identity has a login there: CREATE USER … FROM EXTERNAL PROVIDER',
};

/** The same for what the network or TLS says. */
const NETWORK: Record<NetworkFault, string | Advice> = {
  'unknown-name': 'the host name is not known; check --sql-server',
  'no-name-service': 'the host name could not be looked up; check the DNS',
  refused:
    'nothing listens there; check the port, and that TCP/IP is enabled in SQL Server Configuration Manager',
  unreachable: 'the host cannot be reached; check the network',
  closed: formatClosed,
  unverified: formatUnverified,
  expired: 'the certificate of the server has expired; have it renewed',
  'not-yet-valid': 'the certificate of the server is not valid yet; check the clocks of both machines',
  'other-name': 'the certificate of the server is for another name; give --sql-server as it is named there',
  'old-tls':
    'the server knows nothing newer than TLS 1.1, and the login was not sent; enable TLS 1.2 in its Windows and update SQL Server',
  'weak-tls':
    'the certificate or the ciphers of the server are too weak for a safe connection, and the login was not sent; have both renewed',
  'no-tls': 'what answers there does not speak TLS; check the port and --sql-encrypt',
  tls: 'the TLS handshake failed',
};

/** Other codes, of the driver. */
const DRIVER: Record<string, string> = {
  EENCRYPT: 'the server requires encryption; leave out --sql-encrypt off',
  EFEDAUTH:
    'no Azure access token was to be had; sign in (az login), or set AZURE_TENANT_ID, AZURE_CLIENT_ID and a secret',
};

/** Why there is no session: one line without the host, which the caller puts before it. */
export function formatLoginFault(fault: SqlFault, options: SqlServerOptions): string {
  if (fault.refusedClearText) return formatClearText(options);
  if (fault.interrupted) return 'interrupted before the login';
  const known = findAdvice(fault);
  if (known !== undefined) return typeof known === 'string' ? known : known(options);
  if (fault.timeLimit) return formatLate(fault, options);
  const [number] = fault.numbers;
  if (number !== undefined)
    return `the server refused the login with error ${number}; look it up in the error log of SQL Server`;
  const code = fault.codes.find((each) => each !== 'ESOCKET' && each !== 'ELOGIN');
  return `no login was possible (${code ?? 'the connection was lost'}); check --sql-server, --sql-encrypt and the server’s error log`;
}

function findAdvice({ numbers, codes, timeLimit }: SqlFault): string | Advice | undefined {
  for (const number of numbers) {
    if (LOGIN_NUMBERS[number] !== undefined) return LOGIN_NUMBERS[number];
  }
  const own = numbers.map((number) => CLIENT_NUMBERS[number]).find((kind) => kind !== undefined);
  if (own === 'no-encryption') return formatClearText;
  if (own === 'no-instance')
    return 'there is no such instance, or the SQL Server Browser does not tell of it (26); check --sql-server';
  if (own !== undefined) return NETWORK[own];
  for (const code of codes) {
    const kind = classifyNetworkFault(code);
    if (kind === 'tls') return `${NETWORK.tls as string} (${code}); look at the event log of the server`;
    // At the end of the time the connection is closed from here.
    if (kind !== undefined && !(timeLimit && kind === 'closed')) return NETWORK[kind];
    if (Object.hasOwn(DRIVER, code)) return DRIVER[code];
  }
  return undefined;
}

/** Only a server that did not take the connection may be behind a firewall. */
function formatLate({ timeLimit, wasConnected }: SqlFault, { auth }: SqlServerOptions): string {
  const late = `no login within ${timeLimit?.seconds} s (${timeLimit?.flag})`;
  if (!wasConnected)
    return `${late}; check host, port and firewall (TCP 1433, UDP 1434 for a named instance)`;
  const who = auth === 'azure-default' ? 'the server or the Azure identity' : 'the server';
  return `${late}: the connection was made, but ${who} did not answer; check that the port is that of SQL Server, and how busy it is`;
}

/** Advice that the options would refuse is none. */
function formatClearText({ auth }: SqlServerOptions): string {
  const unsupported = 'the server does not support encryption, so the login was not sent';
  return auth === 'azure-default'
    ? `${unsupported}; an Azure identity needs a server that encrypts`
    : `${unsupported}; use --sql-encrypt off only where the network is trusted, because the password then travels in clear text`;
}

function formatUnverified({ auth, encrypt, caFile }: SqlServerOptions): string {
  if (auth === 'integrated')
    return 'the certificate of the server could not be verified; import its authority into the Trusted Root Certification Authorities of this Windows, or accept it unseen with --sql-trust-server-certificate';
  const authority =
    caFile === undefined
      ? 'give its authority with --sql-ca FILE'
      : `${caFile} does not hold its authority; give the right one with --sql-ca FILE`;
  const mayTrust = encrypt === 'on' && auth !== 'azure-default';
  const unseen = mayTrust ? ', or accept it unseen with --sql-trust-server-certificate' : '';
  return `the certificate of the server could not be verified; ${authority}${unseen}`;
}

function formatClosed({ encrypt }: SqlServerOptions): string {
  const advice = {
    strict: 'strict needs SQL Server 2022, so try --sql-encrypt on, and check',
    on: 'a server that demands strict encryption needs --sql-encrypt strict; check also',
    off: 'a server that demands encryption needs --sql-encrypt on; check also',
  };
  return `the server closed the connection during the login; ${advice[encrypt]} the server’s error log`;
}
