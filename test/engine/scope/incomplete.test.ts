import { byReason, IncompleteLists } from '../../../src/engine/scope/incomplete';
import type { Inventory, Source } from '../../../src/model/inventory';

const listsOf = (...sources: Partial<Source>[]) =>
  new IncompleteLists({ sources: sources.map((one) => ({ id: 'a', kind: 'facts', ...one })) } as Inventory);

/** Why `/agents` is not complete. */
const why = (...sources: Partial<Source>[]) => listsOf(...sources).find('/agents')?.reason;

describe('a list is incomplete where a source knows that it is', () => {
  test.each<[string, Partial<Source>[], string | undefined]>([
    ['nobody says so', [{ status: 'ok', sections: ['agents'] }], undefined],
    ['a source names it', [{ missing: [{ path: '/agents', reason: 'x' }] }], 'x'],
    ['or all of its rows', [{ missing: [{ path: '/agents/*', reason: 'x' }] }], 'x'],
    ['or one of them', [{ missing: [{ path: '/agents/3', reason: 'x' }] }], 'x'],
    ['not a field of its rows', [{ missing: [{ path: '/agents/*/version', reason: 'x' }] }], undefined],
    ['not another list', [{ missing: [{ path: '/policies', reason: 'x' }] }], undefined],
    [
      'without a reason that of the source',
      [{ reason: 'y', missing: [{ path: '/agents' }] }] as Partial<Source>[],
      'y',
    ],
    ['or none', [{ missing: [{ path: '/agents' }] }] as Partial<Source>[], 'not known'],
    [
      'a source is partial and does not say where',
      [{ status: 'partial', sections: ['agents'], reason: 'x' }],
      'x',
    ],
    ['nor why', [{ status: 'partial', sections: ['agents'] }], 'partial'],
    ['nor of which sections', [{ status: 'partial', reason: 'x' }], 'x'],
    [
      'a partial one of other sections',
      [{ status: 'partial', sections: ['policies'], reason: 'x' }],
      undefined,
    ],
    [
      'a partial one that says where',
      [{ status: 'partial', sections: ['agents'], missing: [{ path: '/policies', reason: 'x' }] }],
      undefined,
    ],
    [
      'one that says no place',
      [{ sections: ['agents'], missing: [{ path: null, reason: 'x' }] }] as Partial<Source>[],
      'x',
    ],
    [
      'no place of other sections',
      [{ sections: ['policies'], missing: [{ path: null, reason: 'x' }] }] as Partial<Source>[],
      undefined,
    ],
    [
      'one that failed and names nothing',
      [{ status: 'failed', sections: ['agents'], reason: 'x' }],
      undefined,
    ],
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
  ])('%s', (_name, sources, reason) => {
    expect(why(...sources)).toBe(reason);
    expect(why(...sources.toReversed())).toBe(reason);
  });

  test('unless another source supplied the section that this one could not', () => {
    const lacking = { missing: [{ path: '/agents', reason: 'x' }] };
    const other = (own: Partial<Source>): Partial<Source> => ({ id: 'b', sections: ['agents'], ...own });
    expect(listsOf(lacking, other({ status: 'ok' })).isEmpty).toBe(true);
    expect(
      why(lacking, other({ status: 'partial', missing: [{ path: '/policies', reason: 'z' }] })),
    ).toBeUndefined();
    expect(why(lacking, other({ status: 'failed' }))).toBe('x');
    expect(why(lacking, other({}))).toBe('x');
    expect(why(lacking, other({ status: 'ok', sections: ['policies'] }))).toBe('x');
    expect(why({ ...lacking, sections: ['agents'] }, other({ status: 'ok' }))).toBe('x');
  });
});

test('only lists of an inventory are asked about, and each answer stays', () => {
  const lists = listsOf({ status: 'partial', reason: 'x' });
  expect(lists.isEmpty).toBe(false);
  expect(listsOf({}).isEmpty).toBe(true);
  expect(new IncompleteLists(undefined).isEmpty).toBe(true);
  expect(['/params/list', '', '/agents', '/agents'].map((list) => lists.find(list)?.reason)).toEqual([
    undefined,
    undefined,
    'x',
    'x',
  ]);
});

test('a source may name several lists', () => {
  const lists = listsOf({
    missing: [
      { path: '/agents', reason: 'x' },
      { path: '/policies', reason: 'x' },
    ],
  });
  expect([lists.find('/agents')?.reason, lists.find('/policies')?.reason]).toEqual(['x', 'x']);
});

test('reasons are in the order of their text', () => {
  const [a, b] = [
    { source: 'a', reason: 'x' },
    { source: 'b', reason: 'w' },
  ] as const;
  expect([byReason(a, b), byReason(b, a), byReason(a, a)]).toEqual([-1, 1, 0]);
});
