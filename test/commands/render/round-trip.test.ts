import fc from 'fast-check';
import { compareWithBaseline } from '../../../src/engine/compare/baseline';
import { findContradiction } from '../../../src/engine/verdict/contradiction';
import type { Gate } from '../../../src/engine/verdict/gate';
import { makeFleet, makeReport } from '../../../src/engine/verdict/report';
import { summarize, verdictOf } from '../../../src/engine/verdict/verdict';
import { parseReports } from '../../../src/load/reports';
import { judge } from '../../../src/engine/judge/judge';
import type { Fleet, Report, Verdict } from '../../../src/model/report';
import { FORMATS, REPORTERS } from '../../../src/report/formats';
import { formatJson } from '../../../src/report/formats/json';
import { arbitraryInventory } from '../../support/estates/arbitrary-inventory';
import { ESTATES } from '../../support/estates/estates';
import { catalogue, everyRule, findTarget, load, NOW } from '../../support/judge/judge-inventory';
import { errorReport, OPTIONS } from '../../support/report/report-sample';

// A table measures every character many times, and here it does not matter where a line is broken.
jest.mock('string-width', () => (text: string) => text.length);

const gates = fc.record({ failOn: fc.constantFrom('fail', 'warn'), allowUnknown: fc.boolean() });
const documents = fc.oneof(arbitraryInventory, fc.constantFrom(...Object.values(ESTATES)));

async function judged(document: unknown, environment: string, gate: Gate): Promise<Report> {
  const inventory = { ...(await load(document)), environment };
  const target = findTarget('7.4');
  const now = Date.parse(NOW);
  const skip = new Set(gate.allowUnknown ? ['agent-version-accepted'] : []);
  const found = judge(catalogue, { ...everyRule, skip }, { inventory, target, now, timed: false });
  return makeReport({
    command: 'check',
    inventory,
    facts: { file: `${environment}.json`, sha256: '00', collectedAt: inventory.collectedAt },
    configuration: null,
    source: undefined,
    target: target.version,
    now,
    ...found,
    gate,
    hints: catalogue.hints,
  });
}

async function saved(run: Fleet): Promise<readonly Report[]> {
  return (await parseReports(Buffer.from(formatJson(run)), 'r.json', 'usage')).reports;
}

test('what check has judged is written by render as check would have, in every format', async () => {
  await fc.assert(
    fc.asyncProperty(documents, documents, gates, async (one, other, gate) => {
      const reports = [await judged(one, 'a', gate as Gate), await judged(other, 'b', gate as Gate)];
      const run = makeFleet([...reports, errorReport()]);
      const again = makeFleet([...(await saved(run))]);
      for (const format of FORMATS) {
        const report = await REPORTERS[format]();
        expect({ format, text: report(again, OPTIONS) }).toEqual({ format, text: report(run, OPTIONS) });
      }
    }),
    { numRuns: 6 },
  );
});

test('to compare with a baseline again says the same', async () => {
  const [older, newer] = [ESTATES.ready, ESTATES['old agents']];
  const gate: Gate = { failOn: 'fail', allowUnknown: false, onlyNew: true };
  const baseline = [await judged(older, 'a', gate)];
  const report = await judged(newer, 'a', gate);
  const once = compareWithBaseline(report, baseline);
  const marked = {
    ...report,
    ...once,
    ...verdictOf(once.results, gate),
    summary: summarize(once.results, gate),
  };
  expect(findContradiction(marked)).toBeUndefined();
  expect(compareWithBaseline(marked, baseline)).toEqual(once);
});

describe('a report that says better than it found is refused', () => {
  const strict: Gate = { failOn: 'fail', allowUnknown: false };
  const estates = ['old agents', 'broken certificates'].map((name) => [name, ESTATES[name] ?? {}] as const);

  test.each(estates)('%s', async (_name, estate) => {
    const report = await judged(estate, 'a', strict);
    const better = (verdict: Verdict, more: Partial<Report> = {}): Report => ({
      ...report,
      verdict,
      exitCode: 0,
      ...more,
    });
    const results = report.results.map((one) => ({ ...one, status: 'pass' as const }));
    expect(findContradiction(report)).toBeUndefined();
    expect(findContradiction(better('ready'))).toMatch(/has the verdict "ready", and its results say/);
    expect(findContradiction(better('ready-with-warnings'))).toMatch(/its results say/);
    expect(findContradiction(better('ready', { results }))).toMatch(
      /says "pass" of .*, which its findings do not/,
    );
    const without = results.map((one) => ({ ...one, findings: [] }));
    expect(findContradiction(better('ready', { results: without }))).toMatch(/^counts /);
    expect(findContradiction(better('ready', { results: [] }))).toBe('has no rule that was judged');
    expect(findContradiction({ ...report, exitCode: 0 })).toMatch(/with the exit code 0$/);
    expect(findContradiction({ ...report, verdict: 'error', exitCode: 2 })).toMatch(/without an error$/);
  });
});
