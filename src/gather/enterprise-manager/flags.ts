import type { OptionTable, OptionValues } from '../../model/option';

const group = 'Enterprise Manager:';

export const flags = {
  'em-root': { takes: 'folder', group, describe: 'the SIEnterpriseManager folder, local or UNC' },
  'certs-backup': { takes: 'folder', group, describe: 'folder with the copy of CertsInfo' },
} as const satisfies OptionTable;

export type EnterpriseManagerSettings = OptionValues<typeof flags>;
