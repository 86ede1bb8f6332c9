import type { Report, Result } from '../../model/report';
import { areAlike, isKnown, pairFindings, type Entry } from './pairing';
import { findSilence, type Looked } from './settled';

/** What a run says of one estate. */
export type Judged = Pick<Report, 'environment' | 'target' | 'results'> & Looked;

/**
 * Results with every finding marked as new or known by the older report of the same estate, in their order; and the findings of
 * that report which are gone although nobody could look for them, under their rules as they were.
 */
export function compareWithBaseline(
  { environment, target, results, sources }: Judged,
  baseline: readonly Report[],
): { results: Result[]; unjudged: Result[] } {
  const older = baseline.filter((report) => report.environment === environment);
  const before = older.flatMap((report) =>
    keptIn(report).flatMap((result) => entriesOf(result, report.target)),
  );
  const { pairs, gone } = pairFindings(
    before,
    results.flatMap((result) => entriesOf(result, target)),
  );
  const marks = pairs.map((pair) => (isKnown(pair) ? ('known' as const) : ('new' as const)));
  let at = 0;
  const marked = results.map((result) => ({
    ...result,
    findings: result.findings.map((finding) => ({ ...finding, baseline: marks[at++] ?? ('new' as const) })),
  }));
  const byRule = new Map(results.map((result) => [result.ruleId, result]));
  const open = gone.filter((entry) => findSilence(entry, byRule.get(entry.ruleId), { sources }) !== null);
  return { results: marked, unjudged: openResults(older, new Set(open.map(({ source }) => source))) };
}

/** A report of an estate that could not be judged, with what the older report found in it, so that the next one knows. */
export function keepUnjudged(report: Report, baseline: readonly Report[]): Report {
  if (!report.error) return report;
  const file = report.inventory?.file;
  const isSame = ({ environment, inventory }: Report) =>
    report.environment === null
      ? inventory !== null && inventory.file === file
      : environment === report.environment;
  const older = baseline.find((one) => one.environment !== null && isSame(one));
  const unjudged = older ? keptIn(older).filter(({ findings }) => findings.length > 0) : [];
  if (!older || unjudged.length === 0) return report;
  return { ...report, environment: older.environment, target: older.target, unjudged };
}

/** What a report has found, and what it has kept of the one before it. */
function keptIn({ results, unjudged = [] }: Report): Result[] {
  return [...results, ...unjudged];
}

/** A finding with what it was asked by, and itself as it stands in its report. */
function entriesOf(result: Result, target: string | null): (Entry & { ruleId: string; source: object })[] {
  const { ruleId, level, basis } = result;
  return result.findings.map((finding) => ({ ...finding, ruleId, level, basis, target, source: finding }));
}

function openResults(older: readonly Report[], open: ReadonlySet<object>): Result[] {
  return older.flatMap(keptIn).flatMap((result) => {
    const findings = result.findings.filter((finding) => open.has(finding));
    if (findings.length === 0) return [];
    if (findings.length === result.findings.length) return [result];
    // Its failure title has a count that holds no more.
    return [{ ...result, failureTitle: null, findings }];
  });
}

/** What a baseline says nothing about, one sentence each: an estate that it lacks or judges for another target, other rules. */
export function listBaselineCautions(reports: readonly Report[], baseline: readonly Report[]): string[] {
  return reports.flatMap((report) => {
    const { environment, target } = report;
    if (environment === null || report.error) return [];
    const older = baseline.find((one) => (!one.error || one.unjudged) && one.environment === environment);
    if (!older) return [`has no judged report of "${environment}", so all its findings are new`];
    if (older.target !== target)
      return [`judges "${environment}" for ${older.target ?? '?'}, not for ${target ?? '?'}, so all its findings are new`]; // prettier-ignore
    const kept = (report.unjudged ?? []).reduce((count, { findings }) => count + findings.length, 0);
    const said =
      kept === 0 ? [] : [`${kept} of its findings could not be looked for, so they are kept as not judged`];
    return [...listOtherRules(older, report), ...said].map((text) => `"${environment}": ${text}`);
  });
}

/** Rules that ask something else in two reports of one estate. */
export function listOtherRules(older: Report, newer: Report): string[] {
  const before = new Map(older.results.map((result) => [result.ruleId, result]));
  const others = newer.results.filter((result) => {
    const was = before.get(result.ruleId);
    return was !== undefined && !areAlike(was, result);
  });
  if (others.length === 0) return [];
  const names = others.map(({ ruleId }) => ruleId);
  return [`${names.join(', ')} ${names.length === 1 ? 'asks' : 'ask'} something else than in the older report, so what is found by that is new`]; // prettier-ignore
}

/** The estates that only the older of two documents has: nobody knows what became of them. */
export function findVanished(older: readonly Report[], newer: readonly Report[]): string[] {
  const now = new Set(newer.flatMap(({ environment }) => environment ?? []));
  const failed = new Set(
    newer.flatMap(({ error, inventory }) => (error && inventory ? [inventory.file] : [])),
  );
  return older
    .filter((report) => !failed.has(report.inventory?.file ?? ''))
    .flatMap(({ environment }) => (environment === null || now.has(environment) ? [] : [environment]));
}
