import type { Relaxed, Summary } from '../../model/report';

/** What a count is of, for one and for several. */
const WORDS = {
  off: ['rule switched off', 'rules switched off'],
  only: ['rule not named by --only', 'rules not named by --only'],
  skip: ['rule left out by --skip', 'rules left out by --skip'],
  lowered: ['rule lowered to warn', 'rules lowered to warn'],
  params: ['rule with changed params', 'rules with changed params'],
  allowedUnknown: ['rule without evidence let through', 'rules without evidence let through'],
  known: ['known finding let through', 'known findings let through'],
} as const satisfies Record<keyof Relaxed, readonly [string, string]>;

type Less = Pick<Summary, 'waived' | 'relaxed'>;

const WAYS = Object.keys(WORDS) as (keyof Relaxed)[];

/** A count for each way. */
export function mapRelaxed(countOf: (way: keyof Relaxed) => number): Relaxed {
  return Object.fromEntries(WAYS.map((way) => [way, countOf(way)])) as unknown as Relaxed;
}

/** What a run asks less than the rules do, to be said with its verdict; empty where it asks all of it. */
export function listRelaxed({ waived, relaxed }: Less): string[] {
  const counts = WAYS.map((way) => [relaxed?.[way] ?? 0, WORDS[way]] as const);
  return [...counts, [waived, ['finding waived', 'findings waived']] as const]
    .filter(([count]) => count > 0)
    .map(([count, [one, several]]) => `${count} ${count === 1 ? one : several}`);
}

/** `READY, 2 rules switched off, 1 finding waived`: the verdict in the words of the caller and all that belongs to it. */
export function withRelaxed(verdict: string, summary: Less): string {
  return [verdict, ...listRelaxed(summary)].join(', ');
}
