import { defineSource } from '../descriptor';
import { flags } from './flags';

export const enterpriseManager = defineSource({
  flags,
  evidence: {
    'em-root': {
      kind: 'enterprise-manager',
      title: 'Enterprise Manager',
      sections: ['enterpriseManager', 'certsInfo'],
      needs: 'permission to read the folder, keys included',
    },
  },
  config: {
    emRoot: { option: 'em-root', description: 'The SIEnterpriseManager folder.' },
    certsBackup: { option: 'certs-backup', description: 'Backup of CertsInfo.' },
  },
  secrets: {},
  precedence: 3,
  open: async (settings, io) => (await import('./enterprise-manager')).openEnterpriseManager(settings, io),
});
