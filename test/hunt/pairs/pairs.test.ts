import { findFaultAfter, huntPairs } from './hunt-pairs';
import { PAIR_OPERATIONS } from './operations';

// The same seeds every time; "npm run hunt -- --what pairs" tries others for as long as one likes.
test.each(PAIR_OPERATIONS)('a pair after $id is at best $limit', async ({ id }) => {
  expect(await findFaultAfter(8, [id])).toBeUndefined();
});

test('no pair that lost something, or proves nothing, gets a better verdict than is allowed', async () => {
  const { catches, tried } = await huntPairs({ seed: 1, most: 100 });
  expect(catches).toEqual([]);
  expect(tried).toBe(100);
}, 120_000);
