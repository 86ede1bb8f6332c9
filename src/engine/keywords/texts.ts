import { isAddress, parseHost, parseServer } from '../values/hosts';
import { orData, createReader, type Data, type Judge, type Keyword } from './keyword';

/** The lower-case words of a text: runs of letters and digits. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether `phrase` stands in `words` as consecutive whole words. */
export function mentions(words: readonly string[], phrase: readonly string[]): boolean {
  return words.some((_word, at) => phrase.every((one, offset) => words[at + offset] === one));
}

/** How many distinct texts are remembered before starting afresh; untrusted lists may hold any number. */
const MOST_REMEMBERED = 10_000;
const SLOTS = 64;

/**
 * A judgement on one text that is made once for each distinct text: estates repeat themselves. The last text of
 * each length is compared first, as comparing is cheaper than the hash that a map needs.
 */
export function remember<T>(judge: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  const lastTexts = new Array<string | undefined>(SLOTS);
  const lastResults = new Array<T | undefined>(SLOTS);
  return (text) => {
    const slot = text.length % SLOTS;
    if (lastTexts[slot] === text) return lastResults[slot] as T;
    let result = known.get(text);
    if (result === undefined) {
      result = judge(text);
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(text, result);
    }
    lastTexts[slot] = text;
    lastResults[slot] = result;
    return result;
  };
}

const texts = { type: 'array', items: { type: 'string' }, minItems: 1 };

/** The text is one of these, without regard to case and surrounding spaces. */
export const isAnyOf: Keyword = {
  valueSchema: texts,
  compile: (values: string[]): Judge => {
    const lower = new Set(values.map((value) => value.toLowerCase()));
    const isOne = remember((text) => lower.has(text.trim().toLowerCase()));
    return (text) => (isOne(String(text)) ? undefined : { expected: values.join(' or ') });
  },
};

/** No text of the list names one of these products; the detail names the ones that do (B6, B7). */
export const mentionsNone: Keyword = {
  valueSchema: texts,
  compile: (phrases: string[]): Judge => {
    const unwanted = phrases.map(wordsOf);
    const isNamed = remember((text) => {
      const words = wordsOf(text);
      return unwanted.some((phrase) => mentions(words, phrase));
    });
    return (list) => {
      if (!Array.isArray(list) || !list.some((text) => isNamed(String(text)))) return undefined;
      const named = list.filter((text) => isNamed(String(text))).sort();
      return { actual: named, expected: 'none of them', detail: named.join(', ') };
    };
  },
};

const LOCAL = new Set(['', '.', '(local)', 'localhost', '127.0.0.1', '::1']);

/** The server is on another host than the one given. A name of the machine itself is the same host (E8). */
export const otherHostThan: Keyword = {
  valueSchema: orData({ type: 'string' }),
  compile: (value: Data<string>): Judge => {
    const read = createReader(value);
    return (server, scope) => {
      const other = read(scope);
      if (other === undefined) return undefined;
      const host = parseServer(String(server)).name;
      return LOCAL.has(host) || host === parseHost(other).name ? { expected: `not ${other}` } : undefined;
    };
  },
};

/** The text is a host name, not an address, so that it can be compared with a name. */
export const hostName: Keyword = {
  valueSchema: { const: true },
  compile: (): Judge => {
    return (server) => {
      const { name } = parseServer(String(server));
      return isAddress(name) && !LOCAL.has(name) ? { expected: 'a host name' } : undefined;
    };
  },
};

/** The path is not the folder given or below it; Windows paths, without regard to case and kind of slash. */
export const outsideOf: Keyword = {
  valueSchema: orData({ type: 'string' }),
  compile: (value: Data<string>): Judge => {
    const read = createReader(value);
    return (path, scope) => {
      const folder = read(scope);
      if (folder === undefined) return undefined;
      const inside = `${pathKey(String(path))}/`.startsWith(`${pathKey(folder)}/`);
      return inside ? { expected: `outside ${folder}` } : undefined;
    };
  },
};

function pathKey(path: string): string {
  return path
    .toLowerCase()
    .split(/[\\/]/)
    .filter((part, at) => part !== '' || at < 2)
    .join('/');
}

/** A release of Windows Server, as its name says it: "2019", "2012 R2"; undefined when none is named. */
export function windowsServerOf(text: string): string | undefined {
  const words = wordsOf(text);
  const year = words.findIndex((word) => /^20[0-9]{2}$/.test(word));
  if (year === -1 || !words.includes('server')) return undefined;
  return words[year + 1] === 'r2' ? `${words[year]} R2` : words[year];
}

/** Whether the name of an operating system says which release it is. */
function namesRelease(text: string): boolean {
  return /[0-9]/.test(text);
}

/** The name of an operating system says which release it is; "Windows" alone is no evidence. */
export const releaseNamed: Keyword = {
  valueSchema: { const: true },
  compile: (): Judge => (text) =>
    namesRelease(String(text)) ? undefined : { expected: 'a name with its release' },
};

/** The operating system is one of these releases of Windows Server (B3, F1). */
export const windowsServer: Keyword = {
  valueSchema: orData(texts),
  compile: (value: Data<string[]>): Judge => {
    const read = createReader(value);
    const releaseOf = remember((text) =>
      namesRelease(text) ? (windowsServerOf(text) ?? 'another') : 'unnamed',
    );
    return (text, scope) => {
      const releases = read(scope);
      const release = releaseOf(String(text));
      return releases === undefined || release === 'unnamed' || releases.includes(release)
        ? undefined
        : { expected: `Windows Server ${releases.join(', ')}` };
    };
  },
};

interface Obsolete {
  keys: string[];
  values: string[];
  now: string;
}

/** None of the settings is obsolete; the detail says what replaces each (A12). */
export const settingsCurrent: Keyword = {
  valueSchema: {
    type: 'array',
    minItems: 1,
    items: {
      type: 'object',
      properties: { keys: texts, values: texts, now: { type: 'string' } },
      required: ['keys', 'values', 'now'],
      additionalProperties: false,
    },
  },
  reads: () => ({ below: ['/key', '/value'] }),
  compile: (rows: Obsolete[]): Judge => {
    const replacements = new Map(
      rows.flatMap(({ keys, values, now }) =>
        keys.flatMap((key) => values.map((value) => [settingKey(key, value), now] as const)),
      ),
    );
    return (settings) => {
      const old = (Array.isArray(settings) ? (settings as { key?: string; value?: string }[]) : [])
        .map(({ key = '', value = '' }) => ({
          text: `${key} = ${value}`,
          now: replacements.get(settingKey(key, value)),
        }))
        .filter(({ now }) => now !== undefined)
        .sort((a, b) => (a.text < b.text ? -1 : 1));
      if (old.length === 0) return undefined;
      return {
        actual: old.map(({ text }) => text),
        expected: [...new Set(old.map(({ now }) => now))].join(', '),
        detail: old.map(({ text, now }) => `${text} (now ${now})`).join(', '),
      };
    };
  },
};

function settingKey(key: string, value: string): string {
  return `${key.trim().toLowerCase()}=${wordsOf(value).join(' ')}`;
}
