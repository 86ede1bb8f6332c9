import { parseDuration, formatDuration } from '../values/durations';
import type { Scope } from '../scope/scope';
import { parseScopePointer, placesIn, type Pointer } from '../values/pointers';
import { orData, createReader, type Data, type Judge, type Keyword } from './keyword';

const duration = orData({
  type: 'string',
  pattern: '^P([0-9]{1,6}W)?([0-9]{1,6}D)?(T([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$',
});

/** Compares a time with now and a duration, both in milliseconds. */
function timeKeyword(
  holds: (time: number, now: number, span: number) => boolean,
  format: (span: string) => string,
): Keyword {
  return {
    valueSchema: duration,
    compile: (value: Data<string>): Judge => {
      const read = createReader(value);
      return (time, scope) => {
        const span = parseDuration(read(scope) ?? '');
        const at = Date.parse(String(time));
        if (span === undefined || Number.isNaN(at) || holds(at, scope.now, span)) return undefined;
        return { expected: format(formatDuration(span)) };
      };
    },
  };
}

/** At most so long ago. A time in the future is newer than anything. */
export const newerThan = timeKeyword(
  (time, now, span) => time >= now - span,
  (span) => `at most ${span} ago`,
);

/** At least so long ago; PT0S: not in the future. */
export const olderThan = timeKeyword(
  (time, now, span) => time <= now - span,
  (span) => (span.startsWith('0 ') ? 'not in the future' : `at least ${span} ago`),
);

/** More than so far ahead; PT0S: in the future. */
export const aheadBy = timeKeyword(
  (time, now, span) => time > now + span,
  (span) => (span.startsWith('0 ') ? 'in the future' : `more than ${span} from now`),
);

/** Not before the newest of the times that a pointer with `*` stands for; unknown times are left to `needs`. */
export const notBeforeNewest: Keyword = {
  valueSchema: { type: 'string', pattern: '^/' },
  reads: (path: string) => ({ scope: [path] }),
  compile: (path: string): Judge => {
    const pointer = parseScopePointer(path);
    return (time, scope) => {
      const newest = newestIn(scope, pointer);
      if (newest === undefined || Date.parse(String(time)) >= Date.parse(newest)) return undefined;
      return { expected: `not before ${newest}` };
    };
  },
};

function newestIn(scope: Scope, pointer: Pointer): string | undefined {
  let newest: string | undefined;
  for (const { value } of placesIn(scope, pointer)) {
    if (typeof value !== 'string') continue;
    if (newest === undefined || Date.parse(value) > Date.parse(newest)) newest = value;
  }
  return newest;
}
