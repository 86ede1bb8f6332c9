import type { Report } from '../../src/model/report';
import { formatTickets } from '../../src/report/tickets/document';
import {
  contoso,
  finding,
  fleet,
  HOSTILE,
  hostile,
  OPTIONS,
  report,
  result,
} from '../support/report/report-sample';
import { startStub, type StubServer } from '../support/servers/stub';
import { gitHubStub, jiraStub, serviceNowStub, type TicketStub } from '../support/servers/tickets';
import { runScript, runScriptProcess } from '../support/tickets/run-script';

const SECRETS = ['jira-secret', 'sn-secret', 'gh-secret'];

interface Example {
  script: string;
  stub: () => TicketStub;
  env: (url: string) => Record<string, string>;
}

const EXAMPLES: Record<string, Example> = {
  jira: {
    script: 'jira.mjs',
    stub: jiraStub,
    env: (url) => ({
      JIRA_URL: url,
      JIRA_EMAIL: 'me@example.org',
      JIRA_TOKEN: 'jira-secret',
      JIRA_PROJECT: 'UP',
    }),
  },
  servicenow: {
    script: 'servicenow.mjs',
    stub: serviceNowStub,
    env: (url) => ({ SN_URL: url, SN_USER: 'integration', SN_PASSWORD: 'sn-secret' }),
  },
  'github-issues': {
    script: 'github-issues.mjs',
    stub: gitHubStub,
    env: (url) => ({ GITHUB_API_URL: url, GITHUB_TOKEN: 'gh-secret', GITHUB_REPOSITORY: 'contoso/upgrade' }),
  },
};

function documentOf(now: Report, before?: Report): string {
  return formatTickets(fleet(now), before ? { ...OPTIONS, baseline: [before] } : OPTIONS);
}

/** The queue is drained and the Agent upgraded; the databases are still not known. */
const later = report([
  result('agent-version-accepted', 'pass'),
  result('agent-queue-drained', 'pass'),
  result('sql-recovery-simple', 'unknown', {
    title: 'The databases use the Simple recovery model',
    checked: 0,
  }),
  result('sql-agent-running', 'warn', { title: 'SQL Server Agent runs', findings: [finding('SQL01')] }),
]);

/** More objects, rules and text than fit into a ticket; every script gets the same. */
function formatLarge() {
  const findings = Array.from({ length: 100 }, (_, index) =>
    finding(`DC${index}`, { message: HOSTILE.repeat(60) }),
  );
  const rules = Array.from({ length: 60 }, (_, index) =>
    result(`rule-${index}`, 'fail', { findings: findings.slice(0, 1) }),
  );
  const large = report([result('agent-version-accepted', 'fail', { findings }), ...rules]);
  return {
    byRule: documentOf(large),
    bySubject: formatTickets(fleet(large), { ...OPTIONS, groupBy: 'subject' }),
  };
}
const LARGE = formatLarge();

describe.each(Object.entries(EXAMPLES))('docs/tickets/%s', (_, { script, stub, env }) => {
  let server: StubServer;
  let api: TicketStub;

  beforeEach(async () => {
    api = stub();
    server = await startStub((request) => api.answer(request));
  });
  afterEach(() => server.close());

  async function upsert(document: string, run = runScript): Promise<string[]> {
    const { code, out, err } = await run(script, env(server.url), document);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return out.split('\n').flatMap((line) => line.split(' ')[0] || []);
  }

  test('creates a ticket for each, and running twice creates nothing twice', async () => {
    const words = await upsert(documentOf(contoso()), runScriptProcess);
    expect(words).toEqual(['created', 'created', 'created', 'created']);
    const first = structuredClone(api.kept);
    expect(first.map(({ title }) => title)[0]).toMatch(/^\[contoso-prod\] agent-version-accepted: /);
    expect(first[0]?.body).toContain('DC07');
    const again = await upsert(documentOf(contoso()));
    expect(again.filter((word) => word !== 'updated' && word !== 'unchanged')).toEqual([]);
    expect(api.kept).toEqual(first);
  });

  test('a resolved finding closes its ticket, once; one that comes back opens the same one', async () => {
    await upsert(documentOf(contoso()));
    expect(await upsert(documentOf(later, contoso()))).toEqual(expect.arrayContaining(['closed', 'closed']));
    expect(api.kept.map(({ open }) => open)).toEqual([false, false, true, true]);
    const closed = structuredClone(api.kept);
    const again = await upsert(documentOf(later, contoso()));
    expect(again.filter((word) => ['created', 'reopened'].includes(word))).toEqual([]);
    expect(api.kept).toEqual(closed);
    await upsert(documentOf(contoso(), later));
    expect(api.kept.map(({ open }) => open)).toEqual([true, true, true, true]);
  });

  test('takes a ticket of 1.0 over by the id that it had, and gives it the new one', async () => {
    const bySubject = (key: string | undefined, baseline: Report[]) =>
      formatTickets(
        fleet(
          report([
            result('agent-queue-drained', 'fail', { findings: [finding('DC01', key ? { key } : {})] }),
          ]),
        ),
        { ...OPTIONS, groupBy: 'subject', baseline },
      );
    const old = report([result('agent-queue-drained', 'fail', { findings: [finding('DC01')] })]);
    await upsert(bySubject(undefined, []));
    await upsert(bySubject('dc01.contoso.com', [old]));
    await upsert(bySubject('dc01.contoso.com', []));
    expect(api.kept).toHaveLength(1);
  });

  test('takes hostile text, and a resolved ticket that was never made', async () => {
    const words = await upsert(documentOf(hostile()));
    expect(words).toEqual(['created', 'created', 'created']);
    expect(await upsert(documentOf(report([result('rule-fail', 'pass')]), report([result('rule-fail', 'fail')])))).toEqual([
      'nothing',
    ]); // prettier-ignore
  });

  test('takes a ticket with more objects, rules and text than fit', async () => {
    expect(await upsert(LARGE.byRule)).toHaveLength(61);
    expect((await upsert(LARGE.bySubject)).filter((word) => word !== 'created')).toEqual([]);
  });

  test('a wrong secret is an error that does not tell the secret', async () => {
    const wrong = Object.fromEntries(Object.entries(env(server.url)).map(([name, value]) => [name, SECRETS.includes(value) ? `x${value}` : value])); // prettier-ignore
    const { code, out, err } = await runScriptProcess(script, wrong, documentOf(contoso()));
    expect(code).toBe(1);
    expect(err).toContain('401');
    expect(SECRETS.filter((secret) => `${out}${err}`.includes(secret))).toEqual([]);
    expect(api.kept).toEqual([]);
  });

  test('needs its variables and an https address', async () => {
    const [missing] = Object.keys(env('')).slice(1);
    const rest = Object.fromEntries(Object.entries(env(server.url)).filter(([name]) => name !== missing));
    expect((await runScript(script, rest, documentOf(contoso()))).err).toContain(
      `Set the environment variable ${missing}`,
    );
    const plain = await runScript(script, env('http://tracker.example'), documentOf(contoso()));
    expect(plain.err).toContain('is not https');
    expect(server.seen).toEqual([]);
  });
});

test('a ticket that fails does not stop the next, and the exit code says so', async () => {
  const api = jiraStub();
  const server = await startStub((request) => (/issue$/.test(request.url.pathname) && api.kept.length === 1 ? { status: 500 } : api.answer(request))); // prettier-ignore
  const { code, out, err } = await runScript(
    'jira.mjs',
    EXAMPLES['jira']?.env(server.url) ?? {},
    documentOf(contoso()),
  );
  await server.close();
  expect(code).toBe(1);
  expect(out.match(/^created/gm)).toHaveLength(1);
  expect(err.match(/^failed .*500/gm)).toHaveLength(3);
});

test('GitHub: neither more than a page of issues nor a copied marker confuses it', async () => {
  const api = gitHubStub();
  const filler = Array.from({ length: 130 }, (_, index) => ({ id: String(index + 1), title: 'other', body: '', labels: ['tp-doctor'], open: true })); // prettier-ignore
  const [copied] = /tpd-[0-9a-f]{40}/.exec(documentOf(contoso())) ?? [''];
  api.kept.push(...filler, {
    id: '131',
    title: 'quotes',
    body: `see <!-- ${copied} -->`,
    labels: ['tp-doctor'],
    open: true,
  });
  const server = await startStub((request) => api.answer(request));
  const env = EXAMPLES['github-issues']?.env(server.url) ?? {};
  await runScript('github-issues.mjs', env, documentOf(contoso()));
  await runScript('github-issues.mjs', env, documentOf(contoso()));
  await server.close();
  expect(api.kept).toHaveLength(135);
});

test('ServiceNow: a closed incident cannot be changed, so a finding that comes back gets a new one', async () => {
  const api = serviceNowStub();
  const server = await startStub((request) => api.answer(request));
  const env = EXAMPLES['servicenow']?.env(server.url) ?? {};
  const one = report([result('agent-version-accepted', 'fail', { findings: [finding('DC01')] })]);
  await runScript('servicenow.mjs', env, documentOf(one));
  for (const id of api.states.keys()) api.states.set(id, '7');
  await runScript('servicenow.mjs', env, documentOf(one));
  await server.close();
  expect(api.kept).toHaveLength(2);
});
