import { huntExports } from './hunt-exports';

test('no export that was damaged makes an estate better, and no spelling changes it', async () => {
  const { catches, tried } = await huntExports({ seed: 1, most: 30 });
  expect(catches).toEqual([]);
  expect(tried).toBe(30);
});
