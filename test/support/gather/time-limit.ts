import type { TimeLimit } from '../../../src/gather/source';

/** A limit that is far away, and a signal that the test may abort. */
export function testLimit(signal = new AbortController().signal): TimeLimit {
  return { signal, endsAt: performance.now() + 30_000, flag: '--timeout' };
}
