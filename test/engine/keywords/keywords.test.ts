import { KEYWORDS } from '../../../src/engine/keywords';
import { windowsServerOf, wordsOf } from '../../../src/engine/keywords/texts';
import type { JsonSchema } from '../../../src/model/rule';
import { judgeOne } from '../../support/judge/small-rule';

/** Whether an assertion on the field "notes" of the only agent holds; otherwise what it says. */
function ask(schema: JsonSchema, value: unknown, target = '7.4') {
  const result = judgeOne(
    { assert: { properties: { notes: schema } } },
    { agents: [{ name: 'A', notes: value }] },
    { target },
  );
  const [finding] = result.findings;
  return finding ? { actual: finding.actual, expected: finding.expected, kind: finding.kind } : 'holds';
}

const holds = (schema: JsonSchema, value: unknown, target?: string) => ask(schema, value, target) === 'holds';

test('every keyword ignores what is not there', () => {
  const values: Record<string, unknown> = {
    aheadBy: 'P1D',
    atMostShareOf: { value: 1, percent: 1 },
    compatibleWith: 'activityMonitor',
    distinctBy: { list: '/inventory/agents', key: 'host' },
    documentedEdge: true,
    earlierThanTarget: true,
    existsIn: { list: '/inventory/policies', on: ['/name'] },
    fitsTable: { table: [], value: '/x', column: 'c' },
    holds: { key: '', values: ['x'], match: 'equal' },
    hostName: true,
    isAnyOf: ['x'],
    keptTrue: '/x',
    mentionsNone: ['x'],
    missingFrom: { list: '/inventory/policies', on: ['/name'], value: 'x' },
    newerThan: 'P1D',
    notBeforeNewest: '/inventory/policies/*/modifiedAt',
    ofTarget: 'line',
    olderThan: 'P1D',
    otherHostThan: 'x',
    outsideOf: 'C:\\x',
    releaseNamed: true,
    settingsCurrent: [{ keys: ['k'], values: ['v'], now: 'n' }],
    valuesKept: { from: '/a', to: '/b', of: '/c', by: '/d', value: '/e' },
    versionParts: 4,
    versionRange: '>=99',
    windowsServer: ['2019'],
  };
  expect(Object.keys(values)).toEqual(Object.keys(KEYWORDS));
  for (const [name, value] of Object.entries(values))
    expect([name, ask({ [name]: value }, undefined)]).toEqual([name, 'holds']);
});

test('a keyword whose value makes no sense is refused when the rule is compiled', () => {
  for (const bad of [
    { newerThan: '7 days' },
    { versionParts: 9 },
    { isAnyOf: [] },
    { holds: {} },
    { distinctBy: 'x' },
  ])
    expect(() => ask(bad, 'x')).toThrow('keyword');
  const tooMany = Array.from({ length: 32 }, (_one, at) => `v${at}`);
  expect(() => ask({ holds: { key: '', values: tooMany, match: 'equal' } }, [])).toThrow('keyword');
});

describe('versions', () => {
  test('the bounds that are given hold together; one that is not documented holds', () => {
    const range = { versionRange: { minimum: '7.3.9', below: '7.5', range: '7.3.9 || 7.4' } };
    expect(holds(range, '7.4.0.1')).toBe(true);
    expect(ask(range, '7.3.8.1')).toMatchObject({ expected: '>=7.3.9', actual: '7.3.8.1' });
    expect(ask(range, '7.5')).toMatchObject({ expected: '<7.5' });
    expect(ask(range, '7.3.10')).toMatchObject({ expected: '7.3.9 || 7.4' });
    expect(holds({ versionRange: { minimum: { $data: '/target/minimumAgent' } } }, '1.0', '7.3.9')).toBe(
      true,
    );
    expect(holds({ versionRange: '>=99' }, 'not a version')).toBe(true);
  });

  test('a pair that is not documented names the ones that are', () => {
    expect(ask({ compatibleWith: 'activityMonitor' }, '7.1.1', '7.5')).toMatchObject({
      expected: '8.0.x or 9.0.x',
    });
    expect(ask({ compatibleWith: 'activityMonitor' }, '7.1.1', '8.1')).toMatchObject({
      expected: 'no version is documented',
    });
    expect(holds({ compatibleWith: 'activityMonitor' }, 'odd', '7.4')).toBe(false);
  });

  test('the version of the target: its line, or exactly its build', () => {
    expect(holds({ ofTarget: 'line' }, '7.4.0.1', '7.4.0.312')).toBe(true);
    expect(holds({ ofTarget: 'version' }, '7.4.0.1', '7.4')).toBe(true);
    expect(ask({ ofTarget: 'version' }, '7.4.0.1', '7.4.0.312')).toMatchObject({ expected: '7.4.0.312' });
    expect(holds({ ofTarget: 'line' }, '7.5.0.1', '7.4')).toBe(false);
  });

  test('older than the target', () => {
    expect(ask({ earlierThanTarget: true }, '7.5', '7.4')).toMatchObject({ expected: 'older than 7.4' });
    expect(ask({ earlierThanTarget: true }, '7.4.0.5', '7.4.0.5')).toMatchObject({
      expected: 'a build older than 7.4.0.5',
    });
    expect(holds({ earlierThanTarget: true }, 'odd')).toBe(true);
  });

  test('an edge that is not documented names the sources that are', () => {
    expect(ask({ documentedEdge: true }, '7.3.8', '7.4')).toMatchObject({
      expected: '7.3.9 or 7.4 (earlier build)',
    });
  });
});

describe('times', () => {
  // Now is 2026-11-20T22:00:00Z.
  test.each<[string, string, string, boolean]>([
    ['newerThan', 'P1D', '2026-11-19T22:00:00Z', true],
    ['newerThan', 'P1D', '2026-11-19T21:59:59Z', false],
    ['newerThan', 'P1D', '2027-01-01T00:00:00Z', true],
    ['olderThan', 'P1D', '2026-11-19T22:00:00Z', true],
    ['olderThan', 'P1D', '2026-11-19T22:00:01Z', false],
    ['olderThan', 'PT0S', '2026-11-20T22:00:00Z', true],
    ['aheadBy', 'P1D', '2026-11-21T22:00:01Z', true],
    ['aheadBy', 'P1D', '2026-11-21T22:00:00Z', false],
    ['aheadBy', 'PT0S', '2026-11-20T22:00:00Z', false],
  ])('%s %s of %s: %s', (keyword, span, time, wanted) => {
    expect(holds({ [keyword]: span }, time)).toBe(wanted);
  });

  test('what is allowed is said in words', () => {
    expect(ask({ newerThan: 'P7D' }, '2020-01-01T00:00:00Z')).toMatchObject({
      expected: 'at most 7 days ago',
    });
    expect(ask({ olderThan: 'P1D' }, '2030-01-01T00:00:00Z')).toMatchObject({
      expected: 'at least 24 hours ago',
    });
    expect(ask({ olderThan: 'PT0S' }, '2030-01-01T00:00:00Z')).toMatchObject({
      expected: 'not in the future',
    });
    expect(ask({ aheadBy: 'PT0S' }, '2020-01-01T00:00:00Z')).toMatchObject({ expected: 'in the future' });
    expect(ask({ aheadBy: 'P30D' }, '2020-01-01T00:00:00Z')).toMatchObject({
      expected: 'more than 30 days from now',
    });
  });

  test('a duration that is not there, or cannot be read, holds', () => {
    expect(holds({ newerThan: { $data: '/params/none' } }, '2020-01-01T00:00:00Z')).toBe(true);
  });
});

describe('texts', () => {
  test('words are runs of letters and digits, whatever the script', () => {
    expect(wordsOf('Cisco-AMP for Endpoints® 7.3')).toEqual(['cisco', 'amp', 'for', 'endpoints', '7', '3']);
    expect(wordsOf('Überwachung')).toEqual(['überwachung']);
    expect(wordsOf('')).toEqual([]);
  });

  test.each([
    ['Windows Server 2019 Standard', '2019'],
    ['Windows Server 2012 R2 Datacenter', '2012 R2'],
    ['Microsoft® Windows Server® 2022', '2022'],
    ['Windows 10', undefined],
    ['Windows Server', undefined],
    ['2019', undefined],
  ])('%s is Windows Server %s', (text, release) => {
    expect(windowsServerOf(text)).toBe(release);
  });

  test('one of several texts, without regard to case and spaces around', () => {
    expect(holds({ isAnyOf: ['Active'] }, ' ACTIVE ')).toBe(true);
    expect(ask({ isAnyOf: ['Active', 'Stopped'] }, 'Lost')).toMatchObject({
      expected: 'Active or Stopped',
      actual: 'Lost',
    });
    expect(holds({ isAnyOf: ['7'] }, 7)).toBe(true);
  });

  test('a server on a host without a name to compare holds', () => {
    expect(holds({ otherHostThan: { $data: '/inventory/enterpriseManager/host' } }, '.')).toBe(true);
    expect(ask({ hostName: true }, '10.0.0.1')).toMatchObject({ expected: 'a host name' });
    expect(holds({ hostName: true }, '127.0.0.1')).toBe(true);
  });

  test('a path outside of a folder that is not known holds', () => {
    expect(holds({ outsideOf: { $data: '/params/none' } }, 'C:\\x')).toBe(true);
    expect(ask({ outsideOf: 'C:\\TP' }, 'c:/tp//CertsInfo/')).toMatchObject({ expected: 'outside C:\\TP' });
    expect(holds({ outsideOf: 'C:\\TP' }, 'C:\\TP2')).toBe(true);
    expect(holds({ outsideOf: '\\\\share\\tp' }, '\\share\\tp')).toBe(true);
  });

  test('a release that is not named is left to the needs', () => {
    expect(holds({ windowsServer: ['2019'] }, 'Windows')).toBe(true);
    expect(holds({ windowsServer: { $data: '/params/none' } }, 'Windows Server 2003')).toBe(true);
    expect(holds({ releaseNamed: true }, 'Windows')).toBe(false);
  });

  test('lists of another type mention nothing and hold nothing', () => {
    expect(holds({ mentionsNone: ['Avast'] }, 'Avast')).toBe(true);
    expect(holds({ settingsCurrent: [{ keys: ['k'], values: ['v'], now: 'n' }] }, 'k=v')).toBe(true);
    expect(holds({ settingsCurrent: [{ keys: ['k'], values: ['v'], now: 'n' }] }, [{}, { key: 'k' }])).toBe(
      true,
    );
    expect(holds({ holds: { key: '', values: ['x'], match: 'equal' } }, [7])).toBe(true);
  });
});

describe('lists', () => {
  const among = (own: object, value: unknown, policies?: object[]) => {
    const rule = {
      assert: { properties: { notes: { existsIn: { list: '/inventory/policies', on: ['/name'], ...own } } } },
    };
    return (
      judgeOne(rule, { agents: [{ name: 'A', notes: value }], policies }).findings[0]?.expected ?? 'holds'
    );
  };

  test('names those without a partner, in one order', () => {
    const policies = [{ name: 'A' }];
    expect(among({}, [{ name: 'C' }, { name: 'a' }, { name: 'B' }], policies)).toBe('B, C');
    expect(among({ on: ['/name'], from: '/file' }, [{ file: 'x.pem' }], policies)).toBe('x.pem');
    expect(among({ on: ['/name'], from: '/id' }, { id: 'z' }, policies)).toBe('z');
    expect(among({ on: ['/name'], from: '/key' }, { key: 'z' }, policies)).toBe('(unnamed)');
    expect(among({ value: 'Q' }, {}, policies)).toBe('Q');
    expect(
      among({ from: '/n', replace: ['-crt.', '-key.'] }, { n: 'em-crt.pem' }, [{ name: 'Em-KEY.pem' }]),
    ).toBe('holds');
  });

  test('a list that was not gathered, or lacks a key, proves nothing', () => {
    expect(among({}, [{ name: 'C' }])).toBe('holds');
    expect(among({}, [{ name: 'C' }], [{ id: '7' }])).toBe('holds');
    expect(among({}, [{}], [{ name: 'A' }])).toBe('holds');
  });

  test('a host without a name is nobody twice', () => {
    expect(holds({ distinctBy: { list: '/inventory/agents', key: 'host' } }, { name: '  ' })).toBe(true);
    expect(holds({ distinctBy: { list: '/inventory/agents', key: 'host' } }, 'text')).toBe(true);
  });
});

describe('numbers and tables', () => {
  test('a share of a number that is not known holds', () => {
    expect(holds({ atMostShareOf: { value: { $data: '/params/none' }, percent: 70 } }, 9)).toBe(true);
    expect(ask({ atMostShareOf: { value: 1001, percent: 70 } }, 701)).toMatchObject({
      expected: '<=700 (70 %)',
    });
  });

  const table = [
    { when: { type: 'A', size: { maximum: 10 } }, version: '>=2', facts: [] },
    { when: { type: 'A', size: { minimum: 11 } }, version: 5, facts: [] },
    { when: { type: 'B' }, facts: [] },
  ];
  const fits = (value: object) => ask({ fitsTable: { table, value: '/v', column: 'version' } }, value);

  test.each([
    [{ type: 'a', size: 10, v: '2.1' }],
    [{ type: 'A', size: 11, v: 5 }],
    [{ type: 'A', size: 11, v: 'text beside a number' }],
    [{ type: 'A', v: '2' }],
    [{ type: 'B', v: 'anything' }],
    [{ v: '0.1' }],
    [{ type: 'A', size: 10 }],
  ])('%j is allowed by a row that may be meant', (value) => {
    expect(fits(value)).toBe('holds');
  });

  test('what no row allows names the limits of the rows that are meant', () => {
    expect(fits({ type: 'A', size: 10, v: '1.9' })).toMatchObject({ actual: '1.9', expected: '>=2' });
    expect(fits({ type: 'A', v: 1 })).toMatchObject({ expected: '>=2 or >=5' });
    expect(fits({ type: 'C', v: '9' })).toMatchObject({ expected: 'one that is documented' });
    expect(fits({ type: 'C' })).toMatchObject({ actual: null });
    expect(fits({ type: 'A', size: 'many', v: '9' })).toMatchObject({ expected: 'one that is documented' });
  });

  test('a table that is not there allows everything', () => {
    expect(
      holds(
        { fitsTable: { table: { $data: '/target/enterpriseManagerSizes' }, value: '/v', column: 'c' } },
        { v: 1 },
        '7.3.9',
      ),
    ).toBe(true);
  });
});

test('what the keywords of JSON Schema allow is said too', () => {
  expect(ask({ const: true }, false)).toMatchObject({ actual: false, expected: 'true' });
  expect(ask({ enum: ['a', 1] }, 'b')).toMatchObject({ expected: '"a" or 1' });
  expect(ask({ minimum: 4 }, 3)).toMatchObject({ expected: '>=4' });
  expect(ask({ exclusiveMaximum: 4 }, 4)).toMatchObject({ expected: '<4' });
  expect(ask({ minItems: 1 }, [])).toMatchObject({
    actual: [],
    expected: 'must NOT have fewer than 1 items',
  });
  expect(ask({ required: ['x'] }, {})).toMatchObject({ actual: null });
});
