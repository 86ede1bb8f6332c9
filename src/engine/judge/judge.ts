import type { RuleSetting, Waiver } from '../../model/config';
import type { Inventory } from '../../model/inventory';
import { type Finding, LEFT_OUT, type Level, type Result } from '../../model/report';
import { CATEGORIES, type CompiledRule, type Phase, type Rule } from '../../model/rule';
import type { Compatibility, Target, Targets } from '../../model/target';
import type { Envelope } from './scope';
import { hintFor, reasonFor, type EvidenceHints } from '../findings/evidence';
import { Indexes } from '../indexes/indexes';
import { pathOfList, placesOf, tokensOf } from '../values/pointers';
import { RuleRun } from './rule-run';
import { showAll } from './walk';
import { notApplicable, type NotApplicable } from './selection';
import { fingerprintOf } from '../findings/subjects';
import { statusOf } from './verdict';
import { applyWaivers } from './waivers';

/** The rules and the data they rest on, read from rules/ or built in. */
export interface Catalogue {
  rules: CompiledRule[];
  targets: Targets;
  compatibility: Compatibility;
  hints: EvidenceHints;
}

/** Which rules of a run are judged, and how. Everything else about a rule is in its file. */
export interface Choice {
  phase: Phase;
  /** For the moment between uninstall and install: only what holds then too. */
  whileUninstalled?: boolean;
  only: ReadonlySet<string>;
  skip: ReadonlySet<string>;
  settings: Readonly<Record<string, RuleSetting>>;
  waivers: readonly Waiver[];
}

export interface Case {
  inventory: Inventory;
  before?: Inventory;
  target: Target;
  /** Milliseconds since 1970: the only clock of the engine. */
  now: number;
  /** Measures each rule by itself. */
  timed?: boolean;
}

interface Judged {
  compiled: CompiledRule;
  level: Level;
  /** The rule at work, or why it is not. */
  run: RuleRun | NotApplicable;
  durationMs: number;
}

/**
 * Judges an estate: one result for every rule of the phase, by category and id, with findings by subject. Never
 * throws on what an inventory says, and depends neither on the order of its lists nor on a clock.
 */
export function judge(catalogue: Catalogue, choice: Choice, estate: Case): Result[] {
  const envelope = envelopeOf(catalogue, estate);
  const rules = catalogue.rules.filter(({ rule }) => rule.phase === choice.phase).sort(byCategoryAndId);
  const judged = rules.map((compiled) => prepare(compiled, choice, envelope));
  for (const [each, group] of groupByList(judged)) showSubjects(each, group, envelope, estate.timed === true);
  const results = judged.map((one) => resultOf(one, envelope, catalogue.hints, estate.timed === true));
  return applyWaivers(results, choice.waivers, estate.inventory.environment, estate.now);
}

function envelopeOf(
  { targets, compatibility }: Catalogue,
  { inventory, before, target, now }: Case,
): Envelope {
  const envelope: Envelope = {
    subject: undefined,
    partner: undefined,
    inventory,
    before,
    target,
    targets,
    params: {},
    compatibility,
    source: (before ?? inventory).enterpriseManager?.version ?? undefined,
    now,
    indexes: new Indexes(() => envelope),
    context: undefined,
  };
  envelope.context = {
    instancePath: '',
    parentData: undefined,
    parentDataProperty: undefined,
    rootData: envelope,
    dynamicAnchors: {},
  };
  return envelope;
}

/** Chooses: --only, --skip and "off" first, then what the rule itself applies to. */
function prepare(compiled: CompiledRule, choice: Choice, envelope: Envelope): Judged {
  const { rule } = compiled;
  const setting = choice.settings[rule.id];
  const { level, params } = typeof setting === 'object' ? setting : { level: setting, params: undefined };
  const judgedAt = level === 'fail' || level === 'warn' ? level : rule.level;
  const base = { compiled, level: judgedAt, durationMs: 0 };
  const left = leftOut(rule, choice, level === 'off') ?? notApplicable(compiled, envelope);
  return { ...base, run: left ?? new RuleRun(compiled, { ...rule.params, ...params }, envelope) };
}

function leftOut({ id, whileUninstalled }: Rule, choice: Choice, isOff: boolean): NotApplicable | undefined {
  const { only, skip } = choice;
  if (only.size > 0 && !only.has(id)) return { status: 'skip', reason: LEFT_OUT.only };
  if (skip.has(id)) return { status: 'skip', reason: LEFT_OUT.skip };
  if (isOff) return { status: 'skip', reason: 'switched off in the configuration' };
  if (choice.whileUninstalled && !whileUninstalled)
    return { status: 'skip', reason: 'can be judged only after the install' };
  return undefined;
}

function groupByList(judged: readonly Judged[]): Map<string, Judged[]> {
  const groups = new Map<string, Judged[]>();
  for (const one of judged) {
    if (!(one.run instanceof RuleRun)) continue;
    const { each } = one.compiled.rule;
    groups.set(each, [...(groups.get(each) ?? []), one]);
  }
  return groups;
}

/** One pass over a list shows every subject to every rule about it; a timed run walks it once a rule. */
function showSubjects(each: string, group: readonly Judged[], envelope: Envelope, timed: boolean): void {
  const tokens = tokensOf(each.startsWith('#') ? each.slice(1) : `/inventory${each}`);
  for (const some of timed ? group.map((one) => [one]) : [group]) {
    const started = timed ? performance.now() : 0;
    const runs = some.map((one) => one.run).filter((run) => run instanceof RuleRun);
    showAll(placesOf(envelope, tokens), runs, envelope);
    if (timed) for (const one of some) one.durationMs = performance.now() - started;
  }
}

function resultOf(judged: Judged, envelope: Envelope, hints: EvidenceHints, timed: boolean): Result {
  const { rule } = judged.compiled;
  const { findings, reason, checked, missing } = outcomeOf(judged, envelope);
  const isSkipped = findings.length === 0 && reason !== null;
  return {
    ruleId: rule.id,
    title: rule.title,
    category: rule.category,
    level: judged.level,
    status: statusOf(judged.level, findings, isSkipped ? 'skip' : 'pass'),
    checked,
    findings: findings.sort(byKindAndSubject),
    reason,
    evidence: sayEvidence(missing, hints),
    remediation: rule.remediation,
    references: rule.references,
    facts: rule.facts,
    ...(timed ? { durationMs: Math.round(judged.durationMs * 1000) / 1000 } : {}),
  };
}

interface Outcome {
  findings: Finding[];
  /** Why there was nothing to judge; null when there was. */
  reason: string | null;
  checked: number;
  missing: string[];
}

/** What a rule found; an open question without a subject becomes a finding about the list itself. */
function outcomeOf({ compiled, run }: Judged, envelope: Envelope): Outcome {
  const isRun = run instanceof RuleRun;
  const nothing = isRun ? run.finish() : run;
  if (isRun && !nothing) {
    return { findings: run.findings, reason: null, checked: run.checked, missing: [...run.missing] };
  }
  const { reason, path } = nothing as NotApplicable;
  if (nothing?.status === 'skip') return { findings: [], reason, checked: 0, missing: [] };
  const about = path ?? pathOfList(compiled.rule.each);
  return {
    findings: [openQuestion(compiled, about, reason, envelope)],
    reason,
    checked: 0,
    missing: [about],
  };
}

function openQuestion(
  { rule }: CompiledRule,
  path: string,
  reason: string,
  { inventory }: Envelope,
): Finding {
  const why = reasonFor(inventory, path);
  return {
    kind: 'no-evidence',
    subject: path.slice(1) || 'inventory',
    path,
    message: why === undefined ? reason : `${reason}; ${why}`,
    actual: null,
    expected: null,
    fingerprint: fingerprintOf(inventory.environment, rule.id, path),
    waiver: null,
  };
}

function sayEvidence(missing: readonly string[], hints: EvidenceHints): string | null {
  const said = missing.map((path) => hintFor(hints, path)).filter((hint) => hint !== undefined);
  return said.length === 0 ? null : [...new Set(said)].sort().join('; ');
}

function byCategoryAndId({ rule: a }: CompiledRule, { rule: b }: CompiledRule): number {
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
    compareText(JSON.stringify(a.actual), JSON.stringify(b.actual))
  );
}

/** By code unit, so that the order is the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
