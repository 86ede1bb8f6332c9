import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { count, openReport, useBrowser, visible } from '../../support/report/browser';
import { htmlOf, jsonOf, oldAgents, sampleInventory, WAIVERS } from '../../support/report/html-reports';
import { testWith } from '../../support/jest/needs';

const test = testWith('browser');
const browser = useBrowser();
jest.setTimeout(120_000);

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Leaves of rows and entries that differ in nothing but their texts the first: axe takes its time for each. */
const LEAVE_ONE_OF_A_KIND = `{
  const known = new Set();
  for (const one of document.querySelectorAll('tbody tr, li')) {
    const kind = one.outerHTML.replace(/>[^<]+</g, '><').replace(/ (id|href|data-findings|data-category)="[^"]*"/g, '');
    if (known.has(kind)) one.remove();
    known.add(kind);
  }
}`;

/** Serious and critical findings of axe, which the page must hold already. */
async function violations(page: Page): Promise<string[]> {
  // What passed is not listed: axe would look for a selector of every element of the page.
  const result = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
  return result.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}

const single = htmlOf([sampleInventory()], WAIVERS);

describe('what it says', () => {
  test('says the verdict, the coverage, the agents and the sources', async () => {
    const { page } = await openReport(browser(), single);
    const text = await page.innerText('main');
    const { summary } = jsonOf(sampleInventory(), WAIVERS);
    expect(text).toContain('NOT READY');
    expect(text).toContain(
      `Coverage: ${summary.coverage.judged} of ${summary.coverage.applicable} applicable rules`,
    );
    expect(text).toContain('Agents by version (42 in all)');
    expect(text).toContain('27 agents, 64');
    const failed = page.locator('tr', { hasText: 'activity-monitor' }).filter({ hasText: 'timed out' });
    expect(await failed.locator('.state.fail').innerText()).toBe('failed');
  });

  test('lists waivers with their expiry and marks one that ends soon', async () => {
    const { page } = await openReport(browser(), single);
    const row = page.locator('section', { hasText: 'Waivers in use' }).locator('tbody tr');
    expect(await row.allInnerTexts()).toEqual([
      expect.stringContaining('Drains <b>tonight</b>'),
      expect.stringContaining('2027-11-25'),
    ]);
    expect(await row.first().locator('.mark.soon').innerText()).toBe('5 days left');
    expect(await page.locator('li.rule', { hasText: 'waivers-current' }).getAttribute('data-status')).toBe(
      'warn',
    );
  });

  test('shows several estates, the worst first, and one that could not be judged', async () => {
    const { page } = await openReport(
      browser(),
      htmlOf([sampleInventory('contoso-7.3.9'), sampleInventory(), '{ "schemaVersion": 2 }']),
    );
    const estates = await page.locator('.overview tbody tr').allInnerTexts();
    expect(estates.map((row) => row.split('\t').slice(0, 2).join(' '))).toEqual([
      'estate-2.json COULD NOT JUDGE',
      'fabrikam-prod NOT READY',
      'contoso-prod READY',
    ]);
    expect(await page.locator('#estate-1 .error').last().innerText()).toContain('estate-2.json');
    expect(await page.locator('#estate-2').getAttribute('open')).toBeNull();
    await page.click('.overview a >> text=fabrikam-prod');
    // The page opens it when the browser tells of the new address, which is after the click.
    await page.locator('#estate-2[open]').waitFor({ state: 'attached' });
  });
});

test('on its first screen is what is in the way', async () => {
  const { page } = await openReport(browser(), single, { viewport: { width: 1600, height: 900 } });
  expect(
    await page.evaluate('document.querySelector(".blockers").getBoundingClientRect().bottom'),
  ).toBeLessThan(900);
});

describe('every reader', () => {
  const fleet = htmlOf([sampleInventory(), sampleInventory('contoso-7.3.9'), '{}']);

  describe.each([
    ['an estate', single, [['light', 360], ['dark', 1600]]], // prettier-ignore
    ['a fleet', fleet, [['light', 1600], ['dark', 360]]], // prettier-ignore
  ] as const)('who meets %s', (_, html, eyes) => {
    let page: Page;
    beforeAll(async () => {
      ({ page } = await openReport(browser(), html));
      await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');
      await page.evaluate(LEAVE_ONE_OF_A_KIND);
      await page.evaluate(AXE);
    });

    test.each(eyes)('meets no serious barrier: %s, %i wide', async (colorScheme, width) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      expect(await violations(page)).toEqual([]);
    });
  });

  test.each([
    ['one estate', single],
    ['a fleet', fleet],
  ])('scrolls in one direction only on a phone: %s', async (_, html) => {
    const { page } = await openReport(browser(), html, { viewport: { width: 360, height: 740 } });
    await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  test('without scripts sees everything but the filters', async () => {
    const { page } = await openReport(browser(), htmlOf([oldAgents(60)]), { javaScriptEnabled: false });
    expect(await page.locator('#filters').isVisible()).toBe(false);
    expect(await visible(page, 'li.rule[data-status=fail] .findings tbody tr')).toBe(60);
    expect(await visible(page, '.more')).toBe(0);
  });

  test('on paper has every finding that calls for action, in light colours, without the form', async () => {
    const { page } = await openReport(browser(), single, { colorScheme: 'dark', javaScriptEnabled: false });
    await page.emulateMedia({ media: 'print' });
    const open = 'li.rule:not([data-status=pass], [data-status=skip])';
    expect(await visible(page, `${open} .body`)).toBe(await page.locator(open).count());
    expect(await visible(page, 'li.rule')).toBe(await page.locator('li.rule').count());
    expect(await page.locator('#filters').isVisible()).toBe(false);
    expect(await page.evaluate('getComputedStyle(document.querySelector(".verdict")).backgroundColor')).toBe(
      'rgb(255, 255, 255)',
    );
  });

  test('gets the page back as it was after printing', async () => {
    const { page } = await openReport(browser(), single);
    const closed = await count(page, 'details:not([open])');
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await count(page, 'details:not([open])')).toBe(0);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    expect(await count(page, 'details:not([open])')).toBe(closed);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
  });
});
