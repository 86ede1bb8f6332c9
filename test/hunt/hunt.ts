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

export interface Ground {
  seed: number;
  /** Every how many seeds, where several hunt side by side. */
  stride?: number;
  /** Milliseconds since 1970 at which to stop. */
  until?: number;
  most?: number;
}

/** Tries one seed after the other until the time is over, or so many are tried. */
export async function hunt({ seed, stride = 1, until = Infinity, most = Infinity }: Ground): Promise<Bag> {
  const bag: Bag = { tried: 0, catches: [], operations: {} };
  for (let own = seed; bag.tried < most && Date.now() < until; own += stride) {
    const input = makeInput(own);
    for (const id of input.applied) bag.operations[id] = (bag.operations[id] ?? 0) + 1;
    const fault = await findFault(input);
    if (fault !== undefined) bag.catches.push(await shrink({ seed: own, operations: input.applied, fault }));
    bag.tried += 1;
  }
  return bag;
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
