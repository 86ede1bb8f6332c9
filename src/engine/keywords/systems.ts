import type { MonitoredHost, MonitorOutput } from '../../model/inventory';
import type { Problem } from '../../model/rule';
import type { Scope } from '../scope/scope';
import { foldText } from '../values/format';
import {
  cannotRead,
  createReader,
  lacks,
  notKnown,
  orData,
  type Data,
  type Judge,
  type Keyword,
} from './keyword';
import { remember, texts, wordsOf } from './texts';

/**
 * The release that the name of an operating system says: "2019" or "2012 R2" of Windows Server, "Windows 10" or "Windows 11",
 * "another" of all else; undefined where it says none, or two of which nobody knows which is meant.
 */
export function releaseOf(text: string): string | undefined {
  const words = wordsOf(text);
  const [year, other] = new Set(words.filter((word) => /^20[0-9]{2}$/.test(word)));
  if (!/[0-9]/.test(text) || other !== undefined) return undefined;
  if (!words.includes('server')) return clientOf(words) ?? 'another';
  if (year === undefined) return 'another';
  return words.includes('r2') ? `${year} R2` : year;
}

/** Of a workstation; a number such as 10.0.17763 is the kernel's, which servers have too. */
function clientOf(words: readonly string[]): string | undefined {
  const at = words.indexOf('windows');
  const [release = '', next = ''] = words.slice(at + 1);
  const isClient = at !== -1 && ['10', '11'].includes(release) && !/^[0-9]+$/.test(next);
  return isClient ? `Windows ${release}` : undefined;
}

const NO_RELEASE = 'names no release';

/** The name of an operating system says which release it is; "Windows" alone is no evidence. */
export const releaseNamed: Keyword = {
  neverViolated: true,
  judges: ['text'],
  valueSchema: { const: true },
  compile: (): Judge => (text) =>
    typeof text === 'string' && releaseOf(text) !== undefined ? undefined : cannotRead(text, NO_RELEASE),
};

/** The operating system is one of these releases of Windows Server, or a workstation such as "Windows 10" (B3, F1, K4). */
export const windowsServer: Keyword = {
  judges: ['text'],
  valueSchema: orData(texts),
  compile: (value: Data<string[]>): Judge => {
    const read = createReader(value);
    const findRelease = remember(releaseOf);
    return (text, scope) => {
      const releases = read(scope);
      if (!Array.isArray(releases)) return lacks(value);
      const release = typeof text === 'string' ? findRelease(text) : undefined;
      if (release === undefined) return cannotRead(text, NO_RELEASE);
      return releases.includes(release) ? undefined : { expected: `Windows Server ${releases.join(', ')}` };
    };
  },
};

interface Obsolete {
  keys: string[];
  /** Any where absent. */
  values?: string[];
  now: string;
}

/** None of the settings is obsolete; the detail says what replaces each (A12). */
export const settingsCurrent: Keyword = {
  judges: ['list'],
  valueSchema: orData({
    type: 'array',
    minItems: 1,
    items: {
      type: 'object',
      properties: { keys: texts, values: texts, now: { type: 'string' }, facts: texts },
      required: ['keys', 'now'],
      additionalProperties: false,
    },
  }),
  reads: () => ({ below: ['/key', '/value'] }),
  compile: (obsolete: Data<Obsolete[]>): Judge => {
    const read = createReader(obsolete);
    return (settings, scope) => {
      const table = read(scope);
      if (!table) return lacks(obsolete);
      if (!Array.isArray(settings)) return cannotRead(settings, 'is no list');
      const rows = settings as { key?: unknown; value?: unknown }[];
      const known = rows.flatMap(({ key, value }) =>
        typeof key === 'string' && typeof value === 'string' ? [{ key, value }] : [],
      );
      const old = known
        .map(({ key, value }) => ({
          text: `${key} = ${value}`,
          now: table.find((one) => isObsolete(one, key, value))?.now,
        }))
        .filter(({ now }) => now !== undefined)
        .sort((a, b) => (a.text < b.text ? -1 : 1));
      if (old.length === 0) return known.length < rows.length ? notKnown() : undefined;
      return {
        actual: old.map(({ text }) => text),
        expected: [...new Set(old.map(({ now }) => now))].join(', '),
        detail: old.map(({ text, now }) => `${text} (now ${now})`).join(', '),
      };
    };
  },
};

function isObsolete({ keys, values }: Obsolete, key: string, value: string): boolean {
  const isKey = keys.some((one) => one.toLowerCase() === key.trim().toLowerCase());
  return isKey && (values?.some((one) => wordsOf(one).join(' ') === wordsOf(value).join(' ')) ?? true);
}

/**
 * The monitored host is a NAS device that Threat Prevention uses; of a list of hosts, one of them is (C6, C22). Where no output is
 * known it counts as used.
 */
export const usedNas: Keyword = {
  judges: ['object', 'list'],
  valueSchema: { const: true },
  reads: () => ({ below: ['/type', '/outputs/*/managedBy'], scope: ['/compatibility/hostTypes'] }),
  compile: (): Judge => (value, scope) => {
    if (!Array.isArray(value)) return judgeHost(value, scope);
    let open: Problem | undefined;
    for (const [at, host] of value.entries()) {
      const problem = judgeHost(host, scope);
      if (problem === undefined) return undefined;
      if (problem.unreadable !== undefined) open ??= { ...problem, below: `/${at}${problem.below ?? ''}` };
    }
    return open ?? { expected: 'a NAS host' };
  },
};

function judgeHost(host: unknown, { compatibility: { hostTypes } }: Scope): Problem | undefined {
  const { type, outputs } = host as MonitoredHost;
  if (outputs != null && isManagedOtherwise(outputs)) return { expected: 'one that Threat Prevention uses' };
  if (type == null) return { unreadable: '', below: '/type' };
  const isOne = (known: string) => foldText(known) === foldText(type);
  if (hostTypes.nas.some(isOne)) return undefined;
  if (hostTypes.others.some(isOne)) return { expected: 'a NAS host' };
  return { ...cannotRead(type, 'is no type of host that is known'), below: '/type' };
}

/** Whether every output is known to belong to another product, or to Activity Monitor itself (""); each host has one. */
function isManagedOtherwise(outputs: NonNullable<MonitoredHost['outputs']>): boolean {
  const isOther = ({ managedBy }: MonitorOutput) =>
    managedBy != null && foldText(managedBy) !== 'threat prevention';
  return outputs.length > 0 && outputs.every(isOther);
}
