import type { Plan, PlanHop, PlanStep } from '../../model/plan';
import type { ReportOptions } from '../reporter';
import { escapeControls } from '../text/control-characters';
import { createPainter, type Painter, STATUS_STYLE, VERDICT_STYLE } from '../text/terminal';
import { createGrid } from '../text/terminal-table';
import { wrap } from '../text/wrap';
import { formatConfiguration, VERDICT_BADGES } from '../view/estate';
import { formatQuestions } from '../view/question-lines';
import type { ResultView } from '../view/result';
import {
  formatAdvice,
  formatCounts,
  formatForecast,
  formatNames,
  formatRoute,
  groupOpen,
  listAgents,
  openResults,
  stepsByPhase,
  takeFirst,
  withPlanRelaxed,
} from './view';

const MOST_SUBJECTS = 5;
const MOST_AGENTS = 10;

/** For people at a terminal: the route, then each hop with its forecast, what is open and its steps. */
export function formatPlanTable(plan: Plan, options: ReportOptions): string {
  const paint = createPainter(options);
  const width = Math.min(160, Math.max(60, options.width));
  const verdict = paint(VERDICT_STYLE[plan.verdict], paint('bold', VERDICT_BADGES[plan.verdict]));
  const head = `${paint('bold', escapeControls(plan.environment))}  ${escapeControls(formatRoute(plan))}  ${withPlanRelaxed(verdict, plan)}`;
  if (plan.reason !== null) return `${[head, '', ...wrap(escapeControls(plan.reason), width)].join('\n')}\n`;
  const hops = plan.hops.map((hop, at) => formatHop(hop, at, options.verbose, paint, width));
  const results = plan.hops.flatMap((hop) => hop.results);
  const ends = [...formatQuestions(results, paint, width), formatConfiguration(plan) ?? []].flat();
  return `${[head, hopsTable(plan, paint, width), ...hops, ...ends].join('\n\n')}\n`;
}

function hopsTable({ hops }: Plan, paint: Painter, width: number): string {
  const agents = width - 5 - 24 - 22 - 8 - 5;
  const table = createGrid(
    ['#', 'hop', 'verdict', 'steps', 'Agents'].map((text) => paint('bold', text)),
    [5, 24, 22, 8, agents],
  );
  hops.forEach((hop, at) => {
    table.push([
      String(at + 1),
      wrap(escapeControls(`${hop.from} → ${hop.to}`), 22).join('\n'),
      paint(VERDICT_STYLE[hop.verdict], wrap(VERDICT_BADGES[hop.verdict], 20).join('\n')),
      String(hop.steps.length),
      formatForecast(hop.forecast)
        .flatMap((line) => wrap(escapeControls(line), agents - 2))
        .join('\n'),
    ]);
  });
  return table.toString();
}

function formatHop(hop: PlanHop, at: number, verbose: boolean, paint: Painter, width: number): string {
  const indented = (text: string, depth: number, first = '') =>
    wrap(escapeControls(text), width - depth - first.length).map(
      (line, row) => ' '.repeat(depth) + (row === 0 ? first : ' '.repeat(first.length)) + line,
    );
  const lines = [
    paint('bold', escapeControls(`Hop ${at + 1}: ${hop.from} → ${hop.to}`)) +
      `  ${paint(VERDICT_STYLE[hop.verdict], VERDICT_BADGES[hop.verdict])}`,
    ...indented(formatCounts(hop), 2),
    ...openResults(hop).flatMap((view) => formatResult(view, verbose, paint, indented)),
  ];
  for (const { title, agents } of listAgents(hop.forecast)) {
    const { shown, more } = takeFirst(agents, MOST_AGENTS);
    lines.push('', `  ${paint('cyan', `${title} (${agents.length})`)}`);
    lines.push(...shown.flatMap(({ subject, reason }) => indented(`${subject}: ${reason}`, 4)));
    if (more > 0) lines.push(`    and ${more} more`);
  }
  for (const { title, steps } of stepsByPhase(hop)) {
    lines.push('', `  ${paint('cyan', title)}`);
    lines.push(...steps.flatMap((step) => formatStep(step, verbose, paint, indented)));
  }
  return lines.join('\n');
}

type Indented = (text: string, depth: number, first?: string) => string[];

function formatResult(view: ResultView, verbose: boolean, paint: Painter, indented: Indented): string[] {
  const { result } = view;
  const status = paint(STATUS_STYLE[result.status], result.status.padEnd(8));
  const { shown, more } = takeFirst(groupOpen(view), MOST_SUBJECTS);
  return [
    `  ${status}${escapeControls(result.ruleId)}`,
    ...shown.flatMap(({ subjects, message }) =>
      indented(`${formatNames(subjects, MOST_SUBJECTS)}: ${message}`, 10),
    ),
    ...(more > 0 ? [`          and ${more} more`] : []),
    ...(verbose ? indented(formatAdvice(view), 10) : []),
  ];
}

function formatStep(step: PlanStep, verbose: boolean, paint: Painter, indented: Indented): string[] {
  const names = formatNames(step.subjects, MOST_SUBJECTS);
  return [
    ...indented(step.title, 4, '[ ] '),
    ...(verbose ? indented(step.detail, 8) : []),
    ...(names === '' ? [] : indented(names, 8)),
    ...(step.uncertain === null ? [] : indented(`not certain: ${step.uncertain}`, 8)),
    // On one line each, so that they can be copied.
    ...[step.run ?? [], step.verify ?? []]
      .flat()
      .map((command) => `        $ ${paint('dim', escapeControls(command))}`),
  ];
}
