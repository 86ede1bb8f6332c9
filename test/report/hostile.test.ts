import fc from 'fast-check';
import { compareReports } from '../../src/engine/compare/diff';
import type { Plan } from '../../src/model/plan';
import { DIFF_REPORTERS, PLAN_REPORTERS, REPORTERS } from '../../src/report/formats';
import { formatGithubSummary } from '../../src/report/formats/github';
import { formatRulesPage } from '../../src/report/rules/page';
import { explainFinding } from '../../src/engine/explain/finding';
import { explainRule } from '../../src/engine/explain/rule';
import { formatExplanation } from '../../src/report/explain/terminal';
import { formatRule, formatRuleList } from '../../src/report/rules/terminal';
import { planFor, readEstate } from '../support/judge/plan-input';
import { smallRule } from '../support/judge/small-rule';
import { errorReport, fleet, hostile, OPTIONS } from '../support/report/report-sample';

// A table measures every character many times, and here it does not matter where a line is broken.
jest.mock('string-width', () => (text: string) => text.length);

// C0 apart from line ends, DEL, C1, what has no width or a direction, tags, lone surrogates, no characters.
const HIDDEN = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff]|\p{Cs}|[\u{e0000}-\u{e01ff}]/u; // prettier-ignore
/** Read by a pipeline at the start of a line, after spaces; or anywhere in it. */
const AT_START = /^\s*::\s*[a-z0-9-]*[g-z-]/im;
const ANYWHERE = /##[a-z]*\[/i;

/** Texts that mean something to a terminal, a pipeline, a spreadsheet or a page, alone and with anything around them. */
const nasty = fc.constantFrom(
  ...[
    '::stop-commands::x',
    ' ::add-mask::y',
    '##vso[task.setvariable variable=a]b',
    '##[command]x',
    '##teamcity[x]',
  ],
  ...[
    '\u001b]8;;http://x\u0007',
    '\u009b31m',
    '\u202e',
    '\u2066',
    '\u200b',
    '\u2028',
    '\ud800',
    '\u0000',
    '\r\n',
    '\n',
  ],
  ...[
    'section_start:1:a\r\u001b[0K',
    '=1+1',
    '@SUM(A1)',
    '\t=1',
    '\uff1d1',
    '<script>',
    ']]>',
    '](javascript:x)',
    '`|',
    '\u{e0041}',
  ],
);
const word = fc.oneof(nasty, nasty, fc.string({ unit: 'binary', maxLength: 8 }), fc.constant('x'.repeat(30)));
const anything = fc.array(word, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
const spaced = fc.array(word, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' '));

/** Lines without the commands that a format is made of. */
const OWN: Record<string, RegExp> = {
  github: /^::(error|warning|notice|group|endgroup)/gm,
  azure: /^##(vso\[task\.logissue|\[section\]|\[group\]|\[endgroup\])/gm,
};

/** Whether a text of any field comes out with nothing hidden and no command. */
function expectHarmless(format: (text: string) => string, name = '', numRuns = 30): void {
  fc.assert(
    fc.property(fc.oneof(anything, spaced), (text) => {
      const out = format(text);
      expect(out.endsWith('\n')).toBe(true);
      expect(out).not.toMatch(HIDDEN);
      const rest = out.replace(OWN[name] ?? /^$/g, 'own');
      expect(rest).not.toMatch(AT_START);
      expect(rest).not.toMatch(ANYWHERE);
    }),
    { numRuns },
  );
}

const run = (text: string) =>
  fleet(hostile(text), errorReport({ error: { code: 'inventory', message: text, details: [text] } }));

test.each(Object.entries({ ...REPORTERS, 'github-summary': () => Promise.resolve(formatGithubSummary) }))(
  '%s shows any text, and nothing obeys it',
  async (name, load) => {
    const format = await load();
    const reports = (text: string) => {
      // The script of a page is our own, and has regular expressions in which anything may stand.
      const out = format(run(text), { ...OPTIONS, verbose: true });
      return name === 'html' ? out.replace(/<script>[^]*<\/script>|<style>[^]*?<\/style>/g, '') : out;
    };
    expectHarmless(reports, name);
  },
);

const plan = planFor(readEstate('inventories/contoso-7.3.9.json'), '8.1');

function hostilePlan(text: string): Plan {
  const [first] = plan.hops;
  if (!first) throw new Error('the plan has no hop');
  const { results } = hostile(text);
  const agent = { subject: text, version: text, reason: text };
  const forecast = { ...first.forecast, orphaned: [agent], unknown: [agent], unreachable: [agent] };
  const steps = first.steps.map((step) => ({
    ...step,
    title: text,
    detail: text,
    subjects: [text],
    uncertain: text,
  }));
  const hop = { ...first, from: text, to: text, reference: text, results, forecast, steps };
  return { ...plan, environment: text, source: text, target: text, via: [text], hops: [hop] };
}

test.each(Object.entries(PLAN_REPORTERS))('a plan as %s does as well', async (_name, load) => {
  const format = await load();
  const shown = (of: Plan) => format(of, { ...OPTIONS, verbose: true }).replace(/<style>[^]*?<\/style>/g, '');
  expectHarmless((text) => shown(hostilePlan(text)));
  expectHarmless((text) => shown({ ...hostilePlan(text), hops: [], reason: text }), '', 10);
});

test.each(Object.entries(DIFF_REPORTERS))('a comparison as %s does as well', async (_name, load) => {
  const format = await load();
  const side = (text: string) => ({ file: text, sha256: text, reports: run(text).reports });
  expectHarmless((text) => format(compareReports(side('x'), side(text)), { ...OPTIONS, verbose: true }));
});

test('rules of the user do as well', () => {
  const rule = (text: string) =>
    smallRule({
      title: text,
      failureTitle: { one: text, several: `{count}${text}` },
      message: text,
      remediation: text,
      params: { a: text },
      references: [{ title: text, url: text }],
      facts: [text],
    });
  expectHarmless((text) => formatRule(rule(text), text));
  expectHarmless((text) => formatRuleList([rule(text)], OPTIONS));
  expectHarmless((text) => formatRulesPage([rule(text)], []));
});

test('explanations do as well', () => {
  const explain = (text: string) => {
    const report = hostile(text);
    const [result] = report.results;
    const [finding] = result?.findings ?? [];
    if (!result || !finding) throw new Error('the sample has no finding');
    const knowledge = {
      lines: [],
      hints: { suppliers: {}, fields: {} },
      facts: [{ id: 'A3', topic: text, text, page: text }],
    };
    const rule = explainRule(smallRule({ title: text, remediation: text, facts: [text] }), knowledge, [
      report,
    ]);
    const evidence = { isSame: true, document: { agents: [text] } };
    return [rule, explainFinding({ report, result, finding }, text, rule, evidence, knowledge)]
      .map((one) => formatExplanation(one, OPTIONS))
      .join('');
  };
  expectHarmless(explain);
});
