import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fleet, Report } from '../../src/model/report';
import { run } from '../support/cli/run';
import { SCHEMA_NAMES } from '../../src/load/rules/built-in';
import * as built from '../../src/load/rules/built-in-parts';
import {
  expectSame,
  readBuiltExamples,
  rulesOfSources,
  sources,
  type Example,
} from '../support/judge/built-examples';
import { judgeDocument, NOW } from '../support/judge/judge-inventory';

const rules = rulesOfSources();

// In process, with every example: compiled-rules.slow.ts.
// A report has what all rules say, so some examples are enough to see that the bundle has the compiled rules whole.
describe('the built tool judges as the sources do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tp-doctor-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const shown = readBuiltExamples().filter(({ isRun }) => isRun);

  test.each([...new Set(shown.map(({ target }) => target))])('to %s', async (target) => {
    const some = shown.filter((example) => example.target === target);
    const reports = runBuilt(folder, some, target);
    expect(reports).toHaveLength(some.length);
    for (const [at, { name, document }] of some.entries())
      expectSame(name, reports[at]?.results, await judgeDocument(document, { target, rules }));
  });
});

test('the build keeps rules, steps, data and schemas as they are in their files', () => {
  expect(JSON.parse(built.readRuleList())).toEqual(JSON.parse(sources.readRuleList()));
  const data = ['targets', 'compatibility', 'evidence', 'questions', 'steps'].map((name) => `${name}.json`);
  for (const file of [...data, ...SCHEMA_NAMES.map((name) => `${name}.schema.json`)])
    expect(JSON.parse(built.readPart(file))).toEqual(JSON.parse(sources.readPart(file)));
  expect(Object.keys(built.VALIDATORS)).toEqual(['inventory', 'config']);
});

/** Every inventory in one run: a file each, so that the reports come in their order. */
function runBuilt(folder: string, examples: Example[], target: string): Report[] {
  const files = examples.map(({ document }, at) => {
    const file = join(folder, `${target}-${String(at).padStart(4, '0')}.json`);
    writeFileSync(file, JSON.stringify(document));
    return file;
  });
  const report = join(folder, `${target}.report`);
  run(['check', ...files, '--target', target, '--now', NOW, '--format', `json=${report}`]);
  const printed = JSON.parse(readFileSync(report, 'utf8')) as Fleet | Report;
  return 'reports' in printed ? printed.reports : [printed];
}
