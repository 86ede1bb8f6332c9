import type { EvidenceTask, Report } from '../../model/report';
import { escapeControls } from '../text/control-characters';
import type { Painter } from '../text/terminal';
import { wrap } from '../text/wrap';
import { groupBy } from '../view/group-by';
import { formatQuestions } from '../view/question-lines';
import { viewOf } from '../view/result';
import { listObjects } from './objects';

/** The evidence to supply as things to do, each command once; and what no evidence helps. */
export function formatTasks(report: Report, paint: Painter, width: number, most?: number): string[] {
  const { evidence: tasks = [] } = report;
  const isShown = new Set(tasks.flatMap(({ rules }) => rules));
  const others = report.results.map(viewOf).filter(({ result, lines }) => {
    const isUnknown = lines.some(({ status }) => status === 'unknown');
    return isUnknown && !result.question && (!isShown.has(result.ruleId) || isFault(result.findings));
  });
  const rest = others.flatMap(({ result, advice, lines }) => {
    const supply = advice.supply === null ? '' : ` (supply: ${advice.supply})`;
    const text = listObjects(lines, ['unknown'], most).join('; ') || (result.reason ?? result.title);
    return wrap(escapeControls(`${result.ruleId}: ${text}${supply}`), width - 2).map((line) => `  ${line}`);
  });
  const asked = report.results.filter(({ ruleId }) => !isShown.has(ruleId));
  return [
    ...(tasks.length === 0 ? [] : [formatList(tasks, isShown.size, { paint, width, most })]),
    ...(rest.length === 0 ? [] : [[paint('magenta', 'Cannot be judged'), ...rest].join('\n')]),
    ...formatQuestions(asked, paint, width),
  ];
}

function isFault(findings: readonly { kind: string }[]): boolean {
  return findings.some(({ kind }) => kind === 'rule-error');
}

interface Look {
  paint: Painter;
  width: number;
  most?: number | undefined;
}

function formatList(tasks: readonly EvidenceTask[], rules: number, { paint, width, most }: Look): string {
  const count = tasks.length === 1 ? '1 thing' : `${tasks.length} things`;
  const waiting = rules === 1 ? '1 rule waits' : `${rules} rules wait`;
  const lines = [...groupBy(tasks, ({ command }) => command)].flatMap(([command, own]) => [
    ...own.flatMap((task) => wrap(formatTask(task, most), width - 2).map((line) => `  ${line}`)),
    `    ${paint('magenta', escapeControls(command))}`,
  ]);
  return [paint('bold', `Evidence to supply: ${count} to do, ${waiting} for it`), ...lines].join('\n');
}

/** Which rules wait is said where somebody asks for all. */
function formatTask({ action, owner, rules, subjects, blocking }: EvidenceTask, most = 0): string {
  const more = rules.length > most && most > 0 ? ` + ${rules.length - most} more` : '';
  const counts = [
    owner,
    rules.length === 1 ? '1 rule' : `${rules.length} rules`,
    blocking === 0 ? [] : `${blocking} can block`,
    subjects > 1 ? `${subjects} objects` : [],
  ].flat();
  const named = most > 0 ? `: ${rules.slice(0, most).join(', ')}${more}` : '';
  return escapeControls(`${action} (${counts.join(', ')})${named}`);
}
