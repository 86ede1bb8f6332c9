import { mutateKnowledge } from '../support/mutation/knowledge';
import { SURVIVORS } from '../support/mutation/survivors';

const EVERY = 100;

// All of them: npm run mutate:knowledge.
test('examples notice small changes of rules, targets, compatibility and steps', async () => {
  const some = (await mutateKnowledge()).filter((_mutant, at) => at % EVERY === 0);
  expect(some.length).toBeGreaterThan(25);
  const survivors = some.filter((mutant) => !mutant.isNoticed()).map(({ name }) => name);
  expect(survivors.filter((name) => SURVIVORS[name] === undefined)).toEqual([]);
});
