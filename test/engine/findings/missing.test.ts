import {
  findHint,
  findMissing,
  findReason,
  formatHints,
  formatMissing,
  pathOfMissing,
} from '../../../src/engine/findings/missing';
import { rememberPlaceholder } from '../../../src/engine/values/placeholders';
import { Place } from '../../../src/engine/values/pointers';
import type { Inventory, Source } from '../../../src/model/inventory';

const inventoryOf = (sources: Partial<Source>[], sections: object = {}): Inventory =>
  ({ sources: sources.map((one) => ({ id: 'a', kind: 'facts', ...one })), ...sections }) as Inventory;

describe('why evidence is missing', () => {
  test.each<[string, Partial<Source>[], string | undefined]>([
    ['nobody says', [{}], undefined],
    [
      'a source names the field',
      [{ missing: [{ path: '/agents/0/version', reason: 'no right' }] }],
      'no right',
    ],
    ['or what is above it', [{ missing: [{ path: '/agents/*', reason: 'no right' }] }], 'no right'],
    ['not another one', [{ missing: [{ path: '/agents/1', reason: 'no right' }] }], undefined],
    ['not without a reason', [{ missing: [{ path: '/agents' }] }] as Partial<Source>[], undefined],
    [
      'of several the first by text',
      [
        {
          missing: [
            { path: '/agents', reason: 'y' },
            { path: '/agents', reason: 'x' },
          ],
        },
      ],
      'x',
    ],
    [
      'the field comes before the section',
      [
        { status: 'failed', sections: ['agents'], reason: 'a' },
        { missing: [{ path: '/agents', reason: 'z' }] },
      ],
      'z',
    ],
    ['a source of the section has failed', [{ status: 'failed', sections: ['agents'], reason: 'x' }], 'x'],
    ['or is partial', [{ status: 'partial', sections: ['agents'], reason: 'x' }], 'x'],
    ['or was skipped', [{ status: 'skipped', sections: ['agents'] }], 'skipped'],
    ['not one that is whole', [{ status: 'ok', sections: ['agents'], reason: 'x' }], undefined],
    ['not one of another section', [{ status: 'failed', sections: ['policies'], reason: 'x' }], undefined],
    ['not one that says no sections', [{ status: 'failed', reason: 'x' }], undefined],
    [
      'nor one that names other fields',
      [
        {
          status: 'partial',
          sections: ['agents'],
          reason: 'x',
          missing: [{ path: '/policies', reason: 'y' }],
        },
      ],
      undefined,
    ],
    [
      'but what it says of no field',
      [
        { status: 'partial', sections: ['agents'], reason: 'x', missing: [{ path: null, reason: 'y' }] },
      ] as Partial<Source>[],
      'y',
    ],
    [
      'nothing where it says nothing',
      [
        { status: 'partial', sections: ['agents'], reason: 'x', missing: [{ path: null, reason: null }] },
      ] as Partial<Source>[],
      undefined,
    ],
    [
      'no list of what is missing is as none',
      [{ status: 'partial', sections: ['agents'], reason: 'x', missing: [] }],
      'x',
    ],
  ])('%s', (_name, sources, reason) => {
    expect(findReason(inventoryOf(sources), '/agents/0/version')).toEqual(
      reason === undefined ? undefined : { source: 'a', reason },
    );
  });

  test('that sources contradict each other comes first', () => {
    const conflicts = [{ field: 'version', kept: '1', keptSource: 'x', other: '2', source: 'y' }];
    const inventory = inventoryOf([{ missing: [{ path: '/agents', reason: 'z' }] }], {
      agents: [{ conflicts }],
    });
    expect(findReason(inventory, '/agents/0/version')).toEqual({
      source: 'x',
      reason: 'says version is 1, source y says 2',
    });
  });
});

describe('missing evidence in words', () => {
  const agent = {};
  rememberPlaceholder(agent, 'version', 'N/A');
  const inventory = inventoryOf([{ missing: [{ path: '/policies', reason: 'no right' }] }], {
    agents: [agent, {}],
  });
  const before = inventoryOf([{ missing: [{ path: '/agents', reason: 'old' }] }]);
  const say = (root: string, path: string, around = '', more = {}) =>
    formatMissing({ root, path, ...more }, around, { inventory, before });

  test.each([
    [say('inventory', '/agents/1/version', '/agents/1'), 'version is not known'],
    [say('inventory', '/agents/1/version', '/agents/0'), 'agents[].version is not known'],
    [say('inventory', '/agents/10/version', '/agents/1'), 'agents[].version is not known'],
    [say('inventory', '/agents/0/version', '/agents/0'), 'version is not known: "N/A" says nothing'],
    [
      say('inventory', '/policies/0/hosts/1/name'),
      'policies[].hosts[].name is not known; source a: no right',
    ],
    [say('before', '/agents/0/version'), 'agents[].version is not known from before; source a: old'],
    [say('partner', '/version'), 'partner.version is not known'],
    [say('inventory', '/agents/1/x', '', { because: 'why' }), 'agents[].x is not known: why'],
    [
      say('inventory', '/agents', '', { incomplete: { source: 's', reason: 'r' } }),
      'the list is not complete; source s: r',
    ],
  ])('%s', (said, wanted) => {
    expect(said).toBe(wanted);
  });

  test('without an inventory from before its reasons are those of the other', () => {
    const missing = { root: 'before', path: '/policies/0/name' };
    expect(formatMissing(missing, '', { inventory, before: undefined })).toBe(
      'policies[].name is not known from before; source a: no right',
    );
  });
});

test('what cannot be read is missing at its subject, or at its part of the scope', () => {
  const place = new Place({}, 'before', '/agents', 3);
  expect(findMissing({ path: '/subject/a~1b', because: 'why' }, place)).toEqual({
    root: 'before',
    path: '/agents/3/a~1b',
    because: 'why',
  });
  expect(findMissing({ path: '/inventory/agents/0', because: '' }, place)).toEqual({
    root: 'inventory',
    path: '/agents/0',
  });
  expect(pathOfMissing({ root: 'partner', path: '/version' })).toBe('/partner/version');
});

describe('what would supply evidence', () => {
  const fields = {
    '/agents/*': { by: 'a', text: 'the agent list' },
    '/agents/*/queue': { by: 'a', text: 'the queue' },
    '/policies': { by: 'b', text: 'an export' },
  };
  const hints = { suppliers: {}, fields };

  test.each([
    ['/agents/0/version', 'the agent list'],
    ['/agents/0/queue', 'the queue'],
    ['/policies', 'an export'],
    ['/database', undefined],
  ])('%s', (path, hint) => {
    expect(findHint(hints, path)?.text).toBe(hint);
    expect(formatHints([path], hints)).toBe(hint ?? null);
  });

  test('all of it, each once, in the order of the alphabet', () => {
    expect(
      formatHints(['/agents/*/queue', '/policies', '/database', '/agents/*/a', '/agents/*/b'], hints),
    ).toBe('an export; the agent list; the queue');
    expect(formatHints([], hints)).toBeNull();
  });
});
