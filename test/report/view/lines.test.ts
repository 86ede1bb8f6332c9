import fc from 'fast-check';
import type { FindingKind, Level, Status } from '../../../src/model/report';
import { uniqueFingerprints } from '../../../src/report/view/fingerprint';
import { formatHeadline, findPage } from '../../../src/report/view/headline';
import { formatLine, linesOf, resultLines, severityOf } from '../../../src/report/view/lines';
import { httpUrl } from '../../../src/report/text/web-address';
import { contoso, errorReport, finding, report, result } from '../../support/report-sample';

const WAIVER = { reason: 'accepted', owner: 'J. Doe', expires: '2026-12-31' };

test('a result that is open for a reason that none of its findings shows keeps a line of its own', () => {
  const waived = result('r', 'unknown', {
    findings: [finding('DC01', { waiver: WAIVER })],
    reason: 'no agents',
  });
  expect(resultLines(waived).map(({ status }) => status)).toEqual(['waived', 'unknown']);
});

test('whatever a result holds, it has a line, and an open one has a line with its status', () => {
  const statuses = fc.constantFrom<Status>('fail', 'warn', 'unknown', 'skip', 'pass');
  const kinds = fc.constantFrom<FindingKind>('violation', 'no-evidence', 'rule-error');
  const findings = fc.array(fc.record({ kind: kinds, waiver: fc.constantFrom(null, WAIVER) }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(statuses, fc.constantFrom<Level>('warn', 'fail'), findings, (status, level, list) => {
      const one = result('r', status, { level, findings: list.map((more) => finding('DC01', more)) });
      const lines = resultLines(one);
      expect(lines.length).toBeGreaterThanOrEqual(Math.max(1, list.length));
      const open = status === 'fail' || status === 'warn' || status === 'unknown';
      if (open) expect(lines.map((line) => line.status)).toContain(status);
    }),
  );
});

test('what cannot be judged is as loud as its rule, and what is waived is quiet', () => {
  const loud = linesOf(contoso()).map((line) => [line.status, line.result.level, severityOf(line)]);
  expect(loud).toEqual([
    ['fail', 'fail', 'error'],
    ['unknown', 'fail', 'error'],
    ['waived', 'fail', 'note'],
    ['warn', 'warn', 'warning'],
    ['unknown', 'fail', 'error'],
    ['unknown', 'warn', 'warning'],
    ['waived', 'fail', 'note'],
    ['pass', 'fail', 'none'],
    ['skip', 'fail', 'none'],
  ]);
});

test('a line is one sentence with what would supply the evidence, or with the waiver', () => {
  const [, , waived, , unknown] = linesOf(contoso()).map(formatLine);
  expect(unknown).toBe(
    'Cannot be judged: the inventory has no section database (supply: gather --sql-server)',
  );
  expect(waived).toMatch(
    /^Waived: CONTOSO\\DC09: .* \(Host is decommissioned in December; J. Doe, until 2026-12-31\)$/,
  );
});

test('a headline has the figures, or the error', () => {
  expect(formatHeadline(contoso())).toBe(
    'contoso-prod: not ready for 7.4: 7 rules: 1 fail, 1 warn, 2 unknown, 1 skip, 2 pass, 2 waived; 4 of 6 judged',
  );
  expect(formatHeadline(errorReport())).toBe(
    'no inventory: could not be judged: broken.json: not JSON: unexpected token at line 3; /agents/0: unknown property "nmae"; did you mean "name"?',
  );
  expect(formatHeadline(report([result('r', 'pass')]))).toContain(': 1 rule: ');
});

test('the page of a rule is its first web address', () => {
  const references = [
    'kA04u00000111KdCAI',
    'javascript:alert(1)',
    'https://docs.netwrix.com/a',
    'https://b.example/',
  ];
  expect(findPage({ references: references.map((url) => ({ title: 'x', url })) })).toBe(
    'https://docs.netwrix.com/a',
  );
  expect(findPage({ references: [] })).toBeNull();
});

test.each([
  ['https://x.example', 'https://x.example/'],
  ['HTTPS://X.example/a b|c#d#e', 'https://x.example/a%20b%7Cc#d%23e'],
  ['https://x.example/100%', 'https://x.example/100%25'],
  ['https://[::1]:8080/a', 'https://[::1]:8080/a'],
  ['https://me:secret@x.example/', 'https://x.example/'],
  ['ftp://x.example/', null],
  ['//x.example/', null],
  ['https://', null],
  ['', null],
])('%j is the address %j', (text, address) => {
  expect(httpUrl(text)).toBe(address);
});

test('a fingerprint that comes again is another one, and always the same other one', () => {
  const [one, two] = [uniqueFingerprints(), uniqueFingerprints()];
  const prints = ['a', 'b', 'a', 'a'].map(one);
  expect(new Set(prints).size).toBe(4);
  expect(prints.slice(0, 2)).toEqual(['a', 'b']);
  expect(['a', 'b', 'a', 'a'].map(two)).toEqual(prints);
});
