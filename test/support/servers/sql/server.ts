import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import type { Answer } from './answers';
import { TdsConnection } from './connection';
import type { EncryptAnswer } from './prelogin';
import type { KeyPair } from './tls';

/**
 * What becomes of an answer: never sent; byte by byte; cut off in the middle of a packet, or of a message; or replaced
 * by bytes that are no token, or no packet.
 */
export type Fate = 'hang' | 'trickle' | 'close' | 'close-inside' | 'garbage' | 'no-packet';

export interface TdsServerOptions {
  /** What PRELOGIN answers, or TDS 8. */
  encryption?: EncryptAnswer | 'strict';
  certificate?: KeyPair;
  /** Versions and ciphers of TLS, where they are not as usual. */
  tls?: SecureContextOptions;
  user?: string;
  password?: string;
  /** Ask for an Azure access token instead of a password, to be had from this authority. */
  azure?: boolean;
  azureAuthority?: string;
  /** Login errors by database. */
  refuseDatabases?: Record<string, number>;
  answers?: Answer[];
  /** The case in which column names come back. */
  spelling?: 'upper' | 'lower';
  /** Close the connection at the first byte. */
  hangsUp?: boolean;
  /** Accept the connection and never say a word. */
  silent?: boolean;
  prelogin?: Fate;
  /** Promise encryption and leave the client alone in the handshake. */
  noHandshake?: boolean;
  afterLogin?: Fate;
  trickleMs?: number;
}

/** A TDS server on loopback, written to the public MS-TDS specification, for the real driver to talk to. */
export class TdsServer {
  readonly connections: TdsConnection[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  private constructor(options: TdsServerOptions) {
    this.server = createServer((socket) => this.accept(socket, options));
  }

  static async start(options: TdsServerOptions): Promise<TdsServer> {
    const server = new TdsServer(options);
    server.server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    return server;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Every byte that any client sent. */
  get received(): Buffer {
    return Buffer.concat(this.connections.flatMap((connection) => connection.received));
  }

  get queries(): TdsConnection['queries'] {
    return this.connections.flatMap((connection) => connection.queries);
  }

  /** Resolves when every client has hung up, or broken off, which is an error to `once` of node:events. */
  async allGone(): Promise<void> {
    const open = [...this.sockets].filter((socket) => !socket.closed);
    await Promise.all(open.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private accept(socket: Socket, options: TdsServerOptions): void {
    this.sockets.add(socket);
    if (options.hangsUp) socket.on('error', () => undefined).once('data', () => socket.resetAndDestroy());
    else if (options.silent) socket.on('error', () => undefined).resume();
    else this.connections.push(new TdsConnection(socket, options));
  }
}
