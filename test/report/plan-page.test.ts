import { parse } from 'parse5';
import type { Plan } from '../../src/model/plan';
import { formatPlanHtml } from '../../src/report/plan/html';
import { PLAN_SCRIPT } from '../../src/report/plan/html-script';
import { ROOT, run } from '../support/cli/run';
import { HOSTILE } from '../support/report/report-sample';
import { attribute, elementsIn, elementsOf, textOf } from '../support/report/html-tree';
import { findScriptFaults } from '../support/report/script-faults';

const FABRIKAM = 'fixtures/inventories/fabrikam-not-ready.json';
const ran = run(['plan', FABRIKAM, '--target', '8.1', '--now', '2026-11-20T22:00:00Z', '--format', 'json'], {
  cwd: ROOT,
});
const plan = JSON.parse(ran.stdout) as Plan;

/** Every text of the plan in its place, but what the format itself branches on. */
function hostile(value: unknown): unknown {
  if (typeof value === 'string') return HOSTILE;
  if (Array.isArray(value)) return value.slice(0, 2).map(hostile);
  if (typeof value !== 'object' || value === null) return value;
  const kept = ['phase', 'verdict', 'status', 'level', 'kind', 'command', 'waiver', 'summary'];
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      kept.includes(name) && typeof one !== 'object' ? one : name === 'waiver' ? null : hostile(one),
    ]),
  );
}

test('the script of the runbook satisfies the compiler against the types of a browser', () => {
  expect(findScriptFaults(PLAN_SCRIPT)).toEqual([]);
});

test('steps stand before what is open, evidence and questions; each has a place for time and note', () => {
  const page = formatPlanHtml(plan);
  const elements = elementsOf(page);
  const heads = elements.filter(({ tagName }) => /^h[23]$/.test(tagName)).map(textOf);
  const firstOf = (text: string) => heads.findIndex((head) => head.startsWith(text));
  expect(firstOf('Before the server')).toBeLessThan(firstOf('What is open'));
  expect(firstOf('What is open')).toBeLessThan(firstOf('Evidence to supply'));
  const steps = elements.filter((element) => attribute(element, 'class') === 'step');
  expect(steps).toHaveLength(plan.hops.flatMap((hop) => hop.steps).length);
  for (const step of steps) expect(elementsIn(step, 'textarea')).toHaveLength(1);
  const commands = elements.filter((element) => attribute(element, 'class') === 'command').map(textOf);
  for (const { command } of plan.hops[0]?.evidence ?? [])
    expect(commands.some((text) => text.includes(command))).toBe(true);
});

test('the page is well-formed and allows its own style and script only, whatever the texts', () => {
  const page = formatPlanHtml(hostile(plan) as Plan);
  const errors: string[] = [];
  parse(page, { scriptingEnabled: false, onParseError: ({ code }) => errors.push(code) });
  // Steps of one name have one id: parse5 does not mind, and no rules file has two.
  expect(errors).toEqual([]);
  const elements = elementsOf(page);
  expect(elements.filter(({ tagName }) => tagName === 'script').map(textOf)).toEqual([PLAN_SCRIPT]);
  expect(elements.flatMap(({ attrs }) => attrs).filter(({ name }) => name.startsWith('on'))).toEqual([]);
  const key = elements.map((element) => attribute(element, 'data-plan')).find((one) => one !== undefined);
  expect(key).toMatch(/^[0-9a-f]{32}$/);
});

test('another inventory is another plan, and the same one keeps its key', () => {
  const keyOf = (one: Plan) => /data-plan="([0-9a-f]+)"/.exec(formatPlanHtml(one))?.[1];
  expect(keyOf(plan)).toBe(keyOf({ ...plan, now: '2027-01-01T00:00:00Z' }));
  expect(keyOf(plan)).not.toBe(keyOf({ ...plan, inventory: { ...plan.inventory, sha256: 'ab' } }));
});
