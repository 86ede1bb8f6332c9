import { readInventory } from '../../src/load/inventory';
import { HEADER, load } from '../support/judge/judge-inventory';

const bytesOf = (document: unknown) =>
  Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));

test('the file of an inventory is known by its name, hash and time', async () => {
  const bytes = bytesOf({ ...HEADER, agents: [] });
  const { facts } = await readInventory(bytes, 'a.json');
  expect(facts).toEqual({
    file: 'a.json',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    collectedAt: HEADER.collectedAt,
  });
});

test.each<[string, unknown, RegExp]>([
  ['no JSON', '{', /^a\.json: line 1, column 2: is not valid JSON/],
  ['a fault', { ...HEADER, agents: 7 }, /^a\.json: \/agents: is 7; allowed: array/],
  [
    'nothing to judge',
    { ...HEADER, reportingModule: null, agents: null },
    /^a\.json: has no section, so there is nothing to judge; it needs at least one of enterpriseManager, .*agents/,
  ],
])('an inventory with %s is refused', async (_name, document, message) => {
  await expect(readInventory(bytesOf(document), 'a.json')).rejects.toMatchObject({
    code: 'inventory',
    message: expect.stringMatching(message) as string,
  });
});

/** What is left of a document, as JSON has it: undefined is not there. */
const leftOf = async (sections: object) => {
  const left = JSON.parse(JSON.stringify(await load({ ...HEADER, ...sections }))) as Record<string, unknown>;
  return Object.fromEntries(Object.keys(sections).map((name) => [name, left[name]]));
};

test.each<[string, object, object]>([
  ['a section that is null', { agents: null, policies: [] }, { agents: undefined, policies: [] }],
  ['a field that is null', { agents: [{ name: 'A', version: null }] }, { agents: [{ name: 'A' }] }],
  ['a text that says nothing', { agents: [{ name: 'A', status: 'N/A' }] }, { agents: [{ name: 'A' }] }],
  ['an entry that is null', { agents: [{ name: 'A' }, { name: null }] }, { agents: [{ name: 'A' }, {}] }],
  [
    'null in a source',
    { sources: [{ id: 'a', kind: 'facts', reason: null, missing: [{ path: '/agents', reason: null }] }] },
    { sources: [{ id: 'a', kind: 'facts', missing: [{ path: '/agents' }] }] },
  ],
  ['a text of a source', { sources: [{ id: 'a', kind: 'N/A' }] }, { sources: [{ id: 'a', kind: 'N/A' }] }],
  [
    'what a setting is quoted with',
    {
      agents: [{ loggingIni: { path: null, settings: [{ section: 'x', key: 'y', value: 'none' }] } }],
    },
    { agents: [{ loggingIni: { settings: [{ section: 'x', key: 'y', value: 'none' }] } }] },
  ],
])('null and texts that say nothing are no evidence: %s', async (_name, sections, left) => {
  expect(await leftOf(sections)).toEqual(left);
});

test('what somebody has added for himself stays as it is', async () => {
  const own = { 'x-own': { note: 'N/A', other: null, list: [null] } };
  expect(await leftOf({ agents: [{ name: 'A', ...own }] })).toEqual({ agents: [{ name: 'A', ...own }] });
});
