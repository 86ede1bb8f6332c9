import type { Waiver } from '../../model/config';
import type { Finding, Result } from '../../model/report';
import type { Rule } from '../../model/rule';
import { fingerprintOf } from '../findings/subjects';
import type { Run } from '../scope/scope';
import { MeantObjects } from './meant-objects';
import { statusOf } from './verdict';

/** What the waivers of a run are about: its rules, its estate and its time. */
export interface WaivedRun {
  waivers: readonly Waiver[];
  rules: readonly Rule[];
  run: Run;
}

/** Results with waived findings marked, and one more that says whether the waivers themselves are in order. */
export function applyWaivers(results: readonly Result[], { waivers, rules, run }: WaivedRun): Result[] {
  if (waivers.length === 0) return [...results];
  const { environment } = run.inventory;
  const ids = new Set(results.map((result) => result.ruleId));
  // A rule of another command has no result here, so nothing can be said of its waivers; nor of those of another estate.
  const concerned = waivers.filter((waiver) => ids.has(waiver.rule) && isFor(waiver, environment));
  if (concerned.length === 0) return [...results];
  const states = new Map<Waiver, WaiverState>(concerned.map((waiver) => [waiver, {}]));
  const waived = results.map((result) => {
    const rule = rules.find(({ id }) => id === result.ruleId);
    const own = concerned.filter((waiver) => waiver.rule === result.ruleId && !hasExpired(waiver, run.now));
    return rule && own.length > 0 ? waiveResult(result, own, new MeantObjects(rule, run), states) : result;
  });
  return [...waived, judgeWaivers(waivers, states, environment, run.now)];
}

/** What became of a waiver: it covers a finding, or stands for several objects and so covers none. */
interface WaiverState {
  isUsed?: boolean;
  keys?: readonly string[];
}

/** Whether a waiver is for an estate: of that name, without regard to case, or of any. */
export function isFor(waiver: Waiver, environment: string): boolean {
  const given = waiver.environment?.trim().toLowerCase();
  return given === undefined || given === environment.trim().toLowerCase();
}

function waiveResult(
  result: Result,
  own: readonly Waiver[],
  objects: MeantObjects,
  states: Map<Waiver, WaiverState>,
): Result {
  const covers = (waiver: Waiver, finding: Finding) =>
    waiver.subject === undefined || objects.isMeant(waiver.subject, finding);
  const clear = own.filter((waiver) => {
    const keys = findSeveral(waiver, result.findings.filter((finding) => covers(waiver, finding)), objects); // prettier-ignore
    if (keys.length > 1) states.set(waiver, { keys });
    return keys.length < 2;
  });
  const findings = result.findings.map((finding) => {
    const matching = clear.filter((waiver) => covers(waiver, finding));
    for (const waiver of matching) states.set(waiver, { isUsed: true });
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

/** The keys of the objects that a waiver's subject names, looked for only where it would cover something. */
function findSeveral({ subject }: Waiver, covered: readonly Finding[], objects: MeantObjects): string[] {
  if (subject === undefined || covered.length === 0) return [];
  const found = covered.map(({ key, subject: label }) => key ?? label.toLowerCase());
  return [...new Set([...found, ...objects.findKeys(subject)])].sort();
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
  states: ReadonlyMap<Waiver, WaiverState>,
  environment: string,
  now: number,
): Result {
  const findings = waivers.flatMap((waiver, at) => {
    const state = states.get(waiver);
    const problem = state && findProblem(waiver, state, now);
    return problem === undefined ? [] : [waiverFinding(waiver, at, problem, environment)];
  });
  return {
    ruleId: WAIVERS_RULE,
    title: 'Every waiver is in use and ends within a year',
    category: 'inventory',
    level: 'warn',
    checked: states.size,
    ...outcomeOfWaivers(findings),
    reason: null,
    evidence: null,
    remediation:
      'In the configuration file, remove the waiver; or set a date within a year where its owner accepts the risk again; or name one object, by its key.',
    references: [],
    facts: [],
  };
}

/** What comes of waivers that are not in order. */
export function outcomeOfWaivers(findings: Finding[]): Pick<Result, 'failureTitle' | 'status' | 'findings'> {
  const { length: count } = findings;
  if (count === 0) return { failureTitle: null, status: 'pass', findings };
  const failureTitle = count === 1 ? 'A waiver is not in order' : `${count} waivers are not in order`;
  return { failureTitle, status: 'warn', findings };
}

/** A risk that is accepted for ever is looked at by nobody again. */
const MOST_DAYS = 366;

const MOST_KEYS = 5;

function findProblem(waiver: Waiver, { isUsed, keys }: WaiverState, now: number): string | undefined {
  if (hasExpired(waiver, now)) return `expired on ${waiver.expires}`;
  if (keys) {
    const more = keys.length > MOST_KEYS ? ', …' : '';
    return `stands for several objects, so it covers none: ${keys.slice(0, MOST_KEYS).join(', ')}${more}; name one of them`;
  }
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
