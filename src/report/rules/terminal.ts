import { pathsOfNeeds } from '../../engine/findings/needs';
import type { Step } from '../../model/plan';
import type { Rule } from '../../model/rule';
import type { ReportOptions } from '../reporter';
import { escapeControls } from '../text/control-characters';
import { createPainter } from '../text/terminal';
import { createGrid } from '../text/terminal-table';
import { wrap } from '../text/wrap';
import { formatAppliesTo } from './page';

type Look = Pick<ReportOptions, 'color' | 'width'>;

/** `rules list` at a terminal: one row a rule. */
export function formatRuleList(rules: readonly Rule[], { color, width }: Look): string {
  const paint = createPainter({ color });
  const [id, level] = [Math.min(38, Math.max(...rules.map((rule) => rule.id.length)) + 2), 7];
  const title = Math.max(20, Math.min(width, 160) - id - level - 4);
  const table = createGrid(
    ['rule', 'level', 'holds when'].map((text) => paint('bold', text)),
    [id, level, title],
  );
  let category = '';
  for (const rule of rules) {
    if (rule.category !== category) {
      category = rule.category;
      table.push([{ content: paint('cyan', category), colSpan: 3 }]);
    }
    table.push([
      wrap(escapeControls(rule.id), id - 2).join('\n'),
      paint(rule.level === 'fail' ? 'red' : 'yellow', rule.level),
      wrap(escapeControls(rule.title), title - 2).join('\n'),
    ]);
  }
  return `${table.toString()}\n`;
}

/** `rules show ID`: everything an administrator wants to know of a rule. */
export function formatRule(rule: Rule, origin: string): string {
  const params = Object.entries(rule.params ?? {}).map(
    ([name, value]) => `${name} = ${JSON.stringify(value)}`,
  );
  const lines = [
    `${rule.id}  (${rule.level}, ${rule.category}, ${rule.phase}; ${origin})`,
    rule.title,
    '',
    `Applies to  ${formatAppliesTo(rule)}`,
    `For each    ${rule.each === '' ? 'inventory' : rule.each}`,
    `Evidence    ${pathsOfNeeds(rule.needs).join(', ') || 'none'}`,
    ...(params.length > 0 ? [`Params      ${params.join(', ')}`] : []),
    `Facts       ${rule.facts.join(', ')}`,
    '',
    ...wrap(rule.remediation, 96),
    '',
    ...rule.references.map(({ title, url }) => `${title}: ${url}`),
  ];
  return `${lines.map(escapeControls).join('\n')}\n`;
}

/** `rules show ID` for a step of a plan. */
export function formatStep(step: Step): string {
  const lines = [
    `${step.id}  (step of a plan, ${step.phase})`,
    step.title,
    '',
    `Applies to  ${formatAppliesTo(step)}`,
    `Concerns    ${step.each ?? 'the whole estate'}`,
    ...(step.run === undefined ? [] : [`Run         ${step.run}`]),
    ...(step.verify === undefined ? [] : [`Proven by   ${step.verify}`]),
    `Facts       ${step.facts.join(', ')}`,
    '',
    ...wrap(step.detail, 96),
    '',
    ...(step.references ?? []).map(({ title, url }) => `${title}: ${url}`),
  ];
  return `${lines.map(escapeControls).join('\n').trimEnd()}\n`;
}
