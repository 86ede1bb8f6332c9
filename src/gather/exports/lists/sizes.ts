import { ABSENT, UNDECIDED, UNUSABLE, isEmpty, type Outcome, type Reading } from './values';

/**
 * Bytes of a unit. KB, MB, GB, TB are powers of 1000 here, as in the rules (rule catalogue: "GB is 10^9 bytes"), although
 * Windows means powers of 1024: the console's exports do not say which they mean, and the smaller reading never says
 * that there is more free space than there is. KiB, MiB, GiB, TiB are powers of 1024. "o" is the French byte.
 */
const UNITS = new Map<string, number>([
  ['', 1],
  ['b', 1],
  ['byte', 1],
  ['bytes', 1],
  ['o', 1],
  ['octets', 1],
]);
for (const [at, letter] of ['k', 'm', 'g', 't', 'p'].entries()) {
  const decimal = 1000 ** (at + 1);
  for (const unit of [letter, `${letter}b`, `${letter}o`]) UNITS.set(unit, decimal);
  UNITS.set(`${letter}ib`, 1024 ** (at + 1)).set(`${letter}io`, 1024 ** (at + 1));
}

/** The decimal mark of a column. */
export type DecimalMark = '.' | ',';

/** The bytes of a unit in the name of a column, such as the "gb" of "Free Space (GB)"; undefined for no unit. */
export function unitBytes(unit: string): number | undefined {
  return unit === '' || unit.length === 1 ? undefined : UNITS.get(unit);
}

/**
 * A size in bytes, rounded down: "96.4 GB", "96,4 GB", "1.024,5 MB", "1,024 MB" or bytes.
 * @param columnUnit bytes of the unit that the column's name gives to bare numbers
 */
export function readSize(
  raw: string | number,
  columnUnit: number | undefined,
  mark?: DecimalMark,
): Reading<number> {
  if (typeof raw === 'number') return { value: toBytes(raw, columnUnit ?? 1, columnUnit === undefined) };
  const text = raw.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
  if (isEmpty(text)) return { value: ABSENT };
  const match = text.length > 40 ? null : /^(\d[\d.,' ]*)(\p{L}*)$/u.exec(text);
  const unit = match && UNITS.get((match[2] ?? '').toLowerCase());
  if (!match || unit == null) return { value: UNUSABLE };
  const bare = match[2] === '';
  const bytes = bare ? (columnUnit ?? 1) : unit;
  const number = readNumber((match[1] ?? '').replace(/[' ]/g, ''), bytes, mark);
  if (typeof number.value === 'symbol') return number;
  return { value: toBytes(number.value, bytes, bare && columnUnit === undefined), vote: number.vote };
}

/** A bare number with a fraction cannot be bytes. */
function toBytes(value: number, unit: number, whole: boolean): Outcome<number> {
  if (value < 0 || (whole && !Number.isInteger(value))) return UNUSABLE;
  const exact = value * unit;
  // 15 digits undo the binary fraction of 96.4 before rounding down.
  const bytes = Number.isInteger(exact) ? exact : Math.floor(Number(exact.toPrecision(15)));
  return Number.isSafeInteger(bytes) ? bytes : UNUSABLE;
}

function readNumber(digits: string, unit: number, mark: DecimalMark | undefined): Reading<number> {
  if (/^\d{1,16}$/.test(digits)) return { value: Number(digits) };
  if (/^\d{1,3}(,\d{3}){1,6}\.\d{1,9}$|^\d{1,3}(,\d{3}){2,6}$/.test(digits))
    return { value: decimal(digits, '.'), vote: '.' };
  if (/^\d{1,3}(\.\d{3}){1,6},\d{1,9}$|^\d{1,3}(\.\d{3}){2,6}$/.test(digits))
    return { value: decimal(digits, ','), vote: ',' };
  const single = /^(\d{1,16})([.,])(\d{1,9})$/.exec(digits);
  if (!single) return { value: UNUSABLE };
  const [, whole = '', found, fraction = ''] = single;
  const mayGroup = fraction.length === 3 && whole.length <= 3 && whole !== '0';
  if (!mayGroup) return { value: decimal(digits, found as '.' | ','), vote: found };
  // Bytes have no fraction.
  if (unit === 1) return { value: decimal(digits, found === '.' ? ',' : '.') };
  return { value: mark === undefined ? UNDECIDED : decimal(digits, mark) };
}

function decimal(digits: string, mark: '.' | ','): number {
  const bare = digits.replaceAll(mark === '.' ? ',' : '.', '');
  return Number(bare.replace(',', '.'));
}
