import fc from 'fast-check';
import { patternOf } from '../../../src/engine/values/pointers';
import type { Result } from '../../../src/model/report';
import { arbitraryInventory } from '../estates/arbitrary-inventory';
import { pointersOf, reordered } from '../estates/changes';
import { ESTATES } from '../estates/estates';
import { expectEqual } from './expect-equal';
import { judgeDocument } from './judge-inventory';
import { expectElementRemoval, expectFieldRemoval, TARGETS, tryRemovals } from './removals';

/** An inventory, a target and one of its pointers, or none where it has none of the kind. */
const removal = (kind: 'fields' | 'elements') =>
  fc
    .tuple(arbitraryInventory, fc.constantFrom(...TARGETS), fc.nat())
    .map(([document, target, at]) => ({ document, target, at, pointers: pointersOf(document)[kind] }))
    .filter(({ pointers }) => pointers.length > 0)
    .map(({ document, target, at, pointers }) => ({
      document,
      target,
      removed: pointers[at % pointers.length] ?? '',
    }));

const LOOKS = { fields: expectFieldRemoval, elements: expectElementRemoval };

/** Takes one field, or one element of a list, away from each of `numRuns` inventories. */
export async function expectRemovals(kind: 'fields' | 'elements', numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(removal(kind), async ({ document, target, removed }) => {
      await tryRemovals(document, [target], [removed], LOOKS[kind]);
    }),
    { numRuns },
  );
}

/** Results without what names a position. */
const unplaced = (results: Result[]) =>
  results.map((result) => ({
    ...result,
    findings: result.findings.map(({ path, ...rest }) => ({ ...rest, path: patternOf(path) })),
  }));

const keys = fc.array(fc.integer(), { minLength: 8, maxLength: 8 });
const orderBy = (by: number[]) => (length: number) =>
  [...Array(length).keys()].sort((a, b) => (by[a % by.length] ?? 0) - (by[b % by.length] ?? 0));

/** Judges each of `numRuns` inventories with its lists in another order as well. */
export async function expectOrderNeverMatters(numRuns: number): Promise<void> {
  const documents = fc.oneof(arbitraryInventory, fc.constantFrom(...Object.values(ESTATES)));
  await fc.assert(
    fc.asyncProperty(documents, keys, fc.constantFrom(...TARGETS), async (document, by, target) => {
      const other = reordered(document, orderBy(by));
      const [a, b] = [await judgeDocument(document, { target }), await judgeDocument(other, { target })];
      expectEqual(unplaced(b), unplaced(a));
    }),
    { numRuns },
  );
}
