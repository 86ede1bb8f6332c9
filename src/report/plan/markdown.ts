import type { Plan, PlanHop, PlanStep } from '../../model/plan';
import { markdownCode, markdownLink, markdownTable, markdownText } from '../text/markdown';
import {
  firstOf,
  groupOpen,
  listAgents,
  openResults,
  sayAdvice,
  sayCounts,
  sayForecast,
  sayNames,
  sayRouteOf,
  stepsByPhase,
} from './view';
import { VERDICT_TEXT } from '../text/terminal';

const MOST_SUBJECTS = 20;

/** The runbook as a checklist for a change request: GitHub-flavoured Markdown. */
export function planMarkdown(plan: Plan): string {
  const { environment, inventory, source, target, now, via, verdict, exitCode } = plan;
  const stops = via.length === 0 ? '' : `, by way of ${via.join(' and ')}`;
  const parts = [
    `# Upgrade plan: ${markdownText(environment)}, ${markdownText(sayRouteOf(plan))}`,
    '',
    `- Verdict: **${VERDICT_TEXT[verdict]}** (exit code ${exitCode})`,
    `- ${markdownText(`From ${source} to ${target}${stops}; judged at ${now}`)}`,
    `- Inventory ${markdownCode(inventory.file)}, collected ${markdownText(inventory.collectedAt)}`,
    ...(plan.reason === null ? [] : [`- No route: ${markdownText(plan.reason)}`]),
    ...(plan.hops.length === 0 ? [] : ['', ...hopsTable(plan)]),
    ...plan.hops.flatMap(hopText),
  ];
  return `${parts.join('\n')}\n`;
}

function hopsTable({ hops }: Plan): string[] {
  const rows = hops.map((hop, at) => [
    String(at + 1),
    markdownText(`${hop.from} → ${hop.to}`),
    VERDICT_TEXT[hop.verdict],
    ...[sayForecast(hop.forecast).join('; '), `${hop.steps.length}`].map(markdownText),
  ]);
  return markdownTable(['#', 'Hop', 'Verdict', 'Agents', 'Steps'], rows);
}

function hopText(hop: PlanHop, at: number): string[] {
  const agents = listAgents(hop.forecast).flatMap((one) => [
    '',
    `### ${one.title} (${one.agents.length})`,
    '',
    ...agentTable(one.agents),
  ]);
  const steps = stepsByPhase(hop).flatMap((one) => [
    '',
    `### ${one.title}`,
    '',
    ...one.steps.flatMap(stepText),
  ]);
  return [
    '',
    `## Hop ${at + 1}: ${markdownText(`${hop.from} → ${hop.to}`)}`,
    '',
    `**${VERDICT_TEXT[hop.verdict]}**: ${markdownText(sayCounts(hop))}. Page: ${markdownLink('upgrade procedure', hop.reference)}`,
    ...openText(hop),
    ...agents,
    ...steps,
  ];
}

function openText(hop: PlanHop): string[] {
  const rows = openResults(hop).map((result) => {
    const { shown, more } = firstOf(groupOpen(result), MOST_SUBJECTS);
    const said = shown.map((one) => markdownText(`${sayNames(one.subjects, MOST_SUBJECTS)}: ${one.message}`));
    return [
      result.status,
      markdownCode(result.ruleId),
      [...said, ...(more > 0 ? [`… and ${more} more`] : [])].join('; '),
      markdownText(sayAdvice(result)),
    ];
  });
  if (rows.length === 0) return [];
  return ['', '### What is open', '', ...markdownTable(['Status', 'Rule', 'Objects', 'What to do'], rows)];
}

function agentTable(agents: PlanHop['forecast']['orphaned']): string[] {
  const { shown, more } = firstOf(agents, MOST_SUBJECTS);
  const rows = shown.map(({ subject, version, reason }) => [
    markdownText(subject),
    markdownText(version ?? 'not known'),
    markdownText(reason),
  ]);
  return [
    ...markdownTable(['Agent', 'Version', 'Why'], rows),
    ...(more > 0 ? ['', `… and ${more} more.`] : []),
  ];
}

function stepText(step: PlanStep): string[] {
  const names = markdownText(sayNames(step.subjects, MOST_SUBJECTS));
  const pages = step.references.map(({ title, url }) => markdownLink(title, url)).join(', ');
  return [
    `- [ ] **${markdownText(step.title)}**. ${markdownText(step.detail)}`,
    ...(names === '' ? [] : [`  - Objects: ${names}`]),
    ...(step.uncertain === null ? [] : [`  - Not certain: ${markdownText(step.uncertain)}`]),
    ...(step.verify === undefined ? [] : [`  - Proven by: ${markdownCode(step.verify)}`]),
    `  - Rests on: ${markdownText(step.facts.join(', '))}; ${pages}`,
  ];
}
