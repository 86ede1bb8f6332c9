import { EXIT, type ExitCode } from '../../model/errors';
import type { Finding, Level, Result, Status, Summary, Verdict } from '../../model/report';
import { isGated, STRICT, type Gate } from './gate';
import { countRelaxed, isRelaxed } from './relaxed';

/** The status of a result by its findings (contracts, section 4). */
export function statusOf(
  level: Level,
  findings: readonly Finding[],
  otherwise: 'pass' | 'skip' | 'unknown',
): Status {
  const open = findings.filter((finding) => finding.waiver === null);
  if (open.some((finding) => finding.kind === 'violation')) return level;
  if (open.length > 0) return 'unknown';
  return otherwise;
}

/** How many rules have which status; coverage says for how many there was evidence. */
export function summarize(results: readonly Result[], gate: Gate = STRICT): Summary {
  const count = (status: Status) => results.filter((result) => result.status === status).length;
  const [skip, unknown] = [count('skip'), count('unknown')];
  const applicable = results.length - skip;
  return {
    rules: results.length,
    pass: count('pass'),
    warn: count('warn'),
    fail: count('fail'),
    unknown,
    skip,
    waived: results.flatMap((result) => result.findings).filter((finding) => finding.waiver).length,
    relaxed: countRelaxed(results, gate),
    coverage: { applicable, judged: applicable - unknown, questions: countQuestions(results) },
  };
}

/** Questions are counted once, and only where a rule can say nothing for want of the answer. */
function countQuestions(results: readonly Result[]): number {
  const waiting = results.filter(({ status }) => status === 'unknown');
  return new Set(waiting.flatMap(({ question }) => question?.id ?? [])).size;
}

/**
 * The verdict and exit code of a run: violations first, then missing evidence, each at or above the gate's level.
 * With `onlyNew` a finding that the baseline had counts for neither; evidence that is newly missing does, so that a
 * source that stops answering never looks like an improvement. Where less was asked than the rules of the gate ask, the
 * estate is not simply ready.
 */
export function verdictOf(results: readonly Result[], gate: Gate): { verdict: Verdict; exitCode: ExitCode } {
  const gated = results.filter((result) => isGated(result, gate));
  const statuses = new Set(gated.map((result) => (gate.onlyNew ? statusOfNew(result) : result.status)));
  if (statuses.has('fail') || statuses.has('warn')) {
    return { verdict: 'not-ready', exitCode: EXIT.notReady };
  }
  if (!gate.allowUnknown && statuses.has('unknown')) {
    return { verdict: 'undetermined', exitCode: EXIT.undetermined };
  }
  const isQuiet = results.every(
    (result) => (result.status === 'pass' || result.status === 'skip') && !isRelaxed(result, gate),
  );
  return { verdict: isQuiet ? 'ready' : 'ready-with-warnings', exitCode: EXIT.ready };
}

function statusOfNew({ level, findings }: Result): Status {
  return statusOf(
    level,
    findings.filter((finding) => finding.baseline !== 'known'),
    'pass',
  );
}
