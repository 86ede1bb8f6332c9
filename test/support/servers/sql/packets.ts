/** Packet types of MS-TDS 2.2.3.1.1. */
export const TYPE = {
  batch: 0x01,
  rpc: 0x03,
  reply: 0x04,
  attention: 0x06,
  fedAuthToken: 0x08,
  login7: 0x10,
  sspi: 0x11,
  prelogin: 0x12,
} as const;

const HEADER = 8;
const LAST = 0x01;

export interface Message {
  type: number;
  data: Buffer;
}

/** Puts packets together into messages, however the bytes arrive. */
export class PacketReader {
  private buffered = Buffer.alloc(0);
  private parts: Buffer[] = [];

  push(chunk: Buffer): Message[] {
    this.buffered = Buffer.concat([this.buffered, chunk]);
    const messages: Message[] = [];
    for (let packet = this.next(); packet; packet = this.next()) {
      this.parts.push(packet.subarray(HEADER));
      if (((packet[1] ?? 0) & LAST) === 0) continue;
      messages.push({ type: packet[0] ?? 0, data: Buffer.concat(this.parts) });
      this.parts = [];
    }
    return messages;
  }

  private next(): Buffer | undefined {
    if (this.buffered.length < HEADER) return undefined;
    const length = this.buffered.readUInt16BE(2);
    if (length < HEADER) throw new Error(`a TDS packet of ${length} bytes`);
    if (this.buffered.length < length) return undefined;
    const packet = this.buffered.subarray(0, length);
    this.buffered = this.buffered.subarray(length);
    return packet;
  }
}

/** Cuts a message into packets of at most `size` bytes. */
export function toPackets(type: number, data: Buffer, size = 4096): Buffer {
  const packets: Buffer[] = [];
  for (let at = 0; at === 0 || at < data.length; at += size - HEADER) {
    const part = data.subarray(at, at + size - HEADER);
    const header = Buffer.from([
      type,
      at + part.length >= data.length ? LAST : 0,
      0,
      0,
      0,
      0,
      packets.length & 0xff,
      0,
    ]);
    header.writeUInt16BE(HEADER + part.length, 2);
    packets.push(header, part);
  }
  return Buffer.concat(packets);
}
