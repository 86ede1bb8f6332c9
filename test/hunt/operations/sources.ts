import type { Estate, Fields } from '../estate';
import { isFrom, type Operation } from '../operation';
import type { Random } from '../random';

/** Lists with a rule at level fail over them, and the first target of such a rule. */
const JUDGED_LISTS: readonly [path: string, since: string][] = [
  ['/agents', '7.3.9'],
  ['/agents/*', '7.3.9'],
  ['/activityMonitor', '7.3.9'],
  ['/activityMonitor/agents', '7.3.9'],
  ['/activityMonitor/agents/*', '7.3.9'],
  ['/database', '7.3.9'],
  ['/database/databases', '7.3.9'],
  ['/certsInfo', '7.3.9'],
  ['/certsInfo/certificates', '7.3.9'],
];

const YEARS_AGO = ['2019-01-01T00:00:00Z', '2025-11-20T21:00:00Z', '1970-01-01T00:00:00Z'];
const AHEAD = ['2099-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-12-20T22:00:00Z'];

/** What the sources say of the evidence: that it is not whole, not of today, or not there. */
export const SOURCES: Operation[] = [
  of('list-incomplete', 'a list is known to be incomplete', ({ estate, target }, random) => {
    const [path, since] = random.pick(JUDGED_LISTS);
    const source = sourceOf(estate, path.split('/')[1] ?? '', random);
    const missing = [{ path, reason: 'rows were left out' }];
    Object.assign(source, { status: 'partial', reason: 'rows were left out', missing });
    return isFrom(target, since) ? 'undetermined' : 'same';
  }),
  of('source-old', 'a source is years old under a fresh inventory', ({ estate }, random) => {
    random.pick(estate.sources).collectedAt = random.pick(YEARS_AGO);
    return 'undetermined';
  }),
  of('source-ahead', 'a source is from the future', ({ estate }, random) => {
    random.pick(estate.sources).collectedAt = random.pick(AHEAD);
    return 'undetermined';
  }),
  of('inventory-old', 'the whole inventory is years old', ({ estate }, random) => {
    estate.collectedAt = random.pick(YEARS_AGO);
    estate.sources.forEach((source) => (source.collectedAt = estate.collectedAt));
    return 'undetermined';
  }),
  of('inventory-ahead', 'the inventory is from the future', ({ estate }, random) => {
    estate.collectedAt = random.pick(AHEAD);
    return 'undetermined';
  }),
  of('source-partial', 'a source is not complete', ({ estate }, random) => {
    Object.assign(random.pick(estate.sources), { status: 'partial', reason: 'cut short' });
    return 'ready-with-warnings';
  }),
  of('section-gone', 'a section was not gathered', ({ estate, target }, random) => {
    const section = random.pick(['agents', 'database', 'certsInfo', 'enterpriseManager', 'activityMonitor']);
    Reflect.deleteProperty(estate, section);
    return isFrom(target, '7.3.9') ? 'undetermined' : 'same';
  }),
  of('list-empty', 'a list that cannot be empty is empty', ({ estate }, random) => {
    const empty: (() => void)[] = [
      () => (estate.agents = []),
      () => (estate.database.databases = []),
      () => (estate.certsInfo.files = []),
      () => (estate.certsInfo.certificates = []),
    ];
    random.pick(empty)();
    return 'undetermined';
  }),
];

function of(id: string, worse: string, apply: Operation['apply']): Operation {
  return { id, worse, apply };
}

function sourceOf({ sources }: Estate, section: string, random: Random): Fields {
  const own = sources.filter((one) => (one.sections as string[] | undefined)?.includes(section));
  return random.pick(own.length > 0 ? own : sources);
}
