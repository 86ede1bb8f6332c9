import type { Fleet } from '../../../src/model/report';
import { formatNdjson } from '../../../src/report/formats/ndjson';
import { contoso, errorReport, fleet, HOSTILE, hostile, OPTIONS } from '../../support/report/report-sample';

function linesOf(run: Fleet): Record<string, unknown>[] {
  const lines = formatNdjson(run, OPTIONS).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a line for the run, for each finding and for each result without one; each names the estate', () => {
  const lines = linesOf(fleet(contoso()));
  expect(lines.map(({ type, ruleId, status }) => [type, ruleId, status])).toEqual([
    ['run', undefined, undefined],
    ['finding', 'agent-version-accepted', 'fail'],
    ['finding', 'agent-version-accepted', 'unknown'],
    ['finding', 'agent-version-accepted', 'waived'],
    ['finding', 'agent-queue-drained', 'warn'],
    ['result', 'sql-recovery-simple', 'unknown'],
    ['finding', 'sql-agent-running', 'unknown'],
    ['finding', 'policy-export-readable', 'waived'],
    ['result', 'policy-export-present', 'pass'],
    ['result', 'nas-proxy-os-supported', 'skip'],
  ]);
  expect(new Set(lines.map(({ environment }) => environment))).toEqual(new Set(['contoso-prod']));
  expect(lines[0]).toMatchObject({
    verdict: 'not-ready',
    exitCode: 1,
    summary: contoso().summary,
    results: 7,
  });
});

test('hostile text is kept as it was found', () => {
  const [run, bad] = linesOf(fleet(hostile()));
  expect(run?.['environment']).toBe(HOSTILE);
  expect(bad).toMatchObject({ subject: HOSTILE, message: HOSTILE, actual: [HOSTILE], path: `/x/${HOSTILE}` });
});

test('an error is in the line of its run', () => {
  const { error } = errorReport();
  expect(linesOf(fleet(errorReport()))).toMatchObject([
    { type: 'run', verdict: 'error', error: { ...error } },
  ]);
});
