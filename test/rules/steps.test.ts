import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSchemaAjv } from '../../src/load/schema';
import type { Inventory } from '../../src/model/inventory';
import type { PlanStep } from '../../src/model/plan';
import { catalogue, planFor, readEstate, stepCatalogue } from '../support/judge/plan-input';

const FOLDER = join(__dirname, '../../rules');
const read = (file: string) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as object;
const { steps } = stepCatalogue;
const contoso = readEstate('inventories/contoso-7.3.9.json');
const forty = readEstate('estates/forty-agents.json');

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
    [...readFileSync(join(FOLDER, '../docs/facts.md'), 'utf8').matchAll(/\b[A-G][0-9]{1,2}\b/g)].map(
      ([fact]) => fact,
    ),
  );
  expect(steps.flatMap((step) => step.facts).filter((fact) => !facts.has(fact))).toEqual([]);
});

/** An inventory with something changed. */
function changed(change: (inventory: Inventory) => void, from = contoso): Inventory {
  const copy = structuredClone(from);
  change(copy);
  return copy;
}

function stepAt(inventory: Inventory, target: string, id: string): PlanStep | undefined {
  return planFor(inventory, target).hops[0]?.steps.find((step) => step.id === id);
}

const em = (fields: object, from = contoso) =>
  changed((one) => {
    one.enterpriseManager = { ...one.enterpriseManager, ...fields };
  }, from);
const agent = (fields: object) =>
  changed((one) => {
    Object.assign(one.agents?.[0] ?? {}, fields);
  });

const DC01 = ['CONTOSO\\DC01'];
const HOST = ['Enterprise Manager TPEM01'];
const nas = (version: string) =>
  changed((one) => {
    const [first] = one.activityMonitor?.agents ?? [];
    if (first) first.version = version;
  });

/** For each step an estate that needs it with the objects it names, and one that does not; null where all need it. */
const CASES: Record<
  string,
  [needed: Inventory, target: string, subjects: string[], not: Inventory | null, at?: string]
> = {
  'agents-reconnected': [agent({ status: 'Stopped' }), '7.4', DC01, contoso],
  'agents-at-minimum': [
    agent({ version: '7.3.8.176' }),
    '7.4',
    DC01,
    agent({ version: '7.3.8.176', status: 'Stopped' }),
  ],
  'activity-monitor-matched': [nas('9.0.1'), '7.4', ['CONTOSO\\NASPROXY01'], contoso],
  'roots-installed': [agent({ trustedRoots: [] }), '7.4', DC01, contoso],
  'hashes-excluded': [
    contoso,
    '7.4',
    ['DC01', 'DC02', 'DC03', 'FS01', 'NASPROXY01'].map((name) => `CONTOSO\\${name}`),
    changed((one) => one.agents?.forEach((each) => (each.installedProducts = ['7-Zip']))),
  ],
  'queues-drained': [agent({ eventsInQueue: 1001 }), '7.4', DC01, agent({ eventsInQueue: 1000 })],
  'policies-exported': [
    contoso,
    '7.4',
    ['AD Changes - Privileged Groups', 'File System - HR Share', 'LDAP Recon'],
    changed((one) => (one.policies = [])),
  ],
  'certs-backed-up': [contoso, '7.4', ['Ca-crt.pem', 'Ca-key.pem', 'Em-crt.pem', 'Em-key.pem'], null],
  'databases-backed-up': [contoso, '7.4', ['NVMonitorConfig', 'NVMonitorData'], null],
  'inventory-kept': [contoso, '7.4', [], null],
  'console-elevated': [em({ databaseAuthentication: 'windows' }), '7.4', HOST, contoso],
  'server-uninstalled': [contoso, '7.4', HOST, null],
  'databases-untouched': [contoso, '7.4', ['NVMonitorConfig', 'NVMonitorData'], null],
  'files-untouched': [contoso, '7.4', [`CertsInfo ${contoso.certsInfo?.path ?? ''}`], null],
  'server-installed': [contoso, '7.4', HOST, null],
  'location-kept': [em({ version: '7.4.0.1' }), '7.4', HOST, contoso],
  'certs-carried-over': [
    contoso,
    '7.4',
    ['Ca-crt.pem', 'Ca-key.pem', 'Em-crt.pem', 'Em-key.pem'],
    em({ version: '8.0.0.1' }),
    '8.1',
  ],
  'mixed-mode-off': [em({ pre735Port: 3739 }), '7.4', HOST, contoso],
  'agents-upgraded': [
    agent({ status: 'Stopped' }),
    '7.4',
    ['DC02', 'DC03', 'FS01', 'NASPROXY01'].map((name) => `CONTOSO\\${name}`),
    changed((one) => (one.agents = [])),
  ],
  'templates-updated': [contoso, '7.4', [], null],
  'hibp-updated': [
    em({ version: '7.5.0.1', hibpDatabase: true }),
    '8.0',
    HOST,
    em({ version: '7.5.0.1' }),
    '8.0',
  ],
  'reporting-module-upgraded': [
    changed((one) => (one.reportingModule = { installed: true, version: '2.8' })),
    '7.4',
    ['Reporting Module 2.8'],
    changed((one) => (one.reportingModule = { installed: true, version: '3.0' })),
  ],
  'logging-settings-converted': [
    em({ version: '7.5.0.1' }, forty),
    '8.1',
    ['FABRIKAM\\DC03'],
    em({ version: '7.5.0.1' }),
    '8.1',
  ],
  'log-collectors-adapted': [em({ version: '7.5.0.1' }), '8.1', [], em({ version: '7.5.0.1' }), '8.0'],
  'hop-verified': [contoso, '7.4', [], null],
};

test('every step has a case', () => {
  expect(Object.keys(CASES).toSorted()).toEqual(steps.map((step) => step.id).toSorted());
});

describe.each(Object.entries(CASES))('%s', (id, [needed, target, subjects, not, at = target]) => {
  test('is named with its objects where the estate needs it', () => {
    const step = stepAt(needed, target, id);
    expect(step?.subjects).toEqual(subjects);
    expect(step?.uncertain).toBeNull();
    for (const text of [step?.title, step?.detail, step?.verify])
      expect(text ?? '').not.toMatch(/[{}]|\(unknown\)/);
    expect(step?.references.length).toBeGreaterThan(0);
  });

  test('is left out where it does not', () => {
    if (not) expect(stepAt(not, at, id)).toBeUndefined();
    else expect(steps.find((step) => step.id === id)?.appliesTo).toBeUndefined();
  });
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
    expect.arrayContaining([
      'roots-installed',
      'console-elevated',
      'databases-backed-up',
      'reporting-module-upgraded',
    ]),
  );
  expect(hop?.steps.map((step) => step.id)).toEqual(
    expect.arrayContaining(['certs-carried-over', 'agents-upgraded']),
  );
});
