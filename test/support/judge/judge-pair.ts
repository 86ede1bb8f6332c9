import { verifyPair, type LoadedPair } from '../../../src/commands/verify';
import { readInventory, type LoadedInventory } from '../../../src/load/inventory';
import { UserError } from '../../../src/model/errors';
import type { Report, Verdict } from '../../../src/model/report';
import { catalogue, everyRule, findTarget } from './judge-inventory';

/** What verify says of a pair: the report, or why it refuses the two. */
export type Answer = { verdict: Verdict; report?: Report; refusal?: string };

interface Options {
  target?: string;
  now?: string;
  isUninstalled?: boolean;
}

/** Half an hour after the sample estate was gathered again. */
export const AFTERWARDS = '2026-11-21T04:00:00Z';

/** Judges two documents as if they came from files, with every rule. */
export async function judgePair(
  before: unknown,
  after: unknown,
  { target = '7.4', now = AFTERWARDS, isUninstalled = false }: Options = {},
): Promise<Answer> {
  const pair: LoadedPair = {
    before: await loadAs(before, 'before.json'),
    after: await loadAs(after, 'after.json'),
  };
  const judgement = {
    catalogue,
    config: {},
    configuration: null,
    choice: { ...everyRule, phase: 'post-upgrade' },
    target: findTarget(target),
    now: Date.parse(now),
    gate: { failOn: 'fail', allowUnknown: false },
  } as const;
  try {
    const report = verifyPair(pair, judgement, isUninstalled);
    return { verdict: report.verdict, report };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { verdict: 'error', refusal: error.message };
  }
}

function loadAs(document: unknown, file: string): Promise<LoadedInventory> {
  return readInventory(Buffer.from(JSON.stringify(document)), file);
}
