import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../src/model/errors';
import type { FindingKind, Level, Result, Status } from '../../src/model/report';
import { isTable, judgeExample, namesOfExamples, readExamples, statedOf } from '../support/judge/examples';
import { catalogue, HEADER, judgeDocument } from '../support/judge/judge-inventory';

const FOLDER = join(__dirname, '../../fixtures/rules');

/** One example of one rule: an inventory with just the sections that the rule reads, and what comes of it. */
interface Fixture {
  description: string;
  target: string;
  now?: string;
  inventory: Record<string, unknown>;
  expect: {
    status: Status | 'error';
    /** Subjects of the findings, in the order of the report. */
    subjects?: string[];
    /** Kinds of the findings, where they are not all of the kind that the status says. */
    kinds?: FindingKind[];
    /** The value that the first finding names. */
    actual?: unknown;
    /** Part of the first finding's message; of the reason, where there is no finding. */
    messageIncludes?: string;
  };
}

/** The only fixtures whose status is not what their name says, each with the reason in its description. */
const EXCEPTIONS: Record<string, string> = {
  'nas-compatibility-documented/pass': 'skip',
  'inventory-fresh/unknown': 'error',
};

const rules = catalogue.rules.map(({ rule }) => rule).filter(({ phase }) => phase !== 'post-upgrade');

describe('the fixtures of the rules', () => {
  const folders = readdirSync(FOLDER);

  test('every pre-upgrade rule has a passing, a failing and an unknown example', () => {
    const lacking = rules.flatMap(({ id }) =>
      ['pass', 'fail', 'unknown']
        .filter((kind) => !namesOfExamples(id).some((name) => kindOf(name) === kind))
        .map((kind) => `${id} has no ${kind}`),
    );
    expect(lacking).toEqual([]);
  });

  test('every folder has the name of a rule', () => {
    const ids = new Set(catalogue.rules.map(({ rule }) => rule.id));
    expect(folders.filter((folder) => !ids.has(folder))).toEqual([]);
  });
});

describe.each(rules.map((rule) => [rule.id, rule.level] as const))('%s', (id, level) => {
  const names = namesOfExamples(id);

  test.each(names.filter((name) => !isTable(name)))('%s', async (name) => {
    const fixture = JSON.parse(readFileSync(join(FOLDER, id, `${name}.json`), 'utf8')) as Fixture;
    expect(fixture.expect.status).toBe(EXCEPTIONS[`${id}/${name}`] ?? statusNamed(name, level));
    if (fixture.expect.status === 'error') await expectRefusal(fixture);
    else expectResult(await judgeFixture(fixture, id), fixture);
  });
});

const tables = catalogue.rules.flatMap(({ rule: { id } }) =>
  namesOfExamples(id)
    .filter(isTable)
    .map((name) => [id, name] as const),
);

test.each(tables)('%s: every row of %s', async (id, name) => {
  const examples = await readExamples(id, name);
  expect(
    examples.map((example) => [example.name, statedOf(judgeExample(example, catalogue), example.expected)]),
  ).toEqual(examples.map((example) => [example.name, example.expected]));
});

function kindOf(name: string): string | undefined {
  return name.split('-', 1)[0];
}

/** A rule of level warn has status warn in its failing examples. */
function statusNamed(name: string, level: Level): string | undefined {
  return kindOf(name) === 'fail' ? level : kindOf(name);
}

async function judgeFixture({ target, now, inventory }: Fixture, id: string): Promise<Result> {
  const document = { ...HEADER, ...inventory };
  const results = await judgeDocument(document, {
    target,
    ...(now ? { now } : {}),
    choice: { only: new Set([id]) },
  });
  const result = results.find(({ ruleId }) => ruleId === id);
  if (!result) throw new Error(`${id} has no result`);
  return result;
}

async function expectRefusal(fixture: Fixture): Promise<void> {
  const refusal = judgeDocument({ ...HEADER, ...fixture.inventory });
  await expect(refusal).rejects.toBeInstanceOf(UserError);
  await expect(refusal).rejects.toThrow(fixture.expect.messageIncludes);
}

function expectResult({ status, findings, reason, checked }: Result, { expect: expected }: Fixture): void {
  const { subjects = [], actual, messageIncludes = '' } = expected;
  const kind = status === 'unknown' ? 'no-evidence' : 'violation';
  expect({ status, subjects: findings.map(({ subject }) => subject) }).toEqual({
    status: expected.status,
    subjects,
  });
  expect(findings.map((finding) => finding.kind)).toEqual(expected.kinds ?? subjects.map(() => kind));
  if (actual !== undefined) expect(findings[0]?.actual).toEqual(actual);
  expect(findings[0]?.message ?? reason ?? '').toContain(messageIncludes);
  if (status === 'pass') expect(checked).toBeGreaterThan(0);
  if (status === 'skip') expect(reason).toBeTruthy();
}
