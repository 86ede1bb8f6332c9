import { mkdtemp, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { activityMonitorSource } from '../../../src/gather/activity-monitor/activity-monitor';
import { CONNECTIONS } from '../../../src/gather/activity-monitor/api-client';
import { parseApiUrl, type ActivityMonitorOptions } from '../../../src/gather/activity-monitor/options';
import { parseFingerprint } from '../../../src/gather/activity-monitor/verified-tls';
import type { Gathered } from '../../../src/gather/source';
import { SourceError } from '../../../src/gather/source';
import { UserError } from '../../../src/model/errors';
import type { Answer, ApiServer } from '../../support/servers/activity-monitor';
import { CLIENT_ID, CLIENT_SECRET, json, startApi, TOKEN } from '../../support/servers/activity-monitor';
import type { TestCertificate } from '../../support/servers/certificates';
import { makeCertificate } from '../../support/servers/certificates';
import { testContext } from '../../support/gather/gather-context';
import { sectionFaults } from '../../support/estates/inventory-schema';

/** As the example of GET /agents shows it: flat. */
const FLAT = {
  id: 'AGENT0',
  host: '192.168.1.124',
  netbiosName: 'VAGRANT-2016',
  domain: 'TEST01',
  osVersion: '10.0.14393.0',
  isDC: false,
  errorMessage: '',
  installState: 'Installed',
  version: '4.1.119',
  siInstallState: 'Installed',
  siVersion: '6.0.0.388',
  managedBySI: false,
  warnings: [],
  safeModeStatus: 'pending',
  fpolicyPort: 9999,
};
/** As the agent page shows it: nested. */
const NESTED = {
  id: 'AGENT 1/x',
  host: 'fs02.contoso.com',
  netbiosName: 'FS02',
  domain: 'CONTOSO',
  osVersion: '10.0.17763 Service Pack 1',
  isDC: true,
  installState: 'Installed',
  version: '7.1.164',
  siInstallState: 'NotInstalled',
  siVersion: '',
  managedBySI: true,
  ad: { safeModeStatus: null },
  fpolicy: { port: 9999 },
};
/** The second one of that example. */
const UNREACHED = {
  id: 'AGENT1',
  host: 'nonexistent',
  netbiosName: 'nonexistent',
  domain: '',
  osVersion: '',
  isDC: false,
  errorMessage: 'Cannot detect if an agent is installed. The RPC server is unavailable.',
  installState: 'Failed',
  version: null,
  siInstallState: 'Failed',
  siVersion: '',
  managedBySI: false,
  warnings: [],
};
const HOSTS = {
  AGENT1: [],
  AGENT0: [{ id: 'NetApp-svm1', host: 'SVM1', type: 'NetApp', userName: 'svc', outputs: [] }],
  'AGENT%201%2Fx': [],
};

let certificate: TestCertificate;
let caFile: string;
let server: ApiServer | undefined;

beforeAll(async () => {
  certificate = await makeCertificate();
  caFile = path.join(await mkdtemp(path.join(tmpdir(), 'am-')), 'ca.pem');
  await writeFile(caFile, certificate.cert);
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function serve(agents: unknown, answer?: Answer): Promise<ApiServer> {
  server = await startApi(certificate, { agents, hosts: HOSTS }, answer);
  return server;
}

function optionsFor({ url }: ApiServer, more: Partial<ActivityMonitorOptions> = {}): ActivityMonitorOptions {
  return { url: parseApiUrl(url), clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, caFile, ...more };
}

function gather(api: ApiServer, more: Partial<ActivityMonitorOptions> = {}): Promise<Gathered> {
  return activityMonitorSource(optionsFor(api, more)).gather(testContext());
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SourceError);
  const { message } = error as SourceError;
  for (const secret of [CLIENT_SECRET, encodeURIComponent(CLIENT_SECRET), TOKEN])
    expect(message).not.toContain(secret);
  expect(message).not.toMatch(/[\r\n]/);
  return message;
}

test('agents and their hosts are read in the flat and the nested form, and the section holds the schema', async () => {
  const api = await serve([FLAT, NESTED]);
  const { sections, missing, remarks } = await gather(api);
  expect(sections.activityMonitor?.agents).toEqual([
    {
      id: 'AGENT0',
      host: 'VAGRANT-2016',
      domain: 'TEST01',
      osVersion: '10.0.14393.0',
      isDC: false,
      version: '4.1.119',
      installState: 'Installed',
      siInstallState: 'Installed',
      siVersion: '6.0.0.388',
      managedBySI: false,
      errorMessage: '',
      warnings: [],
      notes: 'The AD module waits in Safe Mode.',
      hosts: [{ id: 'NetApp-svm1', host: 'SVM1', type: 'NetApp', outputs: [] }],
    },
    {
      id: 'AGENT 1/x',
      host: 'FS02',
      fqdn: 'fs02.contoso.com',
      domain: 'CONTOSO',
      osVersion: '10.0.17763',
      isDC: true,
      version: '7.1.164',
      installState: 'Installed',
      siInstallState: 'NotInstalled',
      siVersion: '',
      managedBySI: true,
      hosts: [],
    },
  ]);
  expect(missing).toEqual([]);
  expect(remarks).toEqual([]);
  expect(sectionFaults(sections)).toEqual([]);
  expect(JSON.stringify(sections)).not.toContain(TOKEN);
});

test('the outputs of a host are read where it lists them, and asked for where it does not', async () => {
  const outputs = [
    { id: 'o1', type: 'LogFile', isEnabled: true, managedBy: 'Threat Prevention', status: { type: 'OK' } },
    { id: 'o2', type: 'Syslog', isEnabled: false, managedBy: '', statusType: 'Warning' },
    { id: 'o3', type: 'Amqp', isEnabled: 'yes', managedBy: null, status: null },
  ];
  const read = [
    { id: 'o1', managedBy: 'Threat Prevention', enabled: true, status: 'OK' },
    { id: 'o2', managedBy: '', enabled: false, status: 'Warning' },
    { id: 'o3' },
  ];
  const hosts = [
    { id: 'inside', host: 'A', type: 'NetApp', outputs },
    { id: 'asked/for', host: 'B', type: 'NetApp' },
    { id: 'unknown', host: 'C', type: 'NetApp', outputs: null },
    { host: 'D', type: 'NetApp', outputs: ['odd'] },
  ];
  const api = await serve([FLAT], ({ path: asked }, response) => {
    if (asked.endsWith('/AGENT0/hosts')) return json(response, 200, hosts);
    return asked === '/api/v1/hosts/asked%2Ffor/outputs' && json(response, 200, outputs);
  });
  const { sections, missing, remarks } = await gather(api);
  expect(sections.activityMonitor?.agents?.[0]?.hosts).toEqual([
    { id: 'inside', host: 'A', type: 'NetApp', outputs: read },
    { id: 'asked/for', host: 'B', type: 'NetApp', outputs: read },
    { id: 'unknown', host: 'C', type: 'NetApp' },
    { host: 'D', type: 'NetApp' },
  ]);
  expect(missing).toEqual([]);
  expect(remarks).toContain('2 hosts are shown without outputs; they count as used by Threat Prevention');
  expect(sectionFaults(sections)).toEqual([]);
});

test.each(['6.2.9200.0', '6.2.9200'])(
  'the version %s, as in the example of GET /agents, is left out',
  async (osVersion) => {
    const api = await serve([{ ...FLAT, osVersion }, NESTED]);
    const { sections, missing } = await gather(api);
    expect(sections.activityMonitor?.agents?.[0]).not.toHaveProperty('osVersion');
    expect(missing).toEqual([
      {
        path: '/activityMonitor/agents/0/osVersion',
        reason: `the API gives ${osVersion}, which old programs are told on every Windows since 2012`,
      },
    ]);
  },
);

test('of an agent that was not reached nothing is known but its name and the error', async () => {
  const api = await serve([FLAT, UNREACHED]);
  const { sections, missing } = await gather(api);
  expect(sections.activityMonitor?.agents?.[1]).toEqual({
    id: 'AGENT1',
    host: 'nonexistent',
    installState: 'Failed',
    errorMessage: UNREACHED.errorMessage,
    warnings: [],
    hosts: [],
  });
  const own = missing.filter(({ path }) => path?.startsWith('/activityMonitor/agents/1/'));
  expect(own.map(({ path }) => path?.split('/').at(-1))).toEqual([
    'osVersion',
    'isDC',
    'version',
    'siInstallState',
    'siVersion',
    'managedBySI',
  ]);
  expect(own[0]?.reason).toBe('Activity Monitor has not reached this agent');
});

test('an agent that was reached and whose upgrade failed keeps what is known of it', async () => {
  const api = await serve([{ ...NESTED, id: 'AGENT0', installState: 'Failed' }, FLAT]);
  const { sections } = await gather(api);
  expect(sections.activityMonitor?.agents?.[0]).toMatchObject({
    version: '7.1.164',
    isDC: true,
    siVersion: '',
  });
});

test.each([
  ['Windows', 'Windows'],
  ['windows', 'Windows'],
  ['Linux', 'Linux'],
  ['rhel8', 'Linux'],
  ['Solaris', 'Solaris'],
])('the platform %s is kept as %s', async (platformId, platform) => {
  const api = await serve([{ ...FLAT, platformId }, NESTED]);
  const { sections } = await gather(api);
  expect(sections.activityMonitor?.agents?.map((agent) => agent.platform)).toEqual([platform, undefined]);
});

test('the certificate may be pinned instead, and the pin is compared before a byte is sent', async () => {
  const api = await serve([FLAT, NESTED]);
  const options = optionsFor(api, {
    fingerprint: parseFingerprint(`sha256:${certificate.fingerprint.toLowerCase()}`),
  });
  delete options.caFile;
  const { missing } = await activityMonitorSource(options).gather(testContext());
  expect(missing).toEqual([]);

  const before = api.received();
  const failure = failureOf(gather(api, { fingerprint: 'AB'.repeat(32) }));
  expect(await failure).toMatch(/shows a certificate with the SHA-256 .* nothing was sent$/);
  expect(api.received()).toBe(before);
});

test('a self-signed certificate is refused without a CA or a pin, and nothing is sent', async () => {
  const api = await serve([FLAT]);
  const options = optionsFor(api);
  delete options.caFile;
  const message = await failureOf(activityMonitorSource(options).gather(testContext()));
  expect(message).toContain(
    'self-signed or of an unknown authority; name its authority with --activity-monitor-ca or pin it',
  );
  expect(api.received()).toBe(0);
});

test('a certificate for another name is refused, and nothing is sent', async () => {
  const api = await serve([FLAT]);
  const url = parseApiUrl(api.url.replace('127.0.0.1', 'localhost'));
  const other = await makeCertificate({ name: 'am01.contoso.com' });
  await server?.close();
  server = await startApi(other, { agents: [FLAT] });
  await writeFile(`${caFile}.other`, other.cert);
  url.port = new URL(server.url).port;
  const message = await failureOf(gather(server, { url, caFile: `${caFile}.other` }));
  expect(message).toContain('shows a certificate for another name');
  expect(server.received()).toBe(0);
});

test.each([
  [401, /does not accept the client id and secret \(HTTP 401\)/],
  [400, /does not accept the client id and secret \(HTTP 400\)/],
  [403, /token is not allowed to this client or from this machine \(HTTP 403\)/],
  [404, /token is not there; is this the API server of an Activity Monitor agent\? \(HTTP 404\)/],
])('HTTP %i for the token is one clear line', async (status, expected) => {
  const api = await serve([FLAT], ({ path: asked }, response) =>
    asked.endsWith('/token') ? json(response, status, { error: 'echo', secret: CLIENT_SECRET }) : false,
  );
  expect(await failureOf(gather(api))).toMatch(expected);
  expect(api.asked).toHaveLength(1);
});

test('a redirect is not followed with the secret', async () => {
  const other = await startApi(certificate, { agents: [] });
  const api = await serve([FLAT], (_, response) =>
    json(response, 307, {}, { location: `${other.url}/api/v1/token` }),
  );
  expect(await failureOf(gather(api))).toMatch(/redirects elsewhere, where nothing is sent.*\(HTTP 307\)$/);
  expect(other.received()).toBe(0);
  await other.close();
});

test('429 waits as Retry-After says and asks again; a long wait is refused', async () => {
  let refused = 0;
  const api = await serve([FLAT, NESTED], ({ path: asked }, response) => {
    if (asked !== '/api/v1/agents' || refused++ > 0) return false;
    return json(response, 429, {}, { 'retry-after': '0' });
  });
  expect((await gather(api)).missing).toEqual([]);
  expect(refused).toBe(2);
  await api.close();

  const busy = await serve([FLAT], (_, response) => json(response, 429, {}, { 'retry-after': '3600' }));
  expect(await failureOf(gather(busy))).toMatch(/asks to wait longer than gather does \(HTTP 429\)/);
  expect(busy.asked).toHaveLength(1);
});

test('Retry-After may be a date', async () => {
  let refused = 0;
  const past = new Date(Date.now() - 60_000).toUTCString();
  const api = await serve([FLAT, NESTED], (_, response) =>
    refused++ > 0 ? false : json(response, 429, {}, { 'retry-after': past }),
  );
  expect((await gather(api)).missing).toEqual([]);
  expect(refused).toBeGreaterThan(1);
});

test('5xx is asked again a few times and then given up', async () => {
  const api = await serve([FLAT], (_, response) => json(response, 503, {}));
  expect(await failureOf(gather(api))).toMatch(/token cannot answer \(HTTP 503\)/);
  expect(api.asked).toHaveLength(4);
});

test('an answer that is not JSON, or not what is documented, is refused', async () => {
  const page = await serve([FLAT], (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<html>${CLIENT_SECRET}</html>`);
    return true;
  });
  expect(await failureOf(gather(page))).toMatch(/token answers with text\/html that is not JSON$/);
  await page.close();

  const odd = await serve({ error: 'none' });
  expect(await failureOf(gather(odd))).toMatch(/answers with something else than a list of agents/);
  await odd.close();

  const noToken = await serve([FLAT], (_, response) => json(response, 200, { access_token: 'a\r\nb: c' }));
  expect(await failureOf(gather(noToken))).toMatch(/without a usable access_token/);
});

test('a truncated answer is refused', async () => {
  const api = await serve([FLAT], ({ path: asked }, response) => {
    if (asked !== '/api/v1/agents') return false;
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('[{"id":"AGENT0"');
    setTimeout(() => response.destroy(), 20);
    return true;
  });
  expect(await failureOf(gather(api))).toMatch(/closed the connection before its answer was complete/);
});

test('a huge answer is cut off', async () => {
  const api = await serve([FLAT], ({ path: asked }, response) => {
    if (asked !== '/api/v1/agents') return false;
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = Buffer.alloc(2 ** 20, ' ');
    const send = () => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', send);
    };
    send();
    return true;
  });
  expect(await failureOf(gather(api))).toMatch(/agents answers with more than 67108864 bytes/);
});

test('a server with old TLS alone is told in words, and nothing is sent', async () => {
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  server = await startApi(certificate, { agents: [FLAT] }, undefined, old);
  expect(await failureOf(gather(server))).toMatch(/^127\.0\.0\.1:\d+ knows nothing newer than TLS 1\.1; /);
  expect(server.received()).toBe(0);
});

test.each([
  ['in clear text', net.createServer, /does not speak TLS; is this its port/],
  ['over TLS', tls.createServer, /answers with something else than HTTP$/],
])('something else than a web server, %s, is told in words', async (_, create, expected) => {
  const options = { cert: certificate.cert, key: certificate.key };
  const other = (create as typeof tls.createServer)(options, (socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end('220 mail.contoso.com ESMTP\r\n'));
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const url = parseApiUrl(`https://127.0.0.1:${(other.address() as AddressInfo).port}`);
  const source = activityMonitorSource({ url, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, caFile });
  expect(await failureOf(source.gather(testContext()))).toMatch(expected);
  other.close();
});

test('what is missing is told in the order of the agents, whoever is answered first', async () => {
  let answerSlow: (() => void) | undefined;
  const agents = ['SLOW', 'QUICK'].map((id) => ({ ...FLAT, id }));
  const api = await serve(agents, ({ path: asked }, response) => {
    const answer = () => response.writeHead(404).end();
    if (asked.includes('SLOW')) answerSlow = answer;
    else if (asked.includes('QUICK')) response.once('finish', () => setTimeout(() => answerSlow?.(), 20));
    if (asked.includes('QUICK')) answer();
    return /SLOW|QUICK/.test(asked);
  });
  const { missing } = await gather(api);
  expect(missing.map(({ path: at }) => at)).toEqual(
    [0, 1].map((at) => `/activityMonitor/agents/${at}/hosts`),
  );
});

test('agents whose hosts never come cost themselves alone', async () => {
  const stuck = Array.from({ length: CONNECTIONS }, (_, at) => ({ ...FLAT, id: `STUCK${at}` }));
  const api = await serve([...stuck, FLAT, NESTED], ({ path: asked }) => asked.includes('STUCK'));
  const context = { ...testContext(), endsAt: performance.now() + 3000 };
  const { sections, missing } = await activityMonitorSource(optionsFor(api)).gather(context);
  expect(sections.activityMonitor?.agents?.slice(CONNECTIONS)).toMatchObject([
    { hosts: [{ host: 'SVM1' }] },
    { hosts: [] },
  ]);
  expect(missing.map(({ path: at }) => at)).toEqual(
    stuck.map((_, at) => `/activityMonitor/agents/${at}/hosts`),
  );
  expect(missing[0]?.reason).toMatch(
    /^127\.0\.0\.1:\d+\/api\/v1\/agents\/STUCK0\/hosts: no complete answer within [\d.]+ s; allow more with --timeout$/,
  );
});

test('a slow answer ends with the signal, and with what was gathered until then', async () => {
  const controller = new AbortController();
  const api = await serve([FLAT, NESTED], ({ path: asked }) => {
    if (!asked.includes('AGENT0')) return false;
    setTimeout(() => controller.abort(new SourceError('no complete answer within 1 s')), 200);
    return true;
  });
  const source = activityMonitorSource(optionsFor(api));
  const { sections, missing } = await source.gather(testContext(controller));
  expect(sections.activityMonitor?.agents?.map(({ hosts }) => hosts)).toEqual([undefined, []]);
  expect(missing).toEqual([
    {
      path: '/activityMonitor/agents/0/hosts',
      reason: `${new URL(api.url).host}/api/v1/agents/AGENT0/hosts: no complete answer within 1 s`,
    },
  ]);
});

test('an answer that trickles ends with the signal', async () => {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const api = await serve([FLAT], (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    let sent = 0;
    timer = setInterval(() => {
      response.write(' ');
      if (++sent === 5) controller.abort(new SourceError('no complete answer within 1 s'));
    }, 5);
    return true;
  });
  const work = activityMonitorSource(optionsFor(api)).gather(testContext(controller));
  expect(await failureOf(work)).toMatch(/^127\.0\.0\.1:\d+\/api\/v1\/token: no complete answer within 1 s$/);
  clearInterval(timer);
});

test('a handshake that is never answered ends with the signal; one that is closed is named', async () => {
  const controller = new AbortController();
  let hang = true;
  const silent = net.createServer((socket) => {
    if (hang) controller.abort(new SourceError('no complete answer within 1 s'));
    else socket.end();
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const url = parseApiUrl(`https://127.0.0.1:${(silent.address() as AddressInfo).port}`);
  const source = activityMonitorSource({ url, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, caFile });
  expect(await failureOf(source.gather(testContext(controller)))).toMatch(
    /\/api\/v1\/token: no complete answer within 1 s; no connection was made: check host, port and firewall$/,
  );
  hang = false;
  expect(await failureOf(source.gather(testContext()))).toMatch(/closed the connection/);
  silent.close();
});

test('a wait that the signal cuts short ends with its reason', async () => {
  const controller = new AbortController();
  const api = await serve([FLAT], (_, response) => {
    setTimeout(() => controller.abort(new SourceError('no complete answer within 1 s')), 30);
    return json(response, 429, {}, { 'retry-after': '30' });
  });
  const work = activityMonitorSource(optionsFor(api)).gather(testContext(controller));
  expect(await failureOf(work)).toMatch(/^127\.0\.0\.1:\d+\/api\/v1\/token: no complete answer within 1 s$/);
  expect(api.asked).toHaveLength(1);
});

test('a server that never answers the token ends with the signal', async () => {
  const controller = new AbortController();
  const api = await serve([FLAT], () => {
    controller.abort(new SourceError('no complete answer within 1 s'));
    return true;
  });
  const work = activityMonitorSource(optionsFor(api)).gather(testContext(controller));
  expect(await failureOf(work)).toMatch(/^127\.0\.0\.1:\d+\/api\/v1\/token: no complete answer within 1 s$/);
});

test('hosts that cannot be read are absent and named; the other agents are there', async () => {
  const api = await serve([FLAT, { ...NESTED, id: 'GONE' }, { ...NESTED, id: undefined }]);
  const { sections, missing } = await gather(api);
  expect(sections.activityMonitor?.agents?.map(({ hosts }) => hosts?.length)).toEqual([
    1,
    undefined,
    undefined,
  ]);
  expect(missing.map(({ path: pointer }) => pointer).sort()).toEqual([
    '/activityMonitor/agents/1/hosts',
    '/activityMonitor/agents/2/hosts',
  ]);
  expect(missing.map(({ reason }) => reason).join()).toMatch(/GONE\/hosts is not there.*HTTP 404/);
});

test('only one agent looks like a client without the Read permission; none at all is one', async () => {
  const limited = { id: 'AGENT0', host: 'am01', version: '7.1.164', warnings: [] };
  const one = await serve([limited]);
  const gathered = await gather(one);
  expect(gathered.missing).toEqual([
    { path: '/activityMonitor/agents', reason: expect.stringContaining('Read permission') },
  ]);
  await one.close();

  const full = await serve([FLAT]);
  expect(await gather(full)).toMatchObject({
    missing: [],
    remarks: [expect.stringContaining('shown in full')],
  });
  await full.close();

  const none = await serve([]);
  expect(await failureOf(gather(none))).toMatch(
    /shows no agent at all; grant the client the Read permission/,
  );
});

test('a version that is none is left out and named', async () => {
  const api = await serve([{ ...FLAT, version: 'beta', siVersion: null }, NESTED]);
  const { sections, missing } = await gather(api);
  expect(sections.activityMonitor?.agents?.[0]).not.toHaveProperty('version');
  expect(sections.activityMonitor?.agents?.[0]).not.toHaveProperty('siVersion');
  expect(missing).toEqual([
    { path: '/activityMonitor/agents/0/version', reason: expect.stringContaining('not a version') },
  ]);
});

test('many agents are asked with bounded concurrency over kept connections', async () => {
  let open = 0;
  let most = 0;
  const many = Array.from({ length: 120 }, (_, at) => ({ ...FLAT, id: `A${at}` }));
  const api = await serve(many, ({ path: asked }, response) => {
    if (!asked.endsWith('/hosts')) return false;
    most = Math.max(most, ++open);
    setTimeout(() => {
      open--;
      json(response, 200, []);
    }, 2);
    return true;
  });
  const context = testContext();
  const { missing } = await activityMonitorSource(optionsFor(api)).gather(context);
  expect(missing).toEqual([]);
  expect(most).toBe(4);
  expect(context.lines).toEqual(['120 agents', 'hosts of 50 of 120 agents', 'hosts of 100 of 120 agents']);
});

test('nobody there is one clear line', async () => {
  const api = await serve([]);
  const { url } = api;
  await api.close();
  expect(await failureOf(gather({ ...api, url }))).toMatch(/^127\.0\.0\.1:\d+ refuses the connection/);
});

test.each(['http://am01:4494', 'am01:4494', 'https://', 'https://user:pw@am01', 'ftp://am01'])(
  'the address %s is refused',
  (text) => {
    expect(() => parseApiUrl(text)).toThrow(UserError);
    expect(() => parseApiUrl(text)).not.toThrow(/pw/);
  },
);

test('the port is 4494 where none is given, and a path is left off', () => {
  expect(parseApiUrl('https://am01.contoso.com').href).toBe('https://am01.contoso.com:4494/');
  expect(parseApiUrl('https://am01:443/').port).toBe('');
  expect(parseApiUrl('https://am01:9443/api/v1').href).toBe('https://am01:9443/');
});

test('a fingerprint that is no SHA-256 is refused', () => {
  expect(() => parseFingerprint('AB:CD')).toThrow('must be a SHA-256');
});
