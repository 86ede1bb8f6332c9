import { setMaxListeners } from 'node:events';
import { SourceError, type TimeLimit } from './source';

/** A limit that somebody set, and has to close. */
export interface OwnLimit extends TimeLimit {
  close: () => void;
}

/** The time was up. */
export class TimeLimitError extends SourceError {
  readonly seconds: number;

  constructor(
    ms: number,
    readonly flag: string,
  ) {
    const seconds = Number((ms / 1000).toFixed(ms < 1000 ? 3 : 1));
    super(`no complete answer within ${seconds} s; allow more with ${flag}`);
    this.seconds = seconds;
  }
}

/**
 * A limit of `ms` inside of another. AbortSignal.timeout would not do: its timer does not keep the process alive, which
 * would end beneath a source that waits for nothing else.
 */
export function createTimeLimit(parent: TimeLimit, ms: number, flag: string): OwnLimit {
  const own = new AbortController();
  // Many may ask at the same time within one limit; Node takes more than ten for a leak, and says so to the user.
  setMaxListeners(0, own.signal);
  const follow = () =>
    own.abort(parent.signal.reason instanceof SourceError ? parent.signal.reason : interrupted());
  const timer = setTimeout(() => own.abort(new TimeLimitError(ms, flag)), ms);
  if (parent.signal.aborted) follow();
  else parent.signal.addEventListener('abort', follow, { once: true });
  const close = () => {
    clearTimeout(timer);
    parent.signal.removeEventListener('abort', follow);
  };
  const endsAt = performance.now() + ms;
  const outer = parent.endsAt < endsAt;
  return {
    signal: own.signal,
    endsAt: outer ? parent.endsAt : endsAt,
    flag: outer ? parent.flag : flag,
    close,
  };
}

/** A share is not made smaller than that: the last questions would only come and go. */
const SMALLEST_SHARE_MS = 100;

/**
 * What `work` gives within half of the time that is left, so that one question without an answer never takes the time of
 * all that come after it.
 */
export async function withinShare<T>(limit: TimeLimit, work: (share: TimeLimit) => Promise<T>): Promise<T> {
  const left = Math.max(0, limit.endsAt - performance.now());
  const ms = Math.max(left / 2, Math.min(left, SMALLEST_SHARE_MS));
  const share = createTimeLimit(limit, ms, limit.flag);
  try {
    return await work(share);
  } finally {
    share.close();
  }
}

function interrupted(): SourceError {
  return new SourceError('interrupted before the answer was complete');
}
