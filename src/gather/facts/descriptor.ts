import { SECTIONS } from '../../model/inventory';
import { defineSource } from '../descriptor';
import { flags } from './flags';

export const facts = defineSource({
  flags,
  evidence: {
    facts: { kind: 'facts', title: 'Facts', sections: SECTIONS, needs: 'a JSON file that you write' },
    merge: {
      kind: 'inventory',
      title: 'Another inventory',
      sections: SECTIONS,
      needs: 'an inventory of another run',
    },
  },
  config: {
    facts: { option: 'facts', description: 'Facts file.' },
    merge: { option: 'merge', description: 'Inventories to merge.' },
  },
  secrets: {},
  precedence: 5,
  open: async (settings, io) => (await import('./facts')).openFacts(settings, io),
});
