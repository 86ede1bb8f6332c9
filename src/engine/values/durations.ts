const UNITS = [
  ['W', 7 * 86_400_000],
  ['D', 86_400_000],
] as const;
const TIME_UNITS = [
  ['H', 3_600_000],
  ['M', 60_000],
  ['S', 1000],
] as const;

/** Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds (P7D, PT24H); else undefined. */
export function parseDuration(text: string): number | undefined {
  const match =
    /^P(?:([0-9]{1,6})W)?(?:([0-9]{1,6})D)?(?:T(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})S)?)?$/.exec(
      text,
    );
  if (!match || text === 'P' || text.endsWith('T')) return undefined;
  return [...UNITS, ...TIME_UNITS].reduce((sum, [, size], at) => sum + Number(match[at + 1] ?? 0) * size, 0);
}

/** "7 days", "24 hours": a duration as people say it. */
export function formatDuration(milliseconds: number): string {
  const [size, word] = milliseconds >= 2 * 86_400_000 ? [86_400_000, 'day'] : [3_600_000, 'hour'];
  const count = Math.round(milliseconds / size);
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** How far the clock of another machine may be ahead: what is later than this cannot have happened yet. */
export const CLOCK_SKEW = 5 * 60_000;

/** Whether something is said to have happened at a time that is still to come. */
export function isAhead(time: number, now: number): boolean {
  return time > now + CLOCK_SKEW;
}
