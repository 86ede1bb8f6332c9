import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fleet, Report, Result } from '../../src/model/report';
import { run } from '../support/cli/run';
import { ESTATES } from '../support/estates/estates';
import { assembleRules } from '../../src/load/rules/assembly';
import { builtInRules, builtInSchema, SCHEMA_NAMES } from '../../src/load/rules/built-in';
import * as built from '../../src/load/rules/built-in-parts';
import { compileSchema } from '../../src/load/schema';
import { isTable } from '../support/judge/examples';
import { HEADER, judgeDocument, judgeLoaded, load, NOW } from '../support/judge/judge-inventory';

// Other tests get what the build has compiled (jest.config.js).
const sources = jest.requireActual<typeof built>('../../src/load/rules/built-in-parts.ts');

const FOLDER = join(__dirname, '../../fixtures/rules');

interface Example {
  name: string;
  target: string;
  document: object;
  /** Whether the built tool is run with it too: the estates, and a violation of each rule. */
  isRun: boolean;
}

// The build compiles rules to code, and a mistake there would show in the shipped tool only.
const rules = assembleRules(builtInRules(), sources.loadCompiledSet('rules', builtInRules()));
const isInventory = compileSchema(builtInSchema('inventory'));
// A run has one inventory of an environment.
const examples = [...readExamples(), ...estates()].map((example, at) => ({
  ...example,
  document: { ...example.document, environment: `estate-${at}` },
}));
const targets = [...new Set(examples.map(({ target }) => target))].sort();

describe('the rules that the build compiled judge every example as their sources do', () => {
  test.each(targets)('to %s', async (target) => {
    for (const { name, document } of examples.filter((example) => example.target === target)) {
      expect(isInventory(structuredClone(document))).toBe(true);
      const inventory = await load(document);
      expectSame(name, judgeLoaded(inventory, { target }), judgeLoaded(inventory, { target, rules }));
    }
  });
});

// A report has what all rules say, so some examples are enough to see that the bundle has the compiled rules whole.
describe('the built tool judges as the sources do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tp-doctor-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const shown = examples.filter(({ isRun }) => isRun);

  test.each([...new Set(shown.map(({ target }) => target))])('to %s', async (target) => {
    const some = shown.filter((example) => example.target === target);
    const reports = runBuilt(folder, some, target);
    expect(reports).toHaveLength(some.length);
    for (const [at, { name, document }] of some.entries())
      expectSame(name, reports[at]?.results, await judgeDocument(document, { target, rules }));
  });
});

/** As `expect(built).toEqual(source)`, where Jest would take most of the time to find them equal. */
function expectSame(name: string, built: Result[] | undefined, source: Result[]): void {
  const text = JSON.stringify(source);
  if (JSON.stringify(built) === text) return;
  expect({ name, results: built }).toEqual({ name, results: JSON.parse(text) as Result[] });
}

test('the build keeps rules, steps, data and schemas as they are in their files', () => {
  expect(JSON.parse(built.readRuleList())).toEqual(JSON.parse(sources.readRuleList()));
  const data = ['targets', 'compatibility', 'evidence', 'steps'].map((name) => `${name}.json`);
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

function readExamples(): Example[] {
  return readdirSync(FOLDER).flatMap((id) =>
    readdirSync(join(FOLDER, id)).flatMap((file) => {
      const fixture = JSON.parse(readFileSync(join(FOLDER, id, file), 'utf8')) as Fixture;
      if (isTable(file) || fixture.inventory === undefined || fixture.expect?.status === 'error') return [];
      const document = { ...HEADER, ...fixture.inventory };
      const isRun = file === 'fail.json';
      return [{ name: `${id}/${file}`, target: fixture.target ?? '7.4', document, isRun }];
    }),
  );
}

interface Fixture {
  target?: string;
  inventory?: object;
  expect?: { status?: string };
}

function estates(): Example[] {
  return ['7.3.9', '7.4', '7.5', '8.0', '8.1'].flatMap((target) =>
    Object.entries(ESTATES).map(([name, document]) => ({ name, target, document, isRun: true })),
  );
}
