import type { OptionTable, OptionValues } from '../../model/option';

const group = 'Exports:';

export const flags = {
  agents: { takes: 'file', group, describe: 'agent list: XML export, or CSV, JSON, CLIXML' },
  policies: { takes: 'file', group, describe: 'policy list: CSV, JSON or CLIXML of Get-SIPolicy' },
  'policy-export': {
    takes: 'path',
    repeatable: true,
    greedy: true,
    group,
    describe: 'file or folder of policy exports',
  },
  map: {
    takes: 'text',
    repeatable: true,
    group,
    describe: 'column=field for a column that is not recognised',
  },
  'utc-offset': {
    takes: 'text',
    group,
    describe: 'zone of times that do not name theirs, such as +01:00 (default that of this machine)',
  },
} as const satisfies OptionTable;

export type ExportSettings = OptionValues<typeof flags>;
