import type { Report, Result } from '../../model/report';
import { isKnown, pairFindings } from './pairing';

/** Results with every finding marked as new or known by an older document; their order stays. */
export function markBaseline(results: readonly Result[], older: readonly Report[]): Result[] {
  const before = older.flatMap((report) => report.results.flatMap((result) => result.findings));
  const { pairs } = pairFindings(
    before,
    results.flatMap((result) => result.findings),
  );
  const marked = pairs.map((pair) => ({
    ...pair.now,
    baseline: isKnown(pair) ? ('known' as const) : ('new' as const),
  }));
  let at = 0;
  return results.map((result) => ({
    ...result,
    findings: result.findings.map(() => marked[at++]).filter((one) => one !== undefined),
  }));
}
