import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { Fleet } from '../../../src/model/report';
import { formatCsv } from '../../../src/report/formats/csv';
import { escapeControls } from '../../../src/report/text/control-characters';
import {
  contoso,
  errorReport,
  fleet,
  HOSTILE,
  hostile,
  OPTIONS,
  sampleFleet,
} from '../../support/report/report-sample';

type Row = Record<string, string>;

function rowsOf(run: Fleet): Row[] {
  return parse(formatCsv(run, OPTIONS), { columns: true, record_delimiter: '\r\n' });
}

test('has a row for each finding and for each result without one', () => {
  expect(rowsOf(fleet(contoso())).map((row) => [row['rule'], row['status'], row['subject']])).toEqual([
    ['agent-version-accepted', 'fail', 'CONTOSO\\DC07'],
    ['agent-version-accepted', 'unknown', 'CONTOSO\\DC08'],
    ['agent-version-accepted', 'waived', 'CONTOSO\\DC09'],
    ['agent-queue-drained', 'warn', 'CONTOSO\\DC01'],
    ['sql-recovery-simple', 'unknown', ''],
    ['sql-agent-running', 'unknown', ''],
    ['policy-export-readable', 'waived', 'policies.xml'],
    ['policy-export-present', 'pass', ''],
    ['nas-proxy-os-supported', 'skip', ''],
  ]);
});

test('carries estate, evidence, waiver, baseline, page and fingerprint', () => {
  const [bad, , waived, , unknown] = rowsOf(fleet(contoso()));
  expect(bad).toMatchObject({
    environment: 'contoso-prod',
    inventory: 'estates/contoso.json',
    source: '7.3.9.42',
    target: '7.4',
    verdict: 'not-ready',
    actual: '7.3.8.12',
    expected: '>=7.3.9',
    baseline: 'new',
    page: 'https://docs.netwrix.com/docs/threatprevention/7.4/install/upgrade/overview',
    fingerprint: contoso().results[0]?.findings[0]?.fingerprint,
  });
  expect(waived).toMatchObject({ waiver: 'Host is decommissioned in December', waiverExpires: '2026-12-31' });
  expect(unknown).toMatchObject({
    evidence: 'gather --sql-server',
    message: expect.stringContaining('no section') as string,
  });
});

test('several estates share one header, and an error is a row', () => {
  const rows = rowsOf(sampleFleet());
  expect(new Set(rows.map((row) => row['verdict']))).toEqual(new Set(['not-ready', 'ready', 'error']));
  expect(rowsOf(fleet(errorReport()))).toMatchObject([
    {
      status: 'error',
      kind: 'inventory',
      message: expect.stringContaining('broken.json: not JSON') as string,
    },
  ]);
});

test('hostile text comes back whole, one record a line', () => {
  const text = formatCsv(fleet(hostile()), OPTIONS);
  expect(text.trimEnd().split('\n')).toHaveLength(1 + rowsOf(fleet(hostile())).length);
  expect(rowsOf(fleet(hostile()))[0]).toMatchObject({
    subject: escapeControls(HOSTILE),
    message: escapeControls(HOSTILE),
  });
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1+1', '\t=1', '\r=1', '\uff1d1+1', '=HYPERLINK("http://x";"y")', '=cmd|\' /C calc\'!A0'])(
  'no spreadsheet takes %j for a formula',
  (text) => {
    const cells = rowsOf(fleet(hostile(text))).flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell))).toEqual([]);
    expect(cells.some((cell) => cell.includes(escapeControls(text)))).toBe(true);
  },
); // prettier-ignore

test('every row has every column, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const rows: string[][] = parse(formatCsv(fleet(hostile(text)), OPTIONS));
      expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    }),
    { numRuns: 100 },
  );
});
