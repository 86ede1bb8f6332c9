import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { agentListSource, policyListSource } from '../../../src/gather/exports/lists/lists';
import { policyExportSource } from '../../../src/gather/exports/policies/policy-export';
import type { Gathered } from '../../../src/gather/source';
import type { Inventory } from '../../../src/model/inventory';
import { askSource } from '../../support/gather/read-source';

const ROOT = join(__dirname, '../../..');
const SOURCES = join(ROOT, 'fixtures/sources');
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const contoso = readJson('fixtures/inventories/contoso-7.3.9.json') as Inventory;

const ajv = new Ajv2020({ strict: false });
addFormats(ajv);
const isInventory = ajv.compile(readJson('rules/inventory.schema.json') as object);

function expectValid({ sections }: Gathered): void {
  const head = { schemaVersion: 1, environment: 'test', collectedAt: '2026-11-20T21:04:11Z', sources: [] };
  isInventory({ ...head, ...sections });
  expect(isInventory.errors ?? []).toEqual([]);
}

describe('every form of an agent list reads to the same agents', () => {
  const files = readdirSync(join(SOURCES, 'agents'));
  it('has all forms', () => expect(files.length).toBeGreaterThanOrEqual(22));

  it.each(files)('%s', async (name) => {
    const file = join(SOURCES, 'agents', name);
    const gathered = await askSource(agentListSource({ file, utcOffset: 'Z' }));
    expect(gathered.sections.agents).toEqual(contoso.agents);
    expect(gathered.missing).toEqual([]);
    expectValid(gathered);
  });
});

describe('every form of a policy list reads to the same policies', () => {
  it.each(readdirSync(join(SOURCES, 'policies')))('%s', async (name) => {
    const file = join(SOURCES, 'policies', name);
    const gathered = await askSource(policyListSource({ file, utcOffset: 'Z' }));
    expect(gathered.sections.policies).toEqual(contoso.policies);
    expect(gathered.missing).toEqual([]);
    expectValid(gathered);
  });
});

describe('policy exports', () => {
  it('are found in a folder, counted and named', async () => {
    const gathered = await askSource(policyExportSource({ paths: [join(SOURCES, 'policy-exports')] }));
    const names = (contoso.policies ?? []).map((policy) => policy.name);
    expect(gathered.sections.policyExports).toMatchObject([
      { wellFormed: true, encrypted: false, policyCount: 3, policyNames: names },
      { wellFormed: true, encrypted: true, policyCount: 3, policyNames: names },
    ]);
    expect(gathered.missing).toEqual([]);
    expectValid(gathered);
  });
});
