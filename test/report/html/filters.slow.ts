import { count, openReport, useBrowser, visible } from '../../support/report/browser';
import { htmlOf, jsonOf, oldAgents, sampleInventory } from '../../support/report/html-reports';
import { elementsOf, textOf, type Element } from '../../support/report/html-tree';
import { testWith } from '../../support/jest/needs';

const test = testWith('browser');
const browser = useBrowser();
jest.setTimeout(120_000);

describe('filters', () => {
  const html = htmlOf([sampleInventory()]);
  const { summary, results } = jsonOf(sampleInventory());

  test('work by keyboard alone and say what is left', async () => {
    const { page, misdeeds } = await openReport(browser(), html);
    const status = page.getByRole('status').filter({ hasText: 'rules' });
    const all = results.flatMap((result) => result.findings).length;
    expect(await status.innerText()).toBe(`${summary.rules} rules, ${all} findings.`);

    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the report');
    // What is in the way and the evidence to do have links and folds of their own before the filters.
    for (let at = 0; at < 50 && !(await page.evaluate('document.activeElement.name')); at += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await visible(page, 'li.rule[data-status=fail]')).toBe(0);
    expect(await status.innerText()).toContain(`${summary.rules - summary.fail} of ${summary.rules} rules`);
    await page.keyboard.press('Space');
    expect(await status.innerText()).toContain(`${summary.rules} of ${summary.rules} rules`);

    for (let tabs = 0; tabs < 5; tabs += 1) await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe('category');
    await page.keyboard.type('Database');
    expect(await visible(page, 'li.rule:not([data-category=database])')).toBe(0);
    expect(await visible(page, 'li.rule[data-category=database]')).toBeGreaterThan(0);
    expect(misdeeds.console).toEqual([]);
  });

  test('find an object, unfold what was found, and fold it again on reset', async () => {
    const { page } = await openReport(browser(), html);
    const before = await page.innerText('.results');
    await page.fill('#subject', 'emea-dc10');
    const rows = await page.locator('.findings tbody tr').filter({ visible: true }).allInnerTexts();
    const expected = results
      .flatMap((result) => result.findings)
      .filter(({ subject }) => subject === 'EMEA\\EMEA-DC10');
    expect(rows).toHaveLength(expected.length);
    expect(rows.every((row) => row.includes('EMEA-DC10'))).toBe(true);
    await page.fill('#text', '7.3.8.12');
    expect(await visible(page, '.findings tbody tr')).toBe(2);
    await page.fill('#text', 'no such text');
    expect(await page.innerText('#count')).toBe('Nothing matches these filters.');
    await page.click('button[type=reset]');
    await page.getByText(/\b([0-9]+) of \1\b/).waitFor();
    expect(await page.innerText('.results')).toBe(before);
  });

  test('are kept in the address', async () => {
    const { page } = await openReport(browser(), html);
    await page.uncheck('input[value=warn]');
    await page.selectOption('#category', 'agents');
    await page.fill('#text', 'dc & "x"=1');
    const said = await page.innerText('#count');
    await page.reload();
    expect(await page.inputValue('#text')).toBe('dc & "x"=1');
    expect(await page.inputValue('#category')).toBe('agents');
    expect(await page.isChecked('input[value=warn]')).toBe(false);
    expect(await page.innerText('#count')).toBe(said);
  });
});

describe('10,000 findings', () => {
  const html = htmlOf([oldAgents(5000)]);
  const MOST_NODES = 3000;

  test('keep the page small, and every one can be found', async () => {
    const { page, misdeeds } = await openReport(browser(), html);
    expect(await page.innerText('#count')).toContain('10,000 findings');
    expect(await count(page)).toBeLessThan(MOST_NODES);
    expect(await page.locator('.more').filter({ visible: true }).first().innerText()).toContain(
      'Showing 20 of 5,000.',
    );
    await page.fill('#subject', 'DC04999');
    expect(await page.innerText('#count')).toContain('2 of 10,000 findings');
    expect(await visible(page, '.findings tbody tr')).toBe(2);
    await page.fill('#subject', 'DC');
    expect(await page.innerText('#count')).toContain('10,000 of 10,000 findings');
    expect(await count(page)).toBeLessThan(MOST_NODES);
    expect(misdeeds).toEqual({ requests: [], console: [], dialogs: [] });
  });

  test('are shown in steps, by keyboard, with the focus on the first new row', async () => {
    const { page } = await openReport(browser(), html);
    await page.locator('button[data-step="100"]').first().focus();
    await page.keyboard.press('Enter');
    const rule = page.locator('li.rule[data-status=fail]');
    expect(await rule.locator('tbody tr').count()).toBe(120);
    expect(await rule.locator('.more').innerText()).toContain('Showing 120 of 5,000.');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('DC00020');
    await page.locator('button[data-step="1000000"]').first().click();
    expect(await rule.locator('tbody tr').count()).toBe(5000);
  });

  test('are all there without scripts', () => {
    const rows = elementsOf(html).filter(
      ({ tagName, parentNode }) => tagName === 'tr' && (parentNode as Element)?.tagName === 'tbody',
    );
    const texts = rows.map(textOf);
    expect(texts.filter((text) => text.includes('7.3.8.12') && text.includes('/agents/'))).toHaveLength(
      10_000,
    );
  });
});
