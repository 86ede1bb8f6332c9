import type { Waiver } from '../../../src/model/config';
import type { Result } from '../../../src/model/report';
import { judgeWith, smallRule } from '../../support/judge/small-rule';

const base: Waiver = { rule: 'small-rule', reason: 'accepted', owner: 'j.doe', expires: '2026-12-31' };
const agents = [{ name: 'DC01' }, { name: 'DC02' }];

/** The rule's result and that of the waivers themselves; now is 2026-11-20T22:00:00Z. */
function judge(...waivers: Partial<Waiver>[]): { rule: Result | undefined; waivers: Result | undefined } {
  const [rule, own] = judgeWith(
    [smallRule({ assert: false })],
    { agents },
    {
      choice: { waivers: waivers.map((one) => ({ ...base, ...one })) },
    },
  );
  return { rule, waivers: own };
}

test('without waivers there is no result about them', () => {
  expect(judge()).toMatchObject({ rule: { status: 'fail' }, waivers: undefined });
});

test('without a subject the whole rule is covered; findings stay visible', () => {
  const { rule, waivers } = judge({});
  expect(rule?.status).toBe('pass');
  expect(rule?.findings.map(({ waiver }) => waiver)).toEqual([
    { reason: 'accepted', owner: 'j.doe', expires: '2026-12-31' },
    { reason: 'accepted', owner: 'j.doe', expires: '2026-12-31' },
  ]);
  expect(waivers).toMatchObject({ ruleId: 'waivers-current', status: 'pass', checked: 1, findings: [] });
});

test('with a subject only that one, without regard to case; the other still fails', () => {
  const { rule } = judge({ subject: 'dc01' });
  expect(rule?.status).toBe('fail');
  expect(rule?.findings.map(({ subject, waiver }) => [subject, waiver !== null])).toEqual([
    ['DC01', true],
    ['DC02', false],
  ]);
});

test('the first of two that cover a finding is named, and both are in use', () => {
  const { rule, waivers } = judge({ owner: 'first' }, { subject: 'DC01', owner: 'second' });
  expect(rule?.findings[0]?.waiver?.owner).toBe('first');
  expect(waivers?.status).toBe('pass');
});

test.each([
  ['2026-11-20', true],
  ['2026-11-19', false],
  ['2026-11-20T22:00:00Z', true],
  ['2026-11-20T21:59:59Z', false],
])('one that expires %s holds: %s', (expires, holds) => {
  const { rule, waivers } = judge({ expires });
  expect(rule?.status).toBe(holds ? 'pass' : 'fail');
  expect(waivers?.status).toBe(holds ? 'pass' : 'warn');
  if (!holds) expect(waivers?.findings[0]?.message).toBe(`expired on ${expires}`);
});

test('one that covers nothing is itself a finding, known by rule and subject', () => {
  const { waivers } = judge({ subject: 'DC09' }, { rule: 'other-rule' });
  // The second one is about a rule that this command does not judge, so nothing can be said of it here.
  expect(waivers).toMatchObject({ status: 'warn', level: 'warn', checked: 1 });
  expect(waivers?.findings).toMatchObject([
    { subject: 'small-rule for DC09', path: '/waivers/0', message: 'covers no finding of this run' },
  ]);
  expect(waivers?.findings).toHaveLength(1);
});

test('missing evidence can be waived as a violation can', () => {
  const [rule] = judgeWith([smallRule({ needs: ['/version'] })], { agents }, { choice: { waivers: [base] } });
  expect(rule).toMatchObject({ status: 'pass' });
  expect(rule?.findings.every(({ kind, waiver }) => kind === 'no-evidence' && waiver !== null)).toBe(true);
});

test('one of another rule covers nothing here', () => {
  const rules = [smallRule({ assert: false }), smallRule({ id: 'other-rule', assert: false })];
  const results = judgeWith(rules, { agents }, { choice: { waivers: [base] } });
  expect(Object.fromEntries(results.map(({ ruleId, status }) => [ruleId, status]))).toEqual({
    'other-rule': 'fail',
    'small-rule': 'pass',
    'waivers-current': 'pass',
  });
});

test('a rule that is skipped stays so', () => {
  const [rule] = judgeWith(
    [smallRule({ whenEmpty: 'skip' })],
    { agents: [] },
    { choice: { waivers: [base] } },
  );
  expect(rule?.status).toBe('skip');
});

test.each([
  ['2027-11-20', undefined],
  ['2027-11-21', undefined],
  // To the millisecond.
  ['2027-11-22T22:00:00Z', undefined],
  ['2027-11-22T22:00:01Z', 'ends on 2027-11-22T22:00:01Z, more than 366 days ahead'],
  ['2027-11-23', 'ends on 2027-11-23, more than 366 days ahead'],
  ['9999-12-31', 'ends on 9999-12-31, more than 366 days ahead'],
  // Leap seconds pass the schema, and no clock can read them.
  ['2026-12-31T23:59:60Z', 'expired on 2026-12-31T23:59:60Z'],
])('one that ends on %s: %s', (expires, message) => {
  const { waivers } = judge({ expires });
  expect(waivers?.findings.map((finding) => finding.message)).toEqual(message === undefined ? [] : [message]);
});

describe('a waiver of one estate', () => {
  test.each([
    ['contoso-prod', true],
    ['Contoso-PROD', true],
    ['fabrikam', false],
  ])('for %s holds: %s', (environment, holds) => {
    const { rule, waivers } = judge({ environment });
    expect(rule?.status).toBe(holds ? 'pass' : 'fail');
    // One of another estate is no matter of this one.
    expect(waivers?.status).toBe(holds ? 'pass' : undefined);
  });
});

describe('the subject of a waiver', () => {
  const hosts = smallRule({ subject: '{host}', assert: { properties: { status: { const: 'Active' } } } });
  const twins = [
    { name: 'DC01', fqdn: 'dc01.corp.contoso.com', status: 'Stopped' },
    { name: 'DC01', fqdn: 'dc01.corp.fabrikam.com', status: 'Stopped' },
  ];

  function waive(
    subject: string,
    rows: object[],
    rule = hosts,
  ): { waived: (string | undefined)[]; said: string[] } {
    const [own, waivers] = judgeWith(
      [rule],
      { agents: rows },
      { choice: { waivers: [{ ...base, subject }] } },
    );
    const waived = own?.findings.filter(({ waiver }) => waiver !== null).map(({ key }) => key) ?? [];
    return { waived, said: waivers?.findings.map(({ message }) => message) ?? [] };
  }

  test('that stands for several hosts is refused, and names them', () => {
    const { waived, said } = waive('DC01', twins);
    expect(waived).toEqual([]);
    expect(said).toEqual([
      'stands for several objects, so it covers none: dc01.corp.contoso.com, dc01.corp.fabrikam.com; name one of them',
    ]);
    // The other one may be the one that was meant, though nothing is wrong with it now.
    const healed = twins.map((row, at) => (at === 0 ? row : { ...row, status: 'Active' }));
    expect(waive('DC01', healed)).toMatchObject({ waived: [], said: [expect.stringContaining('several')] });
  });

  test('may be any of its names', () => {
    const row = { name: 'DC01', domain: 'CONTOSO', fqdn: 'dc01.contoso.com', status: 'Stopped' };
    for (const name of ['CONTOSO\\DC01', 'contoso.com\\dc01', 'DC01.contoso.com'])
      expect(waive(name, [row, ...twins])).toEqual({ waived: ['dc01.contoso.com'], said: [] });
    expect(waive('dc01.corp.fabrikam.com', twins).waived).toEqual(['dc01.corp.fabrikam.com']);
    expect(waive('FABRIKAM\\DC01', [row]).said).toEqual(['covers no finding of this run']);
  });

  test('is read as its own rule names objects, and not as another one does', () => {
    const row = { name: 'DC01', domain: 'CONTOSO', fqdn: 'dc01.contoso.com', status: 'Stopped' };
    const results = judgeWith(
      [smallRule({ id: 'other-rule', assert: false }), hosts],
      { agents: [row] },
      { choice: { waivers: [{ ...base, subject: 'contoso.com\\dc01' }] } },
    );
    expect(results.find(({ ruleId }) => ruleId === 'small-rule')?.status).toBe('pass');
  });

  test('of two rows for one host covers both', () => {
    expect(waive('DC01', [twins[0] ?? {}, twins[0] ?? {}]).waived).toHaveLength(2);
  });

  test('never is an object without a name', () => {
    const nameless = [{ status: 'Stopped' }, { status: 'Stopped' }];
    for (const subject of ['(unnamed)', ' (Unnamed) '])
      expect(waive(subject, nameless)).toEqual({ waived: [], said: ['covers no finding of this run'] });
  });

  test('with words around a host is understood as the host is', () => {
    const manager = smallRule({
      each: '/enterpriseManager',
      subject: 'Enterprise Manager {host}',
      assert: false,
    });
    const [own] = judgeWith(
      [manager],
      { enterpriseManager: { host: 'EM01', domain: 'CONTOSO', fqdn: 'em01.contoso.com' } },
      { choice: { waivers: [{ ...base, subject: 'Enterprise Manager em01.contoso.com' }] } },
    );
    expect(own?.findings.map(({ waiver }) => waiver !== null)).toEqual([true]);
  });
});

test('the result about waivers says what it is', () => {
  expect(judge({}).waivers).toMatchObject({
    title: 'Every waiver is in use and ends within a year',
    category: 'inventory',
    reason: null,
    evidence: null,
    remediation: expect.stringContaining('remove the waiver') as string,
    references: [],
    facts: [],
  });
  expect(judge({ subject: 'dc09' }).waivers?.findings[0]).toMatchObject({
    kind: 'violation',
    actual: '2026-12-31',
  });
});
