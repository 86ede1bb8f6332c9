import type { ValuesRequest } from '../../model/rule';
import { textKey } from '../scope/lookups';
import { formatDuration, isAhead, parseDuration } from '../values/durations';
import type { Scope } from '../scope/scope';
import { parseScopePointer, parseTokens, placesIn, valueAt, type Pointer } from '../values/pointers';
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

const duration = orData({
  type: 'string',
  pattern: '^P([0-9]{1,6}W)?([0-9]{1,6}D)?(T([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$',
});

/** @throws Error for "P" and "PT", which name no unit */
function refuseNoDuration(value: Data<string>): void {
  if (typeof value === 'string' && parseDuration(value) === undefined)
    throw new Error(`"${value}" is no duration; allowed: one such as P7D or PT24H`);
}

/** A question about a time, now and a span, all in milliseconds. */
interface Question {
  holds: (time: number, now: number, span: number) => boolean;
  format: (span: string) => string;
  /** What is asked about has happened, so that it cannot be in the future. */
  isPast?: true;
}

function timeKeyword({ holds, format, isPast }: Question): Keyword {
  return {
    judges: ['time'],
    valueSchema: duration,
    compile: (value: Data<string>): Judge => {
      const read = createReader(value);
      refuseNoDuration(value);
      return (time, scope) => {
        const span = parseDuration(read(scope) ?? '');
        const at = typeof time === 'string' ? Date.parse(time) : NaN;
        if (span === undefined) return lacks(value);
        if (Number.isNaN(at)) return cannotRead(time, 'is no time');
        if (isPast && isAhead(at, scope.now)) return cannotRead(time, 'is in the future');
        return holds(at, scope.now, span) ? undefined : { expected: format(formatDuration(span)) };
      };
    },
  };
}

/** It happened at most so long ago. A time in the future is no evidence that it has happened. */
export const newerThan = timeKeyword({
  holds: (time, now, span) => time >= now - span,
  format: (span) => `at most ${span} ago`,
  isPast: true,
});

/** At least so long ago; PT0S: not in the future. */
export const olderThan = timeKeyword({
  holds: (time, now, span) => time <= now - span,
  format: (span) => (span.startsWith('0 ') ? 'not in the future' : `at least ${span} ago`),
});

/** More than so far ahead; PT0S: in the future. */
export const aheadBy = timeKeyword({
  holds: (time, now, span) => time > now + span,
  format: (span) => (span.startsWith('0 ') ? 'in the future' : `more than ${span} from now`),
});

/** Not before the newest of the times that a pointer with `*` stands for; a time that cannot be read may be the newest. */
export const notBeforeNewest: Keyword = {
  judges: ['time'],
  valueSchema: { type: 'string', pattern: '^/' },
  reads: (path: string) => ({ scope: [path] }),
  compile: (path: string): Judge => {
    const pointer = parseScopePointer(path);
    return (time, scope) => {
      const { newest, isOpen } = newestIn(scope, pointer);
      const at = typeof time === 'string' ? Date.parse(time) : NaN;
      if (Number.isNaN(at)) return cannotRead(time, 'is no time');
      if (newest !== undefined && at < Date.parse(newest)) return { expected: `not before ${newest}` };
      return isOpen ? notKnown(path) : undefined;
    };
  },
};

function newestIn(scope: Scope, pointer: Pointer): { newest: string | undefined; isOpen: boolean } {
  let newest: string | undefined;
  let isOpen = false;
  for (const { value } of placesIn(scope, pointer)) {
    const at = typeof value === 'string' ? Date.parse(value) : NaN;
    if (Number.isNaN(at) || isAhead(at, scope.now)) isOpen = true;
    else if (newest === undefined || at > Date.parse(newest)) newest = value as string;
  }
  return { newest, isOpen };
}

interface Timely {
  list: string;
  /** Pointer into each of its elements to what it is about, `*` for each of several, and into the subject to its own. */
  key: string;
  from: string;
  /** Pointer into each element to its time, and into the subject to the time that it must not be before. */
  time: string;
  since: string;
  newerThan: Data<string>;
}

const pointer = { type: 'string', pattern: '^/' };

/**
 * The newest element of another list that is about the subject is at most so old, and not from before the subject's own time.
 * One without a time, or of the future, may be the newest.
 */
export const timelyIn: Keyword = {
  judges: ['object'],
  valueSchema: {
    type: 'object',
    properties: {
      list: pointer,
      key: pointer,
      from: pointer,
      time: pointer,
      since: pointer,
      newerThan: duration,
    },
    required: ['list', 'key', 'from', 'time', 'since', 'newerThan'],
    additionalProperties: false,
  },
  reads: ({ from, since, ...given }: Timely) => ({ below: [from, since], indexes: [requestTimes(given)] }),
  compile: (timely: Timely): Judge => {
    const { list, time, since, newerThan } = timely;
    const request = requestTimes(timely);
    const [from, ownTime] = [parseTokens(timely.from), parseTokens(since)];
    const read = createReader(newerThan);
    refuseNoDuration(newerThan);
    return (subject, scope) => {
      const key = textKey(valueAt(subject, from));
      const index = scope.indexes.rawValues(request);
      const span = parseDuration(read(scope) ?? '');
      if (key === undefined || !index) return notKnown(key === undefined ? undefined : list);
      if (span === undefined) return lacks(newerThan);
      const times = index.of(key);
      const dated = times.map((one) => pastTime(one, scope)).filter((at) => at !== undefined);
      const newest = Math.max(...dated);
      const changed = pastTime(valueAt(subject, ownTime), scope);
      const expected = expectedOf({ newest, oldest: scope.now - span, changed }, span);
      if (expected === undefined) return changed === undefined ? notKnown(`/subject${since}`) : undefined;
      if (!index.complete || dated.length < times.length) return notKnown(`${list}/*${time}`);
      return { actual: dated.length > 0 ? new Date(newest).toISOString() : null, expected };
    };
  },
};

function requestTimes({ list, key, time }: Pick<Timely, 'list' | 'key' | 'time'>): ValuesRequest {
  return { keep: 'raw-values', list, by: key, value: time };
}

/** Milliseconds since 1970; undefined for no time, and for one that is still to come. */
function pastTime(time: unknown, { now }: Scope): number | undefined {
  const at = typeof time === 'string' ? Date.parse(time) : NaN;
  return Number.isNaN(at) || isAhead(at, now) ? undefined : at;
}

interface Times {
  newest: number;
  oldest: number;
  changed: number | undefined;
}

/** What the newest time should be; undefined where it is. */
function expectedOf({ newest, oldest, changed }: Times, span: number): string | undefined {
  if (!(newest >= oldest)) return `at most ${formatDuration(span)} ago`;
  if (changed === undefined || newest >= changed) return undefined;
  return `at or after ${new Date(changed).toISOString().replace('.000Z', 'Z')}`;
}
