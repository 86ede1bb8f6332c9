import { pointersOf } from '../../support/estates/changes';
import { ESTATES } from '../../support/estates/estates';
import { expectElementRemoval, expectFieldRemoval, TARGETS, tryRemovals } from '../../support/judge/removals';

jest.setTimeout(300_000);

test.each(Object.entries(ESTATES))('every field of "%s" in turn, for every target', async (_name, estate) => {
  await tryRemovals(estate, TARGETS, pointersOf(estate).fields, expectFieldRemoval);
});

test.each(Object.entries(ESTATES))(
  'every element of "%s" in turn, for every target',
  async (_name, estate) => {
    await tryRemovals(estate, TARGETS, pointersOf(estate).elements, expectElementRemoval);
  },
);
