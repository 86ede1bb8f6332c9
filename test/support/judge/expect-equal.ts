import { isDeepStrictEqual } from 'node:util';

/** As `expect(actual).toEqual(expected)`, which takes many times as long for what is equal and large. */
export function expectEqual(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}
