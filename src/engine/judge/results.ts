import type { Finding, Question, Result } from '../../model/report';
import { CATEGORIES, type CompiledRule } from '../../model/rule';
import { formatFinding } from '../findings/findings';
import { findReason, formatHints, type EvidenceHints } from '../findings/missing';
import { describeOpen, findQuestion, isUnanswered } from '../findings/questions';
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
  missing: ReadonlySet<string>;
  /** What it waits for, where only a person can answer. */
  question?: Question | undefined;
}

/** What supplies missing evidence: sources and persons. */
export interface Supplies {
  hints: EvidenceHints;
  questions: readonly Question[];
}

/** The result of one rule: what it found, or why it judged nothing. */
export function createResult(
  { compiled, level, params }: ChosenRule,
  judged: RuleRun | Unjudged,
  run: Run,
  supplies: Supplies,
): Result {
  const { rule } = compiled;
  const { findings, reason, checked, isPartial, missing, question } = outcomeOf(
    compiled,
    judged,
    run,
    supplies.questions,
  );
  return {
    ruleId: rule.id,
    title: rule.title,
    failureTitle: null,
    category: rule.category,
    level,
    status: statusOf(level, findings, reason === null ? 'pass' : 'skip'),
    basis: basisOf(rule, params),
    checked,
    ...(isPartial ? { partial: true } : {}),
    findings: findings.sort(byKindAndSubject),
    reason,
    evidence: formatHints(missing, supplies.hints),
    ...(missing.size > 0 ? { lacks: [...missing].sort() } : {}),
    ...(question ? { question } : {}),
    remediation: rule.remediation,
    references: referencesFor(rule.references, run.target),
    facts: rule.facts,
  };
}

/** What a rule found; an open question without a subject becomes a finding about the list itself. */
function outcomeOf(
  compiled: CompiledRule,
  judged: RuleRun | Unjudged,
  run: Run,
  questions: readonly Question[],
): Outcome {
  const { rule } = compiled;
  const unjudged = 'finish' in judged ? judged.finish() : judged;
  if (unjudged === undefined) return outcomeOfRun(judged as RuleRun, run, questions);
  const { status, reason, path = listPathOf(parseInventoryPointer(rule.each)) } = unjudged;
  if (status === 'skip') return { findings: [], reason, checked: 0, isPartial: false, missing: new Set() };
  const findings = [createOpenQuestion(rule.id, { path, reason }, run)];
  const missing = new Set([path]);
  const question = unjudged.isAbsent ? findQuestion(rule, missing, questions) : undefined;
  return { findings, reason, checked: 0, isPartial: true, missing, question };
}

/** What all objects lack and one answer would supply is one finding. */
function outcomeOfRun(judged: RuleRun, run: Run, questions: readonly Question[]): Outcome {
  const { rule } = judged.compiled;
  const { findings, checked, missing, isPartial } = judged;
  const asked = findQuestion(rule, missing, questions);
  const question = asked && isUnanswered(judged) ? asked : undefined;
  const open = question ? findings.filter(({ kind }) => kind === 'no-evidence') : [];
  const shown = open.length > 1 ? findings.filter(({ kind }) => kind !== 'no-evidence') : findings;
  const formatted = shown.map((found) => formatFinding(found, rule.id, run));
  if (open.length > 1) formatted.push(createOpenQuestion(rule.id, describeOpen(judged), run));
  return {
    findings: formatted,
    reason: null,
    checked,
    isPartial: isPartial || open.length > 1,
    missing,
    question,
  };
}

interface Open {
  path: string;
  reason: string;
  /** By what it is known again, where that is not the path. */
  key?: string;
}

function createOpenQuestion(ruleId: string, { path, reason, key = path }: Open, { inventory }: Run): Finding {
  const source = findReason(inventory, path);
  return {
    kind: 'no-evidence',
    subject: path.slice(1) || 'inventory',
    path,
    message: source === undefined ? reason : `${reason}; ${formatReason(source)}`,
    actual: null,
    expected: null,
    key,
    fingerprint: fingerprintOf(inventory.environment, ruleId, key),
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
