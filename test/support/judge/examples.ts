import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge, type Catalogue } from '../../../src/engine/judge/judge';
import { targetOf } from '../../../src/engine/plan/routes';
import type { Inventory } from '../../../src/model/inventory';
import type { FindingKind, Result, Status } from '../../../src/model/report';
import { withValue, type Document } from '../estates/changes';
import { everyRule, HEADER, load, NOW } from './judge-inventory';

const FOLDER = join(__dirname, '../../../fixtures/rules');

/** An example of a rule: a file of its own, or one value of a table. */
export interface Example {
  rule: string;
  /** The file; for one of a table with the target and the value. */
  name: string;
  target: string;
  now: number;
  inventory: Inventory;
  before: Inventory | undefined;
  whileUninstalled: boolean;
  params: Record<string, unknown>;
  expected: Expected;
}

export interface Expected {
  status: Status | 'error';
  /** Subjects of the findings, in the order of the report. */
  subjects?: string[] | undefined;
  /** Kinds of the findings, where they are not all of the kind that the status says. */
  kinds?: FindingKind[];
  /** The value that the first finding names. */
  actual?: unknown;
  /** What the first finding says is wanted. */
  expected?: string;
  /** The whole message of the first finding; of the reason, where there is no finding. */
  message?: string;
  /** Part of the first finding's message; of the reason, where there is no finding. */
  messageIncludes?: string;
}

interface Sections {
  now?: string;
  phase?: 'uninstalled';
  /** As a configuration sets them. */
  params?: Record<string, unknown>;
  before?: Document;
  inventory: Document;
}

interface Fixture extends Sections {
  target: string;
  expect: Expected;
}

/** Many examples that differ in few values: `at` are pointers into the file, and each row says what comes of values there. */
interface Table extends Sections {
  at: string | string[];
  target?: string | string[];
  rows: Row[];
}

interface Row extends Expected {
  target?: string | string[];
  at?: string | string[];
  /** One for each pointer of `at`; null stands for a value that is missing. */
  values: unknown[];
}

export function isTable(name: string): boolean {
  return name.startsWith('table');
}

/** The names of the files of a rule's examples, without their ending. */
export function namesOfExamples(rule: string): string[] {
  if (!existsSync(join(FOLDER, rule))) return [];
  return readdirSync(join(FOLDER, rule)).map((file) => file.replace(/\.json$/, ''));
}

/** The examples of all rules; those that are about a refused inventory are left out. */
export async function readEveryExample(): Promise<Example[]> {
  const files = readdirSync(FOLDER).flatMap((rule) => namesOfExamples(rule).map((name) => ({ rule, name })));
  return (await Promise.all(files.map(({ rule, name }) => readExamples(rule, name)))).flat();
}

export async function readExamples(rule: string, name: string): Promise<Example[]> {
  const document = JSON.parse(readFileSync(join(FOLDER, rule, `${name}.json`), 'utf8')) as Fixture | Table;
  if ('rows' in document) return Promise.all(casesOf(document).map(async (one) => readCase(rule, name, one)));
  return document.expect.status === 'error' ? [] : [await readCase(rule, name, document)];
}

function casesOf(table: Table): (Fixture & { value: unknown })[] {
  return table.rows.flatMap(({ target = table.target ?? [], at = table.at, values, ...expect }) =>
    [target].flat().flatMap((to) =>
      values.map((value) => {
        const parts = Array.isArray(at) ? (value as unknown[]) : [value];
        const changed = [at]
          .flat()
          .reduce<unknown>((document, pointer, part) => withValue(document, pointer, parts[part]), table);
        return { ...(changed as Sections), target: to, expect, value };
      }),
    ),
  );
}

async function readCase(rule: string, name: string, given: Fixture & { value?: unknown }): Promise<Example> {
  const [inventory, before] = await Promise.all([
    load({ ...HEADER, ...given.inventory }),
    given.before && load({ ...HEADER, ...given.before }),
  ]);
  const isOne = given.value === undefined;
  return {
    rule,
    name: isOne ? name : `${name}: to ${given.target} ${JSON.stringify(given.value)}`,
    target: given.target,
    now: Date.parse(given.now ?? NOW),
    inventory,
    before,
    whileUninstalled: given.phase === 'uninstalled',
    params: given.params ?? {},
    expected: isOne ? { ...given.expect, subjects: given.expect.subjects ?? [] } : given.expect,
  };
}

/** What a catalogue says of an example. @throws Error when it knows no such target or rule */
export function judgeExample(
  example: Example,
  catalogue: Catalogue,
  target = targetOf(catalogue.targets, example.target),
): Result {
  const { rule, inventory, before, now, whileUninstalled, params } = example;
  const phase = before ? 'post-upgrade' : 'pre-upgrade';
  const choice = {
    ...everyRule,
    phase,
    only: new Set([rule]),
    whileUninstalled,
    settings: { [rule]: { params } },
  } as const;
  const { results } = judge(catalogue, choice, {
    inventory,
    target: target ?? fail(`${example.target} is no target`),
    now,
    ...(before ? { before } : {}),
  });
  return results.find(({ ruleId }) => ruleId === rule) ?? fail(`${rule} has no result`);
}

function fail(message: string): never {
  throw new Error(message);
}

/** Of a result what an example says something about, to be compared with that. */
export function statedOf({ status, findings, reason }: Result, expected: Expected): Expected {
  const [first] = findings;
  const { subjects, kinds, actual, messageIncludes } = expected;
  const message = first?.message ?? reason ?? '';
  return {
    status,
    ...(subjects && { subjects: findings.map(({ subject }) => subject) }),
    ...(kinds && { kinds: findings.map(({ kind }) => kind) }),
    ...(actual === undefined ? {} : { actual: first?.actual }),
    ...(expected.expected === undefined ? {} : { expected: first?.expected ?? '' }),
    ...(expected.message === undefined ? {} : { message }),
    ...(messageIncludes === undefined
      ? {}
      : { messageIncludes: message.includes(messageIncludes) ? messageIncludes : message }),
  };
}
