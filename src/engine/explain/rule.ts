import { findHint, type EvidenceHints } from '../findings/missing';
import { pathsOfNeeds } from '../findings/needs';
import { fillPage } from '../findings/references';
import type { Fact, RuleExplanation, RuleInReport, Threshold } from '../../model/explanation';
import type { Report } from '../../model/report';
import type { Rule } from '../../model/rule';
import type { TargetLine } from '../../model/target';

/** What explanations are made from beside the rule itself. */
export interface Knowledge {
  lines: readonly TargetLine[];
  hints: EvidenceHints;
  facts: readonly Fact[];
}

/** What a rule asks, of which evidence, by which thresholds and pages; with reports also what they say of it. */
export function explainRule(
  rule: Rule,
  knowledge: Knowledge,
  reports: readonly Report[] = [],
): RuleExplanation {
  const newest = knowledge.lines.at(-1)?.documentation ?? '';
  return {
    kind: 'rule',
    id: rule.id,
    title: rule.title,
    level: rule.level,
    category: rule.category,
    phase: rule.phase,
    targets: rule.appliesTo?.target ?? null,
    each: rule.each,
    where: rule.where ?? null,
    assertion: rule.assert,
    evidence: pathsOfNeeds(rule.needs).map((field) => ({
      field,
      supply: findHint(knowledge.hints, pointerOf(rule, field))?.text ?? null,
    })),
    thresholds: listThresholds(rule, knowledge.lines),
    params: rule.params ?? {},
    remediation: rule.remediation,
    references: rule.references.map((page) => fillPage(page, newest)),
    facts: selectFacts(rule.facts, knowledge.facts),
    results: reports.flatMap((report) => resultsOf(rule, report)),
  };
}

/** From the root of the inventory, where a need starts at the subject. */
function pointerOf({ each }: Rule, field: string): string {
  return field.startsWith('#') ? field.replace(/^#(?:\/inventory)?/, '') : `${each}${field}`;
}

function resultsOf({ id }: Rule, { environment, results }: Report): RuleInReport[] {
  return results
    .filter(({ ruleId }) => ruleId === id)
    .map(({ status, checked, reason, findings }) => ({
      environment,
      status,
      checked,
      reason,
      findings: findings.map(({ subject, message, fingerprint }) => ({ subject, message, fingerprint })),
    }));
}

/** The fields of a target that a rule names, with their values, alike ones together. */
function listThresholds(rule: Rule, lines: readonly TargetLine[]): Threshold[] {
  const names = new Set(
    [...JSON.stringify(rule).matchAll(/"\/target\/([A-Za-z]+)/g)].map(([, name]) => name),
  );
  return [...names].flatMap((name) => {
    const byValue = new Map<string, { targets: string[]; value: unknown }>();
    for (const line of lines) {
      const value = (line as unknown as Record<string, unknown>)[name ?? ''];
      if (value === undefined) continue;
      const same = byValue.get(JSON.stringify(value)) ?? { targets: [], value };
      byValue.set(JSON.stringify(value), same);
      same.targets.push(line.line);
    }
    return byValue.size === 0 || name === undefined ? [] : [{ name, values: [...byValue.values()] }];
  });
}

/** The facts of these numbers, as far as they are known: a rule of the user may have words of its own. */
export function selectFacts(ids: readonly string[], facts: readonly Fact[]): Fact[] {
  return ids.map((id) => facts.find((fact) => fact.id === id) ?? { id, topic: '', text: '', page: '' });
}
