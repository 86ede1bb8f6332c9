import fc from 'fast-check';
import { verdictOf } from '../../../src/engine/verdict/verdict';
import { VERDICTS } from '../../../src/model/report';
import { arbitraryInventory } from '../../support/estates/arbitrary-inventory';
import type { Document } from '../../support/estates/changes';
import { ESTATES } from '../../support/estates/estates';
import { judgeDocument } from '../../support/judge/judge-inventory';

/** The document whose sources say that the list at `path` is not complete. */
function marked(document: Document, path: string): Document {
  const [, section = ''] = path.split('/');
  const sources = (document.sources ?? []) as { sections?: string[] | null; missing?: object[] | null }[];
  const at = sources.findIndex(({ sections }) => sections?.includes(section));
  const mark = { path, reason: 'three rows left out' };
  const own = sources[at] ?? { id: 'agents', kind: 'agent-list', sections: [], missing: [] };
  const changed = { ...own, status: 'partial', missing: [...(own.missing ?? []), mark] };
  return { ...document, sources: [...sources.filter((_one, other) => other !== at), changed] };
}

test('marking a list as incomplete never improves a verdict', async () => {
  const gate = { failOn: 'warn', allowUnknown: false } as const;
  const documents = fc.oneof(fc.constantFrom(...Object.values(ESTATES)), arbitraryInventory);
  const paths = fc.constantFrom('/agents', '/policies/*', '/activityMonitor', '/database/databases');
  await fc.assert(
    fc.asyncProperty(documents, paths, async (document, path) => {
      const was = await judgeDocument(document);
      const is = await judgeDocument(marked(document, path));
      const rank = (results: typeof was) => VERDICTS.indexOf(verdictOf(results, gate).verdict);
      expect(rank(is)).toBeLessThanOrEqual(Math.max(rank(was), VERDICTS.indexOf('undetermined')));
      // A mark on an inventory without sources is the first one, and has a time that can be judged.
      const improved = is.filter(
        ({ status, ruleId }, at) =>
          status === 'pass' && was[at]?.status !== 'pass' && !ruleId.startsWith('sources-'),
      );
      expect(improved.map(({ ruleId }) => ruleId)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
