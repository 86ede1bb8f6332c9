import type { EvidenceTask, Report, Result } from '../../model/report';
import { groupBy } from './group-by';

/** Things to do that one command ends. */
export interface TaskGroup {
  command: string;
  tasks: EvidenceTask[];
}

/** The heading of the evidence to supply. */
export const TASKS_HEADING = 'Evidence to supply';

/** The evidence to do, each command once, in the order of the report. */
export function groupTasks({ evidence = [] }: Pick<Report, 'evidence'>): TaskGroup[] {
  return [...groupBy(evidence, ({ command }) => command)].map(([command, tasks]) => ({ command, tasks }));
}

/** `5 things to do, 40 rules wait for it`. */
export function formatTaskTotal(tasks: readonly EvidenceTask[]): string {
  const rules = listWaiting(tasks).size;
  const count = tasks.length === 1 ? '1 thing' : `${tasks.length} things`;
  return `${count} to do, ${rules === 1 ? '1 rule waits' : `${rules} rules wait`} for it`;
}

/** The ids of all rules that wait for one of them. */
export function listWaiting(tasks: readonly EvidenceTask[]): Set<string> {
  return new Set(tasks.flatMap(({ rules }) => rules));
}

/** Who does it and what waits: `storage, 8 rules, 5 can block, 3 objects`. */
export function formatTaskCounts({ owner, rules, subjects, blocking }: EvidenceTask): string {
  return [
    owner,
    rules.length === 1 ? '1 rule' : `${rules.length} rules`,
    blocking === 0 ? [] : `${blocking} can block`,
    subjects > 1 ? `${subjects} objects` : [],
  ]
    .flat()
    .join(', ');
}

/** Results whose question none of the things to do asks. */
export function listUnasked({ results, evidence = [] }: Pick<Report, 'results' | 'evidence'>): Result[] {
  const waiting = listWaiting(evidence);
  return results.filter(({ ruleId }) => !waiting.has(ruleId));
}
