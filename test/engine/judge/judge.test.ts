import { judgeOne, judgeWith, smallRule } from '../../support/judge/small-rule';
import { NOW } from '../../support/judge/judge-inventory';

const agents = [{ name: 'DC01' }, { name: 'DC02' }];
const never = { assert: false } as const;

describe('which rules are judged', () => {
  test('--only, --skip and "off" leave a rule out, and say so', () => {
    const choose = (choice: object) => judgeOne(never, { agents }, { choice });
    expect(choose({ only: new Set(['another-rule']) })).toMatchObject({
      status: 'skip',
      reason: 'not named by --only',
    });
    expect(choose({ only: new Set(['small-rule']) }).status).toBe('fail');
    expect(choose({ skip: new Set(['small-rule']) })).toMatchObject({
      status: 'skip',
      reason: 'left out by --skip',
    });
    for (const setting of ['off', { level: 'off' }]) {
      expect(choose({ settings: { 'small-rule': setting } })).toMatchObject({
        status: 'skip',
        reason: 'switched off in the configuration',
        findings: [],
      });
    }
  });

  test('only those of the phase', () => {
    expect(judgeWith([smallRule({ phase: 'post-upgrade' })], { agents })).toEqual([]);
  });

  test('in the order of categories, then ids, whatever the order of the files', () => {
    const rules = [
      smallRule({ id: 'b-rule', category: 'database' }),
      smallRule({ id: 'z-rule', category: 'upgrade-path' }),
      smallRule({ id: 'a-rule', category: 'database' }),
    ];
    expect(judgeWith(rules, { agents }).map(({ ruleId }) => ruleId)).toEqual(['z-rule', 'a-rule', 'b-rule']);
  });
});

describe('what the configuration changes', () => {
  test('the level', () => {
    for (const setting of ['warn' as const, { level: 'warn' as const }]) {
      const result = judgeOne(never, { agents }, { choice: { settings: { 'small-rule': setting } } });
      expect(result).toMatchObject({ level: 'warn', status: 'warn' });
    }
  });

  test('the parameters, where the rule has some', () => {
    const rule = {
      params: { most: 5 },
      assert: { properties: { eventsInQueue: { maximum: { $data: '/params/most' } } } },
      message: 'more than {most}',
    };
    const sections = { agents: [{ name: 'DC01', eventsInQueue: 7 }] };
    expect(judgeOne(rule, sections).findings[0]).toMatchObject({
      message: 'more than 5',
      actual: 7,
      expected: '<=5',
    });
    const settings = { 'small-rule': { params: { most: 7 } } };
    expect(judgeOne(rule, sections, { choice: { settings } })).toMatchObject({
      status: 'pass',
      level: 'fail',
    });
  });
});

describe('what a rule finds', () => {
  test('both kinds of finding are kept, and a violation decides', () => {
    const rule = { needs: ['/version'], assert: { properties: { version: { versionRange: '>=7.4' } } } };
    const result = judgeOne(rule, {
      agents: [{ name: 'B' }, { name: 'A', version: '7.3' }, { name: 'C', version: '8' }],
    });
    expect(result).toMatchObject({ status: 'fail', checked: 3 });
    expect(result.findings.map(({ subject, kind }) => [subject, kind])).toEqual([
      ['A', 'violation'],
      ['B', 'no-evidence'],
    ]);
  });

  test('a rule that throws is unknown with its error, and the others go on', () => {
    const getter = {
      name: 'DC01',
      get osVersion(): string {
        throw new Error('broken evidence');
      },
    };
    const rule = { needs: ['/osVersion'], assert: { properties: { osVersion: { versionRange: '>=7.4' } } } };
    const results = judgeWith([smallRule(rule), smallRule({ id: 'other-rule' })], { agents: [getter] });
    const broken = results.find(({ ruleId }) => ruleId === 'small-rule');
    expect(broken?.status).toBe('unknown');
    expect(broken?.findings).toMatchObject([
      { kind: 'rule-error', subject: 'DC01', message: 'the rule failed: broken evidence' },
    ]);
    expect(results.find(({ ruleId }) => ruleId === 'other-rule')?.status).toBe('pass');
  });

  test('a rule that throws something else than an error is unknown too', () => {
    const odd = {
      name: 'DC01',
      get modifiedAt(): string {
        throw 'just text';
      },
    };
    const rule = { pick: { newest: '/modifiedAt' } };
    expect(judgeOne(rule, { agents: [odd] }).findings).toMatchObject([
      { kind: 'rule-error', message: 'the rule failed: just text' },
    ]);
  });

  test('an empty list is unknown, or skip where the rule says so', () => {
    expect(judgeOne({}, { agents: [] })).toMatchObject({
      status: 'unknown',
      reason: 'agents: the list is empty, which is evidence for nothing',
    });
    expect(judgeOne({ whenEmpty: 'skip', noneReason: 'no agents' }, { agents: [] })).toMatchObject({
      status: 'skip',
      reason: 'no agents',
    });
    expect(judgeOne({ whenEmpty: 'skip' }, { agents: [] }).reason).toContain('the list is empty');
  });

  test('subjects that "where" leaves out are not judged; with none left the rule is skip, or as it says', () => {
    const where = { required: ['version'] };
    expect(judgeOne({ ...never, where }, { agents })).toMatchObject({
      status: 'skip',
      reason: 'agents: none that the rule is about',
    });
    expect(judgeOne({ ...never, where, whenNoneMatch: 'unknown' }, { agents }).status).toBe('unknown');
  });

  test('an element that is null is missing evidence', () => {
    expect(judgeOne({}, { agents: [null, { name: 'DC01' }] })).toMatchObject({
      status: 'unknown',
      checked: 1,
    });
  });

  test('a timed run says how long each rule took, another one does not', () => {
    const { now } = performance;
    let clock = 5000;
    performance.now = () => (clock += 1.23456);
    try {
      expect(judgeOne({}, { agents }, { timed: true }).durationMs).toBe(1.235);
    } finally {
      performance.now = now;
    }
    expect(judgeOne({ appliesTo: { target: '>=8' } }, { agents }, { timed: true }).durationMs).toBe(0);
    expect(judgeOne({}, { agents })).not.toHaveProperty('durationMs');
  });

  test('findings stand in one order, whatever that of the rows', () => {
    const twins = [5, 7, 6].map((eventsInQueue) => ({ name: 'DC01', eventsInQueue }));
    const rule = { ...never, message: 'has {eventsInQueue}' };
    for (const list of [twins, twins.toReversed()])
      expect(judgeOne(rule, { agents: list }).findings.map(({ message }) => message)).toEqual([
        'has 5',
        'has 6',
        'has 7',
      ]);
  });

  test('one about the inventory itself says so where it has nothing to judge', () => {
    const rule = { each: '', subject: 'inventory', where: false, whenNoneMatch: 'unknown' as const };
    expect(judgeOne(rule, {})).toMatchObject({
      reason: 'inventory: none that the rule is about',
      findings: [{ subject: 'inventory', path: '' }],
    });
  });
});

describe('when a rule applies', () => {
  const source = { enterpriseManager: { version: '7.3.9.42' } };

  test('a rule that is skipped lacks no evidence', () => {
    const result = judgeOne({ appliesTo: { target: '>=7.5' } }, { agents });
    expect(result).not.toHaveProperty('partial');
    expect(result.evidence).toBeNull();
  });

  test('by target and by source', () => {
    const only = (appliesTo: object) => judgeOne({ appliesTo }, { agents, ...source });
    expect(only({ target: '>=7.5' })).toMatchObject({ status: 'skip', reason: 'for targets >=7.5' });
    expect(only({ target: '7.4', source: '7.3.9' }).status).toBe('pass');
    expect(only({ source: '>=7.4' })).toMatchObject({
      status: 'skip',
      reason: 'for an Enterprise Manager >=7.4',
    });
  });

  test('a source that is not known leaves it open, with what would supply it', () => {
    const result = judgeOne({ appliesTo: { source: '>=7.4' } }, { agents });
    expect(result).toMatchObject({
      status: 'unknown',
      reason: 'the version of the Enterprise Manager is not known',
    });
    expect(result.evidence).toContain('--em-root');
    expect(result.partial).toBe(true);
  });

  const condition = { where: { required: ['name'] }, needs: ['/version'], otherwise: 'there is none' };
  const matches = { properties: { version: { versionRange: '<7.4' } } };
  const [oldOne, newOne] = [
    { name: 'A', version: '7.3' },
    { name: 'B', version: '7.4' },
  ];

  test.each([
    ['any', [oldOne, newOne], 'pass'],
    ['any', [newOne], 'skip'],
    ['any', [{ name: 'C' }, oldOne], 'pass'],
    ['any', [{ name: 'C' }, newOne], 'unknown'],
    ['any', [{ version: '7.3' }], 'skip'],
    ['any', undefined, 'unknown'],
    ['none', [oldOne, newOne], 'skip'],
    ['none', [newOne], 'pass'],
    ['none', [{ name: 'C' }, oldOne], 'skip'],
    ['none', [{ name: 'C' }, newOne], 'unknown'],
    ['none', undefined, 'unknown'],
  ])('%s of %j that matches: %s', (kind, list, status) => {
    const when = [{ ...condition, [kind]: '/agents/*', matches }];
    const rule = { each: '/enterpriseManager', subject: 'EM', appliesTo: { when } };
    expect(judgeOne(rule, { ...source, agents: list }).status).toBe(status);
  });
});

describe('what looks across a list', () => {
  const distinctBy = { list: '/inventory/agents', key: 'host' };
  const twice = [{ name: 'A' }, { name: 'a' }];
  const when = [
    { any: '/agents/*', needs: [], matches: { not: { distinctBy } }, otherwise: 'no host is there twice' },
  ];

  test('may be a condition, and the rule under it', () => {
    const rule = { appliesTo: { when }, assert: { distinctBy } };
    expect(judgeOne(rule, { agents: twice }).findings).toHaveLength(2);
    expect(judgeOne(rule, { agents: [{ name: 'A' }] })).toMatchObject({
      status: 'skip',
      reason: 'no host is there twice',
    });
    expect(judgeOne(rule, {}).status).toBe('unknown');
  });

  test('is asked when the whole list was seen', () => {
    const toNext = { list: '/inventory/agents', on: ['/name'], from: '/next' };
    const rule = {
      appliesTo: {
        when: [
          { any: '/agents/*', needs: [], matches: { not: { existsIn: toNext } }, otherwise: 'all known' },
        ],
      },
    };
    const chain = [
      { name: 'A', next: 'B' },
      { name: 'B', next: 'A' },
    ];
    expect(judgeOne(rule, { agents: chain }).reason).toBe('all known');
  });

  test('is open where the list, or a key in it, is missing', () => {
    const existsIn = { list: '/inventory/policies', on: ['/name'] };
    const status = (sections: object) =>
      judgeOne({ assert: { existsIn } }, { agents: twice, ...sections }).status;
    expect(status({})).toBe('unknown');
    expect(status({ policies: [{ name: 'B' }, {}] })).toBe('unknown');
    expect(status({ policies: [{ name: 'B' }] })).toBe('fail');
  });

  test('is said by a keyword before anything is judged', () => {
    const run = judgeWith([smallRule({ id: 'a' }), smallRule({ id: 'b', assert: { distinctBy } })], {
      agents: twice,
    });
    expect(run.map(({ status }) => status)).toEqual(['pass', 'fail']);
  });
});

describe('fingerprints', () => {
  const printOf = (rule: object, sections: object) =>
    judgeOne({ ...never, ...rule }, sections).findings[0]?.fingerprint;

  test('are over environment, rule and subject', () => {
    const base = printOf({}, { agents });
    expect(base).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(printOf({ id: 'other-rule' }, { agents })).not.toBe(base);
    expect(printOf({}, { agents, environment: 'other' })).not.toBe(base);
    expect(printOf({}, { agents: [{ name: 'DC09' }] })).not.toBe(base);
  });

  test('are not over level, message, title or position', () => {
    const base = printOf({}, { agents: [{ name: 'DC01' }] });
    expect(printOf({ level: 'warn', message: 'other', title: 'Other' }, { agents: [{ name: 'DC01' }] })).toBe(
      base,
    );
    const moved = judgeOne(never, { agents: [{ name: 'AA' }, { name: 'dc01' }] }).findings;
    expect(moved.map(({ fingerprint }) => fingerprint)).toContain(base);
  });

  test('of a host are the same however it is written', () => {
    const prints = [
      { name: 'DC01', domain: 'contoso.com' },
      { name: 'CONTOSO\\dc01.contoso.com' },
      { name: 'dc01.contoso.com' },
      { name: 'DC01', fqdn: 'dc01.contoso.com' },
    ].map((agent) => printOf({ subject: '{host}' }, { agents: [agent] }));
    expect(new Set(prints).size).toBe(1);
    expect(printOf({ subject: '{host}' }, { agents: [{ name: 'DC01' }] })).not.toBe(prints[0]);
  });

  test('a missing list is known by the host that lacks it, not by its position', () => {
    const rule = { each: '/activityMonitor/agents/*/hosts/*' };
    const lacking = { host: 'NAS1', domain: 'CONTOSO' };
    const print = (list: object[]) => judgeOne(rule, { activityMonitor: { agents: list } }).findings[0];
    const [first, second] = [print([lacking]), print([{ host: 'X', hosts: [{ host: 'y' }] }, lacking])];
    expect(first).toMatchObject({ subject: 'hosts of CONTOSO\\NAS1', kind: 'no-evidence' });
    expect(second?.fingerprint).toBe(first?.fingerprint);
    expect(second?.path).toBe('/activityMonitor/agents/1/hosts');
  });
});

describe('why evidence is missing', () => {
  const rule = { needs: ['/version'] };
  const source = { id: 'sql', kind: 'sql-server' };
  const say = (sources: object[]) =>
    judgeOne(rule, { agents: [{ name: 'DC01' }], sources }).findings[0]?.message;

  test('a source that names the field says why, before one that failed as a whole', () => {
    const missing = [{ path: '/agents/*/version', reason: 'no right to see it' }];
    const failed = { ...source, id: 'a', status: 'failed', sections: ['agents'], reason: 'no answer' };
    expect(say([failed, { ...source, missing }])).toBe(
      'version is not known; source sql: no right to see it',
    );
    expect(say([failed])).toBe('version is not known; source a: no answer');
    expect(say([{ ...failed, reason: null }])).toBe('version is not known; source a: failed');
  });

  test('a source that is complete, or about something else, says nothing', () => {
    expect(say([{ ...source, status: 'ok', sections: ['agents'] }])).toBe('version is not known');
    expect(say([{ ...source, status: 'failed', sections: ['database'] }])).toBe('version is not known');
    expect(say([{ ...source, missing: [{ path: '/agents/*/version' }, { reason: 'x' }] }])).toBe(
      'version is not known',
    );
    expect(say([{ ...source, missing: [{ path: '/agents/*/name', reason: 'x' }] }])).toBe(
      'version is not known',
    );
  });

  test('the summary of a source that names other fields is about those', () => {
    const partial = { ...source, status: 'partial', sections: ['agents'], reason: 'no right to see status' };
    const named = { path: '/agents/*/status', reason: 'no right to see status' };
    expect(say([{ ...partial, missing: [named] }])).toBe('version is not known');
    expect(say([{ ...partial, missing: [named, { reason: 'the list was cut off' }] }])).toBe(
      'version is not known; source sql: the list was cut off',
    );
    expect(say([{ ...partial, missing: [] }])).toBe(
      'version is not known; source sql: no right to see status',
    );
  });

  test('a pattern above the field is enough', () => {
    expect(say([{ ...source, missing: [{ path: '/agents', reason: 'no list' }] }])).toContain('no list');
  });
});

test('the time of the judgement is the only clock', () => {
  const rule = {
    each: '',
    subject: 'inventory',
    assert: { properties: { collectedAt: { newerThan: 'PT0S' } } },
  };
  expect(judgeOne(rule, { collectedAt: NOW }).status).toBe('pass');
  expect(judgeOne(rule, { collectedAt: '2026-11-20T21:59:59Z' }).status).toBe('fail');
});
