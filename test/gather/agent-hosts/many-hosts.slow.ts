import { setTimeout as sleep } from 'node:timers/promises';
import { agentHostsSource } from '../../../src/gather/agent-hosts/agent-hosts';
import { NAME_KEY } from '../../../src/gather/agent-hosts/host/registry-facts';
import { runInTurn } from '../../../src/gather/run-in-turn';
import type { SourceRequest, TimeLimit } from '../../../src/gather/source';
import { Registry } from '../../../src/gather/windows/registry';
import { findTools, ToolError, type runTool } from '../../../src/gather/windows/tools';
import type { Agent } from '../../../src/model/inventory';
import { makeAgentFiles, makeHostKeys } from '../../support/gather/agent-host';
import { createRunner } from '../../support/gather/windows';

/** 3,000 take three minutes: TP_DOCTOR_HOSTS=3000 tries as many. */
const COUNT = Number(process.env.TP_DOCTOR_HOSTS ?? 300);
const ANSWER_MS = 50;
const HOST_TIMEOUT_MS = 5000;

/** Ten hosts hang, ten refuse; every other answers each question after 50 ms. */
async function createSlowRunner(): Promise<{ run: typeof runTool; calls: string[] }> {
  const keys = await makeHostKeys('DC', 'contoso.com');
  const calls: string[] = [];
  const run: typeof runTool = async (program, [verb = '', key = '', ...rest], tools) => {
    const host = /^\\\\([^\\]+)/.exec(key)?.[1] ?? '';
    // This machine is asked too, for what reg.exe says of an absent key.
    const number = host === '' ? NaN : Number(host.slice(2));
    if (number < 10) await sleep(60_000, undefined, { signal: tools.limit.signal }).catch(() => undefined);
    if (number < 10) throw new ToolError(program, 'no complete answer', undefined);
    await sleep(ANSWER_MS);
    if (number < 20) throw new ToolError(program, 'ERROR: Access is denied.', 1);
    const own = { ...keys, [NAME_KEY]: { Hostname: host } };
    return createRunner({ hosts: { [host]: own } }, calls)(program, [verb, key, ...rest], tools);
  };
  return { run, calls };
}

test('many hosts are asked within the time that their answers take, and those that fail are named', async () => {
  const { run, calls } = await createSlowRunner();
  const { locate } = await makeAgentFiles();
  const agents: Agent[] = Array.from({ length: COUNT }, (_, at) => ({ name: `DC${at}`, status: 'Active' }));
  const options = {
    registry: (limit: TimeLimit) => new Registry(findTools({}, limit), run),
    hostTimeoutMs: HOST_TIMEOUT_MS,
    locate: () => locate,
    explain: () => Promise.resolve('not reached'),
  };
  const list: SourceRequest = {
    ...agentHostsSource(options, []),
    id: 'agents',
    kind: 'agent-list',
    gather: () => Promise.resolve({ sections: { agents }, missing: [] }),
  };
  const probe = {
    ...agentHostsSource(options, []),
    follow: (found: readonly Agent[]) => agentHostsSource(options, found),
  };
  const begun = performance.now();
  const [, outcome] = await runInTurn([list, probe], {
    timeoutMs: undefined,
    overallTimeoutMs: 1000,
    now: () => new Date(),
    signal: new AbortController().signal,
    secrets: [],
    progress: () => undefined,
    finished: () => undefined,
  });
  const seconds = (performance.now() - begun) / 1000;
  const known = outcome?.gathered.sections.agents?.filter(({ dotNetRelease }) => dotNetRelease !== undefined);
  const named = new Set(outcome?.entry.missing?.map(({ reason }) => reason?.split(':')[0]));
  expect(known).toHaveLength(COUNT - 20);
  expect([...named].sort()).toEqual(Array.from({ length: 20 }, (_, at) => `DC${at}`).sort());
  const megabytes = Math.round(process.memoryUsage().rss / 2 ** 20);
  process.stderr.write(`${COUNT} hosts: ${seconds.toFixed(0)} s, ${calls.length} answers, ${megabytes} MB\n`);
}, 1_200_000);
