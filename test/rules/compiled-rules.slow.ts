import { builtInSchema } from '../../src/load/rules/built-in';
import { compileSchema } from '../../src/load/schema';
import { expectSame, readBuiltExamples, rulesOfSources } from '../support/judge/built-examples';
import { judgeLoaded, load } from '../support/judge/judge-inventory';

jest.setTimeout(300_000);

const rules = rulesOfSources();
const isInventory = compileSchema(builtInSchema('inventory'));
const examples = readBuiltExamples();
const targets = [...new Set(examples.map(({ target }) => target))].sort();

describe('the rules that the build compiled judge every example as their sources do', () => {
  test.each(targets)('to %s', async (target) => {
    for (const { name, document } of examples.filter((example) => example.target === target)) {
      expect(isInventory(structuredClone(document))).toBe(true);
      const inventory = await load(document);
      expectSame(name, judgeLoaded(inventory, { target }), judgeLoaded(inventory, { target, rules }));
    }
  });
});
