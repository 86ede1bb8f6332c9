import { LEFT_OUT, type Finding, type Report, type Result } from '../../model/report';
import { parseTokens } from '../values/pointers';

/** What says whether a finding that is gone was looked for: the results of a run, and the sources that it had. */
export type Looked = Pick<Report, 'sources'>;

/**
 * Why nobody can say that a finding which is gone is resolved: its rule was not judged, or not about all of its list, or a
 * source of that list failed. Null where it is: judged and not found, or the rule does not apply any more.
 */
export function findSilence(
  { path }: Pick<Finding, 'path'>,
  result: Result | undefined,
  { sources }: Looked,
): string | null {
  if (result === undefined) return 'the rule is not in the newer report';
  if (isLeftOut(result) || isBlind(result)) return sayWhy(result);
  const [section = ''] = parseTokens(path);
  const failed = sources.find((source) => source.status === 'failed' && source.sections?.includes(section));
  return failed ? `source ${failed.id}: ${failed.reason ?? 'failed'}` : null;
}

/** What a result says of objects that it does not name. */
export function sayWhy({ reason, findings }: Result): string {
  return reason ?? findings.find(isOpenList)?.message ?? findings[0]?.message ?? 'the rule was not judged';
}

function isLeftOut({ reason }: Result): boolean {
  return (Object.values(LEFT_OUT) as unknown[]).includes(reason);
}

/** Whether a list was missing or not complete, so that its objects could not even be named. Reports of 1.0 do not say. */
function isBlind({ status, checked, findings, partial }: Result): boolean {
  if (partial || (status === 'unknown' && checked === 0)) return true;
  return findings.some(isOpenList);
}

/** Whether a finding says that a list is not known, and not an object in it. */
function isOpenList({ kind, subject, path }: Finding): boolean {
  return kind === 'no-evidence' && subject === (path.slice(1) || 'inventory');
}
