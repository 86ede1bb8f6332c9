import type { SqlServerOptions } from './options';
import { TOO_MANY_ROWS, type SqlFault } from './connection/sql-fault';

/** What a login fault means and what to do, for the number that the server sent (sys.messages). */
const LOGIN_NUMBERS = new Map([
  [
    18456,
    'the login was refused (18456); check --sql-user and the password, and that the server allows this kind of login',
  ],
  [
    18452,
    'the login was refused (18452): it comes from an untrusted domain; check --sql-domain, or use --sql-auth sql',
  ],
  [18470, 'the login is disabled (18470); have it enabled: ALTER LOGIN … ENABLE'],
  [18486, 'the login is locked out (18486); have it unlocked: ALTER LOGIN … WITH PASSWORD = … UNLOCK'],
  [18487, 'the password of the login has expired (18487); have it set anew'],
  [18488, 'the password of the login must be changed first (18488); log in once with another client'],
  [17142, 'the server is paused (17142); resume it'],
  [40615, 'the firewall of the Azure SQL server refuses this address (40615); add a rule for it'],
]);

const UNVERIFIED =
  'the certificate of the server could not be verified; give its authority with --sql-ca FILE, or accept it unseen with --sql-trust-server-certificate';

/** The same for what the network or TLS says. */
const CODES = new Map([
  ['EENCRYPT', 'the server requires encryption; leave out --sql-encrypt off'],
  ['ENOTFOUND', 'the host name is not known; check --sql-server'],
  ['EAI_AGAIN', 'the host name could not be looked up; check the DNS'],
  [
    'ECONNREFUSED',
    'nothing listens there; check the port, and that TCP/IP is enabled in SQL Server Configuration Manager',
  ],
  ['EHOSTUNREACH', 'the host cannot be reached; check the network'],
  ['ENETUNREACH', 'the host cannot be reached; check the network'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', UNVERIFIED],
  ['SELF_SIGNED_CERT_IN_CHAIN', UNVERIFIED],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', UNVERIFIED],
  ['UNABLE_TO_GET_ISSUER_CERT', UNVERIFIED],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', UNVERIFIED],
  ['CERT_HAS_EXPIRED', 'the certificate of the server has expired; have it renewed'],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'the certificate of the server is for another name; give --sql-server as it is named there',
  ],
  [
    'EFEDAUTH',
    'no Azure access token was to be had; sign in (az login), or set AZURE_TENANT_ID, AZURE_CLIENT_ID and a secret',
  ],
  [
    'ECONNRESET',
    'the server closed the connection during the login; check --sql-encrypt (strict needs SQL Server 2022) and the server’s error log',
  ],
]);

/** Why there is no session: one line without the host, which the caller puts before it. */
export function formatLoginFault(fault: SqlFault, options: SqlServerOptions): string {
  if (fault.refusedClearText) {
    return 'the server does not support encryption, so the login was not sent; use --sql-encrypt off only where the network is trusted, because the password then travels in clear text';
  }
  if (fault.interrupted) return 'interrupted';
  const known = [
    ...fault.numbers.map((number) => LOGIN_NUMBERS.get(number)),
    ...fault.codes.map((code) => CODES.get(code)),
  ].find((line) => line !== undefined);
  if (known !== undefined) return known;
  if (fault.late) {
    return `no login within ${options.timeoutMs / 1000} s (--timeout); check host, port and firewall (TCP 1433, UDP 1434 for a named instance)`;
  }
  const code = fault.numbers[0] ?? fault.codes.find((each) => each !== 'ESOCKET' && each !== 'ELOGIN');
  return `no login was possible (${code ?? 'the connection was lost'}); check --sql-server, --sql-encrypt and the server’s error log`;
}

const DENIED = new Set([229, 230, 297, 300, 371, 916, 15562, 18456]);
const ABSENT = new Set([207, 208, 195, 40515, 2812]);
const CLOSED = new Set([4060, 927, 942, 945, 954, 983, 4064]);

/** Why a query brought nothing, and which permission would help. */
export function formatQueryFault(
  fault: SqlFault,
  { reads, needs }: { reads: string; needs: string },
): string {
  const number = fault.numbers[0];
  if (number === undefined) return `${reads}: ${formatNoAnswer(fault)}`;
  if (DENIED.has(number)) return `${reads}: permission denied (error ${number}); it needs ${needs}`;
  if (ABSENT.has(number)) {
    return `${reads}: not on this server (error ${number}): Azure SQL, an older or a compatible engine; elsewhere it needs ${needs}`;
  }
  if (CLOSED.has(number))
    return `${reads}: the database cannot be opened (error ${number}); it needs an online database and ${needs}`;
  return `${reads}: failed with error ${number}; it needs ${needs}`;
}

function formatNoAnswer(fault: SqlFault): string {
  if (fault.codes.includes(TOO_MANY_ROWS))
    return 'the answer has more rows than can be right, and was not read';
  if (fault.interrupted) return 'interrupted before it was answered';
  return fault.late
    ? 'no answer within the time limit (--timeout)'
    : 'the connection was lost before it was answered';
}
