import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dropDone } from '../../src/engine/plan/steps';
import { createSchemaAjv } from '../../src/load/schema';
import type { Inventory } from '../../src/model/inventory';
import { catalogue, planFor, readEstate, stepCatalogue } from '../support/judge/plan-input';
import { LASTING_STEPS, STEP_CASES, stepsFor } from '../support/judge/step-cases';

const FOLDER = join(__dirname, '../../rules');
const read = (file: string) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as object;
const { steps } = stepCatalogue;
const contoso = readEstate('inventories/contoso-7.3.9.json');

test('the steps fit their schema', () => {
  const ajv = createSchemaAjv();
  ajv.addSchema(read('rule.schema.json'));
  const validate = ajv.compile(read('steps.schema.json'));
  expect([validate(read('steps.json')), validate.errors]).toEqual([true, null]);
});

test('no two steps, and no step and rule, have one id', () => {
  const ids = [...steps, ...catalogue.rules.map(({ rule }) => rule)].map(({ id }) => id);
  expect(ids.toSorted()).toEqual([...new Set(ids)].toSorted());
});

test('every rule that a step names to prove it is a rule', () => {
  const known = new Set(catalogue.rules.map(({ rule }) => rule.id));
  const named = steps.flatMap(({ verify = '' }) =>
    [...verify.matchAll(/--only ([a-z-]+)/g)].map(([, id]) => id),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((id) => !known.has(id ?? ''))).toEqual([]);
});

test('every fact is one of the list', () => {
  const facts = new Set(
    [...readFileSync(join(FOLDER, '../docs/facts.md'), 'utf8').matchAll(/\b[A-K][0-9]{1,2}\b/g)].map(
      ([fact]) => fact,
    ),
  );
  expect(steps.flatMap((step) => step.facts).filter((fact) => !facts.has(fact))).toEqual([]);
});

test('every step has a case', () => {
  expect(Object.keys(STEP_CASES).toSorted()).toEqual(steps.map((step) => step.id).toSorted());
});

test.each(Object.entries(STEP_CASES))('%s: is named with its objects where it is needed', (id, cases) => {
  const found = cases.map((one) => stepsFor(one, stepCatalogue, catalogue).find((step) => step.id === id));
  expect(
    found.map((step, at) => ({
      ...cases[at],
      subjects: step?.subjects,
      uncertain: step?.uncertain ?? undefined,
    })),
  ).toEqual(cases);
  for (const step of found.filter((one) => one !== undefined)) {
    for (const text of [step.title, step.detail, step.run ?? '', step.verify ?? ''])
      expect(text).not.toMatch(/[{}]/);
    expect(step.references.length).toBeGreaterThan(0);
  }
  const { appliesTo, where } = steps.find((step) => step.id === id) ?? {};
  if (appliesTo ?? where) expect(found).toContain(undefined);
});

test('of an estate that is known the texts leave nothing open', () => {
  const texts = planFor(contoso, '8.1').hops.flatMap((hop) =>
    hop.steps.flatMap(({ title, detail, verify }) => [title, detail, verify ?? '']),
  );
  expect(texts.filter((text) => text.includes('(unknown)'))).toEqual([]);
});

test('what one hop does for all later ones is not said again', () => {
  const [inventory, target] = [contoso, '7.4'];
  const all = steps.map(({ id }) => STEP_CASES[id]?.[0] ?? { inventory, target });
  const named = all.map((one, at) =>
    stepsFor(one, stepCatalogue, catalogue).filter(({ id }) => id === steps[at]?.id),
  );
  const [, again] = dropDone([named.flat(), named.flat()], steps);
  const ids = named.flat().map(({ id }) => id);
  expect(again?.map(({ id }) => id)).toEqual(ids.filter((id) => !LASTING_STEPS.includes(id)));
});

test('missing evidence keeps every step that it leaves open', () => {
  const bare: Inventory = { ...contoso, sources: [] };
  for (const section of [
    'certsInfo',
    'database',
    'agents',
    'policies',
    'activityMonitor',
    'reportingModule',
  ] as const)
    bare[section] = undefined;
  bare.enterpriseManager = { host: 'TPEM01', version: '7.3.9.42' };
  const hop = planFor(bare, '7.4').hops[0];
  const open = hop?.steps.filter((step) => step.uncertain !== null).map((step) => step.id);
  expect(open).toEqual(
    expect.arrayContaining(['roots-installed', 'databases-backed-up', 'reporting-module-upgraded']),
  );
  expect(hop?.steps.map((step) => step.id)).toEqual(
    expect.arrayContaining(['console-elevated', 'certs-carried-over', 'agents-upgraded']),
  );
});

test('the login of the product is told, never the one that gathered', () => {
  const database = { server: 'SQL01', login: { name: 'tp_reader', authentication: 'sql' as const } };
  const texts = planFor({ ...contoso, database: { ...contoso.database, ...database } }, '8.1').hops.flatMap(
    (hop) => hop.steps.map(({ detail, verify }) => `${detail} ${verify ?? ''}`),
  );
  expect(texts.filter((text) => text.includes('tp_reader'))).toEqual([]);
});

test('own advice says that it is', () => {
  const ids = [
    'certs-backed-up',
    'databases-backed-up',
    'inventory-kept',
    'queues-drained',
    'agents-upgraded',
  ];
  for (const id of ids)
    expect(steps.find((step) => step.id === id)?.detail).toContain(
      'Good practice, not a sentence of the vendor',
    );
});

test.each(['agents-at-minimum', 'agents-upgraded'])(
  '%s updates the installer first, and keeps the console open',
  (id) => {
    const detail = steps.find((step) => step.id === id)?.detail ?? '';
    expect(detail.indexOf('Update Agent Installer')).toBeLessThan(detail.indexOf('choose Upgrade Agent'));
    expect(detail).toContain('Keep the console open');
  },
);
