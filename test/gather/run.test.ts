import type { RunOptions } from '../../src/gather/run';
import { runSources } from '../../src/gather/run';
import type { GatherContext, Gathered, SourceRequest } from '../../src/gather/source';
import { SourceError } from '../../src/gather/source';

const FOUND: Gathered = { sections: { agents: [] }, missing: [] };

function source(id: string, gather: (context: GatherContext) => Promise<Gathered>): SourceRequest {
  return {
    id,
    kind: 'agent-list',
    target: `${id}\u001b.xml`,
    sections: ['agents'],
    formatSteps: () => [],
    gather,
  };
}

function options(more: Partial<RunOptions> = {}): RunOptions {
  return {
    timeoutMs: 5000,
    overallTimeoutMs: 10_000,
    now: () => new Date('2026-11-20T21:00:00Z'),
    signal: new AbortController().signal,
    secrets: ['hunter2'],
    progress: () => undefined,
    finished: () => undefined,
    ...more,
  };
}

const never = () => new Promise<never>(() => undefined);

test('a source that fails, at once or later, stops no other one', async () => {
  const outcomes = await runSources(
    [
      source('good', () => Promise.resolve(FOUND)),
      source('late', () => Promise.reject(new SourceError('Password=hunter2 was refused\nby SQL01'))),
      source('thrower', () => {
        throw new TypeError('x is undefined');
      }),
    ],
    options(),
  );
  expect(outcomes.map(({ entry }) => [entry.status, entry.reason, entry.sections])).toEqual([
    ['ok', null, ['agents']],
    ['failed', 'Password=*** was refused by SQL01', []],
    ['failed', 'x is undefined', []],
  ]);
  expect(outcomes[1]?.entry.missing).toEqual([
    { path: '/agents', reason: 'Password=*** was refused by SQL01' },
  ]);
  expect(outcomes[0]?.entry).toMatchObject({ target: 'good .xml', collectedAt: '2026-11-20T21:00:00.000Z' });
  expect(outcomes[0]?.entry.durationMs).toBeGreaterThanOrEqual(0);
});

test('evidence is as old as the question, however long the answer takes', async () => {
  let hour = 20;
  const now = () => new Date(`2026-11-20T${hour}:00:00.000Z`);
  const gather = (answer: () => Promise<Gathered>) => () => {
    hour = 21;
    return answer();
  };
  for (const answer of [() => Promise.resolve(FOUND), () => Promise.reject(new SourceError('no'))]) {
    hour = 20;
    const [outcome] = await runSources([source('slow', gather(answer))], options({ now }));
    expect(outcome?.entry.collectedAt).toBe('2026-11-20T20:00:00.000Z');
  }
});

test('missing evidence makes a source partial, with each reason once', async () => {
  const missing = ['a', 'a', 'b', 'c', 'd hunter2'].map((reason, at) => ({ path: `/agents/${at}`, reason }));
  const [outcome] = await runSources(
    [source('some', () => Promise.resolve({ ...FOUND, missing, remarks: ['look', 'here'] }))],
    options(),
  );
  expect(outcome?.entry).toMatchObject({
    status: 'partial',
    reason: 'a; b; c; and 1 more, see missing',
    notes: 'look; here',
  });
  expect(outcome?.entry.missing?.[4]).toEqual({ path: '/agents/4', reason: 'd ***' });
});

test('what is to be had elsewhere alone is missing, and the source is whole', async () => {
  const open = { path: '/enterpriseManager/services', reason: 'ask there', open: true };
  const entryOf = async (missing: Gathered['missing']) =>
    (await runSources([source('some', () => Promise.resolve({ ...FOUND, missing }))], options()))[0]?.entry;
  expect(await entryOf([open])).toMatchObject({ status: 'ok', reason: 'ask there', missing: [open] });
  const fault = { path: '/agents', reason: 'cut' };
  expect(await entryOf([open, fault])).toMatchObject({ status: 'partial', missing: [open, fault] });
  expect(await entryOf([{ ...fault, open: false }])).toMatchObject({ status: 'partial', missing: [fault] });
});

test('a source that ignores its signal ends at its deadline, and the others are kept', async () => {
  const finished: string[] = [];
  const outcomes = await runSources(
    [source('deaf', never), source('good', () => Promise.resolve(FOUND))],
    options({ timeoutMs: 60, finished: ({ id }) => finished.push(id) }),
  );
  expect(finished).toEqual(['good', 'deaf']);
  expect(outcomes.map(({ entry }) => entry.status)).toEqual(['failed', 'ok']);
  expect(outcomes[0]?.entry.reason).toBe('no complete answer within 0.06 s; allow more with --timeout');
});

test('a source has the time that it asks for, unless --timeout gives another', async () => {
  const reasonWith = async (timeoutMs: number | undefined) => {
    const sources = [{ ...source('deaf', never), timeoutMs: 50 }];
    const [outcome] = await runSources(sources, options({ timeoutMs }));
    return outcome?.entry.reason;
  };
  expect(await reasonWith(undefined)).toMatch(/^no complete answer within 0.05 s/);
  expect(await reasonWith(20)).toMatch(/^no complete answer within 0.02 s/);
});

test('the overall limit ends them all', async () => {
  const [outcome] = await runSources([source('deaf', never)], options({ overallTimeoutMs: 40 }));
  expect(outcome?.entry.reason).toBe('no complete answer within 0.04 s; allow more with --overall-timeout');
});

test('what a source says of its end counts more than that the time was up', async () => {
  const wordy = source('wordy', async ({ signal }) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    throw new SourceError('SQL01: no login; check the firewall');
  });
  const wordless = source('wordless', async ({ signal }) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    throw new DOMException('This operation was aborted', 'AbortError');
  });
  const outcomes = await runSources([wordy, wordless], options({ timeoutMs: 400 }));
  expect(outcomes.map(({ entry }) => entry.reason)).toEqual([
    'SQL01: no login; check the firewall',
    'no complete answer within 0.4 s; allow more with --timeout',
  ]);
});

test('a source knows its limit, and which flag allows more', async () => {
  const limits: [number, string][] = [];
  const asking = source('asking', ({ endsAt, flag }) => {
    limits.push([endsAt - performance.now(), flag]);
    return Promise.resolve(FOUND);
  });
  await runSources([asking], options());
  await runSources([asking], options({ timeoutMs: 20_000 }));
  expect(limits.map(([, flag]) => flag)).toEqual(['--timeout', '--overall-timeout']);
  expect(limits.every(([ms]) => ms > 1000 && ms <= 10_000)).toBe(true);
});

test('a source that heeds its signal may hand over what it has', async () => {
  const heeding = source('heeding', async ({ signal }) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    return { sections: { agents: [{ name: 'DC01' }] }, missing: [{ path: '/agents', reason: 'cut short' }] };
  });
  const [outcome] = await runSources([heeding], options({ timeoutMs: 400 }));
  expect(outcome?.gathered.sections.agents).toHaveLength(1);
  expect(outcome?.entry).toMatchObject({ status: 'partial', reason: 'cut short' });
});

test('Ctrl-C keeps what was gathered; what comes after it is not begun', async () => {
  const interrupt = new AbortController();
  const sources = [source('good', () => Promise.resolve(FOUND)), source('slow', never)];
  const running = runSources(
    sources,
    options({ signal: interrupt.signal, finished: () => interrupt.abort() }),
  );
  const statuses = (await running).map(({ entry }) => [entry.status, entry.reason]);
  expect(statuses).toEqual([
    ['ok', null],
    ['failed', 'interrupted before the answer was complete'],
  ]);

  let begun = false;
  const [outcome] = await runSources(
    [source('late', () => ((begun = true), Promise.resolve(FOUND)))],
    options({ signal: interrupt.signal }),
  );
  expect(begun).toBe(false);
  expect(outcome?.entry.reason).toBe('interrupted before the answer was complete');
});

test('progress is redacted and one line', async () => {
  const lines: string[] = [];
  const talking = source('talking', ({ progress }) => {
    progress('login with hunter2\u0007\nwent well');
    return Promise.resolve(FOUND);
  });
  await runSources([talking], options({ progress: (id, line) => lines.push(`${id}: ${line}`) }));
  expect(lines).toEqual(['talking: login with *** went well']);
});
