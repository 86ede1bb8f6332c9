import fc from 'fast-check';
import { verdictOf } from '../../src/engine/verdict/verdict';
import { VERDICTS } from '../../src/model/report';
import { ESTATES } from '../support/estates/estates';
import { pointersOf } from '../support/estates/changes';
import { judgeDocument, load } from '../support/judge/judge-inventory';
import { valueAt, parseTokens } from '../../src/engine/values/pointers';
import { HEADER } from '../support/judge/judge-inventory';

const conflict = (field: string) => ({
  field,
  kept: '7.4.0.1',
  keptSource: 'agents',
  other: '7.3.8.12',
  source: 'sql',
  asOf: '2026-11-20T21:00:00Z',
});

test('a contested field is judged as missing, and the reason names both sources and values', async () => {
  const agents = [{ name: 'DC01', version: '7.4.0.1', status: 'Active', conflicts: [conflict('version')] }];
  const results = await judgeDocument({ ...HEADER, agents });
  const result = results.find(({ ruleId }) => ruleId === 'agent-version-accepted');
  expect([result?.status, result?.findings[0]?.message]).toEqual([
    'unknown',
    'version is not known; source agents: says version is 7.4.0.1, source sql says 7.3.8.12 (2026-11-20T21:00:00Z)',
  ]);
});

test('of a section whose machine is contested nothing is known', async () => {
  const enterpriseManager = { host: 'TPEM01', version: '7.3.9.42', memoryBytes: 2 ** 35 };
  const database = { server: 'SQL01', sqlAgentRunning: true };
  const results = await judgeDocument({
    ...HEADER,
    enterpriseManager: { ...enterpriseManager, conflicts: [conflict('host')] },
    database: { ...database, conflicts: [conflict('server')] },
  });
  for (const [id, field] of [
    ['em-memory-sufficient', 'host'],
    ['sql-agent-running', 'server'],
  ]) {
    const result = results.find(({ ruleId }) => ruleId === id);
    expect([result?.status, result?.findings[0]?.message]).toEqual([
      'unknown',
      expect.stringContaining(`says ${field} is 7.4.0.1, source sql says`),
    ]);
  }
});

test('an inventory without conflicts is not copied', async () => {
  const inventory = await load({ ...HEADER, agents: [{ name: 'DC01', version: '7.4' }] });
  expect(inventory.agents?.[0]).toEqual({ name: 'DC01', version: '7.4' });
});

/** Where sources can contradict each other: a field of a section or of a row of the lists that gather merges. */
const CAN_BE_CONTESTED =
  /^[/](enterpriseManager|certsInfo|reportingModule|activityMonitor|database)[/][^/]+$|^[/](agents|policies|policyExports|database[/]databases|activityMonitor[/]agents)[/][0-9]+[/][^/]+$/;

describe('adding a conflict never improves a verdict', () => {
  const gates = [
    { failOn: 'warn', allowUnknown: false },
    { failOn: 'fail', allowUnknown: false },
  ] as const;
  test.each(Object.keys(ESTATES))('in the estate "%s"', async (name) => {
    const estate = ESTATES[name] ?? {};
    const was = await judgeDocument(estate);
    const pointers = pointersOf(estate).fields.filter((pointer) => CAN_BE_CONTESTED.test(pointer));
    expect(pointers.length).toBeGreaterThan(20);
    for (const pointer of fc.sample(fc.constantFrom(...pointers), { numRuns: 25, seed: 1 })) {
      const copy = structuredClone(estate);
      const tokens = parseTokens(pointer);
      const row = valueAt(copy, tokens.slice(0, -1)) as Record<string, unknown>;
      row['conflicts'] = [conflict(tokens.at(-1) ?? '')];
      const is = await judgeDocument(copy);
      for (const gate of gates) {
        const [before, after] = [was, is].map((results) => verdictOf(results, gate).verdict);
        const best = before === 'not-ready' ? 'undetermined' : before;
        if (VERDICTS.indexOf(after ?? 'ready') > VERDICTS.indexOf(best ?? 'error'))
          throw new Error(`${pointer} contested: ${String(before)} became ${String(after)}`);
      }
      const green = is.filter(
        ({ status }, at) => status === 'pass' && !['pass', 'skip'].includes(was[at]?.status ?? ''),
      );
      if (green.length > 0)
        throw new Error(`${pointer} contested: ${green.map((one) => one.ruleId).join()} became green`);
    }
  });
});
