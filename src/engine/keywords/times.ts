import { formatDuration, isAhead, parseDuration } from '../values/durations';
import type { Scope } from '../scope/scope';
import { parseScopePointer, placesIn, type Pointer } from '../values/pointers';
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

/** A question about a time, now and a span, all in milliseconds. */
interface Question {
  holds: (time: number, now: number, span: number) => boolean;
  format: (span: string) => string;
  /** What is asked about has happened, so that it cannot be in the future. */
  isPast?: true;
}

function timeKeyword({ holds, format, isPast }: Question): Keyword {
  return {
    valueSchema: duration,
    compile: (value: Data<string>): Judge => {
      const read = createReader(value);
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
