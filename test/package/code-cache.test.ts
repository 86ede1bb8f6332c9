import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import fc from 'fast-check';
import { ROOT } from '../support/cli/run';

// V8 runs a code cache that is damaged, or that was made of another bundle of the same length: most of them end the process.
const BIN = join(ROOT, 'bin/tp-doctor.js');
const starter = readFileSync(BIN, 'utf8').replace(/^#!.*/, '');
const bundle = readFileSync(join(ROOT, 'dist/tp-doctor.cjs'));
const cache = readFileSync(join(ROOT, 'dist/tp-doctor.cjs.cache'));

/** The code cache that the starter gives to V8 where its files are these; undefined where it gives none. */
function cacheUsed(files: { bundle: Buffer; cache: Buffer | undefined }): Buffer | undefined {
  let used: Buffer | undefined;
  const readFile = (path: string) => {
    const bytes = path.endsWith('.cache') ? files.cache : files.bundle;
    if (!bytes) throw new Error('ENOENT');
    return bytes;
  };
  function Script(_source: string, { cachedData }: { cachedData?: Buffer }) {
    used = cachedData;
    return { runInThisContext: () => () => undefined };
  }
  const real = createRequire(BIN);
  const stub = (name: string): unknown =>
    name === 'node:fs' ? { readFileSync: readFile } : name === 'node:vm' ? { Script } : real(name);
  compileFunction(starter, ['require', '__dirname', 'module'])(stub, join(ROOT, 'bin'), {});
  return used;
}

function flip(bytes: Buffer, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

test('the cache of the build is used as it is', () => {
  expect(cacheUsed({ bundle, cache })?.length).toBe(cache.length - 20);
});

test('a cache with a flipped bit is not used, wherever it is', () => {
  const bits = fc.sample(fc.nat(cache.length * 8 - 1), { numRuns: 60, seed: 9 });
  const used = bits.filter((bit) => cacheUsed({ bundle, cache: flip(cache, bit) }) !== undefined);
  expect([bits.length, used]).toEqual([60, []]);
});

test('a bundle that was edited runs, and not the cache of the one before', () => {
  expect(cacheUsed({ bundle: flip(bundle, 8_000_000), cache })).toBeUndefined();
});

test.each([
  ['no cache', undefined],
  ['an empty one', Buffer.alloc(0)],
  ['the half of one', cache.subarray(0, cache.length / 2)],
  ['one of another Node.js', Buffer.concat([cache.subarray(0, -20), Buffer.alloc(20)])],
])('with %s the bundle is compiled', (_what, given) => {
  expect(cacheUsed({ bundle, cache: given })).toBeUndefined();
});

test('neither says where it was built', () => {
  for (const file of [bundle, cache]) expect(file.includes(ROOT)).toBe(false);
});
