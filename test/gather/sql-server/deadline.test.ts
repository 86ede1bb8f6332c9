import type { Source } from '../../../src/model/inventory';
import { runSources } from '../../../src/gather/run';
import { SessionSockets } from '../../../src/gather/sql-server/connection/sockets';
import { sqlServerSource } from '../../../src/gather/sql-server/sql-server';
import { SqlFault } from '../../../src/gather/sql-server/connection/sql-fault';
import { formatLoginFault } from '../../../src/gather/sql-server/faults/login-faults';
import { TimeLimitError } from '../../../src/gather/time-limit';
import { withLateness } from '../../support/jest/lateness';
import type { Answer } from '../../support/servers/sql/answers';
import { startBrowser } from '../../support/servers/sql/browser';
import { PASSWORD, startEstate } from '../../support/servers/sql/estate';
import { type Failure, failureOf, gatherWith, optionsFor } from '../../support/servers/sql/gathering';
import { Secured } from '../../support/servers/sql/secured';
import type { TdsServerOptions } from '../../support/servers/sql/server';

const DEADLINE_MS = 500;
/** Half of it is left for the questions after one that hangs, also on a busy machine. */
const QUESTIONS_MS = 5000;
/** The agents have all that is left. */
const TABLE_MS = 2500;

// Not part of what is timed.
beforeAll(() => import('tedious'));

const secured = new Secured();
const start = (options: TdsServerOptions) => secured.start(options);

interface Timed<T> {
  result: T;
  took: number;
  latenessMs: number;
}

/** Runs until it ends and says how long that took; the driver's own limits are far away. */
async function timed<T>(work: (ms: number) => Promise<T>): Promise<Timed<T>> {
  const started = performance.now();
  const ended = await withLateness(() => work(DEADLINE_MS));
  return { ...ended, took: performance.now() - started };
}

/** It was the deadline, neither earlier nor the driver's 10 s; a busy machine may add a little. */
function expectDeadline({ took, latenessMs }: Timed<unknown>): void {
  expect(took).toBeGreaterThan(DEADLINE_MS * 0.9);
  expect(took).toBeLessThan(DEADLINE_MS + 1500 + 2 * latenessMs);
}

/** How many things of this kind keep the process alive. */
function open(kind: RegExp): number {
  return process.getActiveResourcesInfo().filter((name) => kind.test(name)).length;
}

/** Waits a little, on a busy machine longer, until no more of them are open than before. */
async function expectClosed(kind: RegExp, before: number): Promise<void> {
  const patience = Date.now() + 3000;
  while (open(kind) > before && Date.now() < patience)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(open(kind)).toBeLessThanOrEqual(before);
}

const NETWORK = /TCP|UDP|TLS/i;

const STALLS: [string, TdsServerOptions][] = [
  ['never says a word', { silent: true }],
  ['never answers PRELOGIN', { prelogin: 'hang' }],
  ['trickles its answer to PRELOGIN', { prelogin: 'trickle' }],
  ['never answers the login', { afterLogin: 'hang' }],
  ['trickles its answer to the login', { afterLogin: 'trickle' }],
];

describe.each(['off', 'on', 'strict'] as const)('with encryption %s, a server that', (encrypt) => {
  const encryption = encrypt === 'off' ? 'not-supported' : encrypt;

  const left = new Map<string, { address: string; outcome: Timed<Failure> }>();

  /** Waits until the client has hung up. */
  async function leave([name, options]: (typeof STALLS)[number]): Promise<void> {
    const { certificate, caFile } = secured.authority;
    const server = await startEstate({ certificate, encryption, ...options });
    const address = `localhost,${server.port}`;
    const asked = optionsFor(address, { encrypt, caFile });
    try {
      const outcome = await timed((ms) => failureOf(gatherWith(asked, ms)));
      await server.allGone();
      left.set(name, { address, outcome });
    } finally {
      await server.close();
    }
  }

  // All at once, as they do nothing but wait.
  beforeAll(() => Promise.all(STALLS.map(leave)));

  it.each(STALLS)('%s is left at the deadline', (name) => {
    const { address, outcome } = left.get(name) ?? {};
    if (!outcome) throw new Error('it was not run');
    expectDeadline(outcome);
    // Which of the two is a matter of how far it came meanwhile; see below.
    expect(outcome.result.message).toMatch(
      /^localhost,\d+: no login within 0\.5 s \(--timeout\)(: the connection was made, but|; check host, port)/,
    );
    expect(outcome.result.message.startsWith(`${address}:`)).toBe(true);
    expect(outcome.result.everything).not.toContain(PASSWORD);
  });
});

it('a server that leaves the TLS handshake unanswered is left at the deadline', async () => {
  const address = await start({ encryption: 'on', noHandshake: true });
  const options = optionsFor(address, { encrypt: 'on', caFile: secured.authority.caFile });
  const outcome = await timed((ms) => failureOf(gatherWith(options, ms)));
  expectDeadline(outcome);
  expect(outcome.result.message).toMatch(/no login within 0.5 s/);
  await secured.server.allGone();
});

it('only a server that did not take the connection may be behind a firewall', () => {
  const reached = (wasConnected: boolean) => {
    const signal = AbortSignal.abort(new TimeLimitError(30_000, '--overall-timeout'));
    const fault = new SqlFault(signal.reason, { signal, wasConnected });
    return formatLoginFault(fault, optionsFor('sql01', { auth: 'azure-default' }));
  };
  expect(reached(false)).toBe(
    'no login within 30 s (--overall-timeout); check host, port and firewall (TCP 1433, UDP 1434 for a named instance)',
  );
  expect(reached(true)).toMatch(
    /^no login within 30 s \(--overall-timeout\): the connection was made, but the server or the Azure identity did not answer;/,
  );
});

describe('a server that stalls after the login', () => {
  const stalls = async (answer: Partial<Answer> & Pick<Answer, 'when'>, ms = QUESTIONS_MS) => {
    const server = await startEstate({ answers: [{ columns: [], fate: 'hang', ...answer }] });
    const started = performance.now();
    const result = await gatherWith(optionsFor(`127.0.0.1,${server.port}`), ms);
    const took = performance.now() - started;
    await server.allGone();
    await server.close();
    const missing = result.missing.filter(({ path }) => !path?.startsWith('/agents/*'));
    return { ...result.sections, missing, took, server };
  };
  const ALL_KNOWN = { isOwner: true, freeVolumeMb: 51200, fullBackupFound: true };

  it('costs the question that hangs its answer, and no other one', async () => {
    // Side by side, as they do nothing but wait.
    const [hung, trickled, listed, table] = await Promise.all([
      stalls({ when: /sys\.dm_os_sys_info/ }),
      stalls({ when: /IS_ROLEMEMBER/, database: 'NVMonitorData', fate: 'trickle' }),
      stalls({ when: /FROM sys\.databases/ }),
      stalls({ when: /\[dbo\]\.\[Server\]/ }, TABLE_MS),
    ]);
    const late = /: no complete answer within [\d.]+ s; allow more with --timeout/;
    expect(hung.missing).toEqual(
      ['physicalMemoryMb', 'cpuCores'].map((field) => ({
        path: `/database/${field}`,
        reason: expect.stringMatching(/^sys\.dm_os_sys_info: no complete/) as string,
      })),
    );
    expect(hung.missing[0]?.reason).toMatch(late);
    expect(hung.agents).toHaveLength(2);
    // One login a database, and one more after the question that was given up.
    expect(hung.server.connections).toHaveLength(4);

    expect(trickled.missing.map(({ path }) => path)).toEqual([
      '/database/databases/1/isOwner',
      '/database/databases/1/defaultSchema',
    ]);
    expect(trickled.agents).toHaveLength(2);

    expect(listed.missing.map(({ path }) => path)).toEqual([
      '/database/databases/0/state',
      '/database/databases/0/recoveryModel',
      '/database/databases/1/state',
      '/database/databases/1/recoveryModel',
    ]);
    expect(listed.missing[0]?.reason).toMatch(late);
    expect(listed.agents).toHaveLength(2);

    expect(table.database?.databases).toMatchObject([ALL_KNOWN, ALL_KNOWN]);
    expect(table.took).toBeGreaterThan(TABLE_MS * 0.9);
    expect(table.missing.map(({ path }) => path)).toEqual(['/agents']);
    expect(table.missing[0]?.reason).toMatch(late);
  });

  it('ends too when somebody interrupts, and says that', async () => {
    const address = await start({ afterLogin: 'hang' });
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('SIGINT')), 100);
    const failure = await failureOf(gatherWith(optionsFor(address), controller.signal));
    expect(failure.message).toBe(`${address}: interrupted before the login`);
    await secured.server.allGone();
  });

  it('is not even asked when the deadline has passed', async () => {
    const address = await start({});
    const failure = await failureOf(gatherWith(optionsFor(address), AbortSignal.abort()));
    expect(failure.name).toBe('SourceError');
    expect(secured.server.connections.flatMap(({ received }) => received)).toEqual([]);
  });
});

describe('nothing stays open', () => {
  it.each(STALLS)('after a server that %s', async (_name, options) => {
    const address = await start(options);
    const [sockets, timers] = [open(NETWORK), open(/Timeout/)];
    // The driver's own limit is far away: its timers would still be there.
    const asked = optionsFor(address, { timeoutMs: 60_000 });
    await failureOf(gatherWith(asked, 200));
    await secured.server.allGone();
    await expectClosed(NETWORK, sockets);
    await expectClosed(/Timeout/, timers);
  });
});

it('no connection is opened after the end of a session', async () => {
  const address = await start({});
  const sockets = new SessionSockets(new AbortController().signal, false);
  await sockets.end();
  const late = sockets.connect({ host: 'localhost', port: Number(address.split(',')[1]) });
  await expect(late).rejects.toThrow('the session has ended');
  expect(secured.server.connections).toEqual([]);
});

describe('as gather runs it', () => {
  async function run(server: TdsServerOptions): Promise<Source> {
    const { port, close } = await startEstate(server).then((one) => ({
      port: one.port,
      close: () => one.close(),
    }));
    const options = {
      timeoutMs: 600,
      overallTimeoutMs: 10_000,
      now: () => new Date(),
      signal: new AbortController().signal,
      secrets: [PASSWORD],
      progress: () => undefined,
      finished: () => undefined,
    };
    const source = sqlServerSource(optionsFor(`127.0.0.1,${port}`));
    const [outcome] = await runSources([source], options).finally(close);
    return outcome?.entry ?? { id: 'none', kind: 'none' };
  }

  it('keeps the words of a login and of a question that came too late', async () => {
    const [login, question] = await Promise.all([
      run({ afterLogin: 'hang' }),
      run({ answers: [{ when: /./, columns: [], fate: 'hang' }] }),
    ]);
    expect(login.status).toBe('failed');
    expect(login.reason).toMatch(/^127\.0\.0\.1,\d+: no login within 0\.6 s \(--timeout\)/);
    expect(JSON.stringify(question)).toContain('allow more with --timeout');
    expect(JSON.stringify(question)).not.toContain('interrupted');
  });
});

const BREAKS = ['close', 'close-inside', 'garbage', 'no-packet'] as const;

describe('a connection that breaks', () => {
  it.each(['close', 'garbage', 'no-packet'] as const)('ends before the login: %s', async (prelogin) => {
    const address = await start({ prelogin });
    const result = await failureOf(gatherWith(optionsFor(address)));
    expect(result.message).not.toMatch(/--timeout/);
    expect(result.message).toMatch(/check --sql-|closed the connection/);
    await secured.server.allGone();
  });

  it.each(BREAKS)('ends the login at once: %s', async (afterLogin) => {
    const address = await start({ afterLogin });
    const result = await failureOf(gatherWith(optionsFor(address)));
    expect(result.message).not.toMatch(/--timeout/);
    expect(result.name).toBe('SourceError');
    expect(result.message).toMatch(/check --sql-|closed the connection/);
    expect(result.everything).not.toContain(PASSWORD);
    await secured.server.allGone();
  });

  it.each(BREAKS)('costs one query its answer: %s', async (fate) => {
    const address = await start({ answers: [{ when: /sys\.dm_os_sys_info/, columns: [], fate }] });
    const gathered = await gatherWith(optionsFor(address));
    expect(gathered.sections.database).toMatchObject({ version: '16.0.4135.4', maxServerMemoryMb: 10240 });
    expect(gathered.sections.database).not.toHaveProperty('physicalMemoryMb');
    expect(gathered.missing).toContainEqual({
      path: '/database/physicalMemoryMb',
      reason: 'sys.dm_os_sys_info: the connection was lost before it was answered',
    });
    expect(gathered.sections.agents).toHaveLength(2);
  });
});

describe('a SQL Server Browser that never answers', () => {
  it('is left at the deadline, its socket closed', async () => {
    const browser = await startBrowser();
    await start({});
    const before = open(NETWORK);
    const options = optionsFor('127.0.0.1\\TP', { browserPort: browser.port });
    const outcome = await timed((ms) => failureOf(gatherWith(options, ms)));
    await expectClosed(NETWORK, before);
    browser.close();
    expectDeadline(outcome);
    expect(browser.asked()).toBe(1);
    expect(outcome.result.message).toMatch(/^127\.0\.0\.1\\TP: no login within/);
  });
});
