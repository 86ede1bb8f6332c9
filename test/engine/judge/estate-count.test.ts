import { EstateCount } from '../../../src/engine/judge/estate-count';
import { observe } from '../../../src/engine/judge/observers';
import type { Run } from '../../../src/engine/scope/scope';

function count(inventory: object) {
  const observer = new EstateCount();
  observe([observer], { inventory } as Run);
  return observer.finish();
}

test('Agents are counted by version, the newest first, those without one last', () => {
  const agents = ['7.3.9.5', undefined, '7.3.9.12', '7.3.9.5', 'odd', '7.4.0.1'].map((version) => ({
    version,
  }));
  expect(count({ agents })).toEqual({
    agents: 6,
    agentVersions: [
      { version: '7.4.0.1', count: 1 },
      { version: '7.3.9.12', count: 1 },
      { version: '7.3.9.5', count: 2 },
      { version: 'unknown', count: 1 },
      { version: 'odd', count: 1 },
    ],
  });
  expect(count({ agents: [] })).toEqual({ agents: 0, agentVersions: [] });
  expect(count({})).toEqual({ agents: null, agentVersions: [] });
});
