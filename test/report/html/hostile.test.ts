import { makeFleet } from '../../../src/engine/verdict/report';
import type { Finding, Report, Result } from '../../../src/model/report';
import { formatHtml } from '../../../src/report/html/report';
import { count, openReport, useBrowser, visible } from '../../support/report/browser';
import { htmlOf, jsonOf, sampleInventory } from '../../support/report/html-reports';
import { testWith } from '../../support/jest/needs';

const test = testWith('browser');
const browser = useBrowser();
jest.setTimeout(120_000);

describe('hostile texts', () => {
  const EVIL = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(2)>',
    "'><svg onload=alert(3)>",
    '</noscript></script></style><script>alert(4)</script>',
    '<!--<script>',
    ']]>&lt;script&gt;alert(5)&lt;/script&gt;',
    '\u202eecilA\u202c \u0000\u001b[31m\u009b',
    'javascript:alert(6)',
    '${alert(7)}`',
    'א'.repeat(40),
    'W'.repeat(400),
  ];

  /** Findings of all kinds with a hostile text in every field, enough for the rows behind the noscript. */
  function hostileReport(): Report {
    const findings = Array.from({ length: 5 }, () => EVIL)
      .flat()
      .map((evil, at): Finding => ({
        kind: (['violation', 'no-evidence', 'rule-error'] as const)[at % 3] ?? 'violation',
        subject: evil,
        path: evil,
        message: evil,
        actual: { [evil]: [evil] },
        expected: evil,
        fingerprint: evil,
        waiver: at % 2 ? { reason: evil, owner: evil, expires: evil } : null,
        baseline: 'new',
      }));
    const results = EVIL.map((evil, at): Result => ({
      ruleId: evil,
      title: evil,
      category: evil,
      level: 'fail',
      status: (['fail', 'unknown', 'pass', 'skip'] as const)[at % 4] ?? 'fail',
      checked: 9,
      findings: at % 4 < 3 ? findings : [],
      reason: evil,
      evidence: evil,
      remediation: evil,
      references: EVIL.map((url) => ({ title: evil, url })),
      facts: [evil],
    }));
    const report = jsonOf(sampleInventory());
    const evil = EVIL.join('');
    return {
      ...report,
      environment: evil,
      command: evil,
      inventory: { file: evil, sha256: evil, collectedAt: evil },
      source: evil,
      target: evil,
      now: evil,
      results,
      sources: EVIL.map((text) => ({ id: text, kind: text, status: text, reason: text, collectedAt: text })),
      estate: { agents: 11, agentVersions: EVIL.map((version) => ({ version, count: 1 })) },
    };
  }

  test.each([
    ['one estate', () => makeFleet([hostileReport()])],
    ['two estates', () => makeFleet([hostileReport(), hostileReport()])],
    [
      'an error',
      () => {
        const error = { code: 'inventory' as const, message: EVIL.join(''), details: EVIL };
        return makeFleet([{ ...hostileReport(), verdict: 'error', results: [], error }]);
      },
    ],
  ])('run nothing in the page of %s, and stay text', async (_, fleet) => {
    const html = formatHtml(fleet());
    const { page, misdeeds } = await openReport(browser(), html, { viewport: { width: 360, height: 800 } });
    await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');
    // Pressed by the page itself: Playwright waits for two frames of this large page before it presses one.
    await page.evaluate(
      'document.querySelectorAll("[data-step]").forEach((one) => { if (one.checkVisibility()) one.click(); })',
    );
    if (await page.locator('#text').isVisible()) await page.fill('#text', '<script>alert');
    expect(misdeeds).toEqual({ requests: [], console: [], dialogs: [] });
    expect(await count(page, 'img, svg:not(.bar), main script, main style, [onerror], [onload]')).toBe(0);
    expect(await page.innerText('main')).toContain('<script>alert(1)</script>');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    const bare = html.replace(/<script>[^]*<\/script>/, '').replace(/<style>[^]*?<\/style>/, '');
    expect(bare).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });

  test('run nothing when they come through an inventory', async () => {
    const inventory = sampleInventory();
    inventory.environment = EVIL[0] ?? '';
    inventory.agents.forEach((agent, at) => {
      Object.assign(agent, {
        name: EVIL[at % EVIL.length],
        status: EVIL[(at + 1) % EVIL.length],
        installedProducts: EVIL,
      });
    });
    inventory.sources.forEach((source, at) => Object.assign(source, { reason: EVIL[at] }));
    const { page, misdeeds } = await openReport(browser(), htmlOf([inventory]));
    expect(await page.innerText('h2')).toContain('<script>alert(1)</script>');
    await page.fill('#subject', 'onerror');
    expect(await visible(page, '.findings tbody tr')).toBeGreaterThan(0);
    expect(misdeeds).toEqual({ requests: [], console: [], dialogs: [] });
  });
});
