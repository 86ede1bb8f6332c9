/** What keeps two machines from talking, whatever the library calls it. */
export type NetworkFault =
  | 'unknown-name'
  | 'no-name-service'
  | 'refused'
  | 'unreachable'
  | 'closed'
  | 'unverified'
  | 'expired'
  | 'not-yet-valid'
  | 'other-name'
  | 'old-tls'
  | 'weak-tls'
  | 'no-tls'
  | 'tls';

/** Codes of Node (libuv, OpenSSL) by what they mean. */
const CODES: Record<string, NetworkFault> = {
  ENOTFOUND: 'unknown-name',
  EAI_AGAIN: 'no-name-service',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  ETIMEDOUT: 'unreachable',
  ECONNRESET: 'closed',
  ECONNABORTED: 'closed',
  EPIPE: 'closed',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'unverified',
  SELF_SIGNED_CERT_IN_CHAIN: 'unverified',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unverified',
  UNABLE_TO_GET_ISSUER_CERT: 'unverified',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unverified',
  CERT_UNTRUSTED: 'unverified',
  CERT_SIGNATURE_FAILURE: 'unverified',
  INVALID_CA: 'unverified',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'other-name',
  HOSTNAME_MISMATCH: 'other-name',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'old-tls',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'old-tls',
  ERR_SSL_UNKNOWN_PROTOCOL: 'old-tls',
  ERR_SSL_VERSION_TOO_LOW: 'old-tls',
  ERR_SSL_NO_PROTOCOLS_AVAILABLE: 'old-tls',
  ERR_SSL_DH_KEY_TOO_SMALL: 'weak-tls',
  ERR_SSL_EE_KEY_TOO_SMALL: 'weak-tls',
  ERR_SSL_CA_KEY_TOO_SMALL: 'weak-tls',
  ERR_SSL_CA_MD_TOO_WEAK: 'weak-tls',
  CA_MD_TOO_WEAK: 'weak-tls',
  EE_KEY_TOO_SMALL: 'weak-tls',
  CA_KEY_TOO_SMALL: 'weak-tls',
  ERR_SSL_NO_SHARED_CIPHER: 'weak-tls',
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: 'weak-tls',
  ERR_SSL_SSL_TLS_ALERT_HANDSHAKE_FAILURE: 'weak-tls',
  ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY: 'weak-tls',
  ERR_SSL_WRONG_VERSION_NUMBER: 'no-tls',
  ERR_SSL_HTTP_REQUEST: 'no-tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'no-tls',
};

/** What a code of Node means; any other one of TLS is a fault of TLS. */
export function classifyNetworkFault(code: string): NetworkFault | undefined {
  const known = Object.hasOwn(CODES, code) ? CODES[code] : undefined;
  return known ?? (/^ERR_(SSL|TLS|OSSL)_|^EPROTO$/.test(code) ? 'tls' : undefined);
}
