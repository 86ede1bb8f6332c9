import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../../src/engine/judge/judge';
import { readInventory } from '../../src/load/inventory';
import type { Result, Status } from '../../src/model/report';
import { isTable } from '../support/judge/examples';
import { catalogue, EVERY_RULE, NOW, target } from '../support/judge/plan-input';

const FOLDER = join(__dirname, '../../fixtures/rules');
/** An inventory without any section is refused, so each has one that no rule after an upgrade reads. */
const HEADER = {
  schemaVersion: 1,
  environment: 'contoso-prod',
  collectedAt: '2026-11-20T21:00:00Z',
  sources: [],
  reportingModule: { installed: false },
};

/** One example of one post-upgrade rule: the estate before and after, and what comes of it. */
interface Fixture {
  description: string;
  target: string;
  phase?: 'uninstalled';
  before: Record<string, unknown>;
  inventory: Record<string, unknown>;
  expect: { status: Status; subjects?: string[]; messageIncludes?: string };
}

const rules = catalogue.rules.map(({ rule }) => rule).filter(({ phase }) => phase === 'post-upgrade');

describe.each(rules.map((rule) => [rule.id, rule.level] as const))('%s', (id, level) => {
  const names = existsSync(join(FOLDER, id)) ? readdirSync(join(FOLDER, id)) : [];

  test('has a passing, a failing and an unknown example', () => {
    const kinds = names.map((name) => /^[a-z]+/.exec(name)?.[0]);
    expect(kinds).toEqual(expect.arrayContaining(['pass', 'fail', 'unknown']));
  });

  test.each(names.filter((name) => !isTable(name)))('%s', async (name) => {
    const fixture = JSON.parse(readFileSync(join(FOLDER, id, name), 'utf8')) as Fixture;
    const kind = /^[a-z]+/.exec(name)?.[0];
    expect(fixture.expect.status).toBe(kind === 'fail' ? level : kind);
    const result = await judgePair(fixture, id);
    const { status, subjects = [], messageIncludes = '' } = fixture.expect;
    expect([result.status, ...result.findings.map((finding) => finding.subject)]).toEqual([
      status,
      ...subjects,
    ]);
    expect(result.findings[0]?.message ?? result.reason ?? '').toContain(messageIncludes);
    if (status === 'pass') expect(result.checked).toBeGreaterThan(0);
  });
});

async function judgePair({ target: to, phase, before, inventory }: Fixture, id: string): Promise<Result> {
  const [old, now] = await Promise.all([before, inventory].map(read));
  if (!old || !now) throw new Error('two inventories are needed');
  const choice = {
    ...EVERY_RULE,
    phase: 'post-upgrade',
    only: new Set([id]),
    whileUninstalled: phase === 'uninstalled',
  } as const;
  const { results } = judge(catalogue, choice, { inventory: now, before: old, target: target(to), now: NOW });
  const result = results.find(({ ruleId }) => ruleId === id);
  if (!result) throw new Error(`${id} has no result`);
  return result;
}

/** As a file, so that a fixture that the schema refuses is a failure. */
async function read(sections: Record<string, unknown>) {
  const bytes = Buffer.from(JSON.stringify({ ...HEADER, ...sections }));
  return (await readInventory(bytes, 'fixture.json')).inventory;
}
