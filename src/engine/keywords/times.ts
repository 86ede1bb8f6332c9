import { durationOf, sayDuration } from '../values/durations';
import { placesOf, tokensOf } from '../values/pointers';
import { orData, reader, type Data, type Judge, type Keyword } from './keyword';

const duration = orData({
  type: 'string',
  pattern: '^P([0-9]{1,6}W)?([0-9]{1,6}D)?(T([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$',
});

/** Compares a time with now and a duration, both in milliseconds. */
function timeKeyword(
  holds: (time: number, now: number, span: number) => boolean,
  say: (span: string) => string,
): Keyword {
  return {
    valueSchema: duration,
    compile: (value: Data<string>): Judge => {
      const read = reader(value);
      return (time, envelope) => {
        const span = durationOf(read(envelope) ?? '');
        const at = Date.parse(String(time));
        if (span === undefined || Number.isNaN(at) || holds(at, envelope.now, span)) return undefined;
        return { expected: say(sayDuration(span)) };
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
  compile: (pointer: string): Judge => {
    const tokens = tokensOf(pointer);
    return (time, envelope) => {
      const newest = newestOf(envelope, tokens);
      if (newest === undefined || Date.parse(String(time)) >= Date.parse(newest)) return undefined;
      return { expected: `not before ${newest}` };
    };
  },
};

function newestOf(envelope: unknown, tokens: string[]): string | undefined {
  let newest: string | undefined;
  for (const { value } of placesOf(envelope, tokens)) {
    if (typeof value !== 'string') continue;
    if (newest === undefined || Date.parse(value) > Date.parse(newest)) newest = value;
  }
  return newest;
}
