import { decodeText, sniffEncoding } from '../../src/load/text';
import { UserError } from '../../src/model/errors';

const LE = (text: string) => Buffer.from(text, 'utf16le');
const BE = (text: string) => Buffer.from(text, 'utf16le').swap16();
const marked = (mark: number[], bytes: Buffer) => Buffer.concat([Buffer.from(mark), bytes]);

test.each<[string, Buffer, ReturnType<typeof sniffEncoding>, string]>([
  ['UTF-8', Buffer.from('{"é":1}'), 'utf-8', '{"é":1}'],
  ['UTF-8 with a mark', marked([0xef, 0xbb, 0xbf], Buffer.from('{}')), 'utf-8', '{}'],
  ['UTF-16 LE', LE('{"é":1}'), 'utf-16le', '{"é":1}'],
  ['UTF-16 LE with a mark', marked([0xff, 0xfe], LE('é')), 'utf-16le', 'é'],
  ['UTF-16 BE', BE('{"é":1}'), 'utf-16be', '{"é":1}'],
  ['UTF-16 BE with a mark', marked([0xfe, 0xff], BE('é')), 'utf-16be', 'é'],
  ['two characters of UTF-16', LE('{}'), 'utf-16le', '{}'],
  ['two of the other order', BE('{}'), 'utf-16be', '{}'],
  ['half a character at the end', marked([0xfe, 0xff], Buffer.from([0, 0x41, 0])), 'utf-16be', 'A'],
  ['one byte', Buffer.from('7'), 'utf-8', '7'],
  ['a byte and a zero', Buffer.from([0x41, 0]), 'utf-8', 'A\0'],
  ['three bytes', Buffer.from([0x41, 0, 0x42]), 'utf-8', 'A\0B'],
  ['zeros', Buffer.alloc(4), 'utf-8', '\0\0\0\0'],
  ['one zero in the first characters', Buffer.from([0x41, 0, 0x42, 0x43]), 'utf-8', 'A\0BC'],
  ['the other zero', Buffer.from([0, 0x41, 0x42, 0x43]), 'utf-8', '\0ABC'],
  ['a zero in the second character', Buffer.from([0x41, 0x42, 0x43, 0]), 'utf-8', 'ABC\0'],
  ['a zero at its beginning', Buffer.from([0x41, 0x42, 0, 0x43]), 'utf-8', 'AB\0C'],
  ['a replacement character that is written', Buffer.from('\ufffd'), 'utf-8', '\ufffd'],
  ['part of a mark', Buffer.from([0xef, 0xbb, 0x41].slice(2)), 'utf-8', 'A'],
  ['nothing', Buffer.alloc(0), 'utf-8', ''],
])('%s', (_name, bytes, encoding, text) => {
  expect(sniffEncoding(bytes)).toBe(encoding);
  expect(decodeText(bytes, 'a.json')).toBe(text);
});

test.each<[string, Buffer, string]>([
  [
    'bytes that are no text',
    Buffer.from([0x7b, 0xe9, 0x7d]),
    'a.json: is neither UTF-8 nor UTF-16 text; save it as UTF-8',
  ],
  [
    'a file that is longer than a text can be',
    { length: 2 ** 30 } as Buffer,
    'a.json: 1024 MiB is more than Node.js can read as one text (512 MiB); split the estate into several inventories',
  ],
])('%s: refused', (_name, bytes, message) => {
  expect(() => decodeText(bytes, 'a.json')).toThrow(new UserError('inventory', message));
  expect(() => decodeText(bytes, 'a.json')).toThrow(expect.objectContaining({ code: 'inventory' }));
});
