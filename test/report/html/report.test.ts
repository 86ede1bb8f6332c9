import { createHash } from 'node:crypto';
import { parse } from 'parse5';
import { VERSION_RULES } from '../../../src/report/html/sections/accepted';
import { WAY_BACK_RULES } from '../../../src/report/html/sections/way-back';
import { htmlOf, jsonOf, sampleInventory, WAIVERS } from '../../support/report/html-reports';
import { attribute, type Element, elementsIn, elementsOf, textOf } from '../../support/report/html-tree';

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

  test('says what is in the way, with objects, remedy and page, and then the evidence to do, before the charts', () => {
    const report = jsonOf(sampleInventory(), WAIVERS);
    const places = ['verdict not-ready', 'blockers', 'tasks', 'charts', 'results'].map((name) =>
      elements.findIndex((element) => attribute(element, 'class') === name),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const failed = report.results.filter(({ status }) => status === 'fail');
    const text = squeezed(elements.filter((element) => attribute(element, 'class') === 'blockers'));
    for (const { failureTitle, remediation, ruleId, references } of failed)
      for (const part of [failureTitle, remediation, ruleId, references[0]?.title])
        expect(text).toContain(part);
    expect(text).toContain('EMEA\\EMEA-DC09, EMEA\\EMEA-DC10: runs 7.3.8.12');
  });

  test('lists the evidence to do with whole commands, and who does it', () => {
    const { evidence = [] } = jsonOf(sampleInventory(), WAIVERS);
    const list = elements.filter((element) => attribute(element, 'class') === 'tasks');
    const commands = list.flatMap((one) => elementsIn(one, 'pre')).map(textOf);
    expect(commands).toEqual([...new Set(evidence.map(({ command }) => command))]);
    for (const { action, owner, rules } of evidence)
      for (const part of [action, owner, ...rules]) expect(squeezed(list)).toContain(part);
  });

  test('colours a version by what the target makes of it', () => {
    const chart = elements.filter(({ tagName }) => tagName === 'tr').map((row) => squeezed([row]));
    expect(chart).toContain('7.3.9.42 27 agents, 64 % accepted');
    expect(chart).toContain('7.3.8.12 2 agents, 5 % not accepted');
    expect(chart).toContain('Version unknown 2 agents, 5 % not known');
  });

  test('shows on the card of what is unknown how to supply it, and has a place for signatures', () => {
    const unknown = elements.filter((element) => attribute(element, 'data-status') === 'unknown');
    const lacking = jsonOf(sampleInventory(), WAIVERS).results.filter(
      ({ status, evidence }) => status === 'unknown' && evidence !== null,
    );
    const heads = unknown.flatMap((one) => elementsIn(one, 'summary')).map((one) => squeezed([one]));
    for (const { ruleId, evidence } of lacking)
      expect(heads.find((head) => head.includes(` ${ruleId} `))).toContain(`Evidence to supply: ${evidence}`);
    expect(squeezed(elements)).toContain('Approved by');
  });
});

function squeezed(some: readonly Element[]): string {
  return some.map(textOf).join(' ').replace(/\s+/g, ' ').trim();
}

test('the pages know rules that are there', () => {
  const ids = new Set(jsonOf(sampleInventory()).results.map(({ ruleId }) => ruleId));
  expect([...VERSION_RULES, ...WAY_BACK_RULES].filter((id) => !ids.has(id))).toEqual([]);
});
