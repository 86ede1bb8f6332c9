import type { OptionTable, OptionValues } from '../../model/option';

const group = 'Other evidence:';

export const flags = {
  facts: { takes: 'file', group, describe: 'JSON file, merged last (RFC 7396)' },
  merge: {
    takes: 'path',
    repeatable: true,
    greedy: true,
    group,
    describe: 'another inventory, for its sections; *.probe.json, or a folder of them',
  },
} as const satisfies OptionTable;

export type FactsSettings = OptionValues<typeof flags>;
