import { UserError } from '../../../model/errors';
import { quote } from '../quote';
import { ABSENT, UNDECIDED, UNUSABLE, isEmpty, type Outcome, type Reading } from './values';

/** Whether 03/04 is the third of April or the fourth of March. */
export type DateOrder = 'day-first' | 'month-first';

interface Clock {
  hour: number;
  minute: number;
  ms: number;
  /** Minutes east of UTC; undefined when the text does not say. */
  offset: number | undefined;
}

const NUMERIC = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})\.?(?:(?:T|,? )(.+))?$/;
/** English month names, as PowerShell writes long dates; the day of the week before them is not read. */
const WORDS =
  /^(?:[a-z]{3,9},? )?(?:([a-z]{3,9})\.? (\d{1,2})|(\d{1,2})[. -]{1,2}([a-z]{3,9}))\.?[, -]{1,2}(\d{4})(?:,? (.+))?$/i;
const CLOCK =
  /^(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,](\d{1,9}))?)? ?(?:([ap])\.? ?m\.?)? ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i;
const POWERSHELL_5 = /^\/Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/$/;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/**
 * Years up to this one stand for "never": 0001 is the smallest time of .NET, 1601 that of Windows.
 */
const NEVER = 1601;

/**
 * A time in ISO 8601 and UTC. Read are ISO, the numeric forms of the United States and Europe with four-digit years,
 * long English dates, and the /Date(…)/ of PowerShell 5.
 * @param zone minutes east of UTC for a time that does not say; undefined: the time zone of this machine
 * @param order how to read a numeric date that could be either; without it such a date is UNDECIDED
 */
export function readTime(raw: string | number, zone: number | undefined, order?: DateOrder): Reading<string> {
  const text = String(raw)
    .replace(/[\s\u00a0\u202f\u200e\u200f]+/g, ' ')
    .trim();
  if (isEmpty(text)) return { value: ABSENT };
  if (text.length > 64 || typeof raw === 'number') return { value: UNUSABLE };
  const ticks = POWERSHELL_5.exec(text);
  if (ticks) return { value: toIso(new Date(Number(ticks[1]))) };
  return readNumeric(text, zone, order) ?? readWords(text, zone) ?? { value: UNUSABLE };
}

function readNumeric(
  text: string,
  zone: number | undefined,
  order: DateOrder | undefined,
): Reading<string> | undefined {
  const match = NUMERIC.exec(text);
  if (!match) return undefined;
  const [, a = '', mark = '', b = '', c = '', rest] = match;
  if (a.length === 4) return c.length <= 2 ? instant([+a, +b, +c], rest, zone) : { value: UNUSABLE };
  if (a.length > 2 || c.length !== 4) return { value: UNUSABLE };
  if (Number(c) <= NEVER) return { value: ABSENT };
  const proof = provenOrder(+a, +b);
  const chosen = orderOf(mark, +a, +b) ?? order;
  if (!chosen) return { value: UNDECIDED };
  const [day, month] = chosen === 'day-first' ? [+a, +b] : [+b, +a];
  return { ...instant([+c, month, day], rest, zone), vote: mark === '.' ? undefined : proof };
}

/** Points are only ever used with the day first; slashes and dashes are used both ways. */
function orderOf(mark: string, a: number, b: number): DateOrder | undefined {
  // Where both are no month the date is no date in either order, and instant() says so.
  return mark === '.' || a === b || (a > 12 && b > 12) ? 'day-first' : provenOrder(a, b);
}

function provenOrder(a: number, b: number): DateOrder | undefined {
  if (a > 12 && b <= 12) return 'day-first';
  return b > 12 && a <= 12 ? 'month-first' : undefined;
}

function readWords(text: string, zone: number | undefined): Reading<string> | undefined {
  const match = WORDS.exec(text);
  if (!match) return undefined;
  const word = (match[1] ?? match[4] ?? '').toLowerCase();
  const month = MONTHS.indexOf(word.slice(0, 3)) + 1;
  if (month === 0) return undefined;
  return instant([Number(match[5]), month, Number(match[2] ?? match[3])], match[6], zone);
}

type Ymd = readonly [year: number, month: number, day: number];

function instant(
  [year, month, day]: Ymd,
  rest: string | undefined,
  zone: number | undefined,
): Reading<string> {
  if (year <= NEVER) return { value: ABSENT };
  const date = new Date(Date.UTC(year, month - 1, day));
  const clock = readClock(rest);
  // An impossible day, 31 February, would roll over into the next month.
  if (!clock || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return { value: UNUSABLE };
  const offset = clock.offset ?? zone;
  const at =
    offset === undefined
      ? new Date(year, month - 1, day, clock.hour, clock.minute, 0, clock.ms)
      : new Date(Date.UTC(year, month - 1, day, clock.hour, clock.minute - offset, 0, clock.ms));
  return { value: toIso(at), zoneless: clock.offset === undefined };
}

function readClock(text: string | undefined): Clock | undefined {
  if (text === undefined) return { hour: 0, minute: 0, ms: 0, offset: undefined };
  const match = CLOCK.exec(text);
  if (!match) return undefined;
  const [, h, m, s = '0', fraction = '', half, offset] = match;
  const hour = to24Hours(Number(h), half?.toLowerCase());
  const ms = Number(s) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  if (hour === undefined || Number(m) > 59 || Number(s) > 59) return undefined;
  const east = offset === undefined ? undefined : parseOffset(offset);
  return offset !== undefined && east === undefined
    ? undefined
    : { hour, minute: Number(m), ms, offset: east };
}

function to24Hours(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour <= 23 ? hour : undefined;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}

function parseOffset(text: string): number | undefined {
  if (/^(Z|UTC|GMT)$/i.test(text)) return 0;
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(text);
  if (!match || Number(match[2]) > 14 || Number(match[3]) > 59) return undefined;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/** Minutes east of UTC of a `--utc-offset`. @throws UserError of code usage */
export function readUtcOffset(text: string): number {
  const minutes = parseOffset(text.trim());
  if (minutes === undefined) {
    throw new UserError('usage', `--utc-offset "${quote(text)}": is not of the form +01:00, -05:00 or Z`);
  }
  return minutes;
}

function toIso(date: Date): Outcome<string> {
  const year = date.getUTCFullYear();
  if (Number.isNaN(year) || year > 9999) return UNUSABLE;
  return year <= NEVER ? ABSENT : date.toISOString().replace('.000Z', 'Z');
}
