import { OPERATIONS } from './operations';
import { hunt } from './hunt';

// The same seeds every time; "npm run hunt" tries others for as long as one likes.
test('no estate that was made worse gets a better verdict than is allowed', async () => {
  const { catches, operations, tried } = await hunt({ seed: 1, most: 500 });
  expect(catches).toEqual([]);
  expect(tried).toBe(500);
  expect(Object.keys(operations).sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
}, 120_000);
