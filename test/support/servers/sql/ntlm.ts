import { createHmac } from 'node:crypto';
import md4 from 'js-md4';

/** The server's side of NTLM (MS-NLMP), enough to know whether the client has the password. */
export const SERVER_CHALLENGE = Buffer.from('0123456789abcdef', 'hex');
const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1');
/** Unicode, NTLM, target type domain, extended security, target info. */
const FLAGS = 0x00a90201;

/** CHALLENGE_MESSAGE with a target name and the AV pairs that NTLMv2 wants. */
export function challenge(domain: string): Buffer {
  const target = Buffer.from(domain, 'utf16le');
  const info = Buffer.concat([
    avPair(2, domain),
    avPair(1, 'TDSTEST'),
    avPair(4, domain),
    avPair(3, 'tdstest'),
    avPair(0, ''),
  ]);
  const head = Buffer.alloc(56);
  SIGNATURE.copy(head, 0);
  head.writeUInt32LE(2, 8);
  writeField(head, 12, target.length, 56);
  head.writeUInt32LE(FLAGS, 20);
  SERVER_CHALLENGE.copy(head, 24);
  writeField(head, 40, info.length, 56 + target.length);
  return Buffer.concat([head, target, info]);
}

/** AUTHENTICATE_MESSAGE: who it is, and whether the NTLMv2 proof fits the password. */
export function readAuthenticate(
  message: Buffer,
  password: string,
): { user: string; domain: string; proven: boolean } {
  const field = (at: number) => {
    const start = message.readUInt32LE(at + 4);
    return message.subarray(start, start + message.readUInt16LE(at));
  };
  // To the end of the message, because tedious declares only the 16 bytes of the proof, and SQL Server lets it pass.
  const response = message.subarray(message.readUInt32LE(24));
  const domain = field(28).toString('utf16le');
  const user = field(36).toString('utf16le');
  const hash = Buffer.from(md4.arrayBuffer(Buffer.from(password, 'utf16le')));
  const key = hmac(hash, Buffer.from(user.toUpperCase() + domain, 'utf16le'));
  const proof = hmac(key, Buffer.concat([SERVER_CHALLENGE, response.subarray(16)]));
  return { user, domain, proven: proof.equals(response.subarray(0, 16)) };
}

function hmac(key: Buffer, data: Buffer): Buffer {
  return createHmac('md5', key).update(data).digest();
}

function avPair(id: number, value: string): Buffer {
  const data = Buffer.from(value, 'utf16le');
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
}

function writeField(head: Buffer, at: number, length: number, offset: number): void {
  head.writeUInt16LE(length, at);
  head.writeUInt16LE(length, at + 2);
  head.writeUInt32LE(offset, at + 4);
}
