import fc from 'fast-check';
import { patternOf } from '../../../src/engine/values/pointers';
import type { Result } from '../../../src/model/report';
import { arbitraryInventory } from '../../support/estates/arbitrary-inventory';
import { pointersOf, reordered } from '../../support/estates/changes';
import { ESTATES } from '../../support/estates/estates';
import { expectEqual } from '../../support/judge/expect-equal';
import { judgeDocument } from '../../support/judge/judge-inventory';
import { expectElementRemoval, expectFieldRemoval, TARGETS, tryRemovals } from '../../support/judge/removals';

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

// For more targets: removals.slow.ts.
describe('taking one field away', () => {
  test.each(Object.entries(ESTATES))('from the estate "%s", every field in turn', async (_name, estate) => {
    await tryRemovals(estate, ['7.4'], pointersOf(estate).fields, expectFieldRemoval);
  });

  test('from any inventory', async () => {
    await fc.assert(
      fc.asyncProperty(removal('fields'), async ({ document, target, removed }) => {
        await tryRemovals(document, [target], [removed], expectFieldRemoval);
      }),
      { numRuns: 400 },
    );
  });
});

describe('taking one element of a list away', () => {
  test.each(Object.entries(ESTATES))('from the estate "%s", every element in turn', async (_name, estate) => {
    await tryRemovals(estate, ['7.4'], pointersOf(estate).elements, expectElementRemoval);
  });

  test('from any inventory', async () => {
    await fc.assert(
      fc.asyncProperty(removal('elements'), async ({ document, target, removed }) => {
        await tryRemovals(document, [target], [removed], expectElementRemoval);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the order of lists', () => {
  /** Results without what names a position. */
  const unplaced = (results: Result[]) =>
    results.map((result) => ({
      ...result,
      findings: result.findings.map(({ path, ...rest }) => ({ ...rest, path: patternOf(path) })),
    }));

  const keys = fc.array(fc.integer(), { minLength: 8, maxLength: 8 });
  const orderBy = (by: number[]) => (length: number) =>
    [...Array(length).keys()].sort((a, b) => (by[a % by.length] ?? 0) - (by[b % by.length] ?? 0));

  test('never matters', async () => {
    const documents = fc.oneof(arbitraryInventory, fc.constantFrom(...Object.values(ESTATES)));
    await fc.assert(
      fc.asyncProperty(documents, keys, fc.constantFrom(...TARGETS), async (document, by, target) => {
        const other = reordered(document, orderBy(by));
        const [a, b] = [await judgeDocument(document, { target }), await judgeDocument(other, { target })];
        expectEqual(unplaced(b), unplaced(a));
      }),
      { numRuns: 400 },
    );
  });
});
