import type { OptionTable, OptionValues } from '../../model/option';

const group = 'Other evidence:';

export const flags = {
  facts: { takes: 'file', group, describe: 'JSON file, merged last (RFC 7396)' },
  merge: {
    takes: 'file',
    repeatable: true,
    greedy: true,
    group,
    describe: 'another inventory, for its sections',
  },
} as const satisfies OptionTable;

export type FactsSettings = OptionValues<typeof flags>;
