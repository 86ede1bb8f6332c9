import { pointersOf } from '../../support/estates/changes';
import { ESTATES } from '../../support/estates/estates';
import { expectElementRemoval, expectFieldRemoval, TARGETS, tryRemovals } from '../../support/judge/removals';

// properties.test.ts has the target 7.4.
jest.setTimeout(300_000);

const targets = TARGETS.filter((target) => target !== '7.4');

test.each(Object.entries(ESTATES))('every field of "%s" in turn, for every target', async (_name, estate) => {
  await tryRemovals(estate, targets, pointersOf(estate).fields, expectFieldRemoval);
});

test.each(Object.entries(ESTATES))(
  'every element of "%s" in turn, for every target',
  async (_name, estate) => {
    await tryRemovals(estate, targets, pointersOf(estate).elements, expectElementRemoval);
  },
);
