import { parseJsonWithComments } from '../../../src/load/json';
import { checkDocument } from '../../../src/load/document';
import { builtInData } from '../../../src/load/rules/built-in';
import { formatSampleConfig, sampleInventory } from '../../../src/load/rules/samples';
import { SAMPLE_MARK } from '../../../src/engine/json/document-kind';
import type { Inventory } from '../../../src/model/inventory';
import { judgeDocument } from '../../support/judge/judge-inventory';

const LINES = builtInData().targets.lines.map(({ line }) => line);
const NEWEST = LINES.at(-1) ?? '';
const now = '2027-03-01T08:00:00.000Z';
const sample = () => sampleInventory(new Date(now)) as Inventory & { $schema: string };

test('the sample of an inventory is one that was gathered just now, and says that it is a sample', () => {
  expect(sample()).toMatchObject({ environment: 'sample', collectedAt: now, [SAMPLE_MARK]: true });
  expect(sample().$schema).toMatch(/inventory\.schema\.json$/);
  // What is not of that day keeps its time.
  const first = sampleInventory(new Date('2026-11-20T22:00:00Z')) as Inventory;
  expect(sample().certsInfo).toEqual(first.certsInfo);
  expect(sample().sources).not.toEqual(first.sources);
});

test('the sample is not ready, for two reasons and with one warning that a person can understand', async () => {
  const results = await judgeDocument(sample(), { now, target: NEWEST });
  const open = results.filter(({ status }) => status !== 'pass' && status !== 'skip');
  expect(open.map(({ ruleId, status }) => `${status} ${ruleId}`).sort()).toEqual([
    'fail agent-dotnet-supported',
    'fail agent-version-accepted',
    'warn certs-backup-present',
  ]);
});

test.each(LINES)('the sample is not ready for %s', async (target) => {
  const results = await judgeDocument(sample(), { now, target });
  expect(results.filter(({ status }) => status === 'fail')).not.toEqual([]);
});

test.each([undefined, 'corp "A"\\B'])(
  'the configuration for the environment %j can be used',
  async (name) => {
    const text = formatSampleConfig(NEWEST, name);
    const config = await parseJsonWithComments(text, 'sample.json', 'config');
    await expect(checkDocument(config, 'config', 'sample.json', 'config')).resolves.toBeUndefined();
    // It names no estate of itself, relaxes nothing and waives nothing.
    expect(config).toEqual({ ...(name === undefined ? {} : { environment: name }), target: NEWEST });
  },
);

test('all that the configuration shows as an example can be used too', async () => {
  const shown = formatSampleConfig(NEWEST).replace(/^( *)\/\/ (?=["{}\]]| {2})/gm, '$1');
  const config = await parseJsonWithComments(shown, 'sample.json', 'config');
  await expect(checkDocument(config, 'config', 'sample.json', 'config')).resolves.toBeUndefined();
  expect(Object.keys(config as object)).toEqual([
    'environment',
    'target',
    'failOn',
    'rules',
    'waivers',
    'sources',
  ]);
});
