import type { KnownAgent } from '../../../src/engine/plan/agents';
import { forecastAgents, listRows } from '../../../src/engine/plan/forecast';
import type { Agent } from '../../../src/model/inventory';
import { target } from '../../support/judge/plan-input';

const known = (row: Partial<Agent> = {}, more: Partial<KnownAgent> = {}): KnownAgent => ({
  row: { name: 'DC01', domain: 'CONTOSO', version: '7.3.9.42', status: 'Active', ...row },
  others: [],
  isUnlisted: false,
  ...more,
});
const forecast = (agent: KnownAgent, to = '7.4') => forecastAgents([agent], target(to), 0, null);

const MINIMUM = 'Enterprise Manager 7.4 is documented to accept 7.3.9 or later';

test.each<[string, KnownAgent, 'orphaned' | 'unknown' | 'unreachable', string]>([
  [
    'too old and connected',
    known({ version: '7.1' }),
    'orphaned',
    `runs 7.1; ${MINIMUM}; upgrade it before this hop`,
  ],
  [
    'too old and lost',
    known({ version: '7.1', status: 'Lost Connection' }),
    'orphaned',
    `runs 7.1; ${MINIMUM}; its status is Lost Connection, so it cannot be upgraded before`,
  ],
  [
    'too old by one of two',
    known({}, { others: ['7.1', '7.2'] }),
    'orphaned',
    `runs 7.3.9.42 by the agent list, and 7.1, 7.2 by Activity Monitor; ${MINIMUM}; upgrade it before this hop`,
  ],
  ['of no version', known({ version: null }), 'unknown', `its version is not known; ${MINIMUM}`],
  [
    'none, and has versions',
    known({ status: 'No Agent' }, { others: ['7.5', '7.6'] }),
    'unknown',
    'its status is No Agent, and yet it has a version (7.3.9.42, 7.5, 7.6)',
  ],
  [
    'of a status that is not known',
    known({ status: null }),
    'unreachable',
    'its status is not known, so it is not upgraded from the console and stays at 7.3.9.42',
  ],
  [
    'known to Activity Monitor alone',
    known({}, { isUnlisted: true }),
    'unknown',
    'only Activity Monitor knows it (7.3.9.42), so nobody knows whether it is connected',
  ],
])('of an Agent that is %s it says why', (_what, agent, place, reason) => {
  const { agents, ...lists } = forecast(agent).forecast;
  expect(lists[place]).toEqual([{ subject: 'CONTOSO\\DC01', version: agent.row.version ?? null, reason }]);
  expect(agents).toBe(1);
});

test('where no minimum is documented, nobody is orphaned and versions need not be known', () => {
  const outlook = (version: string | null, status: string) =>
    forecast(known({ version, status }), '7.3.9').forecast;
  expect(outlook('7.1', 'Active')).toMatchObject({ orphaned: [], toUpgrade: 1 });
  expect(outlook(null, 'Active')).toMatchObject({ unknown: [], toUpgrade: 1 });
  expect(outlook(null, 'Stopped').unreachable[0]?.reason).toContain('stays at its version');
});

test.each<[string, KnownAgent, string, Partial<KnownAgent>]>([
  ['is upgraded to the line', known(), '7.4', { row: known({ version: '7.4' }).row }],
  ['has a build of the line already', known({ version: '7.4.0.9' }), '7.4', {}],
  ['is at the target', known({ version: '7.4.0.9' }), '7.4.0.9', {}],
  ['cannot be reached', known({ status: 'Stopped' }), '7.4', {}],
  ['is contested', known({}, { others: ['7.3.9.7'] }), '7.4', {}],
  [
    'is orphaned: a machine without one',
    known({ version: '7.1' }, { others: ['7.2'] }),
    '7.4',
    { row: known({ version: undefined, status: 'No Agent' }).row, others: [] },
  ],
])('after the hop, an Agent that %s', (_what, agent, to, change) => {
  expect(forecast(agent, to).agents).toEqual([{ ...agent, ...change }]);
});

test('those that earlier hops orphaned are counted; without a list nobody is', () => {
  const { forecast: of, agents } = forecastAgents([known()], target('7.4'), 2, 'cut short');
  expect(of).toMatchObject({
    agents: 3,
    alreadyOrphaned: 2,
    incomplete: 'cut short',
    toUpgrade: 1,
    current: 0,
  });
  expect(agents).toHaveLength(1);
  expect(forecastAgents(undefined, target('7.4'), 2, null)).toMatchObject({
    forecast: { agents: null, orphaned: [], unknown: [], unreachable: [] },
    agents: undefined,
  });
});

test('a later hop is judged on the rows of the list, without versions that are contested', () => {
  const rows = listRows([
    known(),
    known({ name: 'DC02' }, { others: ['7.1'] }),
    known({}, { isUnlisted: true }),
  ]);
  expect(rows).toEqual([known().row, known({ name: 'DC02', version: undefined }).row]);
});
