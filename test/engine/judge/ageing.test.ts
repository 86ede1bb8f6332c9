import { verdictOf } from '../../../src/engine/verdict/verdict';
import { VERDICTS, type Result } from '../../../src/model/report';
import { ESTATES } from '../../support/estates/estates';
import { judgeDocument, NOW } from '../../support/judge/judge-inventory';

/** Beyond the one limit, and beyond the other. */
const DAYS = [8, 31];
const DAY_MS = 86_400_000;

type Aged = Record<string, unknown> & { sources?: Record<string, unknown>[] };

/** The same object with its own times so many days earlier. */
function aged<T extends Record<string, unknown>>(row: T, days: number): T {
  const times = ['asOf', 'collectedAt'].filter((field) => typeof row[field] === 'string');
  const earlier = (text: unknown) => new Date(Date.parse(String(text)) - days * DAY_MS).toISOString();
  return { ...row, ...Object.fromEntries(times.map((field) => [field, earlier(row[field])])) };
}

function rankOf(results: readonly Result[], failOn: 'fail' | 'warn'): number {
  return VERDICTS.indexOf(verdictOf(results, { failOn, allowUnknown: false }).verdict);
}

describe.each(Object.keys(ESTATES))('the verdict of the estate "%s" never gets better', (name) => {
  const estate = ESTATES[name] as Aged;
  let was: readonly Result[];
  beforeAll(async () => {
    was = await judgeDocument(estate);
  });
  const expectNoBetter = (is: readonly Result[]) => {
    for (const failOn of ['fail', 'warn'] as const)
      expect(rankOf(is, failOn)).toBeLessThanOrEqual(rankOf(was, failOn));
  };

  test.each(DAYS)('when the inventory, or one of its sources, is %i days older', async (days) => {
    expectNoBetter(await judgeDocument(aged(estate, days)));
    for (const [at, source] of (estate.sources ?? []).entries()) {
      const sources = [...(estate.sources ?? [])];
      sources[at] = aged(source, days);
      expectNoBetter(await judgeDocument({ ...estate, sources }));
    }
  });

  test.each(DAYS)('when it is judged %i days later', async (days) => {
    const now = new Date(Date.parse(NOW) + days * DAY_MS).toISOString();
    expectNoBetter(await judgeDocument(estate, { now }));
  });
});
