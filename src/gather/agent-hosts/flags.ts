import type { OptionTable, OptionValues } from '../../model/option';

const group = 'Hosts of the Agents:';

export const flags = {
  'probe-agents': {
    takes: 'nothing',
    group,
    describe: 'ask each Windows host of the agent list by remote registry and administrative share',
  },
} as const satisfies OptionTable;

export type AgentHostsSettings = OptionValues<typeof flags>;
