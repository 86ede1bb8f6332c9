/** What a client asked: the statement and its parameters, by name without the @. */
export interface Query {
  database: string;
  sql: string;
  parameters: Record<string, string | null>;
}

/** SQLBatch (MS-TDS 2.2.6.7): ALL_HEADERS, then the text. */
export function readBatch(data: Buffer): string {
  return data.toString('utf16le', data.readUInt32LE(0));
}

/** RPC request (2.2.6.6) of sp_executesql: @statement, @params, then the values, all of them nvarchar. */
export function readExecuteSql(data: Buffer): { sql: string; parameters: Record<string, string | null> } {
  let at = data.readUInt32LE(0);
  const byId = data.readUInt16LE(at) === 0xffff;
  if (!byId || data.readUInt16LE(at + 2) !== 10) throw new Error('only sp_executesql (10) is understood');
  at += 6;
  const values: [string, string | null][] = [];
  while (at < data.length) {
    const name = data.toString('utf16le', at + 1, at + 1 + (data[at] ?? 0) * 2);
    at += 2 + (data[at] ?? 0) * 2;
    const { value, next } = readNvarchar(data, at);
    values.push([name.replace(/^@/, ''), value]);
    at = next;
  }
  const [statement, , ...rest] = values;
  return { sql: statement?.[1] ?? '', parameters: Object.fromEntries(rest) };
}

function readNvarchar(data: Buffer, at: number): { value: string | null; next: number } {
  if (data[at] !== 0xe7) throw new Error(`parameter type 0x${(data[at] ?? 0).toString(16)} is not nvarchar`);
  const start = at + 8;
  if (data.readUInt16LE(at + 1) === 0xffff) return readLong(data, start);
  const length = data.readUInt16LE(start);
  if (length === 0xffff) return { value: null, next: start + 2 };
  return { value: data.toString('utf16le', start + 2, start + 2 + length), next: start + 2 + length };
}

/** Partially length-prefixed: the whole length, chunks, and an empty one. */
function readLong(data: Buffer, start: number): { value: string; next: number } {
  const chunks: Buffer[] = [];
  let at = start + 8;
  for (let length = data.readUInt32LE(at); length > 0; length = data.readUInt32LE(at)) {
    chunks.push(data.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return { value: Buffer.concat(chunks).toString('utf16le'), next: at + 4 };
}
