import { KEYWORDS } from '../../../src/engine/keywords';
import { releaseOf } from '../../../src/engine/keywords/systems';
import { remember, wordsOf } from '../../../src/engine/keywords/texts';
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

/** Neither yes nor no. */
const isOpen = (schema: JsonSchema, value: unknown, target?: string) => {
  const answer = ask(schema, value, target);
  return answer !== 'holds' && answer.kind === 'no-evidence';
};
const holds = (schema: JsonSchema, value: unknown, target?: string) => ask(schema, value, target) === 'holds';

test('every keyword ignores what is not there', () => {
  const values: Record<string, unknown> = {
    accountKind: { is: ['domain'], on: 'SQL01' },
    administratorIn: '/inventory/agents',
    aheadBy: 'P1D',
    atLeastTimes: { value: 1, times: 1, plus: 1 },
    atMostShareOf: { value: 1, percent: 1 },
    compatibleWith: 'activityMonitor',
    distinctBy: { list: '/inventory/agents', key: 'host' },
    documentedEdge: true,
    earlierThanTarget: true,
    existsIn: { list: '/inventory/policies', on: ['/name'] },
    fitsTable: { table: [], value: '/x', column: 'c' },
    gapless: { list: '/inventory/certsInfo/certificates', group: '/file', place: '/position' },
    holds: { key: '', values: ['x'], match: 'equal' },
    hostName: true,
    isAnyOf: ['x'],
    keptShare: { of: '/x', percent: 90 },
    keptTime: '/x',
    keptTrue: '/x',
    laterThan: '7.4',
    mentionsNone: ['x'],
    missingFrom: { list: '/inventory/policies', on: ['/name'], value: 'x' },
    newerThan: 'P1D',
    notBeforeNewest: '/inventory/policies/*/modifiedAt',
    ofTarget: 'line',
    olderThan: 'P1D',
    otherHostThan: 'x',
    outsideOf: 'C:\\x',
    pairedWith: { table: [], of: '7', by: 'a', column: 'b' },
    releaseNamed: true,
    sameManagerAs: '/before/enterpriseManager',
    sameServerAs: 'SQL01',
    sameVersion: { partner: '/version', subject: '/siVersion' },
    settingsCurrent: [{ keys: ['k'], values: ['v'], now: 'n' }],
    timelyIn: {
      list: '/inventory/policyExports',
      key: '/policyNames/*',
      from: '/name',
      time: '/modifiedAt',
      since: '/modifiedAt',
      newerThan: 'P7D',
    },
    usedNas: true,
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
  test('the bounds that are given hold together; one that is not documented leaves it open', () => {
    const range = { versionRange: { minimum: '7.3.9', below: '7.5', range: '7.3.9 || 7.4' } };
    expect(holds(range, '7.4.0.1')).toBe(true);
    expect(ask(range, '7.3.8.1')).toMatchObject({ expected: '>=7.3.9', actual: '7.3.8.1' });
    expect(ask(range, '7.5')).toMatchObject({ expected: '<7.5' });
    expect(ask(range, '7.3.10')).toMatchObject({ expected: '7.3.9 || 7.4' });
    const documented = { versionRange: { minimum: { $data: '/target/minimumAgent' } } };
    expect(isOpen(documented, '1.0', '7.3.9')).toBe(true);
    expect(isOpen({ versionRange: '>=99' }, 'not a version')).toBe(true);
    expect(isOpen({ versionRange: '>=99' }, ['99'])).toBe(true);
    // A definite violation of one bound stands.
    const also = { versionRange: { minimum: { $data: '/target/minimumAgent' }, below: '1.0' } };
    expect(ask(also, '1.0', '7.3.9')).toMatchObject({ kind: 'violation', expected: '<1.0' });
    expect(() => ask({ versionRange: '>=7.3.20240115' }, '7.4')).toThrow('is not a range of versions');
  });

  test('a pair that is not documented names the ones that are', () => {
    expect(ask({ compatibleWith: 'activityMonitor' }, '7.1.1', '7.5')).toMatchObject({
      expected: '8.0.x or 9.0.x',
    });
    expect(ask({ compatibleWith: 'activityMonitor' }, '7.1.1', '8.1')).toMatchObject({
      expected: 'no version is documented',
    });
    expect(isOpen({ compatibleWith: 'activityMonitor' }, 'odd', '7.4')).toBe(true);
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
    expect(isOpen({ earlierThanTarget: true }, 'odd')).toBe(true);
    expect(isOpen({ documentedEdge: true }, 'odd')).toBe(true);
    expect(isOpen({ ofTarget: 'line' }, 'odd')).toBe(true);
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
    ['newerThan', 'P1D', '2026-11-20T22:05:00Z', true],
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

  test('a duration that is not there, or a time that cannot be read, leaves it open', () => {
    expect(isOpen({ newerThan: { $data: '/params/none' } }, '2020-01-01T00:00:00Z')).toBe(true);
    for (const keyword of ['newerThan', 'olderThan', 'aheadBy']) {
      expect(isOpen({ [keyword]: 'P1D' }, 'yesterday')).toBe(true);
      expect(isOpen({ [keyword]: 'P1D' }, 20261120)).toBe(true);
    }
  });

  test('what is to come has not happened: a clock may be wrong by five minutes', () => {
    expect(isOpen({ newerThan: 'P1D' }, '2026-11-20T22:05:01Z')).toBe(true);
    expect(isOpen({ newerThan: 'P1D' }, '9999-12-31T23:59:59Z')).toBe(true);
    expect(ask({ newerThan: 'P1D', olderThan: 'PT0S' }, '2099-01-01T00:00:00Z')).toMatchObject({
      kind: 'violation',
      expected: 'not in the future',
    });
  });

  test('a time that cannot be read may be the newest of all', () => {
    const among = (at: string, ...times: (string | undefined)[]) =>
      judgeOne(
        {
          assert: { properties: { lastContactAt: { notBeforeNewest: '/inventory/policies/*/modifiedAt' } } },
        },
        { agents: [{ lastContactAt: at }], policies: times.map((modifiedAt) => ({ modifiedAt })) },
      ).status;
    const [early, late] = ['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'];
    expect(among(late, early)).toBe('pass');
    expect(among(early, early, late)).toBe('fail');
    expect(among(late, early, undefined)).toBe('unknown');
    expect(among(late, early, '2099-01-01T00:00:00Z')).toBe('unknown');
    expect(among(early, late, '2099-01-01T00:00:00Z')).toBe('fail');
  });
});

describe('texts', () => {
  test('each text is judged once; after 10,000 of them afresh, as a list may hold any number', () => {
    const judged: string[] = [];
    const lengthOf = remember((text) => judged.push(text) && text.length);
    for (const text of ['a', 'b', 'a', 'a', 'b']) expect(lengthOf(text)).toBe(1);
    expect(judged).toEqual(['a', 'b']);
    for (let at = 0; at < 9998; at++) lengthOf(`text ${at}`);
    lengthOf('a');
    expect(judged).toHaveLength(10_000);
    lengthOf('one more');
    lengthOf('b');
    expect(judged.slice(10_000)).toEqual(['one more', 'b']);
  });

  test('words are runs of letters and digits, whatever the script', () => {
    expect(wordsOf('Cisco-AMP for Endpoints® 7.3')).toEqual(['cisco', 'amp', 'for', 'endpoints', '7', '3']);
    expect(wordsOf('Überwachung')).toEqual(['überwachung']);
    expect(wordsOf('')).toEqual([]);
  });

  test.each([
    ['Windows Server 2019 Standard', '2019'],
    ['Windows Server 2012 R2 Datacenter', '2012 R2'],
    ['Microsoft® Windows Server® 2022', '2022'],
    ['Windows 10', 'Windows 10'],
    ['Microsoft Windows 11 Enterprise', 'Windows 11'],
    ['Windows 10 Enterprise LTSC 2019', 'Windows 10'],
    ['Windows 10.0.17763', 'another'],
    ['Windows 8.1 Pro', 'another'],
    ['Windows Server, version 1909', 'another'],
    ['Windows Server 2022 build 20348', '2022'],
    ['Windows Server 2019 (12022)', '2019'],
    ['Windows Server 2019 or 2022', undefined],
    ['Windows Server 2019, 2019', '2019'],
    ['Windows Server', undefined],
    ['2019', 'another'],
  ])('%s is of release %s', (text, release) => {
    expect(releaseOf(text)).toBe(release);
  });

  test('one of several texts, without regard to case and spaces around', () => {
    expect(holds({ isAnyOf: ['Active'] }, ' ACTIVE ')).toBe(true);
    expect(ask({ isAnyOf: ['Active', 'Stopped'] }, 'Lost')).toMatchObject({
      expected: 'Active or Stopped',
      actual: 'Lost',
    });
    expect(holds({ isAnyOf: ['7'] }, 7)).toBe(true);
  });

  test('a server that is the machine itself is no other, whatever that is called', () => {
    const other = { otherHostThan: { $data: '/inventory/enterpriseManager/host' } };
    expect(ask(other, '.')).toMatchObject({ kind: 'violation' });
    expect(isOpen(other, 'SQL01')).toBe(true);
    expect(ask({ hostName: true }, '10.0.0.1')).toMatchObject({ expected: 'a host name' });
    expect(holds({ hostName: true }, '127.0.0.1')).toBe(true);
    const asDns = (text: string) => holds({ hostName: 'dns' }, text);
    expect(['10.0.0.1', '10.0.0.1:3740', '127.0.0.1:3741', '[::1]:3741', 'fe80::1'].map(asDns)).toEqual(
      Array.from({ length: 5 }, () => false),
    );
    expect(['tpem01', 'tpem01:3740', 'tpem01.contoso.com:3741'].map(asDns)).toEqual([true, true, true]);
  });

  test('a path outside of a folder that is not known is open', () => {
    expect(isOpen({ outsideOf: { $data: '/params/none' } }, 'C:\\x')).toBe(true);
    expect(ask({ outsideOf: 'C:\\TP' }, 'c:/tp//CertsInfo/')).toMatchObject({ expected: 'outside C:\\TP' });
    expect(holds({ outsideOf: 'C:\\TP' }, 'C:\\TP2')).toBe(true);
    expect(isOpen({ outsideOf: '\\\\share\\tp' }, '\\share\\tp')).toBe(true);
  });

  test('a release that is not named, or named twice, leaves it open', () => {
    expect(isOpen({ windowsServer: ['2019'] }, 'Windows')).toBe(true);
    expect(isOpen({ windowsServer: ['2019'] }, 'Windows Server 2019 or 2012')).toBe(true);
    expect(isOpen({ windowsServer: { $data: '/params/none' } }, 'Windows Server 2003')).toBe(true);
    expect(isOpen({ releaseNamed: true }, 'Windows')).toBe(true);
  });

  test('lists of another type, and what says nothing in them, leave it open', () => {
    const settingsCurrent = [{ keys: ['k'], values: ['v'], now: 'n' }];
    expect(isOpen({ mentionsNone: ['Avast'] }, 'Avast')).toBe(true);
    expect(isOpen({ mentionsNone: { $data: '/params/none' } }, ['Avast'])).toBe(true);
    for (const text of ['N/A', 'Error', 'Access is denied.', '0', '(0x80070005)', '#N/A'])
      expect([text, isOpen({ mentionsNone: ['Avast'] }, ['7-Zip', text])]).toEqual([text, true]);
    expect(ask({ mentionsNone: ['Avast'] }, ['unknown', 'Avast'])).toMatchObject({ actual: ['Avast'] });
    expect(isOpen({ settingsCurrent }, 'k=v')).toBe(true);
    expect(isOpen({ settingsCurrent }, [{}, { key: 'k' }])).toBe(true);
    expect(ask({ settingsCurrent }, [{}, { key: 'k', value: 'v' }])).toMatchObject({ kind: 'violation' });
    expect(isOpen({ holds: { key: '', values: ['x'], match: 'equal' } }, [7])).toBe(true);
    expect(isOpen({ holds: { key: '', values: ['x'], match: 'equal' } }, ['Access denied'])).toBe(true);
    expect(isOpen({ holds: { key: '', values: ['x'], match: 'equal' } }, 'x')).toBe(true);
    expect(holds({ holds: { key: '', values: ['x'], match: 'equal' } }, [7, 'x'])).toBe(true);
    expect(isOpen({ isAnyOf: ['x'] }, ['x'])).toBe(true);
  });
});

describe('lists', () => {
  const among = (own: object, value: unknown, policies?: object[]) => {
    const rule = {
      assert: { properties: { notes: { existsIn: { list: '/inventory/policies', on: ['/name'], ...own } } } },
    };
    const [finding] = judgeOne(rule, { agents: [{ name: 'A', notes: value }], policies }).findings;
    return finding ? finding.expected : 'holds';
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

  test('a list that was not gathered, or lacks a key, leaves it open', () => {
    expect(among({}, [{ name: 'C' }])).toBe(null);
    expect(among({}, [{ name: 'C' }], [{ id: '7' }])).toBe(null);
    expect(among({}, [{}], [{ name: 'A' }])).toBe(null);
    expect(among({}, [{ name: 'A' }], [{ id: '7' }, { name: 'A' }])).toBe('holds');
    expect(among({}, [{}, { name: 'B' }], [{ name: 'A' }])).toBe('B');
  });

  test('whether a host without a name is there twice, nobody knows', () => {
    expect(isOpen({ distinctBy: { list: '/inventory/agents', key: 'host' } }, { name: '  ' })).toBe(true);
    expect(isOpen({ distinctBy: { list: '/inventory/agents', key: 'host' } }, 'text')).toBe(true);
  });
});

describe('numbers and tables', () => {
  test('a share of a number that is not known is open', () => {
    expect(isOpen({ atMostShareOf: { value: { $data: '/params/none' }, percent: 70 } }, 9)).toBe(true);
    expect(ask({ atMostShareOf: { value: 1001, percent: 70 } }, 701)).toMatchObject({
      expected: '<=700 (70 %)',
    });
  });

  test('so many times a number that is not known is open', () => {
    const none = { $data: '/params/none' };
    for (const own of [{ value: none }, { times: none }, { plus: none }])
      expect(isOpen({ atLeastTimes: { value: 4, times: 2, plus: 1, ...own } }, 9)).toBe(true);
    expect(isOpen({ atLeastTimes: { value: 4, times: 2, plus: 1 } }, '9')).toBe(true);
    expect(holds({ atLeastTimes: { value: 4, times: 2, plus: 1 } }, 9)).toBe(true);
    expect(ask({ atLeastTimes: { value: 4e9, times: 2, plus: 1e9 } }, 8e9)).toMatchObject({
      expected: '>=9 GB',
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
    [{ type: 'B', v: 'anything' }],
    [{ type: 'A', size: 10 }],
  ])('%j is allowed by a row that may be meant', (value) => {
    expect(fits(value)).toBe('holds');
  });

  test.each([
    [{ type: 'A', size: 11, v: 'text beside a number' }],
    [{ type: 'A', size: 10, v: 'no version' }],
    [{ type: 'A', v: '2' }],
    [{ v: '0.1' }],
  ])('%j is open: it cannot be compared, or rows differ of which either may be meant', (value) => {
    expect(fits(value)).toMatchObject({ kind: 'no-evidence' });
  });

  test('what no row allows names the limits of the rows that are meant', () => {
    expect(fits({ type: 'A', size: 10, v: '1.9' })).toMatchObject({ actual: '1.9', expected: '>=2' });
    expect(fits({ type: 'A', v: 1 })).toMatchObject({ expected: '>=2 or >=5' });
    expect(fits({ type: 'C', v: '9' })).toMatchObject({ expected: 'one that is documented' });
    expect(fits({ type: 'C' })).toMatchObject({ actual: null });
    expect(fits({ type: 'A', size: 'many', v: '9' })).toMatchObject({ expected: 'one that is documented' });
  });

  test('a table that is not there leaves it open', () => {
    expect(
      isOpen(
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

test('a version is later than another, unless only a part that one lacks could tell', () => {
  expect(holds({ laterThan: '7.4.0.10' }, '7.4.0.11')).toBe(true);
  expect(holds({ laterThan: '7.4' }, '7.5')).toBe(true);
  expect(ask({ laterThan: '7.4.0.10' }, '7.4.0.10')).toMatchObject({ expected: 'later than 7.4.0.10' });
  expect(ask({ laterThan: '7.4' }, '7.4')).toMatchObject({ kind: 'violation' });
  for (const [other, version] of [
    ['7.4', '7.4.0.1'],
    ['7.4.0.1', '7.4'],
    ['x', '7.4'],
    ['7.4', 'x'],
  ])
    expect(isOpen({ laterThan: other }, version)).toBe(true);
});
