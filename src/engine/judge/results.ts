import type { Finding, Result } from '../../model/report';
import { CATEGORIES, type CompiledRule } from '../../model/rule';
import { formatFinding } from '../findings/findings';
import { findReason, formatHints, type EvidenceHints } from '../findings/missing';
import { referencesFor } from '../findings/references';
import { fingerprintOf } from '../findings/subjects';
import { formatReason } from '../scope/incomplete';
import type { Run } from '../scope/scope';
import { listPathOf, parseInventoryPointer } from '../values/pointers';
import type { ChosenRule } from './choice';
import type { Unjudged } from './conditions';
import type { RuleRun } from './rule-run';
import { basisOf } from '../verdict/basis';
import { statusOf } from '../verdict/verdict';

interface Outcome {
  findings: Finding[];
  /** Why there was nothing to judge; null when there was. */
  reason: string | null;
  checked: number;
  /** A list was missing or not complete. */
  isPartial: boolean;
  /** Patterns of the evidence that was missing. */
  missing: Iterable<string>;
}

/** The result of one rule: what it found, or why it judged nothing. */
export function createResult(
  { compiled, level, params }: ChosenRule,
  judged: RuleRun | Unjudged,
  run: Run,
  hints: EvidenceHints,
): Result {
  const { rule } = compiled;
  const { findings, reason, checked, isPartial, missing } = outcomeOf(compiled, judged, run);
  return {
    ruleId: rule.id,
    title: rule.title,
    category: rule.category,
    level,
    status: statusOf(level, findings, reason === null ? 'pass' : 'skip'),
    basis: basisOf(rule, params),
    checked,
    ...(isPartial ? { partial: true } : {}),
    findings: findings.sort(byKindAndSubject),
    reason,
    evidence: formatHints(missing, hints),
    remediation: rule.remediation,
    references: referencesFor(rule.references, run.target),
    facts: rule.facts,
  };
}

/** What a rule found; an open question without a subject becomes a finding about the list itself. */
function outcomeOf(compiled: CompiledRule, judged: RuleRun | Unjudged, run: Run): Outcome {
  const { rule } = compiled;
  const unjudged = 'finish' in judged ? judged.finish() : judged;
  if (unjudged === undefined) {
    const { findings, checked, missing, isPartial } = judged as RuleRun;
    return {
      findings: findings.map((found) => formatFinding(found, rule.id, run)),
      reason: null,
      checked,
      isPartial,
      missing,
    };
  }
  const { status, reason, path = listPathOf(parseInventoryPointer(rule.each)) } = unjudged;
  if (status === 'skip') return { findings: [], reason, checked: 0, isPartial: false, missing: [] };
  const findings = [createOpenQuestion(rule.id, path, reason, run)];
  return { findings, reason, checked: 0, isPartial: true, missing: [path] };
}

function createOpenQuestion(ruleId: string, path: string, reason: string, { inventory }: Run): Finding {
  const source = findReason(inventory, path);
  return {
    kind: 'no-evidence',
    subject: path.slice(1) || 'inventory',
    path,
    message: source === undefined ? reason : `${reason}; ${formatReason(source)}`,
    actual: null,
    expected: null,
    key: path,
    fingerprint: fingerprintOf(inventory.environment, ruleId, path),
    waiver: null,
  };
}

/** The order of results in a report. */
export function byCategoryAndId({ rule: a }: CompiledRule, { rule: b }: CompiledRule): number {
  return CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category) || compareText(a.id, b.id);
}

const KINDS = ['violation', 'rule-error', 'no-evidence'] as const satisfies readonly Finding['kind'][];

/** What is wrong stands before what is not known: a reader may only see the first few. */
function byKindAndSubject(a: Finding, b: Finding): number {
  return (
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    compareText(a.subject, b.subject) ||
    compareText(a.message, b.message) ||
    compareText(a.fingerprint, b.fingerprint) ||
    compareText(a.formerFingerprint ?? '', b.formerFingerprint ?? '') ||
    compareText(JSON.stringify(a.actual), JSON.stringify(b.actual))
  );
}

/** By code unit, so that the order is the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
