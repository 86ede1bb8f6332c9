import { referencesFor } from '../../../src/engine/findings/references';
import { targetOf } from '../../../src/engine/plan/routes';
import { builtInCatalogue, builtInRules, builtInSteps } from '../../../src/load/rules/built-in';
import { judgeDocument, HEADER } from '../../support/judge/judge-inventory';
import { planFor, readEstate } from '../../support/judge/plan-input';

const { targets } = builtInCatalogue();
const VERSIONS: Record<string, string> = {
  '7.3.9': '7_4',
  '7.4': '7_4',
  '7.5': '7_5',
  '8.0': '8_0',
  '8.1': '8_1',
};
const page = (path: string) => ({ title: 'Page', url: `https://docs.netwrix.com/docs/${path}` });
const lineOf = (version: string) => {
  const line = targetOf(targets, version);
  if (!line) throw new Error(`${version} is no target`);
  return line;
};

test.each(Object.entries(VERSIONS))('a page of %s is that of %s', (line, version) => {
  expect(referencesFor([page('threatprevention/{targetUrl}/install/application')], lineOf(line))).toEqual([
    page(`threatprevention/${version}/install/application`),
  ]);
});

test('a page about other targets is left out', () => {
  const pages = [{ ...page('a'), target: '7.5' }, { ...page('b'), target: '>=8.0' }, page('c')];
  expect(referencesFor(pages, lineOf('8.1'))).toEqual([page('b'), page('c')]);
  expect(referencesFor(pages, lineOf('7.5.0.12'))).toEqual([page('a'), page('c')]);
});

test('no rule and no step names one version of the product in the address of a page', () => {
  const all = [...builtInRules(), ...builtInSteps()];
  const fixed = all.flatMap(({ id, references = [] }) =>
    references
      // What came with a version stands in the notes of that version alone.
      .filter(({ url }) => /threatprevention[/][0-9]_[0-9](?![/]whatsnew$)/.test(url))
      .map(({ url }) => `${id}: ${url}`),
  );
  expect(fixed).toEqual([]);
});

test.each(['7.3.9', '7.4', '7.5', '8.0', '8.1'])(
  'every rule that is judged for %s has a page',
  async (target) => {
    const results = await judgeDocument(
      { ...HEADER, enterpriseManager: { version: '7.3.7.249' } },
      { target },
    );
    const lacking = results.filter(({ status, references }) => status !== 'skip' && references.length === 0);
    expect(lacking.map(({ ruleId }) => ruleId).filter((id) => id !== 'waivers-current')).toEqual([]);
    for (const { url } of results.flatMap(({ references }) => references)) expect(url).not.toMatch(/[{}]/);
  },
);

test('a plan links the pages of the version that each hop goes to, and of the documented pair', () => {
  const { hops } = planFor(readEstate('inventories/contoso-7.3.9.json'), '8.1');
  const urls = hops.map((hop) => hop.steps.flatMap(({ references }) => references.map(({ url }) => url)));
  const own = (version: string) =>
    `https://docs.netwrix.com/docs/threatprevention/${version}/install/application`;
  expect(urls[0]).toContain(own('7_5'));
  expect(urls[1]).toContain(own('8_1'));
  const matched = hops[0]?.steps.find(({ id }) => id === 'activity-monitor-matched')?.references ?? [];
  const pages = matched.map(({ url }) => url);
  expect(pages).toContain('https://docs.netwrix.com/docs/activitymonitor/9_0/install/overview');
  expect(pages).not.toContain('https://docs.netwrix.com/docs/activitymonitor/10_0/install/overview');
});
