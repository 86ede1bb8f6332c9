import type { OptionTable, OptionValues } from '../../model/option';

const group = 'Activity Monitor:';

export const flags = {
  'activity-monitor': {
    takes: 'text',
    group,
    describe: 'URL of its REST API, such as https://am01.example.com:4494',
  },
  'activity-monitor-client-id': {
    takes: 'text',
    group,
    describe: 'client with the Read permission; secret from TP_DOCTOR_AM_CLIENT_SECRET or a prompt',
  },
  'activity-monitor-ca': { takes: 'file', group, describe: 'PEM file of the authority to trust' },
  'activity-monitor-fingerprint': {
    takes: 'text',
    group,
    describe: 'SHA-256 of the one certificate to trust',
  },
} as const satisfies OptionTable;

export type ActivityMonitorSettings = OptionValues<typeof flags>;
