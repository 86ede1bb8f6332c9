/** Shape of an ISO 8601 time with an offset (RFC 3339). */
const TIME =
  /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$/i;

/**
 * Whether a text is a time with an offset. An inventory has one for every Agent, so this makes no objects, as
 * the format of ajv-formats does.
 */
export function isTime(text: string): boolean {
  return TIME.test(text) && (isInEveryMonth(text) || isDay(text));
}

/** Whether the day is one that every month has. */
function isInEveryMonth(text: string): boolean {
  const tens = text.charCodeAt(8);
  return tens < 0x32 || (tens === 0x32 && text.charCodeAt(9) < 0x39);
}

/** Whether the month of a time or date has that day. */
function isDay(text: string): boolean {
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8, 10)].map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate() >= (day ?? 0);
}

/** Whether a text is a day of the calendar. */
export function isDate(text: string): boolean {
  return (
    /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/.test(text) && (isInEveryMonth(text) || isDay(text))
  );
}

/** The formats of the documents that common calls read, as ajv takes them. */
export const FORMATS = {
  'date-time': { type: 'string', validate: isTime },
  date: { type: 'string', validate: isDate },
} as const;
