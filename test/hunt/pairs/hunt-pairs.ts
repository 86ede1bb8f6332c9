import { compareReports } from '../../../src/engine/compare/diff';
import { VERDICTS, type Report, type Verdict } from '../../../src/model/report';
import { judgePair, type Answer } from '../../support/judge/judge-pair';
import { tryEach, type Bag, type Catch, type Ground } from '../hunt';
import { Random } from '../random';
import { findForecastFault } from './forecasts';
import { PAIR_OPERATIONS, type PairOperation } from './operations';
import { JUDGED_AT, makeCleanPair, shuffleLists, type PairWorld } from './world';

interface PairInput {
  seed: number;
  applied: PairOperation[];
  clean: PairWorld;
  world: PairWorld;
}

/** Tries one pair after the other until the time is over, or so many are tried. */
export function huntPairs(ground: Ground): Promise<Bag> {
  return tryEach(ground, async (seed) => {
    const input = makePairInput(seed);
    const operations = input.applied.map(({ id }) => id);
    const fault = await findPairFault(input);
    return fault === undefined
      ? { operations }
      : { operations, found: await shrink({ seed, operations, fault }) };
  });
}

/** A clean pair of a seed, and the same with one to three operations. @param chosen ids, to repeat it with fewer of them */
function makePairInput(seed: number, chosen?: readonly string[]): PairInput {
  const random = new Random(seed);
  const make = () => makeCleanPair(new Random(seed ^ 0x5eed));
  const count = random.pick([1, 1, 1, 2, 2, 3]);
  const picked = new Set(Array.from({ length: count }, () => random.pick(PAIR_OPERATIONS)));
  const world = make();
  const applied = PAIR_OPERATIONS.filter((one) =>
    chosen ? chosen.includes(one.id) : picked.has(one),
  ).filter((one) => tryOn(one, world, seed));
  return { seed, applied, clean: make(), world };
}

/** False where it finds nothing to change, or something that an earlier one has taken away. */
function tryOn({ id, apply }: PairOperation, world: PairWorld, seed: number): boolean {
  const own = [...id].reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0, seed);
  try {
    return apply(world, new Random(own)) !== false;
  } catch (error) {
    if (error instanceof TypeError || (error as Error).message === 'nothing to pick from') return false;
    throw error;
  }
}

/** What is wrong with what is said of the pair of a seed after these operations. */
export function findFaultAfter(seed: number, ids: readonly string[]): Promise<string | undefined> {
  return findPairFault(makePairInput(seed, ids));
}

async function shrink(found: Catch): Promise<Catch> {
  for (const id of found.operations) {
    const fewer = found.operations.filter((one) => one !== id);
    const fault = await findFaultAfter(found.seed, fewer);
    if (fault !== undefined) return shrink({ ...found, operations: fewer, fault });
  }
  return found;
}

/** What is wrong with what is said of a pair; undefined when everything that must hold does. */
async function findPairFault({ seed, applied, clean, world }: PairInput): Promise<string | undefined> {
  try {
    const [good, answer] = [await judge(clean), await judge(world)];
    if (good.verdict !== 'ready') return `a clean pair is ${good.verdict}: ${answerOf(good)}`;
    return (
      findFalseVerdict(answer, applied) ??
      (await findOrder(world, answer, seed)) ??
      findSilentDiff(good, answer) ??
      findForecastFault(seed)
    );
  } catch (error) {
    return `crashes: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}

function judge({ before, after, target }: PairWorld): Promise<Answer> {
  return judgePair(before, after, { target, now: JUDGED_AT });
}

/** What is doubtful may hide what is lost, but neither is ready. */
function findFalseVerdict({ verdict }: Answer, applied: readonly PairOperation[]): string | undefined {
  const limits = applied.map(({ limit }) => limit);
  const isDoubtful = limits.includes('undetermined') && !limits.includes('error');
  const best = isDoubtful ? 'undetermined' : worstOf(limits);
  if (VERDICTS.indexOf(verdict) <= VERDICTS.indexOf(best)) return undefined;
  return `says ${verdict}, and the best that is allowed is ${best}`;
}

function worstOf(limits: readonly Verdict[]): Verdict {
  return VERDICTS.find((verdict) => limits.includes(verdict)) ?? 'ready';
}

/** The order of rows never matters. */
async function findOrder(world: PairWorld, answer: Answer, seed: number): Promise<string | undefined> {
  const turned = structuredClone({ before: world.before, after: world.after });
  shuffleLists({ ...turned, target: world.target, rows: new Map() }, new Random(seed ^ 0x0bde));
  const other = await judge({ ...world, ...turned });
  const [before, after] = [answerOf(answer), answerOf(other)];
  return before === after ? undefined : `is judged otherwise in another order: ${after} instead of ${before}`;
}

function answerOf({ verdict, report }: Answer): string {
  const said = report?.results
    .filter(({ status }) => status !== 'pass')
    .map(({ ruleId, status, findings }) => [
      ruleId,
      status,
      findings.map(({ fingerprint, message }) => [fingerprint, message]),
    ]);
  return JSON.stringify([verdict, said ?? null]);
}

/** What is found only in the one is new to the other, and a report has nothing new to itself. */
function findSilentDiff({ report: older }: Answer, { report: newer }: Answer): string | undefined {
  if (!older || !newer) return undefined;
  const { summary } = compareReports(documentOf(newer), documentOf(newer));
  if (summary.new + summary.changed + summary.resolved > 0) return 'a report differs from itself';
  const { new: found, changed } = compareReports(documentOf(older), documentOf(newer));
  const told = new Set([...found, ...changed].map(({ ruleId }) => ruleId));
  const silent = newer.results.find(({ ruleId, findings }) => findings.length > 0 && !told.has(ruleId));
  return silent && `diff does not tell of ${silent.ruleId}`;
}

function documentOf(report: Report) {
  return { file: 'report.json', sha256: report.inventory?.sha256 ?? '', reports: [report] };
}
