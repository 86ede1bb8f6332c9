/** Text (REG_SZ and what is written like it), a number (DWORD, QWORD), the texts of a MULTI_SZ, or bytes. */
export type RegistryValue = string | number | readonly string[] | Uint8Array;

export interface RegistryKey {
  /** In full, beginning with HKEY_, without the name of a host. */
  path: string;
  /** By name in lower case; the key's own value, whose name is localised, has the name "". */
  values: ReadonlyMap<string, RegistryValue>;
}

/** Lazy: the first type on the line ends the name, whatever blanks are in it. */
const VALUE = /^ {4}(.*?) {4}(REG_[A-Z_]+) {4}(.*)$/;
const KEY = /^(?:\\\\[^\\]+\\)?(HKEY_[A-Z_]+(?:\\.*)?)$/i;
/** A longer line is no value of ours, and is not looked at. */
const LONGEST_LINE = 2 ** 20;

/**
 * The keys that `reg query` lists, in its order: with /s each key with its values, without it the key that was asked for and,
 * without values, its subkeys. A key that has only subkeys is not listed itself. What cannot be read is left out.
 */
export function parseRegistry(output: string): RegistryKey[] {
  const keys: { path: string; values: Map<string, RegistryValue> }[] = [];
  for (const line of output.split(/\r?\n/)) {
    if (line.length > LONGEST_LINE) continue;
    const path = KEY.exec(line)?.[1];
    if (path !== undefined) keys.push({ path, values: new Map() });
    else readValue(line, keys.at(-1)?.values);
  }
  return keys;
}

function readValue(line: string, values: Map<string, RegistryValue> | undefined): void {
  if (!values || !line.startsWith('    ')) return;
  const [, name = '', type = '', text = ''] = VALUE.exec(line) ?? [];
  const value = type === '' ? undefined : parseValue(type, text.trim());
  if (value !== undefined) values.set(/^\(.*\)$/.test(name) ? '' : name.toLowerCase(), value);
}

function parseValue(type: string, text: string): RegistryValue | undefined {
  switch (type) {
    case 'REG_DWORD':
    case 'REG_QWORD':
      return parseNumber(text);
    case 'REG_MULTI_SZ':
      return text.split('\\0').filter((part) => part !== '');
    case 'REG_BINARY':
    case 'REG_RESOURCE_LIST':
      return text.length % 2 === 0 && /^[0-9a-f]*$/i.test(text) ? Buffer.from(text, 'hex') : undefined;
    default:
      return text;
  }
}

function parseNumber(text: string): number | undefined {
  const value = /^0x[0-9a-f]{1,16}$/i.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

/** The value of that name as text; undefined where there is none, or none that is text. */
export function textOf(key: RegistryKey | undefined, name: string): string | undefined {
  const value = key?.values.get(name.toLowerCase());
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The value of that name as a number, which some write as text. */
export function numberOf(key: RegistryKey | undefined, name: string): number | undefined {
  const value = key?.values.get(name.toLowerCase());
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}
