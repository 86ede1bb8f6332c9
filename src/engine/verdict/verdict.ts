import { EXIT, type ExitCode } from '../../model/errors';
import type { Finding, Level, Result, Status, Summary, Verdict } from '../../model/report';

/** What makes a run fail. */
export interface Gate {
  failOn: Level;
  allowUnknown: boolean;
  /** With `--fail-on new`: only findings that the baseline did not have close the gate. */
  onlyNew?: boolean;
}

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
export function summarize(results: readonly Result[]): Summary {
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
    coverage: { applicable, judged: applicable - unknown },
  };
}

/**
 * The verdict and exit code of a run: violations first, then missing evidence, each at or above the gate's level.
 * With `onlyNew` a finding that the baseline had counts for neither; evidence that is newly missing does, so that a
 * source that stops answering never looks like an improvement.
 */
export function verdictOf(results: readonly Result[], gate: Gate): { verdict: Verdict; exitCode: ExitCode } {
  const gated = results.filter((result) => gate.failOn === 'warn' || result.level === 'fail');
  const statuses = new Set(gated.map((result) => (gate.onlyNew ? statusOfNew(result) : result.status)));
  if (statuses.has('fail') || statuses.has('warn')) {
    return { verdict: 'not-ready', exitCode: EXIT.notReady };
  }
  if (!gate.allowUnknown && statuses.has('unknown')) {
    return { verdict: 'undetermined', exitCode: EXIT.undetermined };
  }
  const isQuiet = results.every((result) => result.status === 'pass' || result.status === 'skip');
  return { verdict: isQuiet ? 'ready' : 'ready-with-warnings', exitCode: EXIT.ready };
}

function statusOfNew({ level, findings }: Result): Status {
  return statusOf(
    level,
    findings.filter((finding) => finding.baseline !== 'known'),
    'pass',
  );
}
