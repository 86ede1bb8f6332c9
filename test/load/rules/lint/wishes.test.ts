import { waysToAll, type Goal } from '../../../../src/load/rules/lint/estates/wishes';
import type { JsonSchema } from '../../../../src/model/rule';

/** A way as text: `+/a` is there, `-/a` is not; `/a minimum=1` holds, with `!` before it does not. */
function waysTo(...goals: Goal[]): string[] {
  return [...waysToAll(goals)].map((wishes) =>
    wishes
      .map((wish) =>
        wish.keyword === undefined
          ? `${wish.isThere ? '+' : '-'}${wish.path}`
          : `${wish.holds ? '' : '!'}${wish.path} ${wish.keyword}=${JSON.stringify(wish.value)}`,
      )
      .join(', '),
  );
}

const a: JsonSchema = { minimum: 1 };
const b: JsonSchema = { maximum: 2 };

test.each<[JsonSchema, string[], string[]]>([
  [true, [''], []],
  [false, [], ['']],
  [a, ['/s minimum=1'], ['!/s minimum=1']],
  [{ title: 't', description: 'd', $comment: 'c', ...a }, ['/s minimum=1'], ['!/s minimum=1']],
  [{ ...a, ...b }, ['/s minimum=1, /s maximum=2'], ['!/s minimum=1', '!/s maximum=2']],
  [{ required: ['x', 'y'] }, ['+/s/x, +/s/y'], ['-/s/x', '-/s/y']],
  [{ properties: { x: a } }, ['+/s/x, /s/x minimum=1', '-/s/x'], ['+/s/x, !/s/x minimum=1']],
  [{ allOf: [a, b] }, ['/s minimum=1, /s maximum=2'], ['!/s minimum=1', '!/s maximum=2']],
  [{ anyOf: [a, b] }, ['/s minimum=1', '/s maximum=2'], ['!/s minimum=1, !/s maximum=2']],
  [{ oneOf: [a, b] }, ['/s minimum=1', '/s maximum=2'], ['!/s minimum=1, !/s maximum=2']],
  [{ not: a }, ['!/s minimum=1'], ['/s minimum=1']],
  [
    { if: a, then: b },
    ['!/s minimum=1, /s minimum=1', '!/s minimum=1', '/s maximum=2, /s minimum=1', '/s maximum=2'],
    ['/s minimum=1, !/s maximum=2'],
  ],
  [
    { if: a, else: b },
    ['!/s minimum=1, /s minimum=1', '!/s minimum=1, /s maximum=2', '/s minimum=1', '/s maximum=2'],
    ['!/s minimum=1, !/s maximum=2'],
  ],
  [{ items: a }, ['/s/0 minimum=1'], ['!/s/0 minimum=1']],
  [{ contains: a }, ['/s/0 minimum=1'], ['!/s/0 minimum=1']],
])('the ways to %j', (schema, holding, violating) => {
  expect(waysTo({ schema, holds: true, path: '/s' })).toEqual(holding);
  expect(waysTo({ schema, holds: false, path: '/s' })).toEqual(violating);
});

test('several goals are reached by every pair of their ways, and none where one cannot be', () => {
  const goal = (schema: JsonSchema, path: string): Goal => ({ schema, holds: true, path });
  expect(waysTo(goal({ anyOf: [a, b] }, '/s'), goal({ anyOf: [a, b] }, '/t'))).toEqual([
    '/s minimum=1, /t minimum=1',
    '/s minimum=1, /t maximum=2',
    '/s maximum=2, /t minimum=1',
    '/s maximum=2, /t maximum=2',
  ]);
  expect(waysTo(goal(a, '/s'), goal(false, '/t'))).toEqual([]);
  expect(waysTo()).toEqual(['']);
});
