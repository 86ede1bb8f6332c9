import { findVersion } from '../../../../engine/values/versions';
import { findMismatch } from '../constants';
import { kindsOf, type Field } from '../fields';

/** Texts and numbers that a rule names: what an estate has to be tried with. */
export interface Constants {
  texts: readonly string[];
  numbers: readonly number[];
}

/** Those of a rule and of what it compares with. */
export function constantsOf(...values: unknown[]): Constants {
  const texts = new Set<string>();
  const numbers = new Set<number>();
  const collect = (value: unknown): void => {
    if (typeof value === 'string' && !value.startsWith('/')) texts.add(value);
    else if (typeof value === 'number') numbers.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  values.forEach(collect);
  return { texts: [...texts], numbers: [...numbers] };
}

/** The time that is now for estates that are tried. */
export const NOW = Date.parse('2026-01-01T00:00:00Z');
const YEAR = 365.25 * 86_400_000;

/** Usual texts: a host, an address, a folder, systems, versions. */
export const TEXTS = [
  'host1',
  'other',
  '',
  '10.0.0.1',
  'C:\\Folder',
  'D:\\Other',
  'Windows Server 2003',
  'Windows Server 2022',
  '7.3',
  '.\\account',
];

/** Values that may stand in a field, those first that the rule names. */
export function valuesFor(field: Field, constants: Constants, name: string): unknown[] {
  return [...new Set(candidates(field, constants))].filter(
    (value) => findMismatch(value, field, name) === undefined,
  );
}

function candidates(field: Field, { texts, numbers }: Constants): unknown[] {
  const kinds = kindsOf(field);
  if (field.enum) return [...field.enum];
  if (kinds.includes('flag')) return [true, false];
  if (kinds.includes('number'))
    return [...numbers.flatMap((one) => [one, one - 1, one + 1]), 0, 1, field.maximum ?? 1e15];
  if (kinds.includes('time')) return [...times(), ...texts.filter((text) => !Number.isNaN(Date.parse(text)))];
  if (kinds.includes('list')) return lists(field.items ?? {}, { texts, numbers });
  if (kinds.includes('object')) return [{}];
  const all = [...texts, ...TEXTS, ...texts.flatMap(versionsAround)];
  return kinds.length === 0 ? [...all, ...numbers, true, false, 0, 1] : all;
}

function times(): string[] {
  return [-1 / 8766, -1000, 100, 1 / 8766, -1, 1].map((years) => new Date(NOW + years * YEAR).toISOString());
}

/** The versions in a text and those beside them: a range without one of these has none at all. */
export function versionsAround(text: string): string[] {
  const named = text.split(/[^0-9.]+/).flatMap((part) => findVersion(part) ?? []);
  return [
    ...named.flatMap((version) => {
      const parts = version.split('.').map(Number);
      const next = parts.map((part, at) => (at === parts.length - 1 ? part + 1 : part)).join('.');
      const full = [...parts, 0, 0, 0].slice(0, 4);
      return [version, next, [...full.slice(0, 3), (full[3] ?? 0) + 1].join('.'), full.join('.')];
    }),
    ...(named.length > 0 ? ['0.0.0.0', '999999999.0.0.0'] : []),
  ];
}

/** Empty, each value by itself, and all of them. */
function lists(items: Field, constants: Constants): unknown[] {
  if (kindsOf(items).includes('object')) return [[], [{}], ...rows(items, constants)];
  const values = valuesFor(items, constants, '');
  return [[], ...values.map((value) => [value]), values];
}

const MOST_ROWS = 300;

/** Rows with every pair of texts in every pair of neighbouring fields. */
function rows({ properties = {} }: Field, { texts }: Constants): unknown[] {
  const names = Object.keys(properties).filter((name) => kindsOf(properties[name] ?? {}).includes('text'));
  const made = texts.flatMap((one) =>
    texts.map((two) => Object.fromEntries(names.map((name, at) => [name, at % 2 === 1 ? one : two]))),
  );
  return [
    ...made.slice(0, MOST_ROWS).map((row) => [row]),
    texts.map((text) => Object.fromEntries(names.map((name) => [name, text]))),
  ];
}
