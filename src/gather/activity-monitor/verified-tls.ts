import http from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { UserError } from '../../model/errors';
import { codeOf, messageOf } from '../errors';
import { classifyNetworkFault, type NetworkFault } from '../network-faults';
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

/** What keeps this machine and the API server from talking, after the server's name. */
export const NETWORK_FAULTS: Record<NetworkFault, string> = {
  unverified: `shows a certificate that is self-signed or of an unknown authority; ${TRUST_HELP}`,
  expired: 'shows a certificate that has expired; renew it or pin it with --activity-monitor-fingerprint',
  'not-yet-valid': 'shows a certificate that is not valid yet; check the clocks of both machines',
  'other-name':
    'shows a certificate for another name; use that name in the URL, or --activity-monitor-fingerprint',
  refused:
    'refuses the connection; is the API server of the agent on, and is this its port (4494 by default)?',
  'unknown-name': 'is not a name that can be resolved',
  'no-name-service': 'is not a name that can be resolved now; check the DNS',
  unreachable: 'cannot be reached; check the network',
  closed: 'closed the connection; its IP whitelist may lack this machine',
  'old-tls': 'knows nothing newer than TLS 1.1; enable TLS 1.2 in its Windows',
  'weak-tls':
    'has a certificate or ciphers that are too weak for a safe connection; have them renewed in its Windows',
  'no-tls': 'does not speak TLS; is this its port (4494 by default)?',
  tls: 'cannot be talked to over TLS',
};

function toSourceError(error: unknown, url: URL): SourceError {
  if (error instanceof SourceError) return new SourceError(prefixHost(url, error.message), { cause: error });
  const code = codeOf(error);
  const kind = classifyNetworkFault(code) ?? 'tls';
  const detail = kind === 'tls' ? ` (${code || messageOf(error)})` : '';
  return new SourceError(prefixHost(url, NETWORK_FAULTS[kind] + detail), { cause: error });
}

function prefixHost(url: URL, meaning: string): string {
  return meaning.startsWith(url.host) ? meaning : `${url.host} ${meaning}`;
}
