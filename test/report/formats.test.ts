import { FORMATS, REPORTERS } from '../../src/report/formats';
import { formatAzure } from '../../src/report/formats/azure';
import { formatCsv } from '../../src/report/formats/csv';
import { formatGithub, formatGithubSummary } from '../../src/report/formats/github';
import { formatGitlab } from '../../src/report/formats/gitlab';
import { formatHtml } from '../../src/report/html/report';
import { SCRIPT } from '../../src/report/html/assets/script';
import { STYLESHEET } from '../../src/report/html/assets/stylesheet';
import { formatJunit } from '../../src/report/formats/junit';
import { formatMarkdown } from '../../src/report/formats/markdown';
import { formatNdjson } from '../../src/report/formats/ndjson';
import type { Fleet } from '../../src/model/report';
import type { Reporter } from '../../src/report/reporter';
import { formatSarif } from '../../src/report/formats/sarif';
import { formatTickets } from '../../src/report/tickets/document';
import { expectGolden } from '../support/report/golden';
import {
  contoso,
  finding,
  fleet,
  hostile,
  OPTIONS,
  report,
  result,
  sampleFleet,
} from '../support/report/report-sample';

/** With the extension of their golden files. */
const TESTED: Record<string, [Reporter, string]> = {
  azure: [formatAzure, 'txt'],
  csv: [formatCsv, 'csv'],
  github: [formatGithub, 'txt'],
  'github-summary': [formatGithubSummary, 'md'],
  gitlab: [formatGitlab, 'json'],
  html: [htmlWithoutOwnCode, 'html'],
  junit: [formatJunit, 'xml'],
  markdown: [formatMarkdown, 'md'],
  ndjson: [formatNdjson, 'ndjson'],
  sarif: [formatSarif, 'sarif'],
  tickets: [formatTickets, 'json'],
};

/** The page without its style, script and their hashes: a golden file is about what a report says. */
function htmlWithoutOwnCode(run: Fleet): string {
  return formatHtml(run)
    .replace(STYLESHEET, () => '')
    .replace(SCRIPT, () => '')
    .replace(/&#39;sha256-[^&]+&#39;/g, '&#39;sha256-…&#39;');
}

// The table has golden files of its own (test/cli), and json is the report itself.
test('every format of the list is tested here', () => {
  const others = ['table', 'json', 'github-summary'];
  expect(FORMATS.filter((name) => !others.includes(name)).toSorted()).toEqual(
    Object.keys(TESTED)
      .filter((name) => !others.includes(name))
      .toSorted(),
  );
});

describe.each(Object.entries(TESTED))('%s', (name, [reporter, extension]) => {
  test('is as the golden files have it: one estate, several', () => {
    expectGolden(`${name}/contoso.${extension}`, reporter(fleet(contoso()), OPTIONS));
    expectGolden(`${name}/fleet.${extension}`, reporter(sampleFleet(), OPTIONS));
  });

  test('is as the golden file has it: hostile text in every field', () => {
    expectGolden(`${name}/hostile.${extension}`, reporter(fleet(hostile()), OPTIONS));
  });

  test('names every rule that is open, and the error of a report that has none', () => {
    const text = reporter(sampleFleet(), OPTIONS);
    const open = contoso().results.filter(({ status }) => status !== 'pass' && status !== 'skip');
    expect(open.filter(({ ruleId }) => !text.includes(ruleId))).toEqual([]);
    expect(text).toContain('unexpected token');
    expect(text).toContain('did you mean');
  });

  test('takes a run without reports', () => {
    expect(reporter(fleet(), OPTIONS)).toMatch(/^$|\n$/);
  });
});

test.each(Object.entries(TESTED).filter(([name]) => name !== 'tickets'))(
  '%s drops no result, not even one that holds or is skipped',
  (_, [reporter]) => {
    const text = reporter(fleet(contoso()), OPTIONS);
    expect(contoso().results.filter(({ ruleId }) => !text.includes(ruleId))).toEqual([]);
  },
);

/** Without the JSON, which is the report itself, and what has no advice. */
const ADVISING = Object.entries(REPORTERS).filter(([name]) => name !== 'json');

test.each(ADVISING)(
  '%s says what to do about what is wrong alone, and how to supply what is not known',
  async (_, load) => {
    const text = (await load())(
      fleet(
        report([
          result('wrong', 'fail', { remediation: 'mend the wrong', findings: [finding('DC01')] }),
          result('open', 'unknown', {
            remediation: 'restart the open',
            evidence: 'gather the open',
            findings: [finding('DC02', { kind: 'no-evidence' })],
          }),
          result('good', 'pass', { remediation: 'restart the good' }),
          result('other', 'skip', { remediation: 'restart the other' }),
        ]),
      ),
      { ...OPTIONS, verbose: true },
    );
    expect(text).not.toMatch(/restart the/);
    expect(text).toMatch(/gather the open|"type":"run"/);
  },
);

const NAMING = ['table', 'html', 'markdown', 'tickets', 'sarif', 'junit', 'csv'] as const;

test.each(NAMING)('%s names a rule that fails by what is wrong', async (name) => {
  const about = { title: 'Every Agent is well', failureTitle: '2 Agents are ill' };
  const failing = result('agents-well', 'fail', { ...about, findings: [finding('DC01'), finding('DC02')] });
  const text = (await REPORTERS[name]())(fleet(report([failing])), OPTIONS);
  expect(text).toContain('2 Agents are ill');
});
