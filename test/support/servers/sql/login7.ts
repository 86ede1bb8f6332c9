/** LOGIN7 of MS-TDS 2.2.6.4, as far as a server looks at it. */
export interface Login {
  hostName: string;
  user: string;
  password: string;
  appName: string;
  serverName: string;
  language: string;
  database: string;
  readOnlyIntent: boolean;
  /** The NTLM NEGOTIATE message of an integrated login. */
  sspi: Buffer;
}

/** Where the offset and length of each text stand. */
const AT = {
  hostName: 36,
  user: 40,
  password: 44,
  appName: 48,
  serverName: 52,
  language: 64,
  database: 68,
  sspi: 78,
};
const TYPE_FLAGS = 26;
const READ_ONLY_INTENT = 0x20;

export function readLogin(data: Buffer): Login {
  const bytes = (at: number, width: number) => {
    const start = data.readUInt16LE(at);
    return data.subarray(start, start + data.readUInt16LE(at + 2) * width);
  };
  const text = (at: number) => bytes(at, 2).toString('utf16le');
  return {
    hostName: text(AT.hostName),
    user: text(AT.user),
    password: unscramble(bytes(AT.password, 2)),
    appName: text(AT.appName),
    serverName: text(AT.serverName),
    language: text(AT.language),
    database: text(AT.database),
    readOnlyIntent: ((data[TYPE_FLAGS] ?? 0) & READ_ONLY_INTENT) !== 0,
    sspi: bytes(AT.sspi, 1),
  };
}

/** Each byte was turned by half and combined with A5: hidden from nobody. */
function unscramble(bytes: Buffer): string {
  const plain = bytes.map((byte) => {
    const turned = byte ^ 0xa5;
    return ((turned << 4) | (turned >> 4)) & 0xff;
  });
  return Buffer.from(plain).toString('utf16le');
}

/** How `text` stands in a LOGIN7 packet; what a test looks for in the bytes that were sent. */
export function scramble(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return Buffer.from(bytes.map((byte) => (((byte << 4) | (byte >> 4)) & 0xff) ^ 0xa5));
}
