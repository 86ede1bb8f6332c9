import { Socket } from 'node:net';

/** First bytes that may go out before TLS is up: a PRELOGIN packet (MS-TDS 2.2.3.1.1). */
const PRELOGIN = 0x12;
/** TLS record types: change cipher spec, alert, handshake, application data. */
const TLS_RECORDS = new Set([0x14, 0x15, 0x16, 0x17]);

/**
 * The TCP connections of one session, made here and not by the driver, for two reasons.
 * - They end with the signal. tedious stops its request timer at the first response packet and a cancel may never be
 *   answered, so that a server that trickles would hold it for ever.
 * - No login leaves in clear text unless that was asked for. tedious 19 goes on without TLS, and sends the login, when
 *   the server's PRELOGIN answer says that it does not encrypt; here the packet is stopped before the socket.
 */
export class SessionSockets {
  private readonly sockets = new Set<Socket>();
  private refused = false;
  private connected = false;
  private ended = false;

  constructor(
    readonly signal: AbortSignal,
    private readonly refuseClearText: boolean,
  ) {}

  /** A login in clear text was about to be sent, and was not. */
  get refusedClearText(): boolean {
    return this.refused;
  }

  /** The server took a connection. */
  get wasConnected(): boolean {
    return this.connected;
  }

  /** A connection is there and has not ended. */
  get isOpen(): boolean {
    return [...this.sockets].some((socket) => !socket.destroyed && socket.writable);
  }

  /** The driver's `connector`. */
  readonly connect = ({ host, port }: { host: string; port: number }): Promise<Socket> => {
    if (this.ended) return Promise.reject(new Error('the session has ended'));
    const socket = new Socket({ signal: this.signal });
    this.sockets.add(socket);
    // The driver takes its own listeners off at times; an error without any would end the process.
    socket.on('error', () => undefined);
    return new Promise((resolve, reject) => {
      socket.once('connect', () => {
        this.connected = true;
        // Not before: connect() puts the socket's own write back.
        if (this.refuseClearText) this.guard(socket);
        resolve(socket);
      });
      socket.once('error', reject);
      socket.connect({ host, port });
    });
  };

  /** Closes every connection at once, whatever the server is doing. */
  close(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Closes them, lets no other one be opened, and resolves when the last one has gone. */
  async end(): Promise<void> {
    this.ended = true;
    this.close();
    const open = [...this.sockets].filter((socket) => !socket.closed);
    await Promise.all(open.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  }

  private guard(socket: Socket): void {
    const write = socket.write.bind(socket) as (chunk: Uint8Array, ...rest: unknown[]) => boolean;
    let encrypted = false;
    const guarded = (chunk: Uint8Array, ...rest: unknown[]): boolean => {
      const first = chunk[0] ?? 0;
      // From the first TLS record on everything is one; a chunk need not begin where a record does.
      encrypted ||= TLS_RECORDS.has(first);
      if (encrypted || first === PRELOGIN) return write(chunk, ...rest);
      this.refused = true;
      socket.destroy(new Error('refused to send a login in clear text'));
      return false;
    };
    socket.write = guarded as Socket['write'];
  }
}
