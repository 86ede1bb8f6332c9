import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, Report, Result } from '../../src/model/report';
import { formatTickets } from '../../src/report/tickets/document';
import { errorReport, finding, fleet, OPTIONS, report, result } from '../support/report/report-sample';
import { startStub, type StubServer } from '../support/servers/stub';
import { gitHubStub, jiraStub, serviceNowStub, type TicketStub } from '../support/servers/tickets';
import { runScript } from '../support/tickets/run-script';

/** The rows of the tables of the page, below their headings. */
const [OF_DOCUMENT = [], OF_TRACKER = []] = readFileSync(
  join(__dirname, '../../docs/tickets/states.md'),
  'utf8',
)
  .split('\n## ')
  .slice(1)
  .map((section) =>
    section
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2)
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
  );

const RULE = 'agent-version-accepted';
const WAIVER = { reason: 'replaced', owner: 'J. Doe', expires: '2026-12-31' };
const sql = {
  id: 'sql',
  kind: 'sql-server',
  status: 'failed',
  reason: null,
  collectedAt: null,
  sections: ['agents'],
};
const found = (own: Partial<Finding> = {}) => finding('CONTOSO\\DC01', { key: 'dc01.contoso.com', ...own });
const judged = (findings: Finding[], own: Partial<Result> = {}) =>
  report([
    result(RULE, findings.some(({ waiver }) => waiver === null) ? 'fail' : 'pass', { findings, ...own }),
  ]);
const good = judged([]);

const OLDER: Record<string, Report> = {
  'not there': good,
  found: judged([found()]),
  'not judged': report([result(RULE, 'unknown', { checked: 0, reason: 'no agents' })], {
    unjudged: judged([found()]).results,
  }),
};

const NOW: Record<string, Report> = {
  found: judged([found()]),
  'found, its domain spelt otherwise': judged([found({ subject: 'contoso.com\\DC01' })]),
  'without evidence': judged([found({ kind: 'no-evidence' })]),
  waived: judged([found({ waiver: WAIVER })]),
  'not found': good,
  'the rule does not apply any more': report([result(RULE, 'skip', { checked: 0, reason: 'not for 8.1' })]),
  'a part of the list was missing': judged([], { partial: true }),
  'a source of the list failed': { ...good, sources: [sql] },
  'the list was missing': report([result(RULE, 'unknown', { checked: 0, reason: 'no agents' })]),
  'the rule was left out': report([result(RULE, 'skip', { checked: 0, reason: 'left out by --skip' })]),
  'the rule is not in the run': report([result('other', 'pass')]),
  'the estate could not be read': errorReport({ environment: 'contoso-prod' }),
  'the estate is not in the run': { ...good, environment: 'fabrikam' },
};

interface Ticket {
  subject: string | null;
  state: string;
}

function documentOf(now: Report, older: Report): string {
  return formatTickets(fleet(now), { ...OPTIONS, groupBy: 'subject', baseline: [older] });
}

test('the page has every state of a finding in this run', () => {
  expect(new Set(OF_DOCUMENT.map(([, now]) => now))).toEqual(new Set(Object.keys(NOW)));
  expect(new Set(OF_DOCUMENT.map(([older]) => older))).toEqual(new Set(Object.keys(OLDER)));
});

test.each(OF_DOCUMENT)('%s, then %s: %s', (before, then, state) => {
  const [older, now] = [OLDER[before ?? ''], NOW[then ?? '']];
  if (!older || !now) throw new Error(`${before}, ${then}: is not known to this test`);
  const { tickets } = JSON.parse(documentOf(now, older)) as { tickets: Ticket[] };
  const own = tickets.filter(({ subject }) => subject?.endsWith('DC01'));
  expect(own.map((ticket) => ticket.state)).toEqual(state === 'not listed' ? [] : [state]);
});

interface Tracker {
  stub: () => TicketStub & { states?: Map<string, string> };
  script: string;
  env: (url: string) => Record<string, string>;
}

const TRACKERS: Tracker[] = [
  {
    stub: jiraStub,
    script: 'jira.mjs',
    env: (url) => ({
      JIRA_URL: url,
      JIRA_EMAIL: 'me@example.org',
      JIRA_TOKEN: 'jira-secret',
      JIRA_PROJECT: 'UP',
    }),
  },
  {
    stub: serviceNowStub,
    script: 'servicenow.mjs',
    env: (url) => ({ SN_URL: url, SN_USER: 'integration', SN_PASSWORD: 'sn-secret' }),
  },
  {
    stub: gitHubStub,
    script: 'github-issues.mjs',
    env: (url) => ({ GITHUB_API_URL: url, GITHUB_TOKEN: 'gh-secret', GITHUB_REPOSITORY: 'contoso/upgrade' }),
  },
];

const DOCUMENTS: Record<string, string> = {
  open: documentOf(judged([found()]), good),
  'still-open': documentOf(judged([found()]), judged([found()])),
  resolved: documentOf(good, judged([found()])),
  'not listed': documentOf(good, good),
};

const WORDS: Record<string, RegExp> = {
  created: /^created/,
  kept: /^(updated|unchanged|closed before)/,
  closed: /^closed INC|^closed UP|^closed #/,
  reopened: /^reopened/,
  nothing: /^$|^nothing/,
};

describe.each(TRACKERS)('$script', ({ stub, script, env }) => {
  let server: StubServer;
  let api: ReturnType<Tracker['stub']>;

  beforeAll(async () => {
    server = await startStub((request) => api.answer(request));
  });
  beforeEach(() => {
    api = stub();
  });
  afterAll(() => server.close());

  const upsert = async (state: string) =>
    (await runScript(script, env(server.url), DOCUMENTS[state] ?? '')).out;

  /** Brings the tracker into a state; false where it has none of that kind. */
  async function prepare(state: string): Promise<boolean> {
    if (state === 'nothing') return true;
    await upsert('open');
    if (state === 'open') return true;
    if (state === 'done') return (await upsert('resolved')) !== '';
    if (!api.states) return false;
    for (const id of api.states.keys()) api.states.set(id, state === 'cancelled' ? '8' : '7');
    for (const one of api.kept) one.open = false;
    return true;
  }

  const rows = OF_TRACKER.flatMap(([before = '', ...row]) =>
    before.replace(/ [(].*/, '').split(' or ').map((one) => [one, ...row]),
  ); // prettier-ignore

  test.each(rows)('%s, %s: %s', async (before, state, word, after) => {
    if (!(await prepare(before ?? ''))) return;
    const kept = api.kept.length;
    expect(await upsert(state ?? '')).toMatch(WORDS[word ?? ''] ?? /never/);
    expect(api.kept.length - kept).toBe(word === 'created' ? 1 : 0);
    if (after !== 'nothing') expect(api.kept.at(-1)?.open).toBe(after === 'open');
  });
});
