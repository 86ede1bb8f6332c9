import type { Finding, Fleet, Reference, Report, Result, Status, Summary } from '../../../src/model/report';
import type { ReportOptions } from '../../../src/report/reporter';

/** What every field of an inventory may hold: each sign that some format gives a meaning to. */
export const HOSTILE =
  'a"b\'c\nd\r\ne|f%0Ag::h<script>i]]>j&amp;k;l]m,n`o``p*q_r[s](http://evil.example)#1 @org/team ##vso[task.complete] ' +
  '##[error]x \ud83d\ude00 \u05d0\u202eb\u2028c\u0007\u001b[31md\u0000\u0085\ufffe\ud800\u007f \\ \\| $x$ www.evil.example {0} ~~z~~ =1+1';

const PAGE: Reference = {
  title: 'Upgrade Procedure',
  url: 'https://docs.netwrix.com/docs/threatprevention/7.4/install/upgrade/overview',
};

export const OPTIONS: ReportOptions = {
  color: false,
  width: 80,
  verbose: false,
  hyperlinks: false,
  groupBy: 'rule',
};

export function finding(subject: string, more: Partial<Finding> = {}): Finding {
  return {
    kind: 'violation',
    subject,
    path: '/agents/6',
    message: 'runs 7.3.8.12; Enterprise Manager 7.4 accepts 7.3.9 or later',
    actual: '7.3.8.12',
    expected: '>=7.3.9',
    fingerprint: `sha256:${Buffer.from(subject).toString('hex').padEnd(64, '0').slice(0, 64)}`,
    waiver: null,
    ...more,
  };
}

export function result(ruleId: string, status: Status, more: Partial<Result> = {}): Result {
  return {
    ruleId,
    title: 'Every Agent is new enough for the target Enterprise Manager',
    category: 'agents',
    level: status === 'warn' ? 'warn' : 'fail',
    status,
    checked: 12,
    findings: [],
    reason: null,
    evidence: null,
    remediation: 'In the console open Agents, right-click the Agent and choose Upgrade Agent.',
    references: [PAGE],
    facts: ['A3'],
    ...more,
  };
}

function summaryOf(results: readonly Result[]): Summary {
  const count = (status: Status) => results.filter((one) => one.status === status).length;
  const [pass, warn, fail, unknown, skip] = (['pass', 'warn', 'fail', 'unknown', 'skip'] as const).map(count);
  const waived = results.flatMap((one) => one.findings).filter((one) => one.waiver).length;
  const counts = {
    pass: pass ?? 0,
    warn: warn ?? 0,
    fail: fail ?? 0,
    unknown: unknown ?? 0,
    skip: skip ?? 0,
  };
  const applicable = results.length - counts.skip;
  const coverage = { applicable, judged: applicable - counts.unknown };
  return { rules: results.length, ...counts, waived, coverage };
}

/** A report whose verdict follows from its results as contracts say, with the default `--fail-on fail`. */
export function report(results: Result[], more: Partial<Report> = {}): Report {
  const summary = summaryOf(results);
  const unknown = results.some((one) => one.status === 'unknown' && one.level === 'fail');
  const warned = summary.warn > 0 || summary.unknown > 0;
  const verdict =
    summary.fail > 0 ? 'not-ready' : unknown ? 'undetermined' : warned ? 'ready-with-warnings' : 'ready';
  return {
    schemaVersion: 1,
    tool: { name: 'tp-doctor', version: '1.0.0' },
    command: 'check',
    environment: 'contoso-prod',
    inventory: { file: 'estates/contoso.json', sha256: 'ab'.repeat(32), collectedAt: '2026-11-20T20:00:00Z' },
    source: '7.3.9.42',
    target: '7.4',
    now: '2026-11-20T22:00:00Z',
    verdict,
    exitCode: verdict === 'not-ready' ? 1 : verdict === 'undetermined' ? 3 : 0,
    summary,
    results,
    sources: [
      { id: 'sql', kind: 'sql-server', status: 'ok', reason: null, collectedAt: '2026-11-20T19:58:00Z' },
      {
        id: 'am',
        kind: 'activity-monitor',
        status: 'failed',
        reason: 'connection refused',
        collectedAt: null,
      },
    ],
    estate: { agents: 12, agentVersions: [{ version: '7.3.9.42', count: 11 }] },
    ...more,
  };
}

export function errorReport(more: Partial<Report> = {}): Report {
  return report([], {
    environment: null,
    inventory: null,
    source: null,
    target: null,
    verdict: 'error',
    exitCode: 2,
    sources: [],
    estate: { agents: null, agentVersions: [] },
    error: {
      code: 'inventory',
      message: 'broken.json: not JSON: unexpected token at line 3',
      details: ['/agents/0: unknown property "nmae"; did you mean "name"?'],
    },
    ...more,
  });
}

export function fleet(...reports: Report[]): Fleet {
  const codes = [2, 1, 3] as const;
  const exitCode = codes.find((code) => reports.some((one) => one.exitCode === code)) ?? 0;
  return { schemaVersion: 1, tool: { name: 'tp-doctor', version: '1.0.0' }, reports, exitCode };
}

const WAIVER = { reason: 'Host is decommissioned in December', owner: 'J. Doe', expires: '2026-12-31' };

/** One of each: every status, kinds mixed in one result, waived, without subject, new and known. */
export function contoso(): Report {
  const noEvidence = {
    kind: 'no-evidence',
    message: 'no version is known',
    actual: null,
    expected: null,
  } as const;
  return report([
    result('agent-version-accepted', 'fail', {
      failureTitle: 'An Agent is too old for the target Enterprise Manager 7.4',
      findings: [
        finding('CONTOSO\\DC07', { baseline: 'new' }),
        finding('CONTOSO\\DC08', { ...noEvidence }),
        finding('CONTOSO\\DC09', { waiver: WAIVER, baseline: 'known' }),
      ],
    }),
    result('agent-queue-drained', 'warn', {
      title: 'The queue of every Agent is drained',
      findings: [
        finding('CONTOSO\\DC01', { actual: 2300, expected: '<=1000', message: 'has 2300 events queued' }),
      ],
    }),
    result('sql-recovery-simple', 'unknown', {
      title: 'The databases use the Simple recovery model',
      category: 'database',
      checked: 0,
      reason: 'the inventory has no section database',
      evidence: 'gather --sql-server',
    }),
    result('sql-agent-running', 'unknown', {
      title: 'SQL Server Agent runs',
      category: 'database',
      level: 'warn',
      findings: [
        finding('', { kind: 'rule-error', path: '/database', message: 'the rule failed: no such keyword' }),
      ],
    }),
    result('policy-export-readable', 'pass', {
      title: 'Every policy export can be read',
      category: 'policies',
      findings: [finding('policies.xml', { waiver: WAIVER })],
    }),
    result('policy-export-present', 'pass', {
      title: 'A policy export is there',
      category: 'policies',
      durationMs: 1.5,
    }),
    result('nas-proxy-os-supported', 'skip', {
      title: 'NAS proxies run a supported Windows Server',
      category: 'nas',
      checked: 0,
      reason: 'no Activity Monitor agent monitors a NAS host',
    }),
  ]);
}

/** Every text that can come from outside is `text`, in a report with every status. */
export function hostile(text: string = HOSTILE): Report {
  const about = {
    title: text,
    failureTitle: text,
    remediation: text,
    references: [
      { title: text, url: text },
      { title: text, url: `https://x.example/${text}` },
    ],
  };
  const bad = finding(text, {
    path: `/x/${text}`,
    message: text,
    actual: [text],
    expected: text,
    fingerprint: `sha256:${'5'.repeat(64)}`,
  });
  return report(
    [
      result('rule-fail', 'fail', { ...about, findings: [bad, { ...bad, kind: 'no-evidence' }] }),
      result('rule-warn', 'warn', { ...about, findings: [{ ...bad, actual: { [text]: text } }] }),
      result('rule-unknown', 'unknown', {
        ...about,
        reason: text,
        evidence: text,
        question: { id: text, ask: text, fields: [text], owner: text },
      }),
      result('rule-skip', 'skip', { ...about, reason: text }),
      result('rule-pass', 'pass', {
        ...about,
        findings: [{ ...bad, waiver: { reason: text, owner: text, expires: text } }],
      }),
    ],
    {
      evidence: [
        { action: text, command: text, owner: text, rules: ['rule-unknown'], subjects: 2, blocking: 1 },
      ],
      environment: text,
      inventory: { file: text, sha256: 'cd'.repeat(32), collectedAt: '2026-11-20T20:00:00Z' },
      source: text,
      sources: [{ id: text, kind: text, status: 'failed', reason: text, collectedAt: null }],
    },
  );
}

/** Three estates: one of each status, one ready, one that could not be read. */
export function sampleFleet(): Fleet {
  const ready = report([result('agent-version-accepted', 'pass')], {
    environment: 'fabrikam',
    inventory: {
      file: 'C:\\estates\\fabrikam west.json',
      sha256: 'ef'.repeat(32),
      collectedAt: '2026-11-20T20:00:00Z',
    },
  });
  const broken = errorReport({ inventory: { file: 'estates/broken.json', sha256: '', collectedAt: '' } });
  return fleet(contoso(), ready, broken);
}
