import { columnMetadata, rowToken, type Column, type Value } from './columns';

export interface SqlError {
  number: number;
  message?: string;
  severity?: number;
  state?: number;
}

const VERSION_7_4 = Buffer.from([0x74, 0x00, 0x00, 0x04]);

/** The tokens of MS-TDS 2.2.7 that a server needs. */
export function loginAck(database: string): Buffer {
  const program = Buffer.concat([
    Buffer.from([1]),
    VERSION_7_4,
    byteText('Microsoft SQL Server'),
    Buffer.from([16, 0, 0x10, 0x87]),
  ]);
  return Buffer.concat([
    sizedToken(0xe3, Buffer.concat([Buffer.from([1]), byteText(database), byteText('master')])),
    sizedToken(0xad, program),
    done(),
  ]);
}

export function errorToken({ number, message = 'refused', severity = 14, state = 1 }: SqlError): Buffer {
  const head = Buffer.alloc(6);
  head.writeInt32LE(number, 0);
  head.writeUInt8(state, 4);
  head.writeUInt8(severity, 5);
  const text = Buffer.from(message, 'utf16le');
  return sizedToken(
    0xaa,
    Buffer.concat([
      head,
      uint16(message.length),
      text,
      byteText('TDSTEST'),
      byteText(''),
      Buffer.from([1, 0, 0, 0]),
    ]),
  );
}

export function sspiToken(message: Buffer): Buffer {
  return sizedToken(0xed, message);
}

/** FEDAUTHINFO: where to get an access token, and for whom. */
export function fedAuthInfo(stsUrl: string, spn: string): Buffer {
  const values = [stsUrl, spn].map((value) => Buffer.from(value, 'utf16le'));
  let offset = 4 + 9 * values.length;
  const heads = values.map((value, at) => {
    const head = Buffer.alloc(9);
    head.writeUInt8(at + 1, 0);
    head.writeUInt32LE(value.length, 1);
    head.writeUInt32LE(offset, 5);
    offset += value.length;
    return head;
  });
  const data = Buffer.concat([uint32(values.length), ...heads, ...values]);
  return Buffer.concat([Buffer.from([0xee]), uint32(data.length), data]);
}

/** What a stored procedure, sp_executesql too, answers: rows, or an error. */
export function procedureAnswer(columns: Column[], rows: Value[][]): Buffer {
  const rowTokens = rows.map((row) => rowToken(columns, row));
  const status = Buffer.from([0x79, 0, 0, 0, 0]);
  return Buffer.concat([
    columnMetadata(columns),
    ...rowTokens,
    doneToken(0xff, 0x11, rows.length),
    status,
    doneToken(0xfe, 0, 0),
  ]);
}

export function procedureError(error: SqlError): Buffer {
  return Buffer.concat([errorToken(error), doneToken(0xfe, 0x02, 0)]);
}

export function done(status = 0): Buffer {
  return doneToken(0xfd, status, 0);
}

function doneToken(token: number, status: number, rows: number): Buffer {
  const count = Buffer.alloc(8);
  count.writeBigUInt64LE(BigInt(rows));
  return Buffer.concat([Buffer.from([token]), uint16(status), uint16(0xc1), count]);
}

function sizedToken(token: number, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([token]), uint16(data.length), data]);
}

function byteText(text: string): Buffer {
  return Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'utf16le')]);
}

function uint16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}
