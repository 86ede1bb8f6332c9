import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { ROOT, run } from '../support/cli/run';
import { testWith } from '../support/jest/needs';
import { openReport, useBrowser } from '../support/report/browser';

const test = testWith('browser');
const browser = useBrowser();
jest.setTimeout(120_000);

const ARGS = ['fixtures/inventories/fabrikam-not-ready.json', '--target', '7.4', '--format', 'html'];
const page = run(['plan', ...ARGS], { cwd: ROOT }).stdout;
const NOTE = '<img src=x onerror=alert(1)>\n# [x](javascript:alert(2)) \u202e=1+1';

async function download(tab: Page, button: string): Promise<string> {
  const [file] = await Promise.all([tab.waitForEvent('download'), tab.click(button)]);
  return readFileSync(await file.path(), 'utf8');
}

test('ticks, times and notes are kept, counted and exported, and no note is markup', async () => {
  const { page: tab, misdeeds } = await openReport(browser(), page);
  await tab.locator('.step input[type=checkbox]').first().check();
  await tab.locator('.note').first().fill(NOTE);
  await tab.reload();
  expect(await tab.locator('.step input[type=checkbox]').first().isChecked()).toBe(true);
  expect(await tab.locator('.note').first().inputValue()).toBe(NOTE);
  expect(await tab.locator('.time').first().inputValue()).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
  expect(await tab.innerText('#count')).toMatch(/^1 of \d+ steps done$/);
  const record = JSON.parse(await download(tab, '#json')) as { steps: { done: boolean; note: string }[] };
  expect(record.steps[0]).toMatchObject({ done: true, note: NOTE });
  const markdown = await download(tab, '#markdown');
  expect(markdown).toContain('\\<img src=x onerror=alert(1)\\> \\# \\[x\\](javascript\\:alert(2))');
  expect(markdown.split('\n').filter((line) => line.startsWith('- ['))).toHaveLength(record.steps.length);
  expect(misdeeds.dialogs).toEqual([]);
  expect(misdeeds.console).toEqual([]);
});

test('a browser that keeps nothing is said, and the page works', async () => {
  const { page: tab } = await openReport(browser(), page);
  await tab.addInitScript(
    'Object.defineProperty(window, "localStorage", { get() { throw new Error("no"); } });',
  );
  await tab.reload();
  await tab.locator('.step input[type=checkbox]').first().check();
  expect(await tab.innerText('#said')).toContain('keeps nothing');
  expect(await tab.innerText('#count')).toMatch(/^1 of /);
});

test.each(['light', 'dark'] as const)('no reader meets a serious barrier: %s', async (colorScheme) => {
  const { page: tab } = await openReport(browser(), page, { colorScheme });
  await tab.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations } = await tab.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html}`))).toEqual(
    [],
  );
});

test('a phone scrolls in one direction, and without scripts everything can be read', async () => {
  const { page: tab } = await openReport(browser(), page, {
    viewport: { width: 360, height: 740 },
    javaScriptEnabled: false,
  });
  const main = tab.locator('main');
  expect((await main.boundingBox())?.width).toBeLessThanOrEqual(360);
  expect(await main.innerText()).toContain('Evidence to supply');
  expect(await tab.locator('#state').isVisible()).toBe(false);
  expect(await tab.locator('button:visible').count()).toBe(0);
});
