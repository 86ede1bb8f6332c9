import { withoutOtherFolder, withoutUnsupplied, withoutUntimely } from '../../../src/engine/compare/after';
import type { Inventory, Source } from '../../../src/model/inventory';

const NOW = Date.parse('2026-11-21T04:00:00Z');
const EARLIER = '2026-11-20T12:00:00Z';
const LATER = '2026-11-21T03:00:00Z';

function inventory(
  collectedAt: string,
  sources: Partial<Source>[],
  more: Partial<Inventory> = {},
): Inventory {
  return {
    schemaVersion: 1,
    environment: 'contoso',
    collectedAt,
    sources: sources.map((source, at) => ({ id: `s${at}`, kind: 'manual', ...source })),
    enterpriseManager: { host: 'TPEM01', version: '7.4.0.312' },
    agents: [{ name: 'DC01' }],
    policies: [{ name: 'P' }],
    ...more,
  };
}

const before = inventory(EARLIER, [{ collectedAt: '2026-11-20T11:00:00Z' }, {}]);

/** What is left out of an inventory from after the upgrade, and why. */
function leftOut(sources: Partial<Source>[], more?: Partial<Inventory>, from = before) {
  return withoutUntimely(inventory(LATER, sources, more), from, NOW).sources[0]?.missing ?? [];
}

const reason = (text: string) =>
  `source s0 ${text}, and the inventory from before of 2026-11-20T12:00:00.000Z`;

test.each<[string, Partial<Source>, string | undefined]>([
  ['later', { collectedAt: LATER }, undefined],
  ['of no time, so that of the inventory counts', {}, undefined],
  ['of the same moment', { collectedAt: EARLIER }, reason(`is of ${EARLIER}`)],
  ['later by a millisecond', { collectedAt: '2026-11-20T12:00:00.001Z' }, undefined],
  [
    'read later than its evidence was true',
    { collectedAt: LATER, asOf: EARLIER },
    reason(`is of ${EARLIER}`),
  ],
  [
    'still to come',
    { asOf: '2026-11-21T05:00:00Z' },
    'source s0 is of 2026-11-21T05:00:00Z, which is still to come',
  ],
  ['ahead by a clock', { asOf: '2026-11-21T04:04:00Z' }, undefined],
])('a source that is %s', (_what, source, why) => {
  expect(leftOut([{ ...source, sections: ['agents'] }])).toEqual(
    why ? [{ path: '/agents', reason: why }] : [],
  );
});

test.each(['agent-list', 'policy-list', 'facts', 'inventory'])('%s has to say when it was true', (kind) => {
  const source = { kind, collectedAt: LATER, sections: ['agents'] };
  expect(leftOut([source])).toEqual([
    { path: '/agents', reason: 'source s0 does not say when that was true (asOf)' },
  ]);
  expect(leftOut([{ ...source, asOf: LATER }])).toEqual([]);
});

test.each<[string, Partial<Source>, string[]]>([
  ['its sections', { sections: ['agents', 'policies'] }, ['/agents', '/policies']],
  ['a field of a section', { fields: ['/enterpriseManager/version'] }, ['/enterpriseManager/version']],
  [
    'the fields of one section and the whole of another',
    { sections: ['agents', 'enterpriseManager'], fields: ['/enterpriseManager/version'] },
    ['/enterpriseManager/version', '/agents'],
  ],
  [
    'a list, of which fields of rows are named',
    { fields: ['/agents/*/status', '/agents/*/name'] },
    ['/agents'],
  ],
  ['a list, of which a row is named', { sections: ['agents'], fields: ['/agents/0/name'] }, ['/agents']],
  ['nothing, where nothing is there', { sections: ['database'], fields: ['/enterpriseManager/fqdn'] }, []],
  ['nothing that is no section', { sections: ['collectedAt', 'environment'], fields: ['/sources'] }, []],
  ['nothing, where it names nothing', {}, []],
])('of a source that is too old, %s is left out', (_what, source, paths) => {
  expect(leftOut([{ collectedAt: EARLIER, ...source }]).map(({ path }) => path)).toEqual(paths);
});

test('everything else stays, and what was given is not changed', () => {
  const after = inventory(LATER, [
    { asOf: EARLIER, fields: ['/enterpriseManager/version'], sections: ['agents'] },
  ]);
  const copy = structuredClone(after);
  const { sources, enterpriseManager, agents, policies } = withoutUntimely(after, before, NOW);
  expect([enterpriseManager, agents, policies]).toEqual([{ host: 'TPEM01' }, undefined, [{ name: 'P' }]]);
  expect(sources.map(({ id, kind, status }) => [id, kind, status])).toEqual([
    ['verify', 'verify', 'ok'],
    ['s0', 'manual', undefined],
  ]);
  expect(after).toEqual(copy);
  const row = inventory(LATER, [{ asOf: EARLIER, fields: ['/agents/0/name'] }]);
  expect(withoutUntimely(row, before, NOW).agents).toBeUndefined();
  const timely = inventory(LATER, [{ collectedAt: LATER, sections: ['agents'] }]);
  expect(withoutUntimely(timely, before, NOW)).toBe(timely);
});

test('the newest source from before counts, though the inventory is older', () => {
  const newer = inventory(EARLIER, [{ asOf: '2026-11-21T02:59:00Z' }, { collectedAt: 'soon' }]);
  const at = (collectedAt: string) => leftOut([{ collectedAt, sections: ['agents'] }], {}, newer).length;
  expect([at('2026-11-21T02:58:00Z'), at('2026-11-21T02:59:30Z')]).toEqual([1, 0]);
});

const supplied = (sources: Partial<Source>[]) =>
  withoutUnsupplied(inventory(LATER, sources)).sources[0]?.missing?.map(({ path }) => path) ?? [];

test.each<[string, Partial<Source>[], string[]]>([
  ['a source that failed', [{ status: 'failed', sections: ['agents'] }], ['/agents']],
  ['one that was skipped', [{ status: 'skipped', sections: ['agents'] }], ['/agents']],
  ['one that is partial', [{ status: 'partial', sections: ['agents'] }], []],
  ['one that is complete', [{ status: 'ok', sections: ['agents'] }], []],
  [
    'one beside another that has it',
    [
      { status: 'failed', sections: ['agents'] },
      { status: 'ok', sections: ['agents'] },
    ],
    [],
  ],
  [
    'one beside another that has fields',
    [{ status: 'failed', sections: ['agents'] }, { fields: ['/agents/*/name'] }],
    [],
  ],
  [
    'one beside another that has fields of two sections',
    [{ status: 'failed', sections: ['agents'] }, { fields: ['/enterpriseManager/host', '/agents/*/name'] }],
    [],
  ],
  [
    'one beside another that has fields of another section',
    [{ status: 'failed', sections: ['agents'] }, { fields: ['/enterpriseManager/host'] }],
    ['/agents'],
  ],
  [
    'two that failed',
    [
      { status: 'failed', sections: ['agents'] },
      { status: 'skipped', sections: ['agents'] },
    ],
    ['/agents', '/agents'],
  ],
  [
    'one beside another of something else',
    [
      { status: 'failed', sections: ['agents'] },
      { status: 'ok', sections: ['policies'] },
    ],
    ['/agents'],
  ],
])('what stands there from %s', (_what, sources, paths) => {
  expect(supplied(sources)).toEqual(paths);
});

test('a section stays left out where another source had a field of it', () => {
  const { enterpriseManager } = withoutUnsupplied(
    inventory(LATER, [
      { status: 'failed', sections: ['enterpriseManager'] },
      { status: 'failed', fields: ['/enterpriseManager/host'] },
    ]),
  );
  expect(enterpriseManager).toBeUndefined();
});

test('it says that the source had nothing', () => {
  const { sources } = withoutUnsupplied(inventory(LATER, [{ status: 'failed', sections: ['agents'] }]));
  expect(sources[0]?.missing?.[0]?.reason).toBe(
    'source s0 had nothing (failed), so it is not known where this is from',
  );
});

const folder = (path: string | undefined) => inventory(LATER, [], { certsInfo: { path } });

test.each<[string | undefined, string | undefined, string]>([
  [
    'C:\\Old\\CertsInfo',
    'D:\\CertsInfo',
    'gathered from D:\\CertsInfo, and not from the old folder C:\\Old\\CertsInfo;',
  ],
  ['C:\\Old', undefined, 'gathered from a folder that is not named, and not from the old folder C:\\Old;'],
  [undefined, 'C:\\Old', 'gathered from C:\\Old, and not from the old folder (not known);'],
  [
    undefined,
    undefined,
    'gathered from a folder that is not named, and not from the old folder (not known);',
  ],
])('the CertsInfo of before in %s and of after in %s', (old, present, text) => {
  const { certsInfo, sources } = withoutOtherFolder(folder(present), folder(old));
  expect(certsInfo).toBeUndefined();
  expect(sources[0]?.missing).toMatchObject([{ path: '/certsInfo' }]);
  expect(sources[0]?.missing?.[0]?.reason).toContain(text);
});

test.each([
  'c:/old//CertsInfo/',
  '\\\\?\\C:\\Old\\CertsInfo',
  'C:\\New\\..\\Old\\CertsInfo',
  ' "C:\\Old\\CertsInfo. "',
])('the old folder, written as %s, is evidence', (spelling) => {
  const same = folder(spelling);
  expect(withoutOtherFolder(same, folder('C:\\Old\\CertsInfo'))).toBe(same);
});

test('CertsInfo is left out where none was gathered before', () => {
  expect(withoutOtherFolder(folder('C:\\Old'), inventory(EARLIER, [])).certsInfo).toBeUndefined();
});

test('where no CertsInfo was gathered, none is left out', () => {
  const none = inventory(LATER, []);
  expect(withoutOtherFolder(none, folder('C:\\Old'))).toBe(none);
});
