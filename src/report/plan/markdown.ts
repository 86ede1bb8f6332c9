import type { Plan, PlanHop, PlanStep } from '../../model/plan';
import { escapeMarkdown, markdownCode, markdownLink, markdownTable } from '../text/markdown';
import { formatQuestionTable } from '../view/question-lines';
import { formatConfiguration, VERDICT_BADGES } from '../view/estate';
import { QUESTIONS_HEADING } from '../view/questions';
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

const MOST_SUBJECTS = 20;

/** The runbook as a checklist for a change request: GitHub-flavoured Markdown. */
export function formatPlanMarkdown(plan: Plan): string {
  const { environment, inventory, source, target, now, via, verdict, exitCode } = plan;
  const stops = via.length === 0 ? '' : `, by way of ${via.join(' and ')}`;
  const parts = [
    `# Upgrade plan: ${escapeMarkdown(environment)}, ${escapeMarkdown(formatRoute(plan))}`,
    '',
    `- Verdict: ${withPlanRelaxed(`**${VERDICT_BADGES[verdict]}**`, plan)} (exit code ${exitCode})`,
    `- ${escapeMarkdown(`From ${source} to ${target}${stops}; judged at ${now}`)}`,
    `- Inventory ${markdownCode(inventory.file)}, collected ${escapeMarkdown(inventory.collectedAt)}`,
    ...[formatConfiguration(plan) ?? []].flat().map((text) => `- ${escapeMarkdown(text)}`),
    ...(plan.reason === null ? [] : [`- No route: ${escapeMarkdown(plan.reason)}`]),
    ...(plan.hops.length === 0 ? [] : ['', ...hopsTable(plan)]),
    ...questionText(plan),
    ...plan.hops.flatMap(hopText),
  ];
  return `${parts.join('\n')}\n`;
}

/** Once for the plan: a later hop waits for the same answers. */
function questionText({ hops }: Plan): string[] {
  const table = formatQuestionTable(hops.flatMap(({ results }) => results));
  return table.length === 0 ? [] : ['', `## ${QUESTIONS_HEADING}`, '', ...table];
}

function hopsTable({ hops }: Plan): string[] {
  const rows = hops.map((hop, at) => [
    String(at + 1),
    escapeMarkdown(`${hop.from} → ${hop.to}`),
    VERDICT_BADGES[hop.verdict],
    ...[formatForecast(hop.forecast).join('; '), `${hop.steps.length}`].map(escapeMarkdown),
  ]);
  return markdownTable(['#', 'Hop', 'Verdict', 'Agents', 'Steps'], rows);
}

function hopText(hop: PlanHop, at: number): string[] {
  const agentTables = listAgents(hop.forecast).flatMap(({ title, agents }) => [
    '',
    `### ${title} (${agents.length})`,
    '',
    ...agentTable(agents),
  ]);
  const phases = stepsByPhase(hop).flatMap(({ title, steps }) => [
    '',
    `### ${title}`,
    '',
    ...steps.flatMap(stepText),
  ]);
  return [
    '',
    `## Hop ${at + 1}: ${escapeMarkdown(`${hop.from} → ${hop.to}`)}`,
    '',
    `**${VERDICT_BADGES[hop.verdict]}**: ${escapeMarkdown(formatCounts(hop))}. Page: ${markdownLink('upgrade procedure', hop.reference)}`,
    ...openText(hop),
    ...agentTables,
    ...phases,
  ];
}

function openText(hop: PlanHop): string[] {
  const rows = openResults(hop).map((view) => {
    const { shown, more } = takeFirst(groupOpen(view), MOST_SUBJECTS);
    const lines = shown.map(({ subjects, message }) =>
      escapeMarkdown(`${formatNames(subjects, MOST_SUBJECTS)}: ${message}`),
    );
    return [
      view.result.status,
      markdownCode(view.result.ruleId),
      [...lines, ...(more > 0 ? [`… and ${more} more`] : [])].join('; '),
      escapeMarkdown(formatAdvice(view)),
    ];
  });
  if (rows.length === 0) return [];
  return ['', '### What is open', '', ...markdownTable(['Status', 'Rule', 'Objects', 'What to do'], rows)];
}

function agentTable(agents: PlanHop['forecast']['orphaned']): string[] {
  const { shown, more } = takeFirst(agents, MOST_SUBJECTS);
  const rows = shown.map(({ subject, version, reason }) => [
    escapeMarkdown(subject),
    escapeMarkdown(version ?? 'not known'),
    escapeMarkdown(reason),
  ]);
  return [
    ...markdownTable(['Agent', 'Version', 'Why'], rows),
    ...(more > 0 ? ['', `… and ${more} more.`] : []),
  ];
}

function stepText(step: PlanStep): string[] {
  const names = escapeMarkdown(formatNames(step.subjects, MOST_SUBJECTS));
  const pages = step.references.map(({ title, url }) => markdownLink(title, url)).join(', ');
  return [
    `- [ ] **${escapeMarkdown(step.title)}**. ${escapeMarkdown(step.detail)}`,
    ...(names === '' ? [] : [`  - Objects: ${names}`]),
    ...(step.uncertain === null ? [] : [`  - Not certain: ${escapeMarkdown(step.uncertain)}`]),
    ...(step.run === undefined ? [] : [`  - Run: ${markdownCode(step.run)}`]),
    ...(step.verify === undefined ? [] : [`  - Proven by: ${markdownCode(step.verify)}`]),
    `  - Rests on: ${escapeMarkdown(step.facts.join(', '))}; ${pages}`,
  ];
}
