import { hunt } from './hunt';

jest.setTimeout(300_000);

// hunt.test.ts has the seeds before.
test('nor does any of some thousand more', async () => {
  const { catches, tried } = await hunt({ seed: 1001, most: 4000 });
  expect(catches).toEqual([]);
  expect(tried).toBe(4000);
});
