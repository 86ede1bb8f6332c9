import type { Waiver } from '../../model/config';
import type { Finding, Result } from '../../model/report';
import { fingerprintOf } from '../findings/subjects';
import { statusOf } from './verdict';

/** Results with waived findings marked, and one more that says whether the waivers themselves are in order. */
export function applyWaivers(
  results: readonly Result[],
  waivers: readonly Waiver[],
  environment: string,
  now: number,
): Result[] {
  const ids = new Set(results.map((result) => result.ruleId));
  // A rule of another command has no result here, so nothing can be said of its waivers.
  const concerned = new Set(waivers.filter((waiver) => ids.has(waiver.rule)));
  if (concerned.size === 0) return [...results];
  const used = new Set<Waiver>();
  const waived = results.map((result) => waiveResult(result, waivers, now, used));
  return [...waived, judgeWaivers(waivers, concerned, used, environment, now)];
}

function waiveResult(result: Result, waivers: readonly Waiver[], now: number, used: Set<Waiver>): Result {
  const own = waivers.filter((waiver) => waiver.rule === result.ruleId && !hasExpired(waiver, now));
  if (own.length === 0) return result;
  const findings = result.findings.map((finding) => {
    const matching = own.filter((waiver) => covers(waiver, finding));
    matching.forEach((waiver) => used.add(waiver));
    const [first] = matching;
    return first
      ? { ...finding, waiver: { reason: first.reason, owner: first.owner, expires: first.expires } }
      : finding;
  });
  return {
    ...result,
    findings,
    status: statusOf(result.level, findings, result.status === 'skip' ? 'skip' : 'pass'),
  };
}

function covers(waiver: Waiver, finding: Finding): boolean {
  return waiver.subject === undefined || waiver.subject.toLowerCase() === finding.subject.toLowerCase();
}

/** A date that nobody can read has passed. */
function hasExpired(waiver: Waiver, now: number): boolean {
  return !(endOf(waiver) >= now);
}

/** A waiver that is a day holds until the end of that day. */
function endOf({ expires }: Waiver): number {
  return Date.parse(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(expires) ? `${expires}T23:59:59.999Z` : expires);
}

/** The rule of a run with waivers, which is in no catalogue. */
export const WAIVERS_RULE = 'waivers-current';

/** The result `waivers-current`: it belongs to the run, not to the catalogue, as it judges the configuration. */
function judgeWaivers(
  waivers: readonly Waiver[],
  concerned: ReadonlySet<Waiver>,
  used: Set<Waiver>,
  environment: string,
  now: number,
): Result {
  const findings = waivers.flatMap((waiver, at) => {
    const problem = concerned.has(waiver) ? findProblem(waiver, used.has(waiver), now) : undefined;
    return problem === undefined ? [] : [waiverFinding(waiver, at, problem, environment)];
  });
  return {
    ruleId: WAIVERS_RULE,
    title: 'Every waiver is in use and ends within a year',
    category: 'inventory',
    level: 'warn',
    status: findings.length > 0 ? 'warn' : 'pass',
    checked: concerned.size,
    findings,
    reason: null,
    evidence: null,
    remediation:
      'In the configuration file, remove the waiver; or set a date within a year where its owner accepts the risk again.',
    references: [],
    facts: [],
  };
}

/** A risk that is accepted for ever is looked at by nobody again. */
const MOST_DAYS = 366;

function findProblem(waiver: Waiver, isUsed: boolean, now: number): string | undefined {
  if (hasExpired(waiver, now)) return `expired on ${waiver.expires}`;
  if (endOf(waiver) > now + (MOST_DAYS + 1) * 86_400_000)
    return `ends on ${waiver.expires}, more than ${MOST_DAYS} days ahead`;
  return isUsed ? undefined : 'covers no finding of this run';
}

function waiverFinding(waiver: Waiver, at: number, message: string, environment: string): Finding {
  const subject = waiver.subject === undefined ? waiver.rule : `${waiver.rule} for ${waiver.subject}`;
  const key = subject.toLowerCase();
  return {
    kind: 'violation',
    subject,
    path: `/waivers/${at}`,
    message,
    actual: waiver.expires,
    expected: null,
    key,
    fingerprint: fingerprintOf(environment, WAIVERS_RULE, key),
    waiver: null,
  };
}
