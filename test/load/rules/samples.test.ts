import { parseJsonWithComments } from '../../../src/load/json';
import { checkDocument } from '../../../src/load/document';
import { SAMPLE_CONFIG, sampleInventory } from '../../../src/load/rules/samples';
import type { Inventory } from '../../../src/model/inventory';
import { judgeDocument } from '../../support/judge/judge-inventory';

test('the sample of an inventory is one that was gathered just now', async () => {
  const now = '2027-03-01T08:00:00.000Z';
  const sample = sampleInventory(new Date(now)) as Inventory & { $schema: string };
  expect(sample).toMatchObject({ environment: 'sample', collectedAt: now });
  expect(sample.$schema).toMatch(/inventory\.schema\.json$/);
  // What is not of that day keeps its time.
  const first = sampleInventory(new Date('2026-11-20T22:00:00Z')) as Inventory;
  expect(sample.certsInfo).toEqual(first.certsInfo);
  expect(sample.sources).not.toEqual(first.sources);
  const results = await judgeDocument(sample, { now });
  expect(results.filter(({ status }) => status === 'fail' || status === 'unknown')).toEqual([]);
});

test('the sample of a configuration can be used as it is', async () => {
  const config = await parseJsonWithComments(SAMPLE_CONFIG, 'sample.json', 'config');
  await expect(checkDocument(config, 'config', 'sample.json', 'config')).resolves.toBeUndefined();
  expect(config).toMatchObject({ target: '7.4', waivers: [], sources: {} });
});
