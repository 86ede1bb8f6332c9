import { EXIT, type ExitCode } from '../../model/errors';
import { type Report, type Summary, type Verdict, VERDICTS } from '../../model/report';
import { statusOf, summarize, verdictOf } from './verdict';

const CODES: Record<Verdict, ExitCode> = {
  error: EXIT.cannotJudge,
  'not-ready': EXIT.notReady,
  undetermined: EXIT.undetermined,
  'ready-with-warnings': EXIT.ready,
  ready: EXIT.ready,
};

/**
 * What a saved report says against itself: a verdict that is better than its own findings allow, or counts that are not theirs.
 * Undefined where it may be as tp-doctor wrote it; by what gate it was judged only its counts of what was let through say.
 */
export function findContradiction({
  error,
  verdict,
  exitCode,
  results,
  summary,
}: Report): string | undefined {
  if ((verdict === 'error') !== (error !== undefined))
    return `has the verdict "${verdict}" ${error ? 'and' : 'without'} an error`;
  if (exitCode !== CODES[verdict]) return `has the verdict "${verdict}" with the exit code ${exitCode}`;
  if (error) return undefined;
  if (results.every(({ status }) => status === 'skip')) return 'has no rule that was judged';
  const odd = results.find(
    ({ level, status, findings }) => status !== statusOf(level, findings, asFound(status)),
  );
  if (odd) return `says "${odd.status}" of ${odd.ruleId}, which its findings do not`;
  const count = findOtherCount(summary, summarize(results));
  if (count !== undefined) return `counts ${summary[count]} for "${count}", which its results do not`;
  const best = bestVerdict({ results, summary });
  if (VERDICTS.indexOf(verdict) <= VERDICTS.indexOf(best)) return undefined;
  return `has the verdict "${verdict}", and its results say "${best}"`;
}

/** What a result without an open finding may be. */
function asFound(status: string): 'pass' | 'skip' | 'unknown' {
  return status === 'skip' || status === 'unknown' ? status : 'pass';
}

const COUNTS = ['rules', 'pass', 'warn', 'fail', 'unknown', 'skip', 'waived'] as const;

function findOtherCount(said: Summary, counted: Summary): (typeof COUNTS)[number] | undefined {
  return COUNTS.find((count) => said[count] !== counted[count]);
}

/** Reports of 1.0 do not count what was let through, and called an estate ready all the same. */
function bestVerdict({ results, summary: { relaxed } }: Pick<Report, 'results' | 'summary'>): Verdict {
  const gate = {
    failOn: 'fail' as const,
    allowUnknown: (relaxed?.allowedUnknown ?? 0) > 0,
    onlyNew: (relaxed?.known ?? 0) > 0,
  };
  const { verdict } = verdictOf(results, gate);
  return verdict === 'ready-with-warnings' && relaxed === undefined ? 'ready' : verdict;
}
