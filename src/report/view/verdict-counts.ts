import { type Report, type Verdict, VERDICTS } from '../../model/report';

/** How many reports have each verdict, the worst first; none is left out. */
export function countVerdicts(reports: readonly Report[]): [Verdict, number][] {
  return VERDICTS.map((verdict) => [verdict, reports.filter((report) => report.verdict === verdict).length]);
}
