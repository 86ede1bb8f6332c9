import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket, type SecureContextOptions } from 'node:tls';
import { PacketReader, toPackets, TYPE } from './packets';

export interface KeyPair {
  key: string;
  cert: string;
}

/** TLS from the first byte, as TDS 8 wants it, with its protocol name. */
export function tlsFirst(socket: Socket, pair: KeyPair, more?: SecureContextOptions): TLSSocket {
  const secureContext = createSecureContext({ ...pair, ...more });
  const options = { isServer: true, secureContext, ALPNProtocols: ['tds/8.0'] };
  return new TLSSocket(new Carrier(socket, true), options as never);
}

/** TLS whose handshake travels inside PRELOGIN packets (MS-TDS 2.2.6.5, note on encryption). */
export function tlsInsidePrelogin(socket: Socket, pair: KeyPair, more?: SecureContextOptions): TLSSocket {
  const secureContext = createSecureContext({ ...pair, maxVersion: 'TLSv1.2', ...more });
  return new TLSSocket(new Carrier(socket, false), { isServer: true, secureContext });
}

/** Carries TLS records over the socket: packed while the client packs its own, bare from its first bare record on. */
class Carrier extends Duplex {
  private readonly reader = new PacketReader();
  private flight: Buffer[] = [];

  constructor(
    private readonly socket: Socket,
    private bare: boolean,
  ) {
    super();
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    socket.on('close', () => this.destroy());
    socket.on('end', () => this.push(null));
  }

  private receive(chunk: Buffer): void {
    this.bare ||= chunk[0] !== TYPE.prelogin;
    if (this.bare) this.push(chunk);
    else for (const { data } of this.reader.push(chunk)) this.push(data);
  }

  override _read(): void {
    // Pushed as it arrives.
  }

  override _write(chunk: Buffer, _encoding: string, callback: () => void): void {
    if (this.bare) this.socket.write(chunk);
    else this.pack(chunk);
    callback();
  }

  /** One message for one flight: the client waits for exactly one. */
  private pack(chunk: Buffer): void {
    this.flight.push(chunk);
    if (this.flight.length > 1) return;
    setImmediate(() => {
      this.socket.write(toPackets(TYPE.prelogin, Buffer.concat(this.flight)));
      this.flight = [];
    });
  }
}
