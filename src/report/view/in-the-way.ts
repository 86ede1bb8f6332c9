import type { Report, Result } from '../../model/report';
import { type ResultView, viewOf } from './result';

/** A warning is in the way where warnings alone have closed the gate. */
export function isInTheWay({ status }: Result, { exitCode, summary }: Report): boolean {
  return status === 'fail' || (status === 'warn' && exitCode === 1 && summary.fail === 0);
}

/** What has to be put right before the upgrade, in the order of the report. */
export function listInTheWay(report: Report): ResultView[] {
  return report.results.filter((result) => isInTheWay(result, report)).map(viewOf);
}
