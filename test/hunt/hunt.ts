import { findFault } from './invariants';
import { makeInput } from './world';

/** An input with a wrong answer, with as few operations as show it. */
export interface Catch {
  seed: number;
  operations: string[];
  fault: string;
}

export interface Bag {
  tried: number;
  catches: Catch[];
  /** How often each operation took part. */
  operations: Record<string, number>;
}

/** What one seed gave. */
interface Tried {
  operations: string[];
  found?: Catch;
}

export interface Ground {
  seed: number;
  /** Every how many seeds, where several hunt side by side. */
  stride?: number;
  /** Milliseconds since 1970 at which to stop. */
  until?: number;
  most?: number;
}

/** Tries one seed after the other until the time is over, or so many are tried. */
export async function tryEach(
  { seed, stride = 1, until = Infinity, most = Infinity }: Ground,
  tryOne: (seed: number) => Promise<Tried>,
): Promise<Bag> {
  const bag: Bag = { tried: 0, catches: [], operations: {} };
  for (let own = seed; bag.tried < most && Date.now() < until; own += stride) {
    const { operations, found } = await tryOne(own);
    for (const id of operations) bag.operations[id] = (bag.operations[id] ?? 0) + 1;
    if (found) bag.catches.push(found);
    bag.tried += 1;
  }
  return bag;
}

/** Hunts for estates that get a better verdict than they deserve. */
export function hunt(ground: Ground): Promise<Bag> {
  return tryEach(ground, async (seed) => {
    const input = makeInput(seed);
    const { applied: operations } = input;
    const fault = await findFault(input);
    return fault === undefined
      ? { operations }
      : { operations, found: await shrink({ seed, operations, fault }) };
  });
}

/** The same with one operation less, as long as something is still wrong. */
async function shrink(found: Catch): Promise<Catch> {
  for (const id of found.operations) {
    const fewer = found.operations.filter((one) => one !== id);
    if (fewer.length === 0) continue;
    const fault = await findFault(makeInput(found.seed, fewer));
    if (fault !== undefined) return shrink({ ...found, operations: fewer, fault });
  }
  return found;
}
