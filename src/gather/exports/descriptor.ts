import { defineSource } from '../descriptor';
import { flags } from './flags';

export const exportFiles = defineSource({
  flags,
  evidence: {
    agents: {
      kind: 'agent-list',
      title: 'Agent list',
      sections: ['agents'],
      needs: 'a console user who sees the Agents interface; for PowerShell a Threat Prevention administrator',
    },
    policies: {
      kind: 'policy-list',
      title: 'Policy list',
      sections: ['policies'],
      needs: 'a Threat Prevention administrator',
    },
    'policy-export': {
      kind: 'policy-export',
      title: 'Policy export',
      sections: ['policyExports'],
      needs: 'a console user who may export',
    },
  },
  config: {
    agents: { option: 'agents', description: 'Agent list.' },
    policies: { option: 'policies', description: 'Policy list.' },
    policyExports: { option: 'policy-export', description: 'Policy exports: files or folders.' },
    map: { option: 'map', pairs: true, description: 'Columns of exports by name: column to field.' },
  },
  secrets: {},
  precedence: 1,
  open: async (settings) => (await import('./open-exports')).openExports(settings),
});
