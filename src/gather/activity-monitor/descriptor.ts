import { defineSource } from '../descriptor';
import { flags } from './flags';

export const activityMonitor = defineSource({
  flags,
  evidence: {
    'activity-monitor': {
      kind: 'activity-monitor',
      title: 'Activity Monitor',
      value: 'URL',
      sections: ['activityMonitor'],
      needs: 'an API client with the Read permission alone',
    },
  },
  config: {
    activityMonitor: {
      description: 'Activity Monitor.',
      keys: {
        url: { option: 'activity-monitor', required: true, description: 'https://HOST:4494' },
        clientId: { option: 'activity-monitor-client-id', description: 'Client id.' },
        clientSecretEnv: {
          secret: 'activityMonitorSecret',
          description: 'Environment variable that holds the secret.',
        },
        ca: { option: 'activity-monitor-ca', description: 'File with the certificate authority.' },
        fingerprint: { option: 'activity-monitor-fingerprint', description: 'SHA-256 of the certificate.' },
      },
    },
  },
  secrets: {
    activityMonitorSecret: {
      prompt: 'Client secret for the Activity Monitor',
      variable: 'TP_DOCTOR_AM_CLIENT_SECRET',
    },
  },
  precedence: 4,
  open: async (settings, io) => (await import('./activity-monitor')).openActivityMonitor(settings, io),
});
