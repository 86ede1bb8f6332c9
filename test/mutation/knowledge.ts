import { readEveryExample } from '../support/judge/examples';
import { catalogue } from '../support/judge/judge-inventory';
import { mutateKnowledge, notices } from '../support/mutation/knowledge';
import { SURVIVORS } from '../support/mutation/survivors';

// Run by "npm run mutate:knowledge"; test/rules/mutation.test.ts runs a sample.

test('no example says something else of the knowledge as it is', async () => {
  const examples = await readEveryExample();
  expect(examples.filter((example) => notices(example, catalogue)).map(({ name }) => name)).toEqual([]);
});

test('the examples notice every change of knowledge but those that are listed', async () => {
  const mutants = await mutateKnowledge();
  const survivors = mutants.filter((mutant) => !mutant.isNoticed()).map(({ name }) => name);
  const noticed = mutants.length - survivors.length;
  const share = ((100 * noticed) / mutants.length).toFixed(2);
  process.stdout.write(`${mutants.length} changes of knowledge, ${noticed} noticed (${share} %)\n`);
  expect(survivors.toSorted()).toEqual(Object.keys(SURVIVORS).toSorted());
}, 600_000);
