import type { Finding } from '../../model/report';
import type { Rule } from '../../model/rule';
import type { Run } from '../scope/scope';
import { fillTemplate } from './template';

/** What is wrong by the findings of a rule that are not waived, in its own words; null where nothing is. */
export function nameFailure(
  { title, failureTitle = `Not met: ${title}` }: Pick<Rule, 'title' | 'failureTitle'>,
  findings: readonly Finding[],
  { target, source }: Pick<Run, 'target' | 'source'>,
  params: Readonly<Record<string, unknown>>,
): string | null {
  const count = findings.filter(({ kind, waiver }) => kind === 'violation' && waiver === null).length;
  if (count === 0) return null;
  const { one, several } =
    typeof failureTitle === 'string' ? { one: failureTitle, several: failureTitle } : failureTitle;
  return fillTemplate(count === 1 ? one : several, [
    { count, target: target.version, source },
    target,
    params,
  ]);
}
