import { VERDICTS, type Verdict } from '../../src/model/report';
import { everyRule } from '../support/judge/judge-inventory';
import { HOPS, makeReadyEstate } from './estate';
import type { Limit, Operation, World } from './operation';
import { OPERATIONS } from './operations';
import { CONTRADICTIONS } from './operations/contradictions';
import { CHOICES } from './operations/choices';
import { Random } from './random';

/** What was done to one ready estate, and what may be said of it. */
export interface Input {
  seed: number;
  /** In the order in which they were applied; the strongest limit is last, so that no later one undoes it. */
  applied: string[];
  world: World;
  /** The same estate without the operations. */
  ready: World;
  limit: Limit;
  /** The best verdict of the estate as it was. */
  best: Verdict;
}

/** From the loosest to the strictest. */
const LIMITS: readonly Limit[] = [
  'unchanged',
  'same',
  'ready-with-warnings',
  'undetermined',
  'not-ready',
  'error',
];

/**
 * Makes the input of a seed: a ready estate and one to four operations on it.
 * @param chosen ids of operations in their order, to repeat an input with fewer of them
 */
export function makeInput(seed: number, chosen?: readonly string[]): Input {
  const random = new Random(seed);
  const hop = random.pick(HOPS);
  const estateSeed = random.integer(0, 2 ** 31);
  const make = (): World => ({
    estate: makeReadyEstate(hop, new Random(estateSeed)),
    target: hop.target,
    choice: everyRule,
    rewrite: (text) => text,
    encode: (text) => Buffer.from(text),
  });
  const operations = chosen ? chosen.map(findOperation) : pickOperations(random);
  const { world, applied, limit } = applyAll(operations, make, seed);
  return { seed, applied, world, ready: make(), limit, best: hop.best };
}

function findOperation(id: string): Operation {
  const found = OPERATIONS.find((one) => one.id === id);
  if (!found) throw new Error(`there is no operation ${id}`);
  return found;
}

function pickOperations(random: Random): Operation[] {
  const count = random.pick([1, 1, 1, 2, 2, 3, 4]);
  return [...new Set(Array.from({ length: count }, () => random.pick(OPERATIONS)))];
}

/** Each operation has its own random numbers, so that leaving one out does not change what the others do. */
function applyAll(
  operations: readonly Operation[],
  make: () => World,
  seed: number,
): Pick<Input, 'world' | 'applied' | 'limit'> {
  const inOrder = operations
    .map((operation) => ({ operation, limit: tryAlone(operation, make(), seed) }))
    .filter(({ limit }) => limit !== undefined)
    .sort((a, b) => rankOf(a.limit) - rankOf(b.limit));
  const world = make();
  const applied: string[] = [];
  let limit: Limit = 'unchanged';
  for (const { operation } of inOrder) {
    const own = tryAlone(operation, world, seed);
    if (own === undefined) continue;
    applied.push(operation.id);
    limit = rankOf(own) > rankOf(limit) ? own : limit;
  }
  return { world, applied, limit };
}

function rankOf(limit: Limit | undefined): number {
  return LIMITS.indexOf(limit ?? 'unchanged');
}

/** Undefined where the operation finds nothing to change, or something that an earlier one has taken away. */
function tryAlone(operation: Operation, world: World, seed: number): Limit | undefined {
  try {
    return operation.apply(world, new Random(seed ^ hashOf(operation.id)));
  } catch (error) {
    if (error instanceof TypeError || (error as Error).message === 'nothing to pick from') return undefined;
    throw error;
  }
}

function hashOf(text: string): number {
  let hash = 0;
  for (const character of text) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) | 0;
  return hash;
}

/** The best verdict that an input may have; a rule that is left out cannot see what is wrong. */
export function bestAllowed({ limit, best, applied }: Pick<Input, 'limit' | 'best' | 'applied'>): Verdict {
  const isBlind = limit !== 'error' && CHOICES.some(({ id }) => applied.includes(id));
  if (isBlind) return 'ready-with-warnings';
  // What an operation puts in the place of a contested value is contested too.
  if (limit === 'not-ready' && CONTRADICTIONS.some(({ id }) => applied.includes(id))) return 'undetermined';
  const own: Verdict = limit === 'same' || limit === 'unchanged' ? best : limit;
  return VERDICTS.indexOf(own) < VERDICTS.indexOf(best) ? own : best;
}
