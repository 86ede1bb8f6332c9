import { SourceError } from '../../src/gather/source';
import { createTimeLimit, TimeLimitError, withinShare } from '../../src/gather/time-limit';
import { testLimit } from '../support/gather/time-limit';

test('a question has half of the time that is left, and all of it where there is little', async () => {
  /** How long before the end of the whole the share ends. */
  const leaves = async (ms: number) => {
    const whole = { ...testLimit(), endsAt: performance.now() + ms };
    return withinShare(whole, (share) => Promise.resolve(whole.endsAt - share.endsAt));
  };
  expect(await leaves(10_000)).toBeCloseTo(5000, -3);
  expect(await leaves(90)).toBeCloseTo(0, 0);
});

test('a share ends with words, and with the whole', async () => {
  const until = (limit: { signal: AbortSignal }) =>
    new Promise<unknown>((resolve) =>
      limit.signal.addEventListener('abort', () => resolve(limit.signal.reason)),
    );
  const short = { ...testLimit(), endsAt: performance.now() + 50 };
  const late = await withinShare(short, until);
  expect(late).toBeInstanceOf(TimeLimitError);
  expect(String(late)).toMatch(/no complete answer within 0\.0\d+ s; allow more with --timeout$/);

  const controller = new AbortController();
  const interrupted = withinShare(testLimit(controller.signal), until);
  controller.abort(new Error('SIGINT'));
  expect(await interrupted).toEqual(new SourceError('interrupted before the answer was complete'));
});

test('the limit that ends first says which flag allows more', () => {
  const outer = createTimeLimit({ ...testLimit(), endsAt: Infinity }, 10_000, '--overall-timeout');
  const inner = createTimeLimit(outer, 20_000, '--timeout');
  const shorter = createTimeLimit(outer, 5000, '--timeout');
  expect([inner.flag, shorter.flag]).toEqual(['--overall-timeout', '--timeout']);
  for (const limit of [outer, inner, shorter]) limit.close();
});
