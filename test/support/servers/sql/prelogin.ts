/** PRELOGIN options of MS-TDS 2.2.6.5. */
const VERSION = 0x00;
const ENCRYPTION = 0x01;
const FED_AUTH_REQUIRED = 0x06;
const TERMINATOR = 0xff;

export const ENCRYPT = { off: 0x00, on: 0x01, 'not-supported': 0x02, required: 0x03 } as const;
export type EncryptAnswer = keyof typeof ENCRYPT;

/** What the client says of encryption. */
export function readEncryption(data: Buffer): number | undefined {
  for (let at = 0; data[at] !== TERMINATOR && at + 5 <= data.length; at += 5) {
    if (data[at] === ENCRYPTION) return data[data.readUInt16BE(at + 1)];
  }
  return undefined;
}

/** The server's answer, as SQL Server 2022 gives it. */
export function preloginAnswer(encryption: EncryptAnswer, fedAuth: boolean): Buffer {
  const options: [number, Buffer][] = [
    [VERSION, Buffer.from([16, 0, 0x10, 0x87, 0, 0])],
    [ENCRYPTION, Buffer.from([ENCRYPT[encryption]])],
    ...(fedAuth ? [[FED_AUTH_REQUIRED, Buffer.from([1])] as [number, Buffer]] : []),
  ];
  let offset = options.length * 5 + 1;
  const heads = options.map(([token, data]) => {
    const head = Buffer.from([token, 0, 0, 0, data.length]);
    head.writeUInt16BE(offset, 1);
    offset += data.length;
    return head;
  });
  return Buffer.concat([...heads, Buffer.from([TERMINATOR]), ...options.map(([, data]) => data)]);
}
