import { expectOrderNeverMatters, expectRemovals } from '../../support/judge/any-inventory';
import { pointersOf } from '../../support/estates/changes';
import { ESTATES } from '../../support/estates/estates';
import { expectElementRemoval, expectFieldRemoval, tryRemovals } from '../../support/judge/removals';

// More inventories: properties.slow.ts; all estates and targets: removals.slow.ts.
const estates = ['ready', 'old agents'].map((name) => ({
  name,
  estate: ESTATES[name] ?? {},
}));

describe('taking one field away', () => {
  test.each(estates)('from the estate "$name", every field in turn', async ({ estate }) => {
    await tryRemovals(estate, ['7.4'], pointersOf(estate).fields, expectFieldRemoval);
  });

  test('from any inventory', () => expectRemovals('fields', 60));
});

describe('taking one element of a list away', () => {
  test.each(estates)('from the estate "$name", every element in turn', async ({ estate }) => {
    await tryRemovals(estate, ['7.4'], pointersOf(estate).elements, expectElementRemoval);
  });

  test('from any inventory', () => expectRemovals('elements', 60));
});

test('the order of lists never matters', () => expectOrderNeverMatters(60));
