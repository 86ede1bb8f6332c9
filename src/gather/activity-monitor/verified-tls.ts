import http from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { UserError } from '../../model/errors';
import { codeOf, messageOf } from '../errors';
import { SourceError } from '../source';

/** Whom to trust beyond the authorities that Node knows: those of a PEM text, or the one certificate with a fingerprint. */
export interface Trust {
  ca?: string;
  /** SHA-256 of the certificate: 64 upper-case hexadecimal digits. */
  fingerprint?: string;
}

/** `text` as 64 upper-case hexadecimal digits; colons, blanks and a leading `sha256:` are allowed. */
export function parseFingerprint(text: string): string {
  const digits = text
    .replace(/^sha-?256[:=]/i, '')
    .replace(/[\s:]/g, '')
    .toUpperCase();
  if (/^[0-9A-F]{64}$/.test(digits)) return digits;
  throw new UserError('usage', '--activity-monitor-fingerprint: must be a SHA-256, 64 hexadecimal digits');
}

/**
 * An agent whose connections are all verified before it gets them, so that no byte of a request, and no secret, goes to a
 * server that was not. With https.Agent a pin could only be looked at when the request may be under way already.
 */
export class VerifiedAgent extends http.Agent {
  constructor(
    private readonly url: URL,
    private readonly trust: Trust,
    private readonly signal: AbortSignal,
    connections: number,
  ) {
    super({ keepAlive: true, maxSockets: connections });
  }

  override createConnection(
    _options: http.ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null {
    connectVerified(this.url, this.trust, this.signal).then(
      (socket) => callback?.(null, socket),
      (error: Error) => callback?.(error, undefined as never),
    );
    return null;
  }
}

async function connectVerified(url: URL, trust: Trust, signal: AbortSignal): Promise<tls.TLSSocket> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const socket = tls.connect({
    host,
    port: Number(url.port),
    minVersion: 'TLSv1.2',
    // With a pin it is the pin that says who answers, and it is compared below, before anything is written.
    rejectUnauthorized: trust.fingerprint === undefined,
    ...(net.isIP(host) ? {} : { servername: host }),
    ...(trust.ca === undefined ? {} : { ca: trust.ca }),
  });
  try {
    await waitForHandshake(socket, signal);
    comparePin(socket, trust.fingerprint);
    return socket;
  } catch (error) {
    socket.destroy();
    throw toSourceError(error, url);
  }
}

async function waitForHandshake(socket: tls.TLSSocket, signal: AbortSignal): Promise<void> {
  const listening = new AbortController();
  const { signal: until } = listening;
  try {
    await new Promise<void>((resolve, reject) => {
      const abort = () => reject(signal.reason as Error);
      if (signal.aborted) abort();
      signal.addEventListener('abort', abort, { once: true, signal: until });
      socket.once('secureConnect', resolve).once('error', reject);
      socket.once('close', () => reject(new SourceError('closed the connection during the TLS handshake')));
    });
  } finally {
    listening.abort();
  }
}

function comparePin(socket: tls.TLSSocket, fingerprint: string | undefined): void {
  if (fingerprint === undefined) return;
  const shown = socket.getPeerX509Certificate()?.fingerprint256 ?? 'none';
  if (shown.replaceAll(':', '') === fingerprint) return;
  throw new SourceError(
    `shows a certificate with the SHA-256 ${shown}, not the one of --activity-monitor-fingerprint; nothing was sent`,
  );
}

const TRUST_HELP =
  'name its authority with --activity-monitor-ca or pin it with --activity-monitor-fingerprint';

const TLS_FAULTS: Record<string, string> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: `shows a self-signed certificate; ${TRUST_HELP}`,
  SELF_SIGNED_CERT_IN_CHAIN: `shows a certificate of an unknown authority; ${TRUST_HELP}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `shows a certificate of an unknown authority; ${TRUST_HELP}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `shows a certificate of an unknown authority; ${TRUST_HELP}`,
  CERT_HAS_EXPIRED:
    'shows a certificate that has expired; renew it or pin it with --activity-monitor-fingerprint',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'shows a certificate for another name; use that name in the URL, or --activity-monitor-fingerprint',
  ECONNREFUSED:
    'refuses the connection; is the API server of the agent on, and is this its port (4494 by default)?',
  ENOTFOUND: 'is not a name that can be resolved',
  EAI_AGAIN: 'is not a name that can be resolved now',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  ETIMEDOUT: 'cannot be reached',
  ECONNRESET: 'closed the connection; its IP whitelist may lack this machine',
};

function toSourceError(error: unknown, url: URL): SourceError {
  if (error instanceof SourceError) return new SourceError(prefixHost(url, error.message), { cause: error });
  const code = codeOf(error);
  const meaning = TLS_FAULTS[code] ?? `cannot be talked to over TLS (${code || messageOf(error)})`;
  return new SourceError(prefixHost(url, meaning), { cause: error });
}

function prefixHost(url: URL, meaning: string): string {
  return meaning.startsWith(url.host) ? meaning : `${url.host} ${meaning}`;
}
