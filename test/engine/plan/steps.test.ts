import { dropDone } from '../../../src/engine/plan/steps';
import type { PlanStep, Step } from '../../../src/model/plan';
import { planFor, readEstate, stepCatalogue } from '../../support/judge/plan-input';

const small = readEstate('estates/small-7.3.7.json');
const [first] = stepCatalogue.steps as [Step, ...Step[]];
const step = (id: string, ...subjects: string[]) => ({ id, subjects }) as PlanStep;
const CATALOGUE: Step[] = [
  { ...first, id: 'lasting', once: true },
  { ...first, id: 'each', once: undefined } as unknown as Step,
];

test('what an earlier hop did for an object, a later one says only for others', () => {
  const hops = [
    [step('lasting', 'A', 'B'), step('each', 'A')],
    [step('lasting', 'A', 'C'), step('each', 'A')],
    [step('lasting', 'B', 'C'), step('each')],
  ];
  expect(dropDone(hops, CATALOGUE)).toEqual([
    hops[0],
    [step('lasting', 'C'), step('each', 'A')],
    [step('each')],
  ]);
});

test('a lasting step without objects is said once, by the first hop', () => {
  expect(dropDone([[step('lasting')], [step('lasting')]], CATALOGUE)).toEqual([[step('lasting')], []]);
});

test('of many objects without evidence a step says the number, and each reason once', () => {
  const row = (name: string) => ({ name, version: '7.3.7.249', status: 'Active' });
  const roots = (...names: string[]) => {
    const agents = names.map(row);
    const { hops } = planFor({ ...small, agents }, '7.5');
    return hops[0]?.steps.find(({ id }) => id === 'roots-installed')?.uncertain;
  };
  expect(roots('A', 'B', 'C')).toContain('(A, B, C)');
  expect(roots('A', 'B', 'C', 'D')).toContain('(4 objects)');
});

test('a step names the page of its hop where it has none of its own, and how it is proven', () => {
  const [hop] = planFor(small, '7.5').hops;
  const page = [{ title: 'Upgrade Procedure 7.3.9', url: hop?.reference }];
  const named = hop?.steps ?? [];
  const own = new Map(stepCatalogue.steps.map((one) => [one.id, one]));
  const without = named.filter(({ id }) => own.get(id)?.references === undefined);
  expect(without).not.toEqual([]);
  for (const { references } of without) expect(references).toEqual(page);
  expect(named.filter(({ verify }) => verify !== undefined).map(({ id }) => id)).toEqual(
    named.map(({ id }) => id).filter((id) => own.get(id)?.verify !== undefined),
  );
});
