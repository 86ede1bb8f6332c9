import type { EvidenceHints } from '../../engine/findings/missing';
import type { Catalogue } from '../../engine/judge/judge';
import { stepAsRule, type StepCatalogue } from '../../engine/plan/steps';
import type { Fact } from '../../model/explanation';
import type { Step } from '../../model/plan';
import type { Question } from '../../model/report';
import type { CompiledRule, Rule, Validate } from '../../model/rule';
import type { Compatibility, Targets } from '../../model/target';
import { assembleRules } from './assembly';
import { loadCompiledSet, readFacts, readPart, readRuleList, VALIDATORS } from './built-in-parts';

export const SCHEMA_NAMES = [
  'inventory',
  'rule',
  'report',
  'plan',
  'diff',
  'config',
  'targets',
  'compatibility',
  'tickets',
] as const;
export type SchemaName = (typeof SCHEMA_NAMES)[number];

const validators = new Map<SchemaName, Promise<Validate>>();

/** The JSON Schema of a document, as `tp-doctor schema NAME` prints it. */
export function builtInSchema(name: SchemaName): Record<string, unknown> {
  return JSON.parse(readPart(`${name}.schema.json`)) as Record<string, unknown>;
}

/** The validator of a document; it stops at the first fault. */
export function builtInValidator(name: SchemaName): Promise<Validate> {
  const validator = validators.get(name) ?? loadValidator(name);
  validators.set(name, validator);
  return validator;
}

async function loadValidator(name: SchemaName): Promise<Validate> {
  return VALIDATORS[name]?.() ?? (await import('../schema')).compileSchema(builtInSchema(name));
}

/** The rules, compiled, and the data that they rest on. */
export function builtInCatalogue(): Catalogue {
  return { ...builtInData(), rules: loadSet('rules', builtInRules()) };
}

export function builtInData(): Omit<Catalogue, 'rules'> {
  return {
    targets: JSON.parse(readPart('targets.json')) as Targets,
    compatibility: JSON.parse(readPart('compatibility.json')) as Compatibility,
    hints: JSON.parse(readPart('evidence.json')) as EvidenceHints,
    questions: (JSON.parse(readPart('questions.json')) as { questions: Question[] }).questions,
  };
}

/** The steps of a plan with their conditions compiled; only plan needs them. */
export function builtInStepCatalogue(): StepCatalogue {
  const steps = builtInSteps();
  return { steps, rules: loadSet('steps', steps.map(stepAsRule)) };
}

/** The steps in the order of rules/steps.json. */
export function builtInSteps(): Step[] {
  return (JSON.parse(readPart('steps.json')) as { steps: Step[] }).steps;
}

/** The facts that rules and steps rest on, in the order of docs/facts.md. */
export function builtInFacts(): Fact[] {
  return JSON.parse(readFacts()) as Fact[];
}

/** The rules as they are in their files. */
export function builtInRules(): Rule[] {
  return JSON.parse(readRuleList()) as Rule[];
}

function loadSet(name: 'rules' | 'steps', rules: readonly Rule[]): CompiledRule[] {
  return assembleRules(rules, loadCompiledSet(name, rules));
}
