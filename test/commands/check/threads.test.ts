import { threadsFor } from '../../../src/commands/check/threads';

const MIB = 2 ** 20;

test.each([
  ['nothing', [], 8, 1],
  ['too little to be worth a thread', [20 * MIB, 20 * MIB], 8, 1],
  ['enough for two', [24 * MIB, 24 * MIB], 8, 2],
  ['many small files', Array<number>(200).fill(MIB / 2), 8, 4],
  ['no more than the machine has', Array<number>(400).fill(MIB), 2, 2],
  ['no more than there are files', [100 * MIB, 100 * MIB], 8, 2],
  ['a large file for each would fill the memory', [300 * MIB, 300 * MIB, 300 * MIB], 8, 1],
  ['standard input, whose size is not known', [NaN], 8, 1],
])('threads for %s', (_what, sizes, cores, threads) => {
  expect(threadsFor(sizes, cores)).toBe(threads);
});
