import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import fc from 'fast-check';
import type { Fleet } from '../../../src/model/report';
import { formatJunit } from '../../../src/report/formats/junit';
import { escapeControls } from '../../../src/report/text/control-characters';
import { contoso, errorReport, finding, fleet, hostile, OPTIONS, report, result, sampleFleet } from '../../support/report/report-sample'; // prettier-ignore
import { nodesOf, parseXml } from '../../support/report/xml-tree';

const XSD = readFileSync(join(__dirname, '../../../fixtures/reports/junit/junit.xsd'), 'utf8');

function outcomes(run: Fleet): string[][] {
  return nodesOf(parseXml(formatJunit(run, OPTIONS)), 'testcase').map((one) => [
    one.attributes['name'] ?? '',
    ...one.children.flatMap((child) => [child.name, child.attributes['type'] ?? '']),
  ]);
}

test.each([
  ['several estates', sampleFleet()],
  ['hostile text', fleet(hostile())],
  ['an error', fleet(errorReport())],
  ['nothing', fleet()],
])('is well-formed and valid by libxml2: %s', async (_, run) => {
  const xml = [{ fileName: 'report.xml', contents: formatJunit(run, OPTIONS) }];
  const { errors } = await validateXML({ xml, schema: [{ fileName: 'junit.xsd', contents: XSD }] });
  expect(errors).toEqual([]);
});

test('is well-formed whatever the text, and the text is in it as it is shown elsewhere', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const [failure] = nodesOf(parseXml(formatJunit(fleet(hostile(text)), OPTIONS)), 'failure');
      const shown = escapeControls(text).replace(
        /[\ufffe\uffff]/g,
        (sign) => `\\u${sign.charCodeAt(0).toString(16)}`,
      );
      expect(failure?.text).toContain(shown);
    }),
    { numRuns: 100 },
  );
});

test('a suite for each category, a case for each rule; unknown is an error, skip is skipped, a warning passes', () => {
  const suites = nodesOf(parseXml(formatJunit(fleet(contoso()), OPTIONS)), 'testsuite');
  expect(suites.map(({ attributes: one }) => [one['name'], one['tests'], one['failures'], one['errors'], one['skipped']])).toEqual([
    ['contoso-prod (7_4).agents', '2', '1', '0', '0'],
    ['contoso-prod (7_4).database', '2', '0', '2', '0'],
    ['contoso-prod (7_4).policies', '2', '0', '0', '0'],
    ['contoso-prod (7_4).nas', '1', '0', '0', '1'],
  ]); // prettier-ignore
  expect(outcomes(fleet(contoso()))).toEqual([
    ['agent-version-accepted', 'failure', 'fail'],
    ['agent-queue-drained', 'system-out', ''],
    ['sql-recovery-simple', 'error', 'unknown'],
    ['sql-agent-running', 'error', 'unknown'],
    ['policy-export-readable', 'system-out', ''],
    ['policy-export-present'],
    ['nas-proxy-os-supported', 'skipped', 'skip'],
  ]);
});

test('the text of a case lists all its findings, what to do and the page', () => {
  const [failure] = nodesOf(parseXml(formatJunit(fleet(contoso()), OPTIONS)), 'failure');
  expect(failure?.text.split('\n')).toEqual([
    'Fail: CONTOSO\\DC07: runs 7.3.8.12; Enterprise Manager 7.4 accepts 7.3.9 or later',
    'Cannot be judged: CONTOSO\\DC08: no version is known',
    expect.stringMatching(/^Waived: CONTOSO\\DC09: .*until 2026-12-31\)$/) as string,
    'In the console open Agents, right-click the Agent and choose Upgrade Agent.',
    'https://docs.netwrix.com/docs/threatprevention/7.4/install/upgrade/overview',
  ]);
});

test('no warning turns a build red while the exit code is 0, and one does where warnings close the gate', () => {
  const warned = report([result('agent-queue-drained', 'warn', { findings: [finding('DC01')] })]);
  expect(warned.exitCode).toBe(0);
  expect(outcomes(fleet(warned))).toEqual([['agent-queue-drained', 'system-out', '']]);
  const closed = { ...warned, verdict: 'not-ready', exitCode: 1 } as const;
  expect(outcomes(fleet(closed))).toEqual([['agent-queue-drained', 'failure', 'warn']]);
});

test('a report that could not be judged is a suite with an error', () => {
  const [error] = nodesOf(parseXml(formatJunit(fleet(errorReport()), OPTIONS)), 'error');
  expect(error?.attributes['type']).toBe('inventory');
  expect(error?.attributes['message']).toContain('broken.json: not JSON');
});

test('hostile text comes back as it is shown elsewhere, and the totals are the sums', () => {
  const root = parseXml(formatJunit(fleet(hostile(), contoso()), OPTIONS));
  const [failure] = nodesOf(root, 'failure');
  expect(failure?.text).toContain('<script>i]]>j&amp;k');
  expect(failure?.text).toContain('\\u202eb\\u2028c\\x07\\x1b[31md\\x00\\x85\\ufffe\\ud800');
  expect(root.attributes).toEqual({ name: 'tp-doctor', tests: '12', failures: '2', errors: '3' });
});
