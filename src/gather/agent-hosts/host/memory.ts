const LARGE_MEMORY = 7;
const MEMORY = 3;
/** CM_RESOURCE_MEMORY_LARGE_40, _48 and _64: by how many bits the length is shortened. */
const SHORTENED: Readonly<Record<number, number>> = { 0x200: 8, 0x400: 16, 0x800: 32 };
/** A descriptor of a 64-bit Windows. */
const DESCRIPTOR = 20;
/** Interface, bus, version and count before the descriptors of a list. */
const HEAD = 16;

/**
 * The bytes of memory that a CM_RESOURCE_LIST (wdm.h) names, as the value ".Translated" of RESOURCEMAP holds it; undefined where it
 * is not whole.
 */
export function sumMemory(value: unknown): number | undefined {
  if (!(value instanceof Uint8Array) || value.length < 4) return undefined;
  const bytes = Buffer.from(value);
  let at = 4;
  let sum = 0;
  for (let lists = bytes.readUInt32LE(0); lists > 0; lists--) {
    if (at + HEAD > bytes.length) return undefined;
    const end = at + HEAD + bytes.readUInt32LE(at + 12) * DESCRIPTOR;
    if (end > bytes.length) return undefined;
    for (at += HEAD; at < end; at += DESCRIPTOR) sum += lengthOf(bytes, at);
  }
  return at === bytes.length && sum > 0 && Number.isSafeInteger(sum) ? sum : undefined;
}

/** NaN for what is no memory, which makes the sum none. */
function lengthOf(bytes: Buffer, at: number): number {
  const length = bytes.readUInt32LE(at + 12);
  const type = bytes.readUInt8(at);
  if (type === MEMORY) return length;
  const bits = type === LARGE_MEMORY ? SHORTENED[bytes.readUInt16LE(at + 2) & 0xe00] : undefined;
  return bits === undefined ? NaN : length * 2 ** bits;
}
