import { EventEmitter, once } from 'node:events';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiServer } from '../support/servers/activity-monitor';
import { CLIENT_SECRET, TOKEN } from '../support/servers/activity-monitor';
import { printed, start, type Child } from '../support/cli/child';
import { ROOT, runAside, type Ran } from '../support/cli/run';
import { SQL_PASSWORD as CONNECTION_STRING_PASSWORD } from '../support/estates/em-folder';
import { faultsOf } from '../support/estates/inventory-schema';
import { withLateness } from '../support/jest/lateness';
import { testWith } from '../support/jest/needs';
import { SECRETS, WholeEstate } from '../support/estates/whole-estate';
import { columns, PASSWORD } from '../support/servers/sql/estate';
import type { TdsServer } from '../support/servers/sql/server';
import type { Inventory } from '../../src/model/inventory';
import type { Report } from '../../src/model/report';

jest.setTimeout(60_000);

let estate: WholeEstate;
let sql: TdsServer;
let api: ApiServer;

/** What runs before the test that looks at it, so that the waiting of one overlaps the work of another. */
const ahead: { begin: () => Promise<unknown>; waits: boolean }[] = [];

function begunAhead<T>(work: () => Promise<T>, waits = false): () => Promise<T> {
  let result: Promise<T> | undefined;
  const begin = () => (result ??= work());
  ahead.push({ begin, waits });
  return begin;
}

/** Tells of each run that does nothing but wait from now on. */
const idling = new EventEmitter();
const MANNERS = ['trickle', 'silent'] as const;

/** Those that mostly wait at first, as they are timed, and then the others by twos: there may be no more cores. */
async function runAhead(): Promise<void> {
  const allIdle = Promise.all(MANNERS.map((manner) => once(idling, manner)));
  const ignore = () => undefined; // Its test gets the error.
  const works = ahead.filter(({ waits }) => !waits).values();
  const runThrough = async () => {
    for (const { begin } of works) await begin().catch(ignore);
  };
  const waiting = ahead.filter(({ waits }) => waits).map(({ begin }) => begin().catch(ignore));
  await Promise.race([allIdle, Promise.all(waiting)]);
  await Promise.all([...waiting, runThrough(), runThrough()]);
}

let allAhead: Promise<void>;

beforeAll(async () => {
  estate = await WholeEstate.make();
  [sql, api] = [await estate.startSql(), await estate.startApi()];
  allAhead = runAhead();
});
afterAll(async () => {
  await allAhead;
  await Promise.all([sql.close(), api.close()]);
  await estate.remove();
});

const out = (name: string) => join(estate.folder, 'out', name);

/** Flags for every source, those of `change` instead of the usual ones. */
function flagsWith(change: Record<string, string[]> = {}): string[] {
  return Object.values({ ...estate.flags({ sqlPort: sql.port, apiUrl: api.url }), ...change }).flat();
}

function argsOf(flags: string[], name: string, more: string[], environment = 'contoso-prod'): string[] {
  return ['gather', ...flags, '--environment', environment, '--output', out(name), ...more];
}

/** In a process of its own. */
function gather(flags: string[], name: string, more: string[] = []): Child {
  return start(argsOf(flags, name, more), estate.folder, SECRETS);
}

/** In a thread, which is quicker. */
async function runQuickly(args: string[], env: Record<string, string> = {}): Promise<Ran> {
  const ran = await runAside(args, { cwd: estate.folder, env });
  printed.push(ran.stdout, ran.stderr);
  return ran;
}

const gatherQuickly = (
  flags: string[],
  name: string,
  more: string[] = [],
  env: Record<string, string> = SECRETS,
) => runQuickly(argsOf(flags, name, more), env);

async function inventoryOf(name: string): Promise<Inventory> {
  const inventory = JSON.parse(await readFile(out(name), 'utf8')) as Inventory;
  expect(faultsOf(inventory)).toEqual([]);
  return inventory;
}

/** Checks inventories at once, of which each has a report of its own. */
async function check(...names: string[]): Promise<{ ran: Ran; reports: Report[] }> {
  const args = ['check', ...names.map(out), '--target', '7.4', '--format', 'json'];
  const ran = await runQuickly(args);
  const said = JSON.parse(ran.stdout) as Report | { reports: Report[] };
  return { ran, reports: 'reports' in said ? said.reports : [said] };
}

const statuses = ({ sources }: Inventory) =>
  Object.fromEntries(sources.map(({ id, status }) => [id, status]));

const ALL_OK = {
  agents: 'ok',
  policies: 'ok',
  'policy-export': 'ok',
  'sql-server': 'ok',
  'enterprise-manager': 'ok',
  'activity-monitor': 'ok',
  facts: 'ok',
};

/** Everything but the Activity Monitor has ended. */
const OTHERS_ENDED = Object.keys(ALL_OK)
  .filter((id) => id !== 'activity-monitor')
  .map((id) => new RegExp(`^gather: ${id}: (ok|partial) after`, 'm'));

const gatheredAll = begunAhead(() => gather(flagsWith(), 'all.json').done);

test('one command gathers all sources, and its inventory is ready as it is', async () => {
  const ran = await gatheredAll();
  expect({ ...ran, stderr: ran.code === 0 ? '' : ran.stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(ran.stderr).toMatch(/^SOURCE +STATUS +TIME +SECTIONS +REASON$/m);
  expect(statuses(await inventoryOf('all.json'))).toEqual(ALL_OK);
  if (process.platform !== 'win32') expect((await stat(out('all.json'))).mode & 0o777).toBe(0o600);
  const { reports, ran: checked } = await check('all.json');
  const [report] = reports;
  expect(report?.results.filter(({ status }) => status !== 'pass' && status !== 'skip')).toEqual([]);
  expect({ verdict: report?.verdict, code: checked.code }).toEqual({ verdict: 'ready', code: 0 });
});

/** Times and ports differ from run to run. */
const timeless = (text: string) =>
  text
    .replace(/\d+\.\d s/g, '0.0 s')
    // The columns are as wide as the longest time.
    .replace(/  +/g, '  ')
    .replace(/localhost,\d+/g, 'localhost,1433')
    .trim();

test('docs/gather.md shows the true output of that', async () => {
  const page = timeless(await readFile(join(ROOT, 'docs/gather.md'), 'utf8'));
  const { stderr } = await gatheredAll();
  const table = stderr.slice(stderr.indexOf('SOURCE'), stderr.indexOf('gather: wrote'));
  const { stdout } = await runQuickly(['check', out('all.json'), '--target', '7.4']);
  expect(page).toContain(timeless(table));
  expect(page).toContain(stdout.trim().replace(out('all.json'), 'inventory.json'));
});

/** A port on which nothing listens any more. */
async function closedPort(): Promise<number> {
  const server = await estate.startSql();
  const { port } = server;
  await server.close();
  return port;
}

describe('killing one source leaves the rest intact, and says so everywhere', () => {
  const nowhere = (flag: string) => [flag, join(estate.folder, 'none')];
  const KILLED: Record<string, [() => Promise<string[]> | string[], RegExp, string[]]> = {
    agents: [
      () => nowhere('--agents'),
      /there is no such file/,
      ['agent-os-supported', 'agent-queue-drained'],
    ],
    policies: [() => nowhere('--policies'), /there is no such file/, ['policy-export-complete']],
    'policy-export': [() => nowhere('--policy-export'), /cannot be opened/, ['policy-export-present']],
    'sql-server': [
      async () => flagsOf('sql-server', { sqlPort: await closedPort() }),
      /nothing listens there/,
      ['sql-version-supported', 'sql-databases-online', 'sql-recovery-simple', 'sql-login-owner'],
    ],
    'enterprise-manager': [
      () => nowhere('--em-root'),
      /does not exist/,
      ['source-version-documented', 'certs-info-present', 'certs-not-expired', 'certs-backup-present'],
    ],
    'activity-monitor': [
      async () => flagsOf('activity-monitor', { apiUrl: `https://127.0.0.1:${await closedPort()}` }),
      /refuses the connection/,
      ['nas-activity-monitor-compatible', 'nas-agent-colocated', 'nas-device-supported'],
    ],
    facts: [() => nowhere('--facts'), /does not exist/, ['reporting-module-current']],
  };

  /** What the one source alone supplied to the other is missing there now. */
  const LACKING: Record<string, Record<string, string>> = {
    agents: { 'sql-server': 'partial' },
  };

  /** Without the fact that says otherwise, the test server on this machine is the Enterprise Manager's own. */
  const VIOLATED: Record<string, string[]> = { facts: ['sql-separate-host'] };

  function flagsOf(source: string, change: { sqlPort?: number; apiUrl?: string }): string[] {
    return estate.flags({ sqlPort: sql.port, apiUrl: api.url, ...change })[source] ?? [];
  }

  const fileOf = (source: string) => `without-${source}.json`;
  const runs = new Map(
    Object.entries(KILLED).map(([source, [flags]]) => [
      source,
      begunAhead(async () => {
        const args = argsOf(flagsWith({ [source]: await flags() }), fileOf(source), [], `without ${source}`);
        return runQuickly(args, SECRETS);
      }),
    ]),
  );
  const checked = begunAhead(async () => {
    await Promise.all([...runs.values()].map((run) => run()));
    return check(...[...runs.keys()].map(fileOf));
  });

  async function reportWithout(source: string): Promise<Report | undefined> {
    const { reports } = await checked();
    expect(reports).toHaveLength(runs.size);
    return reports.find(({ inventory }) => inventory?.file === out(fileOf(source)));
  }

  it('covers every source', () => expect(Object.keys(KILLED).sort()).toEqual(Object.keys(ALL_OK).sort()));

  it.each(Object.entries(KILLED))('%s', async (source, [, reason, rules]) => {
    const ran = await runs.get(source)?.();
    expect(ran?.code).toBe(1);
    const inventory = await inventoryOf(fileOf(source));
    expect(statuses(inventory)).toEqual({ ...ALL_OK, ...LACKING[source], [source]: 'failed' });
    const failed = inventory.sources.find(({ id }) => id === source);
    expect(failed?.reason).toMatch(reason);
    const row = ran?.stderr.split('\n').find((line) => line.startsWith(source) && line.includes('failed'));
    expect(row).toContain(failed?.reason);
    const results = (await reportWithout(source))?.results ?? [];
    for (const id of rules) {
      const result = results.find(({ ruleId }) => ruleId === id);
      expect({ id, status: result?.status }).toEqual({ id, status: 'unknown' });
      const said = JSON.stringify([
        result?.reason,
        ...(result?.findings ?? []).map(({ message }) => message),
      ]);
      expect(said).toContain(JSON.stringify(failed?.reason).slice(1, -1));
    }
    expect(
      results.filter(({ status }) => status === 'fail' || status === 'warn').map(({ ruleId }) => ruleId),
    ).toEqual([...(VIOLATED[source] ?? []), 'sources-complete']);
  });
});

describe('a server that does not come to an end', () => {
  const TIMEOUT = 5;
  const EARLIEST_MS = 0.9 * TIMEOUT * 1000;
  const LATEST_MS = 1.1 * TIMEOUT * 1000;
  /** One byte a second from both servers, or nothing at all. */
  async function gatherSlowly(manner: (typeof MANNERS)[number]) {
    const trickles = { afterLogin: 'trickle', trickleMs: 1000 } as const;
    const slowSql = await estate.startSql(manner === 'trickle' ? trickles : { silent: true });
    const slowApi = await estate.startApi((_, response) => {
      if (manner === 'silent') return true;
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 1000);
      response.on('close', () => clearInterval(timer));
      return true;
    });
    const { 'sql-server': sqlFlags = [], 'activity-monitor': apiFlags = [] } = estate.flags({
      sqlPort: slowSql.port,
      apiUrl: slowApi.url,
    });
    const flags = flagsWith({ 'sql-server': sqlFlags, 'activity-monitor': apiFlags });
    const child = gather(flags, `${manner}.json`, ['--timeout', String(TIMEOUT)]);
    const others = OTHERS_ENDED.filter(({ source }) => !source.includes('sql-server'));
    void Promise.all(others.map((text) => child.hasSaid(text))).then(
      () => idling.emit(manner),
      () => undefined,
    );
    const timed = await withLateness(() => child.done);
    await Promise.all([slowSql.close(), slowApi.close()]);
    return timed;
  }
  const runs = new Map(MANNERS.map((manner) => [manner, begunAhead(() => gatherSlowly(manner), true)]));

  it.each(MANNERS)('%s: ends at --timeout, and the others are kept', async (manner) => {
    const { result: ran, latenessMs = 0 } = (await runs.get(manner)?.()) ?? {};
    expect(ran?.code).toBe(1);
    const inventory = await inventoryOf(`${manner}.json`);
    const slow = { 'sql-server': 'failed', 'activity-monitor': 'failed' };
    expect(statuses(inventory)).toEqual({ ...ALL_OK, ...slow });
    for (const { durationMs, reason } of inventory.sources.filter(({ status }) => status === 'failed')) {
      expect(reason).toMatch(/within 5 s.*--timeout/);
      expect(durationMs).toBeGreaterThanOrEqual(EARLIEST_MS);
      // On a busy machine the timers of this process are late too.
      expect(durationMs).toBeLessThanOrEqual(LATEST_MS + 2 * latenessMs);
    }
  });
});

describe('a login with the least rights', () => {
  const noOwner = {
    when: /IS_ROLEMEMBER/,
    columns: columns(['is_owner', 'int'], ['default_schema', 'nvarchar']),
    rows: [[0, 'dbo']],
  };
  const resultOf = ({ results }: Report) => results.find(({ ruleId }) => ruleId === 'sql-login-owner');

  async function gatherAsReader(name: string, more: string[] = []): Promise<number | null> {
    const reader = await estate.startSql({ answers: [noOwner] });
    const flags = estate.flags({ sqlPort: reader.port, apiUrl: api.url });
    const { code } = await gatherQuickly([...Object.values(flags).flat(), ...more], name);
    await reader.close();
    return code;
  }

  const gatheredAsReader = begunAhead(() => gatherAsReader('reader.json'));

  it('is no evidence against the login of the product: unknown, with what would tell', async () => {
    expect(await gatheredAsReader()).toBe(1);
    const [report] = (await check('reader.json')).reports;
    const result = report && resultOf(report);
    expect(result?.status).toBe('unknown');
    expect(result?.findings.map(({ kind }) => kind)).toEqual(['no-evidence', 'no-evidence']);
    expect(result?.findings[0]?.message).toMatch(/login of Threat Prevention \(E4\); .*--merge/);
  });

  const gatheredWithTold = begunAhead(async () => {
    const file = join(estate.folder, 'owner.json');
    const databases = ['NVMonitorConfig', 'NVMonitorData'].map((name) => ({
      name,
      isOwner: true,
      defaultSchema: 'dbo',
    }));
    const frame = { schemaVersion: 1, environment: 'contoso-prod', sources: [] };
    await writeFile(
      file,
      JSON.stringify({ ...frame, collectedAt: new Date().toISOString(), database: { databases } }),
    );
    return gatherAsReader('told.json', ['--merge', file]);
  });

  it('is complete with what the administrator tells by --merge', async () => {
    expect(await gatheredWithTold()).toBe(0);
    expect((await check('told.json')).reports.map(({ verdict }) => verdict)).toEqual(['ready']);
  });
});

/** An API that keeps its client waiting for ever. */
async function gatherFromHeldApi(name: string, more: string[] = []) {
  const held = await estate.startApi(() => true);
  const flags = Object.values(estate.flags({ sqlPort: sql.port, apiUrl: held.url })).flat();
  const child = gather(flags, name, more);
  await Promise.all(OTHERS_ENDED.map((text) => child.hasSaid(text)));
  return { held, child };
}

testWith('posix')('Ctrl-C writes what was gathered so far', async () => {
  const { held, child } = await gatherFromHeldApi('stopped.json');
  child.interrupt();
  expect((await child.done).code).toBe(1);
  await held.close();
  const inventory = await inventoryOf('stopped.json');
  expect(statuses(inventory)).toEqual({ ...ALL_OK, 'activity-monitor': 'failed' });
  expect(inventory.sources.find(({ id }) => id === 'activity-monitor')?.reason).toContain(': interrupted');
  expect(inventory.agents).toHaveLength(5);
});

testWith('posix')('nothing is half-written when the folder of the inventory vanishes meanwhile', async () => {
  const parent = join(estate.folder, 'apart');
  await mkdir(join(parent, 'vanishing'), { recursive: true });
  const { held, child } = await gatherFromHeldApi('../apart/vanishing/inventory.json');
  await rm(join(parent, 'vanishing'), { recursive: true });
  await held.close();
  const ran = await child.done;
  expect(ran.code).toBe(2);
  const [fault, ...more] = ran.stderr.split('\n').filter((line) => line.startsWith('tp-doctor: '));
  expect(fault).toMatch(/vanishing\/inventory\.json: cannot be written: its folder does not exist/);
  expect(more).toEqual([]);
  expect(await readdir(parent)).toEqual([]);
});

test('a dry run asks nobody, needs no secret and writes nothing', async () => {
  const [ownSql, ownApi] = [await estate.startSql(), await estate.startApi()];
  const flags = Object.values(estate.flags({ sqlPort: ownSql.port, apiUrl: ownApi.url })).flat();
  const ran = await gatherQuickly(flags, 'dry.json', ['--dry-run'], {});
  expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: '' });
  for (const source of Object.keys(ALL_OK))
    expect(ran.stdout).toMatch(new RegExp(`^${source}: .+ → .+$`, 'm'));
  expect({ connections: ownSql.connections, asked: ownApi.asked }).toEqual({ connections: [], asked: [] });
  await Promise.all([ownSql.close(), ownApi.close()]);
  expect(await readdir(out('.'))).not.toContain('dry.json');
});

describe('no secret comes out', () => {
  const refused = begunAhead(async () => {
    const wrong = {
      TP_DOCTOR_SQL_PASSWORD: `${PASSWORD}-wrong`,
      TP_DOCTOR_AM_CLIENT_SECRET: `${CLIENT_SECRET}-wrong`,
    };
    const echo = await estate.startApi(({ body }, response) => {
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: body }));
      return true;
    });
    const flags = estate.flags({ sqlPort: sql.port, apiUrl: echo.url });
    const ran = await gatherQuickly(Object.values(flags).flat(), 'refused.json', ['--verbose'], wrong);
    await echo.close();
    return ran;
  });

  it('when the servers refuse what they are told, and echo it', async () => {
    expect((await refused()).code).toBe(1);
    const failed = { 'sql-server': 'failed', 'activity-monitor': 'failed' };
    expect(statuses(await inventoryOf('refused.json'))).toEqual({ ...ALL_OK, ...failed });
  });

  it('in all that this file made the tool print and write', async () => {
    await allAhead;
    const names = await readdir(out('.'));
    const files = await Promise.all(names.map((name) => readFile(out(name), 'utf8')));
    const everything = [...printed, ...files].join('\n');
    // The scan itself has something to look at.
    expect(names.length).toBeGreaterThanOrEqual(11);
    expect(everything).toContain('the login was refused (18456)');
    const secrets = [
      PASSWORD,
      CLIENT_SECRET,
      TOKEN,
      CONNECTION_STRING_PASSWORD,
      'Pa55',
      ...(await estate.keys()),
    ];
    for (const secret of [...secrets.flatMap(spellings), 'PRIVATE KEY', 'tp_svc', 'Initial Catalog'])
      expect(everything.includes(secret) ? secret : '').toBe('');
  });

  /** As it is, and as forms, JSON, Base64 and the wire would spell it. */
  function spellings(secret: string): string[] {
    return [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      ...(['base64', 'hex'] as const).flatMap((form) =>
        (['utf8', 'utf16le'] as const).map((text) => Buffer.from(secret, text).toString(form)),
      ),
    ];
  }
});
