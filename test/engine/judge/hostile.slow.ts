import fc from 'fast-check';
import { arbitraryInventory } from '../../support/estates/arbitrary-inventory';
import { expectJudgedOrRefused } from '../../support/judge/judged-or-refused';
import { TARGETS } from '../../support/judge/removals';

jest.setTimeout(300_000);

test('no inventory crashes the loader and the judge', async () => {
  const target = fc.constantFrom(...TARGETS);
  await fc.assert(fc.asyncProperty(arbitraryInventory, target, expectJudgedOrRefused), { numRuns: 1000 });
});
