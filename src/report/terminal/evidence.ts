import type { EvidenceTask, Report } from '../../model/report';
import { escapeControls } from '../text/control-characters';
import type { Painter } from '../text/terminal';
import { wrap } from '../text/wrap';
import { formatQuestions } from '../view/question-lines';
import { viewOf } from '../view/result';
import {
  formatTaskCounts,
  formatTaskTotal,
  groupTasks,
  listUnasked,
  listWaiting,
  TASKS_HEADING,
} from '../view/tasks';
import { listObjects } from './objects';

/** The evidence to supply as things to do, each command once; and what no evidence helps. */
export function formatTasks(report: Report, paint: Painter, width: number, most?: number): string[] {
  const { evidence: tasks = [] } = report;
  const isShown = listWaiting(tasks);
  const others = report.results.map(viewOf).filter(({ result, lines }) => {
    const isUnknown = lines.some(({ status }) => status === 'unknown');
    return isUnknown && !result.question && (!isShown.has(result.ruleId) || isFault(result.findings));
  });
  const rest = others.flatMap(({ result, advice, lines }) => {
    const supply = advice.supply === null ? '' : ` (supply: ${advice.supply})`;
    const text = listObjects(lines, ['unknown'], most).join('; ') || (result.reason ?? result.title);
    return wrap(escapeControls(`${result.ruleId}: ${text}${supply}`), width - 2).map((line) => `  ${line}`);
  });
  return [
    ...(tasks.length === 0 ? [] : [formatList(report, tasks, { paint, width, most })]),
    ...(rest.length === 0 ? [] : [[paint('magenta', 'Cannot be judged'), ...rest].join('\n')]),
    ...formatQuestions(listUnasked(report), paint, width),
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

function formatList(report: Report, tasks: readonly EvidenceTask[], look: Look): string {
  const { paint, width, most } = look;
  const lines = groupTasks(report).flatMap(({ command, tasks: own }) => [
    ...own.flatMap((task) => wrap(formatTask(task, most), width - 2).map((line) => `  ${line}`)),
    `    ${paint('magenta', escapeControls(command))}`,
  ]);
  return [paint('bold', `${TASKS_HEADING}: ${formatTaskTotal(tasks)}`), ...lines].join('\n');
}

/** Which rules wait is said where somebody asks for all. */
function formatTask(task: EvidenceTask, most = 0): string {
  const { action, rules } = task;
  const more = rules.length > most && most > 0 ? ` + ${rules.length - most} more` : '';
  const named = most > 0 ? `: ${rules.slice(0, most).join(', ')}${more}` : '';
  return escapeControls(`${action} (${formatTaskCounts(task)})${named}`);
}
