import { mergeOutcomes } from './merge/merge-outcomes';
import { runSources, type Outcome, type RunOptions } from './run';
import type { SourceRequest } from './source';

/** Runs all sources side by side, and then those that ask the Agents which these have found. Never rejects, as runSources. */
export async function runInTurn(requests: readonly SourceRequest[], options: RunOptions): Promise<Outcome[]> {
  const found = await runSources(
    requests.filter(({ follow }) => !follow),
    options,
  );
  const following = requests.flatMap(({ follow }) => follow ?? []);
  if (following.length === 0) return found;
  // In the order in which the inventory will have them.
  const { agents } = mergeOutcomes({ environment: '', collectedAt: '' }, found, new Set()).inventory;
  const later = following.map((follow) => follow(agents ?? []));
  // Thousands of Agents take longer than what was meant for one server.
  const longest = Math.max(options.overallTimeoutMs, ...later.map(({ timeoutMs = 0 }) => timeoutMs));
  const own = { ...options, timeoutMs: undefined, overallTimeoutMs: longest };
  return [...found, ...(await runSources(later, own))];
}
