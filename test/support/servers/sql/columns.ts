/** Column types that the test tables use; bigint and dates as the driver hands them on. */
export type ColumnType = 'nvarchar' | 'int' | 'bigint' | 'bit' | 'datetime' | 'datetime2' | 'float';
export type Value = string | number | bigint | boolean | Date | null;

export interface Column {
  name: string;
  type: ColumnType;
}

const COLLATION = Buffer.from([0x09, 0x04, 0xd0, 0x00, 0x34]);
const DAY_MS = 86_400_000;

/** TYPE_INFO of MS-TDS 2.2.5.6: every type in its nullable form. */
const TYPE_INFO: Record<ColumnType, Buffer> = {
  nvarchar: Buffer.concat([Buffer.from([0xe7, 0x40, 0x1f]), COLLATION]),
  int: Buffer.from([0x26, 4]),
  bigint: Buffer.from([0x26, 8]),
  bit: Buffer.from([0x68, 1]),
  datetime: Buffer.from([0x6f, 8]),
  datetime2: Buffer.from([0x2a, 7]),
  float: Buffer.from([0x6d, 8]),
};

const ENCODE: Record<ColumnType, (value: NonNullable<Value>) => Buffer> = {
  nvarchar: (value) => Buffer.from(String(value), 'utf16le'),
  int: (value) => sized(4, (buffer) => buffer.writeInt32LE(Number(value))),
  bigint: (value) => sized(8, (buffer) => buffer.writeBigInt64LE(BigInt(value as number))),
  bit: (value) => Buffer.from([value ? 1 : 0]),
  datetime: (value) => dateTime(value as Date),
  datetime2: (value) => dateTime2(value as Date),
  float: (value) => sized(8, (buffer) => buffer.writeDoubleLE(Number(value))),
};

export function columnMetadata(columns: Column[]): Buffer {
  const count = sized(2, (buffer) => buffer.writeUInt16LE(columns.length));
  const each = columns.map(({ name, type }) =>
    Buffer.concat([
      Buffer.from([0, 0, 0, 0, 0x09, 0x00]),
      TYPE_INFO[type],
      Buffer.from([name.length]),
      Buffer.from(name, 'utf16le'),
    ]),
  );
  return Buffer.concat([Buffer.from([0x81]), count, ...each]);
}

export function rowToken(columns: Column[], values: Value[]): Buffer {
  return Buffer.concat([
    Buffer.from([0xd1]),
    ...columns.map(({ type }, at) => cell(type, values[at] ?? null)),
  ]);
}

function cell(type: ColumnType, value: Value): Buffer {
  if (value === null) return type === 'nvarchar' ? Buffer.from([0xff, 0xff]) : Buffer.from([0]);
  const data = ENCODE[type](value);
  const length =
    type === 'nvarchar'
      ? sized(2, (buffer) => buffer.writeUInt16LE(data.length))
      : Buffer.from([data.length]);
  return Buffer.concat([length, data]);
}

/** Days since 1900 and three-hundredths of a second. */
function dateTime(value: Date): Buffer {
  const since = value.getTime() - Date.UTC(1900, 0, 1);
  const days = Math.floor(since / DAY_MS);
  return sized(8, (buffer) => {
    buffer.writeInt32LE(days, 0);
    buffer.writeUInt32LE(Math.round(((since - days * DAY_MS) * 3) / 10), 4);
  });
}

/** Five bytes of 100 ns, three of days since the year 1. */
function dateTime2(value: Date): Buffer {
  const days = Math.floor(value.getTime() / DAY_MS);
  return sized(8, (buffer) => {
    buffer.writeUIntLE((value.getTime() - days * DAY_MS) * 10_000, 0, 5);
    buffer.writeUIntLE(days + 719_162, 5, 3);
  });
}

function sized(bytes: number, write: (buffer: Buffer) => unknown): Buffer {
  const buffer = Buffer.alloc(bytes);
  write(buffer);
  return buffer;
}
