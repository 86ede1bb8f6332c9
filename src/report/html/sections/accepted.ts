import { compareVersions, parseVersion, type Version } from '../../../engine/values/versions';
import type { Finding, Report, Result } from '../../../model/report';

/** What the target makes of Agents of a version; `unknown` also where nobody can say. */
export type Acceptance = 'accepted' | 'refused' | 'unknown';

/** Refuses what is too old; the only rule that says of a version that it is accepted. */
const JUDGE = 'agent-version-accepted';
/** The rules that refuse an Agent for its version. */
export const VERSION_RULES = [JUDGE, 'agent-not-newer-than-target'];

export interface Accepted {
  of: (version: string) => Acceptance;
  /** Numbers of Agents that were judged. */
  counts: Record<Acceptance, number>;
}

/** What the rules found of the versions of Agents; null where none has judged them, as for a target that asks nothing. */
export function findAccepted({ results }: Report): Accepted | null {
  const judge = results.find(({ ruleId }) => ruleId === JUDGE);
  if (!judge || judge.status === 'skip' || judge.checked === 0) return null;
  const others = results.filter(({ ruleId }) => VERSION_RULES.includes(ruleId));
  const refusals = others.flatMap(({ findings }) => findings).filter(isViolation);
  const refused = new Set(refusals.map(({ path }) => path)).size;
  const unknown = judge.findings.filter((finding) => !isViolation(finding)).length;
  const accepted = Math.max(0, judge.checked - refused - unknown);
  return { of: createAcceptance(judge, refusals, accepted), counts: { accepted, refused, unknown } };
}

/** Nothing is accepted that is not newer than what is too old. */
function createAcceptance(judge: Result, refusals: readonly Finding[], accepted: number): Accepted['of'] {
  const refused = new Set(refusals.map(({ actual }) => String(actual)));
  const tooOld = judge.findings
    .filter(isViolation)
    .flatMap(({ actual }) => parseVersion(String(actual)) ?? []);
  const isTooOld = (version: Version) => tooOld.some((other) => compareVersions(version, other) <= 0);
  return (version) => {
    const parsed = parseVersion(version);
    if (refused.has(version)) return 'refused';
    return accepted > 0 && parsed && !isTooOld(parsed) ? 'accepted' : 'unknown';
  };
}

function isViolation({ kind }: Finding): boolean {
  return kind === 'violation';
}
