import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { Fleet } from '../../../src/model/report';
import { formatSarif } from '../../../src/report/formats/sarif';
import { contoso, errorReport, finding, fleet, HOSTILE, hostile, OPTIONS, report, result, sampleFleet } from '../../support/report/report-sample'; // prettier-ignore

// The official schema, as @microsoft/jest-sarif ships it.
const SCHEMA = join(dirname(require.resolve('@microsoft/jest-sarif')), 'schemas/sarif-2.1.0-rtm.5.json');
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const isValid = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);

interface SarifResult {
  ruleId: string;
  ruleIndex: number;
  kind: string;
  level: string;
  message: { text: string };
  locations: {
    physicalLocation?: { artifactLocation: { uri: string } };
    logicalLocations?: { name: string; fullyQualifiedName: string }[];
  }[];
  partialFingerprints: Record<string, string>;
  suppressions: { kind: string; justification: string }[];
  baselineState?: string;
  properties: Record<string, unknown>;
}

interface SarifRun {
  tool: { driver: { rules: { id: string; helpUri?: string; help: { text: string; markdown: string } }[] } };
  automationDetails: { id: string };
  invocations: {
    executionSuccessful: boolean;
    toolExecutionNotifications: { message: { text: string } }[];
  }[];
  results: SarifResult[];
}

function runsOf(run: Fleet): SarifRun[] {
  const log = JSON.parse(formatSarif(run, OPTIONS)) as { runs: SarifRun[] };
  isValid(log);
  expect(isValid.errors ?? []).toEqual([]);
  return log.runs;
}

function runOf(run: Fleet): SarifRun {
  const [first] = runsOf(run);
  if (!first) throw new Error('no run');
  return first;
}

test('is valid by the official schema: one estate, several, an error, hostile text, nothing at all', () => {
  expect(runsOf(sampleFleet())).toHaveLength(3);
  expect(runsOf(fleet(hostile()))).toHaveLength(1);
  expect(runsOf(fleet())).toEqual([]);
  expect(runsOf(fleet(report([])))).toHaveLength(1);
});

test('is valid by the official schema whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      expect(runsOf(fleet(hostile(text)))).toHaveLength(1);
    }),
    { numRuns: 100 },
  );
});

test('gives every status its kind and level', () => {
  const results = runOf(fleet(contoso())).results;
  const shown = results.map((one) => [one.ruleId, one.properties['status'], one.kind, one.level]);
  expect(shown).toEqual([
    ['tp-doctor/agent-version-accepted', 'fail', 'fail', 'error'],
    ['tp-doctor/agent-queue-drained', 'warn', 'fail', 'warning'],
    ['tp-doctor/agent-version-accepted', 'unknown', 'fail', 'error'],
    ['tp-doctor/sql-recovery-simple', 'unknown', 'fail', 'error'],
    ['tp-doctor/sql-agent-running', 'unknown', 'fail', 'warning'],
    ['tp-doctor/agent-version-accepted', 'waived', 'fail', 'error'],
    ['tp-doctor/policy-export-readable', 'waived', 'fail', 'error'],
    ['tp-doctor/policy-export-present', 'pass', 'pass', 'none'],
    ['tp-doctor/nas-proxy-os-supported', 'skip', 'notApplicable', 'none'],
  ]);
});

test('a result points to its rule, which has help and a page', () => {
  const { tool, results } = runOf(fleet(contoso()));
  for (const one of results) expect(tool.driver.rules[one.ruleIndex]?.id).toBe(one.ruleId);
  const [rule] = tool.driver.rules;
  expect(rule?.helpUri).toBe('https://docs.netwrix.com/docs/threatprevention/7.4/install/upgrade/overview');
  expect(rule?.help.text).toContain('choose Upgrade Agent');
  expect(rule?.help.markdown).toContain('](https://docs.netwrix.com/');
});

test('a waiver is an accepted suppression; baseline and fingerprint are carried', () => {
  const { results } = runOf(fleet(contoso()));
  const [bad] = results;
  const waived = results.find(({ properties }) => properties['status'] === 'waived');
  expect(waived?.suppressions).toEqual([
    {
      kind: 'external',
      status: 'accepted',
      justification: 'Host is decommissioned in December (J. Doe, until 2026-12-31)',
    },
  ]);
  expect(bad?.suppressions).toEqual([]);
  expect([bad?.baselineState, waived?.baselineState]).toEqual(['new', 'unchanged']);
  const fingerprint = contoso().results[0]?.findings[0]?.fingerprint.slice(7);
  expect(Object.values(bad?.partialFingerprints ?? {})).toEqual([fingerprint, fingerprint, fingerprint]);
});

test('every estate and every hop has a category of its own, the same in every run', () => {
  const hop = { ...contoso(), target: '7.5' };
  const ids = runsOf(fleet(contoso(), hop, contoso())).map((run) => run.automationDetails.id);
  expect(ids).toEqual([
    'tp-doctor/check/contoso-prod/7.4/',
    'tp-doctor/check/contoso-prod/7.5/',
    'tp-doctor/check/contoso-prod/7.4~2/',
  ]);
});

test('the place of a finding is the file and a JSON pointer', () => {
  const windows = { ...contoso(), inventory: { file: 'C:\\a b\\c.json', sha256: 'ab', collectedAt: '' } };
  const [location] = runOf(fleet(windows)).results[0]?.locations ?? [];
  expect(location?.physicalLocation?.artifactLocation.uri).toBe('file:///C:/a%20b/c.json');
  expect(location?.logicalLocations).toEqual([
    { name: 'CONTOSO\\DC07', fullyQualifiedName: '/agents/6', kind: 'object' },
  ]);
});

test('an error is a run that failed, with what was wrong', () => {
  const [invocation] = runOf(fleet(errorReport())).invocations;
  expect(invocation?.executionSuccessful).toBe(false);
  expect(invocation?.toolExecutionNotifications[0]?.message.text).toContain('broken.json: not JSON');
});

test('hostile text makes neither a placeholder nor a link of a message, and the data are kept as found', () => {
  const [bad] = runOf(fleet(hostile())).results;
  expect(bad?.message.text).toContain('{{0}}');
  expect(bad?.message.text).toContain('r[s\\](http://evil.example)');
  expect(bad?.properties['actual']).toEqual([HOSTILE]);
  const [rule] = runOf(fleet(hostile())).tool.driver.rules;
  expect(rule?.helpUri).toMatch(/^https:\/\/x\.example\/[!-~]*$/);
});

test('a result without findings is never dropped, whatever its status', () => {
  const results = (['fail', 'warn', 'unknown', 'skip', 'pass'] as const).map((status) =>
    result(`r-${status}`, status),
  );
  expect(runOf(fleet(report(results))).results.map((one) => one.ruleId)).toEqual(
    (['fail', 'warn', 'unknown', 'pass', 'skip'] as const).map((status) => `tp-doctor/r-${status}`),
  );
});

test('a run keeps to the limit of GitHub with the worst first, and says what it leaves out', () => {
  const many = Array.from({ length: 26_000 }, (_, at) => finding(`DC${at}`));
  const large = report([
    result('r-warn', 'warn', { findings: many }),
    result('r-fail', 'fail', { findings: [finding('DC1')] }),
    result('r-pass', 'pass'),
  ]);
  const log = JSON.parse(formatSarif(fleet(large), OPTIONS)) as {
    runs: (SarifRun & { properties: object })[];
  };
  const [run] = log.runs;
  expect(run?.results).toHaveLength(25_000);
  expect([run?.results[0]?.ruleId, run?.results.at(-1)?.ruleId]).toEqual([
    'tp-doctor/r-fail',
    'tp-doctor/r-pass',
  ]);
  expect(run?.properties).toMatchObject({ resultsLeftOut: 1002 });
  expect(run?.invocations[0]?.toolExecutionNotifications[0]?.message.text).toMatch(
    /^1002 results are left out/,
  );
});
