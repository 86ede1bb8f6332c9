import Ajv from 'ajv';
import type { Fleet } from '../../../src/model/report';
import { formatGitlab } from '../../../src/report/formats/gitlab';
import { contoso, errorReport, finding, fleet, hostile, OPTIONS, report, result, sampleFleet } from '../../support/report/report-sample'; // prettier-ignore

// GitLab, "Code Quality report format": these five are required, and severity is one of five words.
const isValid = new Ajv().compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'location', 'severity'],
    additionalProperties: false,
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^(?!\\./)' },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer' } } },
        },
      },
    },
  },
});

interface Entry {
  description: string;
  check_name: string;
  fingerprint: string;
  severity: string;
}

function entriesOf(run: Fleet): Entry[] {
  const entries = JSON.parse(formatGitlab(run, OPTIONS)) as Entry[];
  isValid(entries);
  expect(isValid.errors ?? []).toEqual([]);
  return entries;
}

test('has what GitLab requires: several estates, hostile text, an error', () => {
  for (const run of [sampleFleet(), fleet(hostile()), fleet(errorReport())])
    expect(entriesOf(run)).not.toEqual([]);
});

test('maps the statuses to severities and lists what holds or is skipped in one entry', () => {
  const entries = entriesOf(fleet(contoso()));
  expect(entries.map(({ check_name, severity }) => [check_name, severity])).toEqual([
    ['tp-doctor/verdict', 'info'],
    ['agent-version-accepted', 'critical'],
    ['agent-version-accepted', 'major'],
    ['agent-version-accepted', 'info'],
    ['agent-queue-drained', 'minor'],
    ['sql-recovery-simple', 'major'],
    ['sql-agent-running', 'minor'],
    ['policy-export-readable', 'info'],
  ]);
  expect(entries[0]?.description).toContain(
    'hold: policy-export-readable, policy-export-present; do not apply: nas',
  );
});

test('no fingerprint stands twice, and each is the same in the next run', () => {
  const twins = report([
    result('agent-name-unique', 'fail', { findings: [finding('DC01'), finding('DC01')] }),
  ]);
  const prints = (run: Fleet) => entriesOf(run).map(({ fingerprint }) => fingerprint);
  const first = prints(fleet(twins, { ...twins, target: '7.5' }));
  expect(new Set(first).size).toBe(6);
  expect(prints(fleet(twins, { ...twins, target: '7.5' }))).toEqual(first);
  expect(prints(fleet(twins))).toEqual(first.slice(0, 3));
});

test('an error blocks', () => {
  const [error] = entriesOf(fleet(errorReport()));
  expect(error).toMatchObject({ check_name: 'tp-doctor/inventory', severity: 'blocker' });
  expect(error?.description).toContain('broken.json: not JSON');
});
