import fc from 'fast-check';
import type { Report } from '../../../src/model/report';
import { arbitraryInventory } from '../../support/estates/arbitrary-inventory';
import { run, runBinary } from '../../support/cli/run';
import { pointersOf, withValue, type Document } from '../../support/estates/changes';
import { ESTATES, readEstate } from '../../support/estates/estates';
import { TARGETS } from '../../support/judge/removals';
import { expectJudgedOrRefused } from '../../support/judge/judged-or-refused';
import { HEADER, judgeDocument, NOW } from '../../support/judge/judge-inventory';

/** Values of every JSON type, and keys that are special in JavaScript. */
const CONFUSED: unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  '7.4',
  '7.4.0.0.0.0',
  '999999999.999999999.999999999.999999999',
  '\u0000\u001b[31m',
  'x'.repeat(10_000),
  [],
  [null],
  [[]],
  {},
  JSON.parse('{"__proto__":{"version":"7.4"}}'),
  { constructor: { prototype: {} } },
  { 'x-anything': { deep: [1, { __proto__: null }] } },
];

const target = fc.constantFrom(...TARGETS);
const parsed = (text: string) => JSON.parse(text) as unknown;

describe('no document crashes the loader and the judge', () => {
  test('any JSON', async () => {
    const json = fc.json({ stringUnit: 'binary' }).map(parsed);
    await fc.assert(fc.asyncProperty(json, target, expectJudgedOrRefused), { numRuns: 40 });
  });

  test('any JSON in the place of a section', async () => {
    const section = fc.constantFrom(...Object.keys(readEstate('contoso-7.3.9')));
    const document = fc
      .tuple(section, fc.json({ stringUnit: 'binary' }).map(parsed))
      .map(([name, value]) => ({ ...HEADER, [name]: value }));
    await fc.assert(fc.asyncProperty(document, target, expectJudgedOrRefused), { numRuns: 40 });
  });

  // More of them: hostile.slow.ts.
  test('any inventory', async () => {
    await fc.assert(fc.asyncProperty(arbitraryInventory, target, expectJudgedOrRefused), { numRuns: 100 });
  });

  test('an estate in which a value is of another type', async () => {
    const confused = fc
      .tuple(fc.constantFrom(...Object.values(ESTATES)), fc.nat(), fc.constantFrom(...CONFUSED))
      .map(([estate, at, value]) => {
        const { fields, elements } = pointersOf(estate);
        const all = [...fields, ...elements];
        return withValue(estate, all[at % all.length] ?? '', value);
      });
    await fc.assert(fc.asyncProperty(confused, target, expectJudgedOrRefused), { numRuns: 100 });
  });

  test.each(['__proto__', 'constructor', 'toString'])(
    'a property called %s is refused, not obeyed',
    async (key) => {
      const agent = parsed(`{"name":"DC01","${key}":{"version":"7.4.0.1"}}`);
      await expect(judgeDocument({ ...HEADER, agents: [agent] })).rejects.toThrow(
        `unknown property "${key}"`,
      );
    },
  );

  test('names that are special in JavaScript are names', async () => {
    const names = ['__proto__', 'constructor', '__PROTO__', 'hasOwnProperty'];
    const agents = names.map((name) => ({ name, domain: 'CONTOSO', version: '7.3.9.42', status: 'Active' }));
    const results = await judgeDocument({ ...HEADER, agents });
    const unique = results.find(({ ruleId }) => ruleId === 'agent-name-unique');
    expect(unique?.findings.map(({ subject }) => subject)).toEqual([
      'CONTOSO\\__PROTO__',
      'CONTOSO\\__proto__',
    ]);
    expect(results.find(({ ruleId }) => ruleId === 'agent-version-accepted')?.status).toBe('pass');
  });
});

describe('the built tool', () => {
  const ARGS = ['check', '-', '--target', '7.4', '--now', NOW, '--format', 'json'];
  const check = (text: string) => run(ARGS, { input: text });
  const estate = readEstate('contoso-7.3.9');

  test.each<[string, unknown, number]>([
    ['a ready estate', estate, 0],
    ['an estate with a violation', ESTATES['old agents'], 1],
    ['null', null, 2],
    ['a list', [], 2],
    ['a number', 7, 2],
    ['an empty object', {}, 2],
    ['a section of the wrong type', { ...estate, agents: {} }, 2],
    ['an unknown property', { ...estate, agent: [] }, 2],
    ['only one section', HEADER, 3],
    ['no section', { ...HEADER, reportingModule: null }, 2],
    ['an estate without its agents', { ...estate, agents: null }, 3],
  ])('%s: exit code and one document on stdout', (_name, document, code) => {
    const ran = check(JSON.stringify(document));
    const report = JSON.parse(ran.stdout) as Report;
    expect({ code: ran.code, exitCode: report.exitCode }).toEqual({ code, exitCode: code });
    expect(ran.stderr === '').toBe(code !== 2);
  });

  test.each([
    ['nothing', ''],
    ['half a document', '{"schemaVersion":1,'],
    ['binary rubbish', '\u0000\u0001\u0002\u0003'],
    ['deep nesting without an end', '['.repeat(200_000)],
    ['deep nesting', '['.repeat(200_000) + ']'.repeat(200_000)],
  ])('%s is refused with exit code 2 and no stack', (_name, text) => {
    // A thread of a test has another stack than the process of a user.
    const { code, stdout, stderr } = runBinary(ARGS, { input: text });
    expect(code).toBe(2);
    expect((JSON.parse(stdout) as Report).verdict).toBe('error');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('any JSON ends with one of the four exit codes', () => {
    const confused: Document[] = CONFUSED.map((value) => ({ ...estate, database: value }));
    for (const document of confused) expect([0, 1, 2, 3]).toContain(check(JSON.stringify(document)).code);
  });
});
