import { defineSource } from '../descriptor';
import { flags } from './flags';

export const agentHosts = defineSource({
  flags,
  evidence: {
    'probe-agents': {
      kind: 'agent-hosts',
      title: 'Hosts of the Agents',
      value: '',
      sections: ['agents'],
      needs:
        'an account that may read the registry of each host and its administrative share, see [probe.md](probe.md)',
    },
  },
  config: {
    probeAgents: { option: 'probe-agents', description: 'Whether each host of the agent list is asked.' },
  },
  secrets: {},
  precedence: 6,
  follows: true,
  open: async (settings, io) => (await import('./agent-hosts')).openAgentHosts(settings, io),
});
