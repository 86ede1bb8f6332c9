import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '../../engine/judge/judge';
import type { EvidenceHints } from '../../engine/findings/missing';
import { stepAsRule, type StepCatalogue } from '../../engine/plan/steps';
import type { Step } from '../../model/plan';
import type { Rule, Validate } from '../../model/rule';
import type { Compatibility, Targets } from '../../model/target';
import { compileRule, createRuleAjv } from './compiler';
import { compileSchema } from '../schema';

/**
 * The rules and schemas that tp-doctor brings with it, read and compiled from rules/. The build puts a module
 * with the same exports in the place of this one, in which everything is compiled already (scripts/build.mjs).
 */
const FOLDER = join(__dirname, '../../../rules');

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

const validators = new Map<SchemaName, Validate>();

/** The JSON Schema of a document, as `tp-doctor schema NAME` prints it. */
export function builtInSchema(name: SchemaName): Record<string, unknown> {
  return readJson(`${name}.schema.json`) as Record<string, unknown>;
}

export function builtInValidator(name: SchemaName): Validate {
  const validate = validators.get(name) ?? compileSchema(builtInSchema(name));
  validators.set(name, validate);
  return validate;
}

export function builtInCatalogue(): Catalogue {
  const ajv = createRuleAjv();
  return { ...builtInData(), rules: builtInRules().map((rule) => compileRule(ajv, rule, 'built-in')) };
}

export function builtInData(): Omit<Catalogue, 'rules'> {
  return {
    targets: readJson('targets.json') as Targets,
    compatibility: readJson('compatibility.json') as Compatibility,
    hints: readJson('evidence.json') as EvidenceHints,
  };
}

/** The steps of a plan with their conditions compiled; only plan needs them. */
export function builtInStepCatalogue(): StepCatalogue {
  const ajv = createRuleAjv();
  const steps = builtInSteps();
  return { steps, rules: steps.map((step) => compileRule(ajv, stepAsRule(step), 'built-in')) };
}

/** The steps in the order of rules/steps.json. */
export function builtInSteps(): Step[] {
  return (readJson('steps.json') as { steps: Step[] }).steps;
}

/** The rules as they are in their files, one folder a category. */
export function builtInRules(): Rule[] {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name }) =>
    readdirSync(join(FOLDER, name))
      .filter((file) => file.endsWith('.json'))
      .map((file) => readJson(`${name}/${file}`) as Rule),
  );
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
}
