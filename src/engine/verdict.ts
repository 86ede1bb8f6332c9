import { EXIT, type ExitCode } from '../model/errors';
import type { Finding, Level, Result, Status, Summary, Verdict } from '../model/report';

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

/** The verdict and exit code of a run: violations first, then missing evidence, each at or above the gate's level. */
export function verdictOf(results: readonly Result[], gate: Gate): { verdict: Verdict; exitCode: ExitCode } {
  const counts = results.filter((result) => !gate.onlyNew || hasNew(result));
  const gated = counts.filter((result) => gate.failOn === 'warn' || result.level === 'fail');
  if (gated.some((result) => result.status === 'fail' || result.status === 'warn')) {
    return { verdict: 'not-ready', exitCode: EXIT.notReady };
  }
  if (!gate.allowUnknown && gated.some((result) => result.status === 'unknown')) {
    return { verdict: 'undetermined', exitCode: EXIT.undetermined };
  }
  const isQuiet = results.every((result) => result.status === 'pass' || result.status === 'skip');
  return { verdict: isQuiet ? 'ready' : 'ready-with-warnings', exitCode: EXIT.ready };
}

function hasNew(result: Result): boolean {
  return result.findings.some((finding) => finding.baseline === 'new' && finding.waiver === null);
}
