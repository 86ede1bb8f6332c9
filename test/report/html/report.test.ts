import { createHash } from 'node:crypto';
import { parse } from 'parse5';
import { htmlOf, jsonOf, sampleInventory, WAIVERS } from '../../support/report/html-reports';
import { attribute, elementsOf, textOf } from '../../support/report/html-tree';

describe('the document', () => {
  const html = htmlOf([sampleInventory()], WAIVERS);
  const elements = elementsOf(html);

  test('is well-formed HTML', () => {
    const errors: string[] = [];
    parse(html, {
      scriptingEnabled: false,
      onParseError: ({ code, startLine }) => errors.push(`${code} in ${startLine}`),
    });
    expect(errors).toEqual([]);
  });

  test('allows its own style and script by their hashes and nothing else', () => {
    const meta = elements.find((element) => attribute(element, 'http-equiv') === 'Content-Security-Policy');
    const hashes = (['style', 'script'] as const).map((name) => {
      const own = elements.filter((element) => element.tagName === name);
      expect(own).toHaveLength(1);
      const text = own.map(textOf).join('');
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    });
    expect(meta && attribute(meta, 'content')).toBe(
      `default-src 'none'; style-src ${hashes[0]}; script-src ${hashes[1]}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
  });

  test('refers to nothing outside but links to pages', () => {
    const addresses = elements.flatMap(({ tagName, attrs }) =>
      attrs
        .filter(({ name }) =>
          ['src', 'href', 'srcset', 'action', 'data', 'poster', 'formaction'].includes(name),
        )
        .map(({ value }) => `${tagName} ${value}`),
    );
    expect(addresses.length).toBeGreaterThan(10);
    expect(addresses.filter((one) => !/^(?:a https:\/\/|a #[a-z]|link data:,$)/.test(one))).toEqual([]);
    expect(html).not.toMatch(/@import|url\(/);
  });

  test('has no handler and no style in an attribute', () => {
    const names = new Set(elements.flatMap(({ attrs }) => attrs.map(({ name }) => name)));
    expect([...names].filter((name) => name.startsWith('on') || name === 'style')).toEqual([]);
  });

  test('holds every result and every finding', () => {
    const report = jsonOf(sampleInventory(), WAIVERS);
    const rules = elements.filter((element) => attribute(element, 'class') === 'rule');
    expect(rules.map((rule) => attribute(rule, 'data-status')).sort()).toEqual(
      report.results.map(({ status }) => status).sort(),
    );
    for (const { ruleId, findings } of report.results) {
      const text =
        rules.map(textOf).find((one) => one.includes(`· ${ruleId} `) || one.includes(`· ${ruleId}\n`)) ?? '';
      expect({
        ruleId,
        missing: findings.filter((one) => !text.includes(one.subject) || !text.includes(one.message)),
      }).toEqual({ ruleId, missing: [] });
    }
  });

  test('is the same for the same report', () => {
    expect(htmlOf([sampleInventory()], WAIVERS)).toBe(html);
  });
});
