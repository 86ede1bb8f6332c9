import Ajv2020 from 'ajv/dist/2020';
import MarkdownIt from 'markdown-it';
import type { Fleet, Report } from '../../../src/model/report';
import type { ReportOptions } from '../../../src/report/reporter';
import { formatTickets } from '../../../src/report/tickets/document';
import schema from '../../../rules/tickets.schema.json';
import { contoso, errorReport, finding, fleet, HOSTILE, hostile, OPTIONS, report, result, sampleFleet } from '../../support/report/report-sample'; // prettier-ignore

const isValid = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

interface Ticket {
  rules: { remediation: string; evidence: string | null }[];
  externalId: string;
  formerId: string | null;
  state: string;
  ruleIds: string[];
  subject: string | null;
  title: string;
  body: string;
  priority: string;
  labels: string[];
  note: string | null;
  objects: { subject: string | null; status: string; target: string | null }[];
}

function ticketsOf(run: Fleet, options: Partial<ReportOptions> = {}): Ticket[] {
  const document = JSON.parse(formatTickets(run, { ...OPTIONS, ...options })) as { tickets: Ticket[] };
  isValid(document);
  expect(isValid.errors ?? []).toEqual([]);
  return document.tickets;
}

/** Rule or subject, state and note of each ticket, compared with an older run. */
function states(run: Fleet, baseline: Report[], groupBy: 'rule' | 'subject' = 'rule') {
  return ticketsOf(run, { baseline, groupBy }).map((one) => [
    one.subject ?? one.ruleIds[0],
    one.state,
    one.note,
  ]);
}

const bad = (...subjects: string[]) =>
  report([
    result('agent-version-accepted', 'fail', { findings: subjects.map((subject) => finding(subject)) }),
  ]);
const good = report([result('agent-version-accepted', 'pass')]);

test('the document is valid by its schema: several estates, by rule and subject, hostile text, an error', () => {
  for (const groupBy of ['rule', 'subject'] as const) {
    expect(ticketsOf(sampleFleet(), { groupBy })).not.toEqual([]);
    expect(ticketsOf(fleet(hostile()), { groupBy })).not.toEqual([]);
    expect(ticketsOf(fleet(errorReport()), { groupBy })).toHaveLength(1);
    expect(ticketsOf(fleet(good), { groupBy })).toEqual([]);
  }
});

test('the evidence to do stands beside the estate, and its command in the body of what waits for it', () => {
  const document = JSON.parse(formatTickets(fleet(hostile('a`b')), OPTIONS)) as {
    estates: { evidence: unknown[] }[];
    tickets: Ticket[];
  };
  expect(document.estates[0]?.evidence).toEqual(hostile('a`b').evidence);
  const told = document.tickets.filter(({ body }) => body.includes('**Command:** ``a`b``'));
  expect(told.map(({ ruleIds }) => ruleIds)).toEqual([['rule-unknown']]);
});

test('every property of the schema is described and every object closed', () => {
  const objects: Record<string, unknown>[] = [];
  const walk = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    if ('properties' in node) objects.push(node as Record<string, unknown>);
    Object.values(node).forEach(walk);
  };
  walk(schema);
  expect(objects).toHaveLength(9);
  for (const { properties, additionalProperties } of objects) {
    expect(additionalProperties).toBe(false);
    const bare = Object.entries(properties as object).filter(([, one]) => !(one as object).hasOwnProperty('description')); // prettier-ignore
    expect(bare).toEqual([]);
  }
});

test('one ticket for each open rule; what is waived, holds or does not apply is none', () => {
  const list = ticketsOf(fleet(contoso()));
  expect(list.map(({ ruleIds, priority, labels }) => [...ruleIds, priority, labels.join(' ')])).toEqual([
    ['agent-version-accepted', 'high', 'tp-doctor agents fail unknown'],
    ['agent-queue-drained', 'medium', 'tp-doctor agents warn'],
    ['sql-recovery-simple', 'high', 'tp-doctor database unknown'],
    ['sql-agent-running', 'low', 'tp-doctor database unknown'],
  ]);
  expect(list[0]?.objects.map(({ subject }) => subject)).toEqual(['CONTOSO\\DC07', 'CONTOSO\\DC08']);
  expect(list[0]?.rules[0]?.remediation).toMatch(/^In the console/);
  expect(list[2]?.rules[0]).toMatchObject({ remediation: '', evidence: 'gather --sql-server' });
  expect(list[0]?.title).toBe(
    '[contoso-prod] agent-version-accepted: An Agent is too old for the target Enterprise Manager 7.4 (2 objects)',
  );
});

test('one ticket for each subject; what has no subject keeps the ticket of its rule', () => {
  const both = report([
    result('agent-version-accepted', 'fail', { findings: [finding('CONTOSO\\DC07')] }),
    result('agent-queue-drained', 'warn', { findings: [finding('contoso\\dc07'), finding('DC01')] }),
    result('sql-recovery-simple', 'unknown', { reason: 'no database' }),
  ]);
  const list = ticketsOf(fleet(both), { groupBy: 'subject' });
  expect(list.map(({ subject, ruleIds }) => [subject, ...ruleIds])).toEqual([
    ['CONTOSO\\DC07', 'agent-version-accepted', 'agent-queue-drained'],
    ['DC01', 'agent-queue-drained'],
    [null, 'sql-recovery-simple'],
  ]);
  expect(list[0]?.title).toBe('[contoso-prod] CONTOSO\\DC07: 2 rules');
  const byRule = ticketsOf(fleet(both)).find(({ ruleIds }) => ruleIds[0] === 'sql-recovery-simple');
  expect(list[2]?.externalId).toBe(byRule?.externalId);
});

test('the id depends on estate and rule only, not on objects, title, level, target or time', () => {
  const [first] = ticketsOf(fleet(bad('DC01')));
  const [later] = ticketsOf(fleet({ ...bad('DC02', 'DC03'), now: '2027-01-01T00:00:00Z', target: '7.5' }));
  const [other] = ticketsOf(fleet({ ...bad('DC01'), environment: 'contoso-test' }));
  expect(later?.externalId).toBe(first?.externalId);
  expect(other?.externalId).not.toBe(first?.externalId);
});

test('the hops of a plan share a ticket, and an object says for which target', () => {
  const [ticket, ...more] = ticketsOf(fleet(bad('DC01'), { ...bad('DC01'), target: '7.5' }));
  expect(more).toEqual([]);
  expect(ticket?.objects.map(({ target }) => target)).toEqual(['7.4', '7.5']);
});

test('the body is the same for the same findings at another time, so an update changes nothing', () => {
  const [first] = ticketsOf(fleet(contoso()));
  const [later] = ticketsOf(fleet({ ...contoso(), now: '2027-01-01T00:00:00Z' }));
  expect(later?.body).toBe(first?.body);
});

describe('against a baseline', () => {
  const keyed = (subject: string, key: string) =>
    report([result('agent-version-accepted', 'fail', { findings: [finding(subject, { key })] })]);

  test('a subject that is spelt otherwise keeps its ticket, and a host of another domain has its own', () => {
    const now = keyed('contoso.com\\DC01', 'dc01.contoso.com');
    const before = keyed('CONTOSO\\DC01', 'dc01.contoso.com');
    expect(states(fleet(now), [before], 'subject').map(([, state]) => state)).toEqual(['still-open']);
    const other = keyed('DC01', 'dc01.fabrikam.com');
    expect(states(fleet(now), [other], 'subject').map(([, state]) => state)).toEqual(['open', 'resolved']);
  });

  test('a ticket of 1.0 is taken over once, by the id that it had', () => {
    const now = keyed('contoso.com\\DC01', 'dc01.contoso.com');
    const [first] = ticketsOf(fleet(bad('contoso.com\\DC01')), { groupBy: 'subject' });
    const [ticket, ...more] = ticketsOf(fleet(now), {
      groupBy: 'subject',
      baseline: [bad('contoso.com\\DC01')],
    });
    expect(more).toEqual([]);
    expect(ticket).toMatchObject({ state: 'still-open', formerId: first?.externalId });
    expect(ticketsOf(fleet(now), { groupBy: 'subject', baseline: [now] })[0]?.formerId).toBeNull();
  });

  test('one that nobody could judge in between is closed by the run that can', () => {
    const unjudged = bad('DC01').results;
    const between = report(
      [result('agent-version-accepted', 'unknown', { checked: 0, reason: 'no agents' })],
      {
        unjudged,
      },
    );
    expect(states(fleet(good), [between], 'subject')).toEqual([
      ['agent-version-accepted', 'resolved', 'Resolved: no longer found.'],
      ['DC01', 'resolved', 'Resolved: no longer found.'],
    ]);
  });

  test('nothing is resolved where a list was partial, or a source of it failed', () => {
    const partial = report([result('agent-version-accepted', 'pass', { partial: true })]);
    expect(states(fleet(partial), [bad('DC01')])[0]?.[1]).toBe('still-open');
    const failed = { id: 'sql', kind: 'sql-server', status: 'failed', reason: null, collectedAt: null };
    const half = { ...good, sources: [{ ...failed, sections: ['agents'] }] };
    expect(states(fleet(half), [bad('DC01')])[0]?.[1]).toBe('still-open');
    const other = { ...good, sources: [{ ...failed, sections: ['database'] }] };
    expect(states(fleet(other), [bad('DC01')])[0]?.[1]).toBe('resolved');
  });

  test('open, still open and resolved', () => {
    const run = fleet(
      report([...bad('DC01').results, result('sql-recovery-simple', 'pass'), result('r3', 'warn')]),
    );
    const before = report([
      ...bad('DC09').results,
      result('sql-recovery-simple', 'fail', { findings: [finding('db')] }),
    ]);
    expect(states(run, [before])).toEqual([
      ['agent-version-accepted', 'still-open', null],
      ['r3', 'open', null],
      ['sql-recovery-simple', 'resolved', 'Resolved: no longer found.'],
    ]);
  });

  test('by subject, one that is not found any more is resolved though others of its rule are not', () => {
    expect(states(fleet(bad('DC01')), [bad('DC01', 'DC02')], 'subject')).toEqual([
      ['DC01', 'still-open', null],
      ['DC02', 'resolved', 'Resolved: no longer found.'],
    ]);
  });

  test('nothing is resolved without having been judged: rule left out, evidence missing, error', () => {
    const open = [['agent-version-accepted', 'still-open', 'Not judged this time; as it was found before.']];
    expect(states(fleet(report([result('other', 'pass')])), [bad('DC01')])).toEqual(open);
    expect(states(fleet(report([], { verdict: 'error', exitCode: 2 })), [bad('DC01')])).toEqual(open);
    const unknown = report([
      result('agent-version-accepted', 'unknown', { checked: 0, reason: 'no agents' }),
    ]);
    expect(states(fleet(unknown), [bad('DC01')], 'subject')).toEqual([
      ['agent-version-accepted', 'open', null],
      ['DC01', 'still-open', 'Not judged this time; as it was found before.'],
    ]);
    expect(states(fleet(good, unknown), [bad('DC01')], 'subject')[1]?.[1]).toBe('still-open');
    for (const reason of ['not named by --only', 'left out by --skip', 'switched off in the configuration']) {
      expect(
        states(fleet(report([result('agent-version-accepted', 'skip', { reason })])), [bad('DC01')]),
      ).toEqual(open);
    }
  });

  test('nothing is resolved where a part of the list was missing', () => {
    const blind = finding('activityMonitor/agents/1/hosts', {
      kind: 'no-evidence',
      path: '/activityMonitor/agents/1/hosts',
    });
    const part = report([result('nas-device-supported', 'fail', { findings: [finding('nas1'), blind] })]);
    const before = report([
      result('nas-device-supported', 'fail', { findings: [finding('nas1'), finding('nas2')] }),
    ]);
    expect(states(fleet(part), [before], 'subject').at(-1)).toEqual([
      'nas2',
      'still-open',
      'Not judged this time; as it was found before.',
    ]);
  });

  test('a waiver that was taken out of the configuration settles what was said about it', () => {
    const before = report([
      result('waivers-current', 'warn', { findings: [finding('agent-connected for DC01')] }),
    ]);
    expect(states(fleet(good), [before])).toEqual([
      ['waivers-current', 'resolved', 'Resolved: no longer found.'],
    ]);
  });

  test('a waiver, or a rule that does not apply any more, resolves and says so', () => {
    const waiver = { reason: 'accepted', owner: 'J. Doe', expires: '2026-12-31' };
    const waived = report([
      result('agent-version-accepted', 'pass', { findings: [finding('DC01', { waiver })] }),
    ]);
    expect(states(fleet(waived), [bad('DC01')])).toEqual([
      ['agent-version-accepted', 'resolved', 'Resolved: a waiver covers it.'],
    ]);
    const skipped = report([result('agent-version-accepted', 'skip', { reason: 'not for 8.1' })]);
    expect(states(fleet(skipped), [bad('DC01')])).toEqual([
      ['agent-version-accepted', 'resolved', 'Resolved: does not apply any more.'],
    ]);
  });

  test('estates of the baseline that are not in this run are not touched', () => {
    expect(states(fleet(good), [{ ...bad('DC01'), environment: 'fabrikam' }])).toEqual([]);
  });

  test('an error is resolved when the estate is read again, by name or by file', () => {
    const resolved = [[undefined, 'resolved', 'Resolved: no longer found.']];
    expect(states(fleet(good), [errorReport()])).toEqual(resolved);
    const byFile = errorReport({ inventory: { file: 'estates/contoso.json', sha256: '', collectedAt: '' } });
    expect(states(fleet(good, errorReport()), [byFile]).at(-1)).toEqual(resolved[0]);
    expect(states(fleet(errorReport()), [errorReport()])).toEqual([[undefined, 'still-open', null]]);
    expect(states(fleet({ ...good, inventory: null }), [byFile])).toEqual([]);
  });
});

test('hostile text makes no markup in a body, and a title is one line', () => {
  const parser = new MarkdownIt({ html: true, linkify: true });
  for (const { body, title } of ticketsOf(fleet(hostile()))) {
    const tokens = parser.parse(body, {}).flatMap((token) => [token, ...(token.children ?? [])]);
    expect(tokens.filter(({ type }) => type.startsWith('html') || type === 'image')).toEqual([]);
    const links = tokens.flatMap((token) => token.attrGet('href') ?? []);
    expect(links.filter((link) => !link.startsWith('https://x.example/'))).toEqual([]);
    expect(title).not.toMatch(/[\n\r]/);
  }
});

test('a body fits what GitHub takes, however many and however long the objects are', () => {
  const many = Array.from({ length: 3000 }, (_, index) => finding(`DC${index}`));
  const [large] = ticketsOf(fleet(report([result('agent-version-accepted', 'fail', { findings: many })])));
  expect(large?.body).toContain('- … and 2950 more');
  expect(large?.objects).toHaveLength(3000);
  const long = HOSTILE.repeat(100);
  const rules = Array.from({ length: 60 }, (_, index) => {
    const findings = [finding('DC01', { message: long, actual: long, expected: long })];
    return result(`rule-${index}`, 'fail', { title: long, remediation: long, evidence: long, findings });
  });
  const [longest] = ticketsOf(fleet(report(rules)), { groupBy: 'subject' });
  expect(longest?.body.length).toBeLessThan(65_536);
  expect(longest?.ruleIds).toHaveLength(60);
});
