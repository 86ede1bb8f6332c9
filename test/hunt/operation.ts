import type { Choice } from '../../src/engine/judge/choice';
import type { Verdict } from '../../src/model/report';
import type { Estate } from './estate';
import type { Random } from './random';

/** What is judged, and how; an operation changes it in place. */
export interface World {
  estate: Estate;
  /** The version to upgrade to. */
  target: string;
  choice: Choice;
  /** What becomes of the text of the inventory before it is written. */
  rewrite: (text: string) => string;
  /** From that to the bytes of its file. */
  encode: (text: string) => Buffer;
}

/**
 * The best verdict that is still allowed. `same`: no better than before. `unchanged`: exactly the verdict of before, as nothing
 * was said that was not said already.
 */
export type Limit = Exclude<Verdict, 'ready'> | 'same' | 'unchanged';

/** One way to make an estate, or what is known of it, worse. */
export interface Operation {
  id: string;
  /** What is worse afterwards. */
  worse: string;
  /** Says what is still allowed; undefined where there was nothing to change. */
  apply: (world: World, random: Random) => Limit | undefined;
}

const TARGETS = ['7.3.9', '7.4', '7.5', '8.0', '8.1'];

/** Whether a target is `first` or later, of the lines that the catalogue knows. */
export function isFrom(target: string, first: string): boolean {
  return TARGETS.indexOf(target) >= TARGETS.indexOf(first);
}

/**
 * Makes operations that change the estate and allow at best `limit`; `same` for targets before `since`. A change that says
 * false has found nothing to change.
 */
export function createChanges(limit: Limit) {
  return (
    id: string,
    worse: string,
    change: (estate: Estate, random: Random) => unknown,
    since = '7.3.9',
  ): Operation => ({
    id,
    worse,
    apply: ({ estate, target }, random) => {
      if (change(estate, random) === false) return undefined;
      return isFrom(target, since) ? limit : 'same';
    },
  });
}
