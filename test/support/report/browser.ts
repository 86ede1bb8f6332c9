import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser that prepare.js has found. @throws Error that says how to get one */
async function launchBrowser(): Promise<Browser> {
  const { CHROME_PATH: executablePath } = process.env;
  if (!executablePath)
    throw new Error(
      'these tests need Chromium, Chrome or Edge: "npm run test:fresh" looks for one or installs it; CHROME_PATH names one',
    );
  return chromium.launch({ executablePath, args: ARGS });
}

/** One browser for the tests of a file; the pages that a test has opened are closed after it. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined;
  let before: BrowserContext[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  beforeEach(() => {
    before = browser?.contexts() ?? [];
  });
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) if (!before.includes(context)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
  });
  return () => {
    if (!browser) throw new Error('the browser is there only while tests run');
    return browser;
  };
}

/** What a page did besides showing itself; all empty when it is as it should be. */
export interface Misdeeds {
  requests: string[];
  console: string[];
  dialogs: string[];
}

/** Opens a report from a file, as a reader would, and notes everything it does beyond that. */
export async function openReport(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; misdeeds: Misdeeds }> {
  const folder = mkdtempSync(join(tmpdir(), 'tp-doctor-html-'));
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  const context = await browser.newContext(options);
  context.on('close', () => rmSync(folder, { recursive: true }));
  const page = await context.newPage();
  const misdeeds: Misdeeds = { requests: [], console: [], dialogs: [] };
  const own = pathToFileURL(file).href;
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== own) misdeeds.requests.push(request.url());
  });
  page.on('console', (message) => misdeeds.console.push(message.text()));
  page.on('pageerror', (error) => misdeeds.console.push(String(error)));
  page.on('dialog', (dialog) => {
    misdeeds.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(own);
  return { page, misdeeds };
}

/** Number of elements of the document, or of those that match. */
export function count(page: Page, selector = '*'): Promise<number> {
  return page.evaluate<number>(`document.querySelectorAll(${JSON.stringify(selector)}).length`);
}

export function visible(page: Page, selector: string): Promise<number> {
  return page.locator(selector).filter({ visible: true }).count();
}
